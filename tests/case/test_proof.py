"""What an exhibit shows by its kind and its day."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.case.proof import Exhibit, accepts


@pytest.mark.parametrize(
    ("kind", "day", "shown"),
    [
        ("acceptance", "2026-03-20", True),
        ("acceptance", "2026-03-25", True),
        ("acceptance", None, True),
        ("acceptance", "2026-03-19", False),
        ("delivery", "2026-03-25", False),
    ],
)
def test_an_acceptance_is_not_older_than_the_delivery(kind: str, day: str | None, shown: bool) -> None:
    values = {"id": "E01", "file": "evidence/E01.pdf", "title": "A paper", "kind": kind} | (
        {"date": day} if day else {}
    )
    exhibit = Exhibit.model_validate(values)
    assert accepts(exhibit, date(2026, 3, 20)) == shown


def test_without_a_day_of_delivery_every_acceptance_counts() -> None:
    values = {"id": "E01", "file": "evidence/E01.pdf", "title": "A paper", "kind": "acceptance", "date": "2026-01-01"}
    assert accepts(Exhibit.model_validate(values), None)
