"""The day that evidence is from, for a case as it is shown up to a day."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.case.proof import Exhibit
from casefile.case.upto import day_of

ROWS = [
    {"id": "E01", "date": "2026-05-04"},
    {"id": "E02", "date": "2026-04-01", "parent": "E01"},
    {"id": "E03", "date": "2026-06-01", "parent": "E01"},
    {"id": "E04", "translation_of": "E01"},
    {"id": "E05", "redacts": "E02"},
    {"id": "E06"},
    {"id": "E07", "translation_of": "E08"},
    {"id": "E08", "translation_of": "E07"},
    {"id": "E09", "parent": "E99"},
]
EXHIBITS = {
    row["id"]: Exhibit.model_validate({"file": f"evidence/{row['id']}.pdf", "title": "T", **row}) for row in ROWS
}


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("E01", date(2026, 5, 4)),
        ("E02", date(2026, 4, 1)),  # older than the mail it came with
        ("E03", date(2026, 5, 4)),  # what came with a mail was there by then
        ("E04", date(2026, 5, 4)),
        ("E05", date(2026, 4, 1)),
        ("E06", None),
        ("E07", None),  # each a translation of the other
        ("E09", None),  # of a mail that is not registered
    ],
)
def test_the_day_of_an_exhibit(name: str, day: date | None) -> None:
    assert day_of(EXHIBITS[name], EXHIBITS) == day
