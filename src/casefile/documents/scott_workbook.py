"""The Scott schedule as a workbook: which of its columns are figures, and which the other side fills in."""

from __future__ import annotations

from casefile.documents.matter import Matters, Options
from casefile.documents.scott_schedule import values
from casefile.errors import CaseError, Problem
from casefile.render.blocks import Table, tables
from casefile.render.sheet import Sheet

COLUMNS = 8
NUMBER, ITEM, CLAIMANT, CLAIMED, RESPONDENT, ADMITTED, CONTESTED, DECISION = range(COLUMNS)
"""The schedule's columns, in every language and format."""


def table(sheet: Sheet, items: int) -> Table:
    """The schedule's table in its sheet, a row an item. CaseError when a workspace's own template has another."""
    found = next(tables(sheet.body), None)
    if found is None or len(found.head) != COLUMNS or len(found.rows) != items:
        message = f"the first table of the Scott schedule's template in '{sheet.language}' is not the schedule's own"
        hint = f"keep its {COLUMNS} columns in their order, and a row for each item"
        raise CaseError(Problem(message, None, hint, "template"))
    return found


def workbook(matters: Matters, options: Options, sheet: Sheet) -> bytes:
    """The schedule as XLSX. CaseError when nothing is in dispute any more: there is nothing to fill in then."""
    from casefile.render.xlsx import Column, Form, draw

    schedule = values(matters, options)
    if not schedule.items:
        message = f"nothing of this case is in dispute on {options.as_of}"
        source = matters[0].case.file.at.source
        raise CaseError(Problem(message, source, "as PDF it lists what was", "not-contested"))
    table(sheet, len(schedule.items))
    columns = {
        CLAIMED: Column(figures=tuple(item.claimed.amount for item in schedule.items)),
        RESPONDENT: Column(is_open=True),
        ADMITTED: Column(
            is_open=True, figures=tuple(item.admitted.amount if item.admitted else None for item in schedule.items)
        ),
        CONTESTED: Column(less=(CLAIMED, ADMITTED)),
    }
    form = Form(tuple(columns.get(place, Column()) for place in range(COLUMNS)), schedule.currency)
    return draw(sheet, form)
