"""When interest starts, by what kind of due date it is and by what is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from casefile.claim.regimes import Regimes
from tests.claim.cases import DE, claim, invoice

ALONE = "due_basis: invoice\n"
REMINDED = "date: {0}\ndirection: {1}\nchannel: {2}\nstep: {3}\n{4}"


def first_day(as_of: str, text: str, **files: Any) -> date | None:
    return claim(as_of, text, **{"file": DE, **files}).invoices[0].started.first


def test_an_agreed_date_starts_interest_the_day_after() -> None:
    found = claim("2026-06-01", invoice(), file=DE).invoices[0].started
    assert (found.first, found.law) == (date(2026, 1, 16), "BGB § 286(2) no. 1")


def test_a_due_date_that_is_no_working_day_moves() -> None:
    assert first_day("2026-06-01", invoice(due="2026-01-17")) == date(2026, 1, 20)


def test_a_date_set_by_statute_counts_like_an_agreed_one() -> None:
    assert first_day("2026-06-01", invoice(more="due_basis: statute")) == date(2026, 1, 16)


def test_a_date_on_the_invoice_alone_needs_thirty_days_from_due_date_and_receipt() -> None:
    found = claim("2026-06-01", invoice(more=ALONE + "received: 2026-01-05"), file=DE).invoices[0].started
    assert (found.first, found.law) == (date(2026, 2, 17), "BGB § 286(1), (3)")  # 14 February is a Saturday
    assert first_day("2026-06-01", invoice(more=ALONE + "received: 2026-01-20")) == date(2026, 2, 20)


@pytest.mark.parametrize(
    ("reminder", "first"),
    [
        (REMINDED.format("2026-01-20", "out", "email", "first", ""), "2026-01-21"),
        (REMINDED.format("2026-01-20", "out", "post", "first", "received: {on: 2026-01-23}"), "2026-01-24"),
        (REMINDED.format("2026-01-20", "out", "call", "call", "outcome: reached"), "2026-01-21"),
        (REMINDED.format("2026-01-20", "out", "email", "first", "outcome: no-answer"), "2026-01-21"),
        (REMINDED.format("2026-01-20", "out", "call", "call", "outcome: no-answer"), "2026-02-17"),
        (REMINDED.format("2026-01-20", "out", "email", "first", "outcome: bounced"), "2026-02-17"),
        (
            REMINDED.format("2026-01-20", "out", "post", "first", "received: {on: 2026-01-23, returned: true}"),
            "2026-02-17",
        ),
        (REMINDED.format("2026-01-20", "out", "attorney", "attorney", ""), "2026-02-17"),
        (REMINDED.format("2026-01-20", "in", "email", "first", ""), "2026-02-17"),
        (REMINDED.format("2026-01-20", "out", "email", "upcoming", ""), "2026-02-17"),
        (REMINDED.format("2026-01-15", "out", "email", "first", ""), "2026-02-17"),
        (REMINDED.format("2026-01-20", "out", "email", "first", "invoices: [B]"), "2026-02-17"),
        (REMINDED.format("2026-01-20", "out", "email", "first", "invoices: [A]"), "2026-01-21"),
    ],
)
def test_or_a_reminder_after_the_due_date(reminder: str, first: str) -> None:
    text = invoice(more=ALONE + "received: 2026-01-05")
    assert first_day("2026-06-01", text, contacts=(reminder,)) == date.fromisoformat(first)


def test_only_what_is_known_on_the_as_of_date_counts() -> None:
    reminder = REMINDED.format("2026-01-20", "out", "email", "first", "")
    text = invoice(more=ALONE + "received: 2026-01-30")
    assert first_day("2026-01-19", text, contacts=(reminder,)) is None
    assert first_day("2026-01-20", text, contacts=(reminder,)) == date(2026, 1, 21)
    assert first_day("2026-01-30", text) == date(2026, 3, 3)


def test_missing_facts_give_no_interest_and_a_weakness_that_says_which() -> None:
    found = claim("2026-06-01", invoice(more=ALONE), file=DE)
    assert str(found.interest) == "0.00"
    (weakness,) = found.weaknesses
    assert weakness.level == "weakness"
    assert weakness.message == (
        "no interest on A: its due date stands only on the invoice,"
        " and no day of receipt and no reminder after the due date is known"
    )
    assert str(weakness.source) == "invoices/x.yaml:5:1"
    assert claim("2026-01-15", invoice(more=ALONE), file=DE).weaknesses == ()


def test_a_consumer_needs_a_reminder() -> None:
    text, files = invoice(more=ALONE + "received: 2026-01-05"), {"file": "interest: {regime: de-consumer}"}
    assert first_day("2026-06-01", text, debtor="consumer", **files) is None
    reminder = REMINDED.format("2026-01-20", "out", "email", "first", "")
    assert first_day("2026-06-01", text, debtor="consumer", contacts=(reminder,), **files) == date(2026, 1, 21)


def test_from_replaces_the_first_day_of_what_was_due_before_it() -> None:
    agreed = "interest: {regime: de, from: 2026-01-18}"
    moving = invoice(due="2026-01-17")  # a Saturday: would start on the 20th
    assert first_day("2026-06-01", moving, file=agreed) == date(2026, 1, 18)
    assert first_day("2026-06-01", invoice(more=ALONE), file=agreed) == date(2026, 1, 18)
    assert first_day("2026-06-01", invoice(due="2026-01-18"), file=agreed) == date(2026, 1, 20)
    assert first_day("2026-06-01", invoice(due="2026-02-18"), file=agreed) == date(2026, 2, 19)


PERFORMED = """
id: performed
names: {en: test}
law: s. 4
rate: {points: [{percent: 8}], law: s. 6}
start: {law: s. 4, unilateral: {days: 30, after: [received, performed], law: s. 4(5)}}
allocation: {order: [interest, principal], law: common law}
"""


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("delivered: 2026-01-10", "2026-02-10"),
        ("period: {from: 2026-01-01, to: 2026-01-31}", "2026-03-03"),
        ("delivered: 2026-01-02", "2026-02-05"),
        ("unit: h", None),
    ],
)
def test_performance_is_the_last_delivery_or_period(line: str, first: str | None) -> None:
    text = (
        "number: A\nissued: 2026-01-01\ndue: 2026-01-15\ndue_basis: invoice\nreceived: 2026-01-05\n"
        f"lines: [{{id: 1, description: x, unit_price: 100.00, {line}}}]"
    )
    own = Regimes(own_regimes={"performed": PERFORMED.encode()})
    found = first_day("2026-06-01", text, file="interest: {regime: performed}", use=own)
    assert found == (date.fromisoformat(first) if first else None)
