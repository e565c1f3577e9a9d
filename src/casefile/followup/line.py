"""One case on one line on a day: what is owed, how it stands, what is open by age, and what comes next. Pure.

Plain values, so that they can be kept and told again without reading the case. What comes next depends on the debtor's
other cases too, and is added by `ahead`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casefile.followup.action import Dossier
from casefile.followup.aging import Row, is_written_off, rows
from casefile.followup.debtors import NOBODY, Who, grouped, who
from casefile.followup.shared import is_open, is_ruined, is_unclear, shared
from casefile.followup.standing import standing
from casefile.followup.surplus import surplus
from casefile.followup.told import Told
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """One case; `owed` is None where it cannot be read. `step` is what comes next, on `due`; `open` is what the aging
    report counts, none of what was written off. `known` is by what the debtor is known; `is_ruined` and `is_unclear`
    what the case says that goes for every case of theirs, and `left` money of the debtor's that covers nothing."""

    id: str
    title: str = ""
    debtor: str = ""
    owed: Money | None = None
    days: int = 0
    state: str = "problems"
    written_off: bool = False
    known: Who = NOBODY
    is_ruined: bool = False
    is_unclear: bool = False
    left: Money | None = None
    open: tuple[Row, ...] = ()
    step: str = ""
    due: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to look at: nothing owed, written off, or closed without anything owed."""
        return self.written_off or (self.owed is not None and not self.owed)


def line(dossier: Dossier) -> Line:
    """The line of a case with its claim on the day, by its own files alone, without what comes next."""
    (dossier,) = shared((dossier,))
    case, claim, gone = dossier.case, dossier.claim, is_written_off(dossier)
    return Line(
        case.id,
        case.title,
        case.debtor.name,
        claim.total,
        claim.days_late,
        standing(case, claim),
        gone,
        who(case),
        is_ruined(dossier),
        is_unclear(dossier),
        surplus(case, claim) or None,
        () if gone else tuple(rows(dossier)),
    )


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, in the same order, with what another case of the same debtor says that goes for all of theirs."""
    if not any(each.is_ruined or each.is_unclear or each.left for each in lines):
        return tuple(lines)
    told: dict[str, Line] = {}
    for theirs in grouped((each for each in lines if each.owed is not None), lambda each: each.known):
        ruined, unclear = any(each.is_ruined for each in theirs), any(each.is_unclear for each in theirs)
        told |= {each.id: _stopped(each, ruined=ruined, held=unclear or _has_credit(each, theirs)) for each in theirs}
    return tuple(told.get(each.id, each) for each in lines)


def _has_credit(one: Line, theirs: Sequence[Line]) -> bool:
    """Whether something is open in a case, and another has money of the debtor's that covers nothing."""
    others = (each.left.currency for each in theirs if each is not one and each.left)
    return bool(one.open) and any(currency == one.open[0].outstanding.currency for currency in others)


def _stopped(one: Line, *, ruined: bool, held: bool) -> Line:
    """A line of a debtor of whom this holds, as `stops.stop` has it."""
    if ruined and is_open(one.owed) and one.state != "closed":
        return replace(one, state="insolvent")
    if held and one.state not in ("closed", "insolvent", "nothing owed", "default", "settled"):
        return replace(one, state="on hold")
    return one


def ahead(lines: Iterable[Line], day: Told) -> Iterator[Line]:
    """The lines with what the day asks for first of each case, or else with what it has first for later."""
    first = {each.case: each for each in (*reversed(day.planned), *reversed(day.actions))}
    for each in lines:
        doing = first.get(each.id)
        yield replace(each, step=doing.step, due=doing.due) if doing else each
