"""What the other side admits and contests of an item, from the three cells that have to add up. Nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from casefile.documents.scott_schedule import Disputed
from casefile.documents.scott_workbook import ADMITTED, CONTESTED
from casefile.errors import Problem, Source
from casefile.intake.amounts import Unclear, amount, figure
from casefile.intake.grid import Cell
from casefile.money import Money

COPY = "ask them, or put it right in a copy of the file and import that"


@dataclass(frozen=True, slots=True)
class Said:
    """How much is contested now; None where they say nothing new. `admitted` is what they entered as such. `unclear`
    are errors; `differs` is the sum in their contested column where it does not go with the amount admitted, which
    counts."""

    contested: Money | None = None
    admitted: Money | None = None
    unclear: tuple[Problem, ...] = ()
    differs: Money | None = None


def said(row: Mapping[int, Cell], item: Disputed, file: str, name: str) -> Said:
    """What they say of an item's amounts. What is admitted and what is contested must be the amount claimed."""
    cells = {place: row[place] for place in (ADMITTED, CONTESTED) if place in row and not row[place].is_worked_out}
    read = {place: money(cell, item.claimed.currency) for place, cell in cells.items()}
    wrong = tuple(
        Problem(f"{cells[place].place}, {name}: {found.message}", Source(file), f"{found.hint}; {COPY}", "amount")
        for place, found in read.items()
        if isinstance(found, Unclear)
    )
    if wrong:
        return Said(unclear=wrong)
    admitted, contested = (
        found if isinstance(found := read.get(place), Money) else None for place in (ADMITTED, CONTESTED)
    )
    where = next((f"{cell.place}, " for cell in cells.values()), "")
    return _settled(item, admitted, contested, Problem(f"{where}{name}: ", Source(file), COPY, "amount"))


def money(cell: Cell, currency: str) -> Money | Unclear | None:
    """The amount in a cell, None for an empty one."""
    if cell.fault:
        return Unclear(cell.fault, "write the amount in figures")
    found = figure(cell.number, currency) if cell.number is not None else amount(cell.text, currency)
    return found if found is None or isinstance(found, Unclear) else Money(found, currency)


def _settled(item: Disputed, admitted: Money | None, contested: Money | None, wrong: Problem) -> Said:
    """What is contested, by whichever of the two cells was changed."""
    claimed, before = item.claimed, item.contested
    by_admitted = claimed - admitted if admitted is not None else None
    if by_admitted == before and contested not in (None, before):
        # nothing new is admitted; a schedule read before still shows the old difference
        return Said(admitted=admitted, differs=contested)
    if by_admitted is not None and contested not in (None, before, by_admitted):
        return _refused(wrong, f"{admitted} admitted and {contested} contested are not the {claimed} claimed")
    now = next((each for each in (by_admitted, contested) if each is not None and each != before), None)
    if now is None:
        return Said(admitted=admitted)
    if now.amount < 0 or now > claimed:
        return _refused(wrong, f"{claimed - now} is no part of the {claimed} claimed")
    return Said(now, admitted)


def _refused(wrong: Problem, message: str) -> Said:
    return Said(unclear=(replace(wrong, message=f"{wrong.message}{message}"),))
