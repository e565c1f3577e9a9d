"""A case as it is shown up to a day: what of its evidence is later, and what a letter tells by then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from casefile.case.model import Case
from casefile.case.proof import Exhibit
from casefile.case.upto import day_of, earlier, later, upto

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


LETTER = """\
---
date: 2026-05-20
direction: out
channel: registered
subject: Demand
evidence: [E01]
received: {on: 2026-05-23, how: signed for}
---
Please pay.
"""
FILES = {
    "cases/a/correspondence/1.md": LETTER,
    "cases/a/evidence.yaml": "- {id: E01, file: evidence/1.txt, title: Demand as sent, date: 2026-05-20}\n"
    "- {id: E02, file: evidence/2.txt, title: Answer, date: 2026-06-02}\n",
}


@pytest.mark.parametrize(
    ("day", "late", "received"),
    [
        (date(2026, 5, 22), {"E02"}, None),  # it is on its way
        (date(2026, 5, 23), {"E02"}, date(2026, 5, 23)),
        (date(2026, 6, 2), set(), date(2026, 5, 23)),
    ],
)
def test_that_a_letter_came_is_not_told_before_it_did(
    day: date, late: set[str], received: date | None, loaded: Callable[[Mapping[str, str]], Case]
) -> None:
    case = upto(loaded(FILES), day)
    (letter,) = earlier(case).contacts
    assert (letter.head.received.on if letter.head.received else None) == received
    assert later(case) == late
    assert {"E01", "E02"} - {each.id for each in earlier(case).exhibits} == late


def test_before_it_went_a_letter_is_not_told_at_all(loaded: Callable[[Mapping[str, str]], Case]) -> None:
    case = earlier(upto(loaded(FILES), date(2026, 5, 19)))
    assert (case.contacts, case.exhibits) == ((), ())


def test_a_case_that_is_shown_up_to_no_day_is_whole(loaded: Callable[[Mapping[str, str]], Case]) -> None:
    case = loaded(FILES)
    assert earlier(case) is case
