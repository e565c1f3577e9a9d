"""Which files hold one that is kept back: whoever is given such a file is given that, too.

Each is taken apart in the child; what cannot be looked into is taken to hold what is kept back. What was told is
kept by the bytes it was told of; a note that does not fit is none.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal, get_args

import casefile
from casefile import files
from casefile.errors import CaseError
from casefile.exhibits import held_kinds
from casefile.exhibits.asked import SECONDS, Asked
from casefile.exhibits.convert import versions
from casefile.exhibits.held import Held
from casefile.exhibits.pages import Native
from casefile.programs import StoppedError

Why = Literal["held", "closed", "quoted"]
"""Why a file is taken to hold what is withheld: it does, it cannot be looked into, or it says so beside its pages."""
_SAID: Mapping[str, Held] = {held: held for held in get_args(Held)}


def may_hold(path: Path) -> bool:
    """Tell whether a file may hold others: a message by suffix or content, a zip or other archive, a PDF, an office
    file. One that cannot be read may."""
    try:
        with path.open("rb") as file:
            return held_kinds.may_hold(held_kinds.ends(file, path.suffix.lower()))
    except OSError:
        return True


def holds(path: Path, withheld: Collection[str]) -> bool:
    """Tell whether one of the files whose SHA-256 are withheld lies in a file, or in one that lies in it.

    One that cannot be looked into - locked, broken, too long, too deep - is taken to hold one.
    """
    return bool(holding((path,), withheld))


def holding(paths: Iterable[Path], withheld: Collection[str], kept: Path | None = None) -> Mapping[Path, Why]:
    """Return the files that hold one of those whose SHA-256 are withheld, as `holds` tells, each with why it is taken
    to; none where none are withheld.

    The same bytes are looked into once a process, and once at all where `kept` is a folder for what need not be done
    twice. CaseError when that cannot be written.
    """
    if not withheld:
        return {}
    found = tuple(path for path in paths if may_hold(path))
    names = _names(found)
    by = hashlib.sha256(json.dumps([casefile.__version__, *versions(), *sorted(withheld)]).encode()).hexdigest()
    noted = kept / _NOTED if kept else None
    known = _TOLD.setdefault(by, {})
    known |= _noted(noted, by) if noted else {}
    with Asked() as child:
        told = {path: known[name] for path in found if (name := names.get(path)) in known}
        asked = {path: _told(child, path, withheld) for path in found if path not in told}
    same = _names(asked)  # one that was changed meanwhile is told of for this time only
    sure = {path: held for path, held in asked.items() if held is not None and same.get(path) == names.get(path)}
    new = {names[path]: held for path, held in sure.items() if path in names}
    known |= new
    if noted and new:
        files.write(noted, json.dumps({"by": by, "held": known}).encode())
    every = {path: held or "closed" for path, held in {**told, **asked}.items()}
    return {path: held for path, held in every.items() if held != "free"}


_NOTED = "held.json"
_TOLD: dict[str, dict[str, Held]] = {}
"""What was told in this process: by what is withheld and who looked, whether some bytes with a suffix hold it."""


def _names(paths: Iterable[Path]) -> Mapping[Path, str]:
    """Return what each file is kept by, if all can be read: its bytes and its suffix say how it is looked into."""
    with suppress(CaseError):
        return {path: f"{digest}{path.suffix.lower()}" for path, digest in files.sha256_once(paths).items()}
    return {}


def _noted(file: Path, by: str) -> Mapping[str, Held]:
    """Return what is noted in a file by the same programs; nothing where it is of no use."""
    try:
        noted = json.loads(files.read(file, file.name))
        return {str(name): _SAID[held] for name, held in noted["held"].items()} if noted["by"] == by else {}
    except (CaseError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _told(child: Asked, path: Path, withheld: Collection[str]) -> Held | None:
    """Tell whether one is in a file; None where the child was lost, which another time it may not be."""
    try:
        asked = Native(path, "held", "", "en", date.min, withheld=tuple(sorted(withheld)))
        return _SAID[child.ask("hashes", asked, SECONDS)["held"]]
    except (StoppedError, CaseError):
        return None
