"""The natives of a case looked through, with the words that their pages say as they are printed.

What rules are asked of: see `checks`. Knows no packet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from casefile.case import privilege
from casefile.case.model import Case
from casefile.checks import surroundings
from casefile.checks.matter import Around, Matter
from casefile.claim.model import Claim
from casefile.exhibits.searched import Seen
from casefile.packet.copies import printed

_PICTURED = frozenset(
    (".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".pdf", ".png", ".tif", ".tiff", ".webp")
)


def searched(case: Case, claim: Claim, kept: Path) -> Matter:
    """The whole case on the day of its claim, with its natives looked through where a rule asks for them. `kept` is the
    case's folder of what need not be made twice."""
    withheld = partial(surroundings.withheld_in, case, claim.as_of, kept)
    return Matter(case, claim, around=Around(partial(seen_in, case, claim.as_of, kept), withheld=withheld))


def seen_in(case: Case, as_of: date, kept: Path) -> Mapping[str, Seen]:
    """What others may see of a case, looked through: see `surroundings.seen_in`. `kept` is the case's folder of what
    need not be made twice."""
    found = surroundings.seen_in(case, as_of, kept)
    read = read_in(case, kept)
    return {key: replace(seen, words=f"{seen.words}\n{read.get(key, '')}") for key, seen in found.items()}


def read_in(case: Case, kept: Path) -> Mapping[str, str]:
    """The words that the pages say of the exhibits that others may see, those recognised in scans too, by exhibit, as
    far as copies of them were made; `kept` as for `seen_in`."""
    shown = privilege.shown(case)
    paths = {each.id: path for each in case.exhibits if each.id in shown and (path := case.path / each.file).is_file()}
    return printed(tuple(paths.values()), tuple(paths), kept)


def without_words(case: Case, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The exhibits that are pictures, or PDFs of nothing else, in which no words were read: by no program as yet, or
    none is there. `seen` as `seen_in` gives it."""
    bare = {key for key, each in seen.items() if not each.words.strip()}
    return tuple(each.id for each in case.exhibits if each.id in bare and Path(each.file).suffix.lower() in _PICTURED)
