"""What a packet would hold and says of itself that it is not open: the rules of `casefile check`, asked of what goes
out, before it does.

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
from casefile.checks import both_sides, kept_back, quoted, surroundings, wall
from casefile.checks.matter import Around, Matter
from casefile.claim.model import Claim
from casefile.errors import CaseError, Level, Problem, Source
from casefile.exhibits.searched import Seen
from casefile.packet.copies import recognised
from casefile.packet.plan import CORRESPONDENCE, Item, Plan
from casefile.packet.profile import Profile

_PICTURED = frozenset(
    (".avif", ".bmp", ".gif", ".heic", ".heif", ".jpeg", ".jpg", ".pdf", ".png", ".tif", ".tiff", ".webp")
)
_ASKED = (kept_back.stand_in_still_holds, both_sides.noted_twice, quoted.quotes_withheld, wall.going_out)
_REFUSED = "; no packet was made"
_PAGES = "; this packet holds its pages, and not its file"


def seen_in(case: Case, as_of: date, kept: Path) -> Mapping[str, Seen]:
    """What others may see of a case, looked through: see `surroundings.seen_in`. `kept` is the case's folder of what
    need not be made twice."""
    found = surroundings.seen_in(case, as_of, kept)
    read = read_in(case, kept)
    return {key: replace(seen, words=f"{seen.words}\n{read.get(key, '')}") for key, seen in found.items()}


def read_in(case: Case, kept: Path) -> Mapping[str, str]:
    """The words that were recognised in scans among the exhibits that others may see, by exhibit, as far as copies of
    them were made; `kept` as for `seen_in`."""
    shown = privilege.shown(case)
    paths = {each.id: path for each in case.exhibits if each.id in shown and (path := case.path / each.file).is_file()}
    return recognised(tuple(paths.values()), tuple(paths), kept)


def without_words(case: Case, seen: Mapping[str, Seen]) -> tuple[str, ...]:
    """The exhibits that are pictures, or PDFs of nothing else, in which no words were read: by no program as yet, or
    none is there. `seen` as `seen_in` gives it."""
    bare = {key for key, each in seen.items() if not each.words.strip()}
    return tuple(each.id for each in case.exhibits if each.id in bare and Path(each.file).suffix.lower() in _PICTURED)


def unmarked(case: Case, claim: Claim, plan: Plan, profile: Profile, kept: Path) -> tuple[Problem, ...]:
    """A warning for each file that says what is kept back beside its pages, and so stays here. `case` is the whole
    case, `kept` as for `seen_in`.

    CaseError for all that a packet of this plan would show and that looks privileged, though nobody said what it is,
    and for each stand-in that still holds what it hides: nobody can take back what was handed over.
    """
    around = Around(
        partial(seen_in, case, claim.as_of, kept), withheld=partial(surroundings.withheld_in, case, claim.as_of, kept)
    )
    held = frozenset(_sources(case, plan.exhibits))
    matter = Matter(case, claim, around=around)
    found = [each for rule in _ASKED for each in rule(matter) if each.source in held or not profile.cited]
    beside = {each.source for each in matter.quoting.values() if not each.is_shown}
    beside &= frozenset(_sources(case, [item for item in plan.exhibits if not item.native]))
    staying = [each for each in found if each.rule == quoted.RULE and each.source in beside]
    if refused := [_told(each, _REFUSED, "error") for each in found if each not in staying]:
        raise CaseError(refused)
    return tuple(_told(each, _PAGES, "warning") for each in staying)


def _told(problem: Problem, more: str, level: Level) -> Problem:
    message, hint = f"{problem.message}{more}", f"{problem.hint}; then make it again"
    return replace(problem, message=message, hint=hint, level=level)


def _sources(case: Case, items: Iterable[Item]) -> Iterator[Source]:
    """Where what is planned stands in the case: the rows of exhibits, the files of contacts."""
    held = {item.number or item.file for item in items}
    yield from (each.at.source for each in case.exhibits if each.id in held)
    yield from (Source(each.file) for each in case.contacts if f"{CORRESPONDENCE}/{Path(each.file).name}" in held)
