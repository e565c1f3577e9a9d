"""Money of the debtor's that covers nothing: no letter asks for more than is owed in all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from casefile.followup.action import Dossier
from casefile.followup.actions import Day, day
from casefile.followup.wording import plain
from tests.followup.portfolio import Portfolio, invoice

ON = "2026-05-15"
NOTE = "number: C1\nkind: credit-note\nissued: 2026-03-01\ncredits: R1\nlines: [{id: 1, description: D, unit_price: 150.00}]\n"
TWO = {"invoices/1.yaml": invoice("R1"), "invoices/2.yaml": invoice("R2")}
CREDITED = {**TWO, "invoices/3.yaml": NOTE}
HOW = "agree what it goes to, and record it (a refund, and a set-off for the invoice)"
PAID_TOO_MUCH = {"invoices/1.yaml": invoice("R1"), "payments.yaml": "- {date: 2026-04-14, amount: 500.00}\n"}


def asked(found: tuple[Dossier, ...]) -> Day:
    return day(found, date.fromisoformat(ON))


def todo(today: Day) -> list[tuple[str, str, str]]:
    said = plain(today.as_of).told
    return [(each.dossier.case.id, each.step, said(each.reason)) for each in today.actions]


def waiting(today: Day) -> list[tuple[str, str]]:
    return [(each.dossier.case.id, plain(today.as_of).told(each.why)) for each in today.waiting]


def test_a_credit_note_that_leaves_something_over_is_looked_at_before_anything_is_written(cases: Portfolio) -> None:
    today = asked(cases(ON, a=CREDITED))
    words = "a credit of 50.00 EUR covers nothing yet: agree with the debtor what it goes to, and record it"
    assert todo(today) == [("a", "look", words)]
    assert today.planned == ()


def test_once_it_is_recorded_the_letter_asks_for_the_rest(cases: Portfolio) -> None:
    recorded = "- {date: 2026-05-10, amount: 50.00, kind: refund}\n- {date: 2026-05-10, amount: 50.00, invoice: R2, kind: set-off}\n"
    (action,) = asked(cases(ON, a={**CREDITED, "payments.yaml": recorded})).actions
    assert (action.step, str(action.dossier.claim.principal)) == ("first", "50.00")


def test_what_was_paid_too_much_is_looked_at_and_holds_the_debtors_other_cases(cases: Portfolio) -> None:
    today = asked(cases(ON, a=PAID_TOO_MUCH, b={"invoices/1.yaml": invoice("R2")}))
    words = "400.00 EUR came or was credited beyond what is owed: pay it back, or agree what it goes to, and record it"
    assert todo(today) == [("a", "look", words)]
    words = f"on hold: a has a credit of 400.00 EUR for them: {HOW}"
    assert waiting(today) == [("b", words)]


def test_money_for_an_invoice_that_is_to_come_holds_nothing(cases: Portfolio) -> None:
    ahead = {
        "invoices/1.yaml": invoice("R1"),
        "invoices/2.yaml": invoice("R9", due="2026-07-01", issued="2026-06-01"),
        "payments.yaml": "- {date: 2026-04-20, amount: 30.00, invoice: R9}\n",
    }
    assert [step for _, step, _ in todo(asked(cases(ON, a=ahead)))] == ["first"]


@pytest.mark.parametrize(
    ("paid", "currencies"),
    [("100.40", {}), ("500.00", {"b": "GBP"})],
    ids=["a trifle", "another currency"],
)
def test_what_holds_no_other_case(paid: str, currencies: Mapping[str, str], cases: Portfolio) -> None:
    over = {**PAID_TOO_MUCH, "payments.yaml": f"- {{date: 2026-04-14, amount: {paid}}}\n"}
    today = asked(cases(ON, currencies=currencies, a=over, b={"invoices/1.yaml": invoice("R2")}))
    assert ("b", "first") in [(name, step) for name, step, _ in todo(today)]


def test_a_hold_that_is_over_and_a_closed_case_change_nothing(cases: Portfolio) -> None:
    over = {"case.yaml": "hold: {reason: x, until: 2026-04-20}\n", "invoices/1.yaml": invoice("R2")}
    assert [name for name, _ in waiting(asked(cases(ON, a=PAID_TOO_MUCH, b=over)))] == ["b"]
    closed = {**PAID_TOO_MUCH, "case.yaml": "closed: {on: 2026-05-01, outcome: paid}\n"}
    assert [step for _, step, _ in todo(asked(cases(ON, a=closed, b={"invoices/1.yaml": invoice("R2")})))] == ["first"]


def test_money_for_an_invoice_that_is_to_come_and_went_back_is_no_such_money(cases: Portfolio) -> None:
    back = "- {date: 2026-04-20, amount: 60.00, invoice: R9, reversed: {on: 2026-04-25}}\n"
    coming = invoice("R9", due="2026-07-01", issued="2026-06-01")
    today = asked(cases(ON, a={**CREDITED, "invoices/9.yaml": coming, "payments.yaml": back}))
    assert [step for _, step, _ in todo(today)] == ["look"]
