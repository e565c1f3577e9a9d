"""The Scott schedule as a workbook: which of its columns are figures, and which the other side fills in."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.errors import CaseError, Problem
from casefile.money import Money
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


def workbook(sheet: Sheet, currency: str, sums: Sequence[tuple[Money, Money]]) -> bytes:
    """The schedule as XLSX: `sums` what is claimed and what is contested, an item each. CaseError as for `table`.

    What is admitted is left to the respondent: what was not contested is no admission."""
    from casefile.render.xlsx import Column, Form, draw

    table(sheet, len(sums))
    columns = {
        CLAIMED: Column(figures=tuple(claimed.amount for claimed, _ in sums)),
        RESPONDENT: Column(is_open=True),
        ADMITTED: Column(is_open=True, figures=(None,) * len(sums)),
        CONTESTED: Column(less=(CLAIMED, ADMITTED), unless=tuple(contested.amount for _, contested in sums)),
    }
    form = Form(tuple(columns.get(place, Column()) for place in range(COLUMNS)), currency)
    return draw(sheet, form)
