"""A day as others write it: read for sure, or asked about."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.intake.amounts import Unclear
from casefile.intake.days import column, day
from casefile.intake.grid import Cell

APRIL = date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("2026-04-03", "", APRIL),
        ("3.4.2026", "", APRIL),
        ("03.04.2026", "", APRIL),
        ("2026/04/03", "", APRIL),
        ("20260403", "", APRIL),
        ("25/04/2026", "", date(2026, 4, 25)),
        ("04/25/2026", "", date(2026, 4, 25)),
        ("04/04/2026", "", date(2026, 4, 4)),
        ("03/04/2026", "DD/MM/YYYY", APRIL),
        ("04/03/2026", "MM/DD/YYYY", APRIL),
        ("03.04.26", "DD.MM.YY", APRIL),
        ("03.04.26", "", APRIL),
        ("3 Apr 2026", "", APRIL),
        ("25/04/26", "", date(2026, 4, 25)),
        ("", "", None),
    ],
)
def test_what_can_be_read_in_one_way(text: str, form: str, expected: date | None) -> None:
    assert day(Cell("1:1", text), form) == expected


@pytest.mark.parametrize(
    ("text", "form", "message"),
    [
        ("03/04/2026", "", "'03/04/2026' can be read in two ways"),
        ("31.02.2026", "", "'31.02.2026' is no day"),
        ("soon", "", "'soon' is no day"),
        ("04.25.26", "", "'04.25.26' is no day in a usual form"),
        ("03/04/26", "", "'03/04/26' can be read in two ways"),
        ("3 Foo 2026", "", "'3 Foo 2026' is no day"),
        ("2026-04-03", "DD.MM.YYYY", "'2026-04-03' is no day written DD.MM.YYYY"),
        ("3", "DD", "'3' is no day written DD"),
        ("03 03", "DD DD", "'03 03' is no day written DD DD"),
    ],
)
def test_what_is_asked_about(text: str, form: str, message: str) -> None:
    found = day(Cell("1:1", text), form)
    assert isinstance(found, Unclear)
    assert found.message == message
    assert found.hint


def test_a_workbooks_own_date_needs_no_reading() -> None:
    assert day(Cell("cell A1 of 'x'", fault="a date", day=APRIL), "DD.MM.YYYY") == APRIL


def written(*texts: str) -> tuple[Cell, ...]:
    """A column of days as text."""
    return tuple(Cell(f"{row}:1", text) for row, text in enumerate(texts, 1))


def test_the_other_days_of_a_column_settle_in_which_order_it_is() -> None:
    cells = written("03/04/26", "25/04/26", "2026-04-03", "Total")
    assert column(cells).forms == ("D/M/YY",)
    assert day(cells[0], of=column(cells)) == APRIL
    mixed = written("03/04/2026", "25/04/2026", "04/25/2026")
    assert column(mixed).forms == ()
    assert all(isinstance(day(each, of=column(mixed)), Unclear) for each in mixed)


def test_the_hint_names_a_form_that_works_for_the_whole_column() -> None:
    cells = written("08.01.26", "08.25.26")
    found = day(cells[0], of=column(cells))
    assert isinstance(found, Unclear)
    assert "date_format: MM.DD.YY}" in found.hint
    assert day(cells[1], "MM.DD.YY") == date(2026, 8, 25)


def test_a_spreadsheets_count_of_days_is_asked_about() -> None:
    found = day(Cell("cell A1 of 'x'", number=46115))
    assert isinstance(found, Unclear)
    assert found.hint == "give the column the format of a date there, and save it"
