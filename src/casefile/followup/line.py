"""One case on one line on a day: what is owed, how it stands, what the ladder has next, and what is open by age. Pure.

Plain values, so that they can be kept and told again without reading the case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casefile.followup.action import Dossier
from casefile.followup.aging import Row, is_written_off, rows
from casefile.followup.debtors import NOBODY, Who, grouped, who
from casefile.followup.shared import is_open, is_ruined, is_unclear, shared
from casefile.followup.standing import next_step, standing
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """One case; `owed` is None where it cannot be read. `step` is what comes next, on `due`; `open` is what the aging
    report counts, none of what was written off. `known` is by what the debtor is known; `is_ruined` and `is_unclear`
    what the case says that goes for every case of theirs."""

    id: str
    title: str = ""
    debtor: str = ""
    owed: Money | None = None
    days: int = 0
    state: str = "problems"
    step: str = ""
    due: date | None = None
    known: Who = NOBODY
    is_ruined: bool = False
    is_unclear: bool = False
    open: tuple[Row, ...] = ()


def line(dossier: Dossier) -> Line:
    """The line of a case with its claim on the day, by its own files alone."""
    (dossier,) = shared((dossier,))
    case, claim = dossier.case, dossier.claim
    coming = next_step(case, claim)
    return Line(
        case.id,
        case.title,
        case.debtor.name,
        claim.total,
        claim.days_late,
        standing(case, claim),
        coming.rung.step if coming else "",
        coming.due if coming else None,
        who(case),
        is_ruined(dossier),
        is_unclear(dossier),
        () if is_written_off(dossier) else tuple(rows(dossier)),
    )


def joined(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The same lines, in the same order, with what another case of the same debtor says that goes for all of theirs."""
    if not any(each.is_ruined or each.is_unclear for each in lines):
        return tuple(lines)
    told: dict[str, Line] = {}
    for theirs in grouped((each for each in lines if each.owed is not None), lambda each: each.known):
        ruined, unclear = any(each.is_ruined for each in theirs), any(each.is_unclear for each in theirs)
        told |= {each.id: _stopped(each, ruined=ruined, unclear=unclear) for each in theirs}
    return tuple(told.get(each.id, each) for each in lines)


def _stopped(one: Line, *, ruined: bool, unclear: bool) -> Line:
    """A line of a debtor of whom this holds, as `stops.stop` has it."""
    if ruined and is_open(one.owed) and one.state != "closed":
        return replace(one, state="insolvent", step="", due=None)
    if unclear and one.state not in ("closed", "insolvent", "nothing owed"):
        kept = one.state in ("default", "settled")
        return replace(one, state=one.state if kept else "on hold", step="", due=None)
    return one
