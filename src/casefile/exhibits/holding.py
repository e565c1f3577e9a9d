"""Which messages hold a file that is kept back: whoever is given such a message is given that file.

An Outlook message is taken apart in the child; without its reader, or where one message lies in another, it is taken to
hold what is kept back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from casefile.errors import CaseError
from casefile.exhibits import outlook
from casefile.exhibits.asked import SECONDS, Asked
from casefile.exhibits.mail_parts import Mail, read
from casefile.exhibits.pages import Native
from casefile.programs import StoppedError

_SUFFIXES = (".eml", ".msg")
_LONGEST = 50_000_000
_DEEPEST = 20


def is_message(path: Path) -> bool:
    """Tell by its name whether a file is a message, which holds its attachments."""
    return path.suffix.lower() in _SUFFIXES


def holds(path: Path, withheld: Collection[str]) -> bool:
    """Tell whether one of the files whose SHA-256 are withheld is attached to a message, or to one attached to it.

    A message that is too long or nested too deep to be looked into is taken to hold one.
    """
    if path.stat().st_size > _LONGEST:
        return True
    try:
        if outlook.is_outlook(path):
            return _asked(path, withheld)
        return not set(withheld).isdisjoint(_hashes(read(path.read_bytes()), _DEEPEST))
    except RecursionError:
        return True


def hashes(native: Native) -> list[str]:
    """Return the SHA-256 of everything attached to an Outlook message, "" for what has none of its own.

    Runs in the child. Raises NotShownError when it cannot be read, RecursionError when it is nested too deep.
    """
    return list(_hashes(outlook.read(native), _DEEPEST))


def _hashes(mail: Mail, depth: int) -> Iterator[str]:
    if depth == 0:
        raise RecursionError("messages within messages, too deep")
    for part in mail.parts:
        yield hashlib.sha256(part.content).hexdigest() if part.whole else ""
        if part.media_type == "message/rfc822":
            yield from _hashes(read(part.content), depth - 1)


def _asked(path: Path, withheld: Collection[str]) -> bool:
    try:
        with Asked() as child:
            found = child.ask("hashes", Native(path, "held", "", "en", date.min), SECONDS)["hashes"]
    except (StoppedError, CaseError):
        return True
    return found is None or "" in found or not set(withheld).isdisjoint(found)
