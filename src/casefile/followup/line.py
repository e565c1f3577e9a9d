"""One case on one line on a day: what is owed, how it stands, what the ladder has next, and what is open by age. Pure.

Plain values, so that they can be kept and told again without reading the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.followup.action import Dossier
from casefile.followup.aging import Row, is_written_off, rows
from casefile.followup.standing import next_step, standing
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Line:
    """One case; `owed` is None where it cannot be read. `step` is what comes next, on `due`; `open` is what the aging
    report counts, none of what was written off."""

    id: str
    title: str = ""
    debtor: str = ""
    owed: Money | None = None
    days: int = 0
    state: str = "problems"
    step: str = ""
    due: date | None = None
    open: tuple[Row, ...] = ()


def line(dossier: Dossier) -> Line:
    """The line of a case with its claim on the day."""
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
        () if is_written_off(dossier) else tuple(rows(dossier)),
    )
