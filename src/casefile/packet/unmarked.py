"""What a packet would hold and says of itself that it is not open: the rules of `casefile check`, asked of what goes
out, before it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from casefile.case.model import Case
from casefile.checks import both_sides, kept_back, quoted, wall
from casefile.checks.matter import Matter
from casefile.errors import CaseError, Level, Problem, Source
from casefile.packet.plan import CORRESPONDENCE, Item, Plan
from casefile.packet.profile import Profile

_ASKED = (kept_back.stand_in_still_holds, both_sides.noted_twice, quoted.quotes_withheld, wall.going_out)
_REFUSED = "; no packet was made"
_PAGES = "; this packet holds its pages, and not its file"


def unmarked(matter: Matter, plan: Plan, profile: Profile) -> tuple[Problem, ...]:
    """A warning for each file that says what is kept back beside its pages, and so stays here. `matter` is
    the whole case, looked through.

    CaseError for all that a packet of this plan would show and that looks privileged, though nobody said what it is,
    and for each stand-in that still holds what it hides: nobody can take back what was handed over.
    """
    elsewhere = _left_out(matter.case, plan) if profile.cited else frozenset()
    found = [each for rule in _ASKED for each in rule(matter) if each.source not in elsewhere]
    beside = {each.source for each in matter.quoting.values() if not each.is_shown}
    beside &= frozenset(_sources(matter.case, [item for item in plan.exhibits if not item.native]))
    staying = [each for each in found if each.rule == quoted.RULE and each.source in beside]
    if refused := [_told(each, _REFUSED, "error") for each in found if each not in staying]:
        raise CaseError(refused)
    return tuple(_told(each, _PAGES, "warning") for each in staying)


def _told(problem: Problem, more: str, level: Level) -> Problem:
    message, hint = f"{problem.message}{more}", f"{problem.hint}; then make it again"
    return replace(problem, message=message, hint=hint, level=level)


def _left_out(case: Case, plan: Plan) -> frozenset[Source]:
    """Where that stands of which this packet shows nothing: exhibits and contacts that are not planned."""
    known = {*(each.at.source for each in case.exhibits), *(Source(each.file) for each in case.contacts)}
    return frozenset(known.difference(_sources(case, plan.exhibits)))


def _sources(case: Case, items: Iterable[Item]) -> Iterator[Source]:
    """Where what is planned stands in the case: the rows of exhibits, the files of contacts."""
    held = {item.number or item.file for item in items}
    yield from (each.at.source for each in case.exhibits if each.id in held)
    yield from (Source(each.file) for each in case.contacts if f"{CORRESPONDENCE}/{Path(each.file).name}" in held)
