"""One case on one line on a day: what is owed, how it stands, what is open by age, and what comes next. Pure.

Plain values, so that they can be kept and told again without reading the case. What comes next depends on the debtor's
other cases too, and is added by `ahead`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from casefile.followup.action import Dossier
from casefile.followup.aging import Row, is_written_off, rows
from casefile.followup.standing import standing
from casefile.followup.told import Told
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
    written_off: bool = False
    open: tuple[Row, ...] = ()
    step: str = ""
    due: date | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to look at: nothing owed, written off, or closed without anything owed."""
        return self.written_off or (self.owed is not None and not self.owed)


def line(dossier: Dossier) -> Line:
    """The line of a case with its claim on the day, without what comes next."""
    case, claim, gone = dossier.case, dossier.claim, is_written_off(dossier)
    return Line(
        case.id,
        case.title,
        case.debtor.name,
        claim.total,
        claim.days_late,
        standing(case, claim),
        gone,
        () if gone else tuple(rows(dossier)),
    )


def ahead(lines: Iterable[Line], day: Told) -> Iterator[Line]:
    """The lines with what the day asks for first of each case, or else with what it has first for later."""
    first = {each.case: each for each in (*reversed(day.planned), *reversed(day.actions))}
    for each in lines:
        doing = first.get(each.id)
        yield replace(each, step=doing.step, due=doing.due) if doing else each
