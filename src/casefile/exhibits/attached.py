"""The words of what is attached to a message, and to what is attached to that: for searching.

Runs in the child (`searched.py` asks it). What cannot be read has none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from casefile.exhibits import look, metadata_mail, table
from casefile.exhibits.mail_parts import Part
from casefile.exhibits.pages import Native, NotShownError

_DEEPEST = 5  # as many as are taken in (see `casefile add`)
_MOST = 200
_LONGEST = 50_000_000
_SUFFIXES = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is attached to a message: its name, the SHA-256 of its bytes, and its words."""

    name: str
    sha256: str
    words: str


def read(native: Native) -> tuple[Attached, ...]:
    """Return what is attached to a message and has words; nothing for another file, or one that cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(each for each, _ in zip(_within(native, Path(folder), _DEEPEST), range(_MOST), strict=False))


def _within(native: Native, folder: Path, depth: int) -> Iterator[Attached]:
    for number, part in enumerate(_parts(native) if depth else ()):
        file = folder / f"{depth}-{number}{_suffix(part)}"
        file.write_bytes(part.content)
        inner = replace(native, path=file)
        try:
            _, words, _, beyond = look.read(inner)
            words = "\n".join(each for each in (words, beyond) if each.strip())
        except NotShownError:
            words = ""
        if words.strip():
            yield Attached(part.name or part.media_type, sha256(part.content).hexdigest(), words)
        yield from _within(inner, folder, depth - 1)
        file.unlink()


def _parts(native: Native) -> tuple[Part, ...]:
    """What is attached to a native directly, as far as it has bytes of its own."""
    try:
        row = table.row_of(native)
        found = metadata_mail.taken_apart(native) if row and row.name in ("mail", "outlook") else None
    except (NotShownError, RecursionError):
        return ()
    return tuple(part for part in found.parts if 0 < len(part.content) <= _LONGEST) if found else ()


def _suffix(part: Part) -> str:
    """The suffix that says how a part is read: a message's or a text's, whatever its sender called it."""
    return _SUFFIXES.get(part.media_type) or Path(part.name).suffix.lower()[:8]
