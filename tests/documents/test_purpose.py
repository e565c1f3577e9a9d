"""What a payer writes on a transfer: the ways to name all invoices that a letter asks to be paid."""

from __future__ import annotations

import pytest

from casefile.documents.purpose import fitting, purposes

CASES = ("2026-014", "2026-021")


def test_all_numbers_come_first_and_then_ways_that_leave_none_out() -> None:
    assert purposes(("A-1", "B-7"), CASES[:1], "de") == (
        "A-1, B-7",
        "2026-014, 2 Rechnungen",
        "2026-014",
        "2 Rechnungen, 2026-014",
    )


def test_invoices_of_several_cases_are_named_by_all_of_these() -> None:
    assert "2026-014, 2026-021, 2 factures" in purposes(("A-1", "B-7"), CASES, "fr")


def test_without_invoices_it_is_the_case() -> None:
    assert purposes((), CASES[:1], "en") == ("2026-014",)


@pytest.mark.parametrize(
    ("numbers", "run"),
    [
        (("R-09", "R-10", "R-11"), "R-09 to R-11"),
        (("R-11", "R-09", "R-10"), "R-09 to R-11"),
        (("2026/9", "2026/10", "2026/11"), "2026/9 to 2026/11"),
        (("R-09", "R-10"), ""),
        (("R-09", "R-10", "R-12"), ""),
        (("R-09", "S-10", "S-11"), ""),
        (("R-09", "R-10", "R-11a"), ""),
        (("R-009", "R-10", "R-11"), ""),
        (("R-9", "R-10", "R-011"), ""),
    ],
)
def test_first_and_last_stand_for_a_series_without_a_gap(numbers: tuple[str, ...], run: str) -> None:
    assert [each for each in purposes(numbers, CASES[:1], "en") if " to " in each] == ([run] if run else [])


def test_the_fullest_that_there_is_room_for() -> None:
    ways = ("A-1, A-2, A-9", "2026-014, 3 invoices", "2026-014", "3 invoices, 2026-014")
    assert [fitting(ways, room) for room in (20, 19, 8, 7)] == ["A-1, A-2, A-9", "A-1, A-2, A-9", "2026-014", "3 invoi"]
    assert fitting(("A-1, A-2, A-3, A-4, A-5, A-9", *ways[1:]), 20) == "2026-014, 3 invoices"
    assert fitting((), 20) == ""
