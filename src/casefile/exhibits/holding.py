"""Which files hold one that is kept back: whoever is given such a file is given that, too.

Each is taken apart in the child; what cannot be looked into is taken to hold what is kept back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path

from casefile.errors import CaseError
from casefile.exhibits import held_kinds
from casefile.exhibits.asked import SECONDS, Asked
from casefile.exhibits.pages import Native
from casefile.programs import StoppedError


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


def holding(paths: Iterable[Path], withheld: Collection[str]) -> frozenset[Path]:
    """Return the files that hold one of those whose SHA-256 are withheld, as `holds` tells; none where none are."""
    if not withheld:
        return frozenset()
    with Asked() as child:
        return frozenset(path for path in paths if may_hold(path) and _told(child, path, withheld))


def _told(child: Asked, path: Path, withheld: Collection[str]) -> bool:
    try:
        asked = Native(path, "held", "", "en", date.min, withheld=tuple(sorted(withheld)))
        return bool(child.ask("hashes", asked, SECONDS)["held"])
    except (StoppedError, CaseError):
        return True
