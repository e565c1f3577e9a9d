"""What a packet holds and says of itself that it is not open: the rules of `casefile check`, asked of what goes out.

Also looks through the natives for them, with the words that were recognised in scans when their copies were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from casefile.case import privilege
from casefile.case.model import Case
from casefile.checks import kept_back, quoted, surroundings, wall
from casefile.checks.matter import Around, Matter
from casefile.claim.model import Claim
from casefile.errors import Problem, Source
from casefile.exhibits.searched import Seen
from casefile.packet.copies import recognised
from casefile.packet.plan import CORRESPONDENCE, Item, Plan
from casefile.packet.profile import Profile

_PICTURED = frozenset(
    (".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".pdf", ".png", ".tif", ".tiff", ".webp")
)
_ASKED = (
    (kept_back.stand_in_still_holds, "holds it"),
    (quoted.quotes_withheld, "holds it"),
    (wall.going_out, "takes it as open"),
)
_PAGES = "holds its pages, and not its file"


def seen_in(case: Case, as_of: date, kept: Path) -> Mapping[str, Seen]:
    """What others may see of a case, looked through: see `surroundings.seen_in`. `kept` is the case's folder of what
    need not be made twice."""
    found = surroundings.seen_in(case, as_of, kept)
    shown = privilege.shown(case)
    paths = {each.id: path for each in case.exhibits if each.id in shown and (path := case.path / each.file).is_file()}
    read = recognised(tuple(paths.values()), tuple(paths), kept)
    return {key: replace(seen, words=f"{seen.words}\n{read.get(key, '')}") for key, seen in found.items()}


def without_words(case: Case, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The exhibits that are pictures, or PDFs of nothing else, in which no words were read: by no program as yet, or
    none is there. `seen` as `seen_in` gives it."""
    bare = {key for key, each in seen.items() if not each.words.strip()}
    return tuple(each.id for each in case.exhibits if each.id in bare and Path(each.file).suffix.lower() in _PICTURED)


def unmarked(case: Case, claim: Claim, plan: Plan, profile: Profile, kept: Path) -> Iterator[Problem]:
    """A warning for each thing in a planned packet that nobody marked and that looks privileged, and for each
    stand-in that still holds what it hides. `case` is the whole
    case, `kept` as for `seen_in`."""
    around = Around(
        partial(seen_in, case, claim.as_of, kept), withheld=partial(surroundings.withheld_in, case, claim.as_of, kept)
    )
    held = frozenset(_sources(case, plan.exhibits))
    bare = frozenset(_sources(case, [item for item in plan.exhibits if not item.native]))
    matter = Matter(case, claim, around=around)
    for rule, what in _ASKED:
        for problem in rule(matter):
            if problem.source in held or not profile.cited:
                pages = rule is quoted.quotes_withheld and problem.source in bare
                message = f"{problem.message}; this packet {_PAGES if pages else what}"
                yield replace(problem, message=message, hint=f"{problem.hint}; then make it again", level="warning")


def _sources(case: Case, items: Iterable[Item]) -> Iterator[Source]:
    """Where what is planned stands in the case: the rows of exhibits, the files of contacts."""
    held = {item.number or item.file for item in items}
    yield from (each.at.source for each in case.exhibits if each.id in held)
    yield from (Source(each.file) for each in case.contacts if f"{CORRESPONDENCE}/{Path(each.file).name}" in held)
