"""What stops a whole case: an offer that was accepted and is not yet a settlement."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.followup.actions import Day, day
from casefile.followup.wording import plain
from tests.followup.portfolio import Portfolio, contact, invoice

ON = date(2026, 5, 15)
WHY = "O1 was accepted: write down the settlement (casefile settle)"


def offer(kind: str, more: str, on: str = "2026-05-02", status: str = "accepted") -> str:
    return f"- {{id: O1, date: {on}, by: us, kind: {kind}, amount: 90.00, status: {status}, {more}}}\n"


def look(cases: Portfolio, **files: str) -> Day:
    return day(cases(str(ON), a={name.replace("__", "/") + ".yaml": text for name, text in files.items()}), ON)


TERMS = [
    ("deferral", "due: 2026-12-31"),
    ("instalments", "schedule: {first: 2026-06-01, every: month, count: 3}"),
    ("discount", "due: 2026-06-01"),
]


@pytest.mark.parametrize(("kind", "more"), TERMS)
def test_letters_wait_until_what_was_accepted_is_a_settlement(kind: str, more: str, cases: Portfolio) -> None:
    today = look(cases, invoices__1=invoice(), offers=offer(kind, more))
    assert [(each.step, each.is_contact, plain(ON).told(each.reason)) for each in today.actions] == [
        ("look", False, WHY)
    ]
    assert today.planned == ()


def test_a_call_about_a_promise_waits_too(cases: Portfolio) -> None:
    promised = contact("2026-05-03", "promise: {on: 2026-05-10}\n", "call", "in")
    files = {"invoices/1.yaml": invoice(), "offers.yaml": offer(*TERMS[0]), "correspondence/1.md": promised}
    assert [each.step for each in day(cases(str(ON), a=files), ON).actions] == ["look"]


@pytest.mark.parametrize(
    "files",
    [
        {"offers": offer(*TERMS[0], status="open")},
        {"offers": offer(*TERMS[0], status="rejected")},
        {"offers": offer(*TERMS[0], on="2026-05-16")},
        {"offers": offer(*TERMS[0]), "settlement": "agreed: 2026-05-20\namount: 90.00\noffer: O1\ndue: 2026-12-31\n"},
    ],
)
def test_what_nobody_accepted_and_what_is_written_down_stops_nothing(files: dict[str, str], cases: Portfolio) -> None:
    assert [each.step for each in look(cases, invoices__1=invoice(), **files).actions] == ["first"]


def test_a_new_offer_after_a_settlement_that_failed_stops_again(cases: Portfolio) -> None:
    failed = "agreed: 2026-04-20\namount: 80.00\ndue: 2026-04-25\n"
    today = look(cases, invoices__1=invoice(), settlement=failed, offers=offer(*TERMS[0]))
    assert [(each.step, plain(ON).told(each.reason)) for each in today.actions] == [("look", WHY)]
