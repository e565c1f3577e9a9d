"""Columns wide enough for their dates and sums, whatever the face."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.render.blocks import Run, Table
from casefile.render.docx_widths import is_whole, widths


def row(*texts: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(text),) for text in texts)


def table(*percent: int) -> Table:
    return Table(
        head=row("Date", "Entry", "Balance"),
        rows=(row("11\u00a0May\u00a02026", "Credit note CN-1007, to invoice INV-1043", "4,566.63"),),
        totals=(row("Total today", "", "15,557.00"),),
        aligns=("left", "left", "right"),
        widths=percent,
    )


@pytest.mark.parametrize("asked", [(), (10, 80, 10), (5, 5, 90)])
def test_dates_and_sums_have_room_in_a_wide_face(asked: tuple[int, ...]) -> None:
    date, entry, balance = widths(table(*asked), 163)
    # "11 May 2026" and a bold "15,557.00" in Arial at 9 points, and what stands beside them
    assert date >= 18 + 2.2
    assert balance >= 15 + 2.2
    assert date + entry + balance == pytest.approx(163)


def test_broad_letters_claim_more_than_narrow_ones() -> None:
    broad, narrow = (
        replace(table(5, 5, 90), head=row(head, "Entry", "Balance")) for head in ("Документы", "litiiitil")
    )
    assert widths(broad, 163)[0] > widths(narrow, 163)[0]


def test_widths_with_room_stay_as_asked_for() -> None:
    assert widths(table(25, 50, 25), 160) == pytest.approx((40, 80, 40))


def test_a_table_with_no_room_shares_what_there_is() -> None:
    assert sum(widths(table(), 50)) == pytest.approx(50)


@pytest.mark.parametrize(("text", "whole"), [("11\u00a0May\u00a02026", True), ("Front end", False), ("", False)])
def test_what_stays_on_a_line(text: str, whole: bool) -> None:
    assert is_whole((Run(text),)) is whole
