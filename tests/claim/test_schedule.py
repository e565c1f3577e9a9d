"""Regular dates clamp at month ends and come back from them."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.claim.schedule import later


@pytest.mark.parametrize(
    ("first", "every", "count", "then"),
    [
        ("2026-01-31", "month", 1, "2026-02-28"),
        ("2026-01-31", "month", 2, "2026-03-31"),
        ("2027-12-31", "month", 2, "2028-02-29"),
        ("2026-11-30", "quarter", 1, "2027-02-28"),
        ("2026-12-15", "month", 1, "2027-01-15"),
        ("2026-01-31", "week", 2, "2026-02-14"),
        ("2024-02-29", "year", 1, "2025-02-28"),
        ("2024-02-29", "year", 4, "2028-02-29"),
    ],
)
def test_later(first: str, every: str, count: int, then: str) -> None:
    assert later(date.fromisoformat(first), every, count) == date.fromisoformat(then)
