"""Aging: to the cent what `owed` says, by currency and debtor; the same for next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.errors import CaseError
from casefile.followup.action import Dossier
from casefile.followup.actions import day
from casefile.followup.aging import BUCKETS, aging, rows
from casefile.money import total
from tests.claim.cases import case, claim, invoice
from tests.claim.naive.facts import Story
from tests.claim.naive.laws import LAWS
from tests.claim.stories import FEW, stories
from tests.claim.written import USE, written
from tests.documents.matters import SAMPLES, sample


def dossier(as_of: str, *invoices: str, **files: Any) -> Dossier:
    """A case with its claim on a day."""
    return Dossier(case(*invoices, **files), claim(as_of, *invoices, **files))


@pytest.mark.parametrize(
    ("late", "bucket"),
    [(-5, "current"), (0, "current"), (1, "1-30"), (30, "1-30"), (31, "31-60"), (60, "31-60"), (61, "61-90"),
     (90, "61-90"), (91, "90+"), (1000, "90+")],
)  # fmt: skip
def test_the_age_is_from_the_due_date(late: int, bucket: str) -> None:
    as_of = date(2026, 1, 15) + timedelta(days=late)
    found = aging([dossier(str(as_of), invoice(due="2026-01-15"))])["EUR"]
    assert {name: str(found.of(name)) for name in BUCKETS} == {
        name: "1000.00" if name == bucket else "0.00" for name in BUCKETS
    }
    assert [row.days for row in found.rows] == [max(late, 0)]


SETTLED = "agreed: 2026-02-01\namount: 900.00\nschedule: {first: 2026-02-15, every: month, count: 3}\n"


@pytest.mark.parametrize(
    ("as_of", "more", "expected"),
    [
        ("2026-02-10", "", [("instalment 1 of 3", "300.00"), ("instalment 2 of 3", "300.00"), ("instalment 3 of 3", "300.00")]),
        ("2026-02-20", "default: {grace_days: 10}\n", [("instalment 1 of 3", "300.00"), ("instalment 2 of 3", "300.00"), ("instalment 3 of 3", "300.00")]),
        ("2026-02-20", "default: {revives: remaining}\n", [("remainder of the settlement", "900.00")]),
        ("2026-02-20", "", [("A", "1000.00")]),
    ],
)  # fmt: skip
def test_a_settled_case_has_a_row_an_instalment(as_of: str, more: str, expected: list[tuple[str, str]]) -> None:
    found = [*rows(dossier(as_of, invoice(), settlement=SETTLED + more))]
    assert [(row.invoice, str(row.outstanding)) for row in found] == expected


def test_what_came_after_a_settlement_stands_beside_it() -> None:
    later = invoice("B", "2026-02-05", "2026-02-20", "50.00")
    found = [*rows(dossier("2026-02-10", invoice(), later, settlement=SETTLED))]
    assert [(row.invoice, str(row.outstanding)) for row in found][-1] == ("B", "50.00")


def test_currencies_are_never_added_up() -> None:
    one, other = dossier("2026-03-01", invoice()), dossier("2026-03-01", invoice(), currency="GBP")
    found = aging([one, other])
    assert {currency: str(ages.total) for currency, ages in found.items()} == {"EUR": "1000.00", "GBP": "1000.00"}


def test_what_was_written_off_is_owed_no_more() -> None:
    closed = "closed: {on: 2026-02-20, outcome: written-off}\n"
    assert aging([dossier("2026-03-01", invoice(), file=closed)]) == {}
    assert aging([dossier("2026-02-19", invoice(), file=closed)])


@pytest.mark.parametrize("name", LAWS)
@settings(max_examples=FEW, deadline=None)
@given(data=st.data())
def test_aging_and_next_agree_with_owed_to_the_cent(name: str, data: st.DataObject) -> None:
    story: Story = data.draw(stories(name))
    case_ = written(story)
    try:
        found = Dossier(case_, owed(case_, story.as_of, USE))
    except CaseError:
        assume(False)  # a rate that nobody knows
        raise
    assert total([row.outstanding for row in rows(found)], found.claim.currency) == found.claim.principal
    today = day([found], found.claim.as_of)
    for action in (*today.actions, *today.planned):
        assert action.dossier.claim.total == found.claim.total


TWO = (invoice(due="2026-01-15"), invoice("B", "2026-02-05", "2026-02-25", "200.00"))


@pytest.mark.parametrize(
    ("as_of", "more", "payments", "days"),
    [
        ("2026-02-10", "", "[]", 0),  # kept, and nothing of it due
        ("2026-02-20", "default: {grace_days: 10}\n", "[]", 5),
        ("2026-02-20", "", "[{date: 2026-02-14, amount: 300.00}]", 0),  # kept: the invoice was due in January
        ("2026-03-08", "default: {revives: remaining}\n", "[]", 20),  # since the day of default, all of it
        ("2026-03-08", "", "[]", 52),  # the whole claim is back, and with it the invoice's own day
        ("2026-03-08", "", "[{date: 2026-02-14, amount: 300.00}]", 11),  # what was invoiced later is late by itself
    ],
)
def test_every_paper_counts_the_same_days_late(as_of: str, more: str, payments: str, days: int) -> None:
    found = dossier(as_of, *TWO, settlement=SETTLED + more, payments=payments)
    assert found.claim.days_late == days
    assert max((row.days for row in rows(found)), default=0) == days
    assert max(one.days_overdue for one in found.claim.invoices) == days, "what owed, next and the JSON show"


@pytest.mark.parametrize("as_of", ["2026-06-20", "2026-08-20", "2026-09-01", "2026-10-01"])
def test_the_samples_are_as_late_by_age_as_in_the_list(as_of: str) -> None:
    for case_id in SAMPLES:
        opened, on = sample(case_id), date.fromisoformat(as_of)
        found = Dossier(opened, owed(opened, on, bundled()))
        assert max((row.days for row in rows(found)), default=0) == found.claim.days_late, case_id
