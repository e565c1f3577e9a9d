"""Which payment covers what: the order of the regime, the debtor's word, several invoices, credit."""

from __future__ import annotations

import pytest

from casefile.claim.model import Claim
from casefile.errors import CaseError
from tests.claim.cases import DE, claim, invoice, note

TWO = (invoice("A"), invoice("B", "2026-02-01", "2026-02-16"))
COSTS = f"{DE}\ncosts: [{{date: 2026-01-20, amount: 12.40, what: Registered letter}}]"


def went(found: Claim) -> list[tuple[str, str, str]]:
    """What payments covered, credit that came and went left out."""
    return [(p.number, p.what, str(p.amount)) for p in found.postings if p.what != "credit"]


def test_german_order_is_costs_interest_principal_and_compensation_last() -> None:
    found = claim("2026-02-15", invoice(), file=COSTS, payments="[{date: 2026-02-14, amount: 100.00}]")
    assert went(found) == [("", "costs", "12.40"), ("A", "interest", "8.44"), ("A", "principal", "79.16")]
    all_of_it = claim("2026-02-15", invoice(), file=COSTS, payments="[{date: 2026-02-14, amount: 1060.84}]")
    assert went(all_of_it)[-1] == ("A", "compensation", "40.00")
    assert str(all_of_it.total) == "0.00"


def test_a_contract_pays_principal_first() -> None:
    file = "interest: {regime: contract, rate: 10.27}\ncosts: [{date: 2026-01-20, amount: 12.40, what: Letter}]"
    found = claim("2026-02-15", invoice(), file=file, payments="[{date: 2026-02-14, amount: 1010.00}]")
    assert went(found) == [("A", "principal", "1000.00"), ("A", "interest", "8.44"), ("", "costs", "1.56")]


def test_before_interest_starts_everything_goes_to_principal() -> None:
    early = f"{DE}\ncosts: [{{date: 2026-01-05, amount: 12.40, what: Letter}}]"
    found = claim("2026-01-15", invoice(), file=early, payments="[{date: 2026-01-15, amount: 100.00}]")
    assert went(found) == [("A", "principal", "100.00")]


@pytest.mark.parametrize(
    ("towards", "first"),
    [
        ("principal", ("A", "principal", "100.00")),
        ("interest", ("A", "interest", "8.44")),
        ("costs", ("", "costs", "12.40")),
    ],
)
def test_the_debtors_word_comes_before_the_order(towards: str, first: tuple[str, str, str]) -> None:
    paid = f"[{{date: 2026-02-14, amount: 100.00, invoice: A, towards: {towards}}}]"
    assert went(claim("2026-02-15", invoice(), file=COSTS, payments=paid))[0] == first


def test_without_a_name_the_oldest_due_comes_first_and_the_rest_goes_on() -> None:
    found = claim("2026-02-16", *reversed(TWO), file=DE, payments="[{date: 2026-02-16, amount: 1500.00}]")
    assert went(found) == [
        ("A", "interest", "9.00"), ("A", "principal", "1000.00"), ("A", "compensation", "40.00"),
        ("B", "principal", "451.00"),
    ]  # fmt: skip


def test_a_named_invoice_comes_first_and_the_rest_goes_on() -> None:
    paid = "[{date: 2026-02-16, amount: 1500.00, invoice: B}]"
    found = claim("2026-02-16", *TWO, file=DE, payments=paid)
    assert went(found) == [("B", "principal", "1000.00"), ("A", "interest", "9.00"), ("A", "principal", "491.00")]


def test_towards_without_a_name_goes_over_all_invoices_first() -> None:
    paid = "[{date: 2026-03-02, amount: 1900.00, towards: principal}]"
    found = claim("2026-03-02", *TWO, file=DE, payments=paid)
    assert went(found) == [("A", "principal", "1000.00"), ("B", "principal", "900.00")]


def test_payments_of_one_day_count_together_the_named_ones_first() -> None:
    rows = [
        "{date: 2026-02-16, amount: 500.00}",
        "{date: 2026-02-16, amount: 700.00, invoice: B}",
        "{date: 2026-02-16, amount: 20.00}",
        "{date: 2026-02-16, amount: 30.00, invoice: A, towards: principal}",
        "{date: 2026-02-16, amount: 9.00, invoice: A}",
    ]
    forwards, backwards = (
        claim("2026-02-20", *TWO, file=DE, payments=f"[{', '.join(some)}]") for some in (rows, rows[::-1])
    )
    assert went(forwards) == went(backwards)
    assert went(forwards) == [
        ("A", "principal", "30.00"), ("A", "interest", "9.00"), ("B", "principal", "700.00"), ("A", "principal", "520.00"),
    ]  # fmt: skip


def test_what_nothing_takes_is_credit_and_pays_a_later_invoice_on_its_issue_date() -> None:
    paid = "[{date: 2026-01-10, amount: 1200.00}]"
    before = claim("2026-01-31", *TWO, file=DE, payments=paid)
    assert (str(before.credit), str(before.total)) == ("200.00", "-200.00")
    after = claim("2026-02-01", *TWO, file=DE, payments=paid)
    assert (str(after.credit), str(after.principal)) == ("0.00", "800.00")
    assert [(str(p.day), p.number, str(p.amount)) for p in after.postings][-1] == ("2026-02-01", "B", "200.00")


def test_money_for_an_invoice_that_is_not_out_waits_for_it() -> None:
    paid = "[{date: 2026-01-20, amount: 300.00, invoice: B}]"
    before = claim("2026-01-31", *TWO, file=DE, payments=paid)
    assert (str(before.credit), str(before.principal)) == ("300.00", "1000.00")
    after = claim("2026-02-01", *TWO, file=DE, payments=paid)
    assert [str(one.outstanding) for one in after.invoices] == ["1000.00", "700.00"]
    assert [w.message for w in after.weaknesses] == ["a payment of 2026-01-20, before the invoice of 2026-02-01"]


def test_set_off_and_withholding_tax_pay_like_money() -> None:
    for kind in ("set-off", "withholding-tax"):
        found = claim("2026-01-15", invoice(), payments=f"[{{date: 2026-01-10, amount: 190.00, kind: {kind}}}]")
        assert (str(found.principal), str(found.paid)) == ("810.00", "190.00")


def test_a_refund_takes_credit_first_and_then_adds_to_the_debt() -> None:
    rows = "- {date: 2026-01-10, amount: 1100.00}\n- {date: 2026-01-12, amount: 100.00, kind: refund}\n"
    found = claim("2026-01-15", invoice(), payments=rows)
    assert (str(found.principal), str(found.credit), str(found.paid)) == ("0.00", "0.00", "1000.00")
    more = rows + "- {date: 2026-01-14, amount: 50.00, kind: refund, invoice: A}\n"
    assert str(claim("2026-01-15", invoice(), payments=more).principal) == "50.00"


def test_a_refund_before_any_invoice_is_owed_with_the_first() -> None:
    rows = "- {date: 2025-12-01, amount: 100.00}\n- {date: 2025-12-02, amount: 130.00, kind: refund}\n"
    found = claim("2026-01-15", *TWO, payments=rows)
    assert (str(found.principal), str(found.paid)) == ("1030.00", "-30.00")
    assert str(claim("2026-03-01", *TWO, payments=rows).principal) == "2030.00"


def test_a_returned_payment_counts_until_its_return_and_its_fee_is_a_cost() -> None:
    rows = "[{date: 2026-02-14, amount: 508.44, reversed: {on: 2026-03-01, reason: returned, fee: 3.50}}]"
    before = claim("2026-02-28", invoice(), file=DE, payments=rows)
    assert (str(before.principal), str(before.paid), str(before.costs)) == ("500.00", "508.44", "0.00")
    after = claim("2026-03-02", invoice(), file=DE, payments=rows)
    assert (str(after.principal), str(after.paid), str(after.costs)) == ("1000.00", "0.00", "3.50")
    assert [(str(r.first), str(r.last), str(r.principal)) for r in after.invoices[0].periods] == [
        ("2026-01-16", "2026-02-14", "1000.00"), ("2026-02-15", "2026-03-01", "500.00"),
        ("2026-03-02", "2026-03-02", "1000.00"),
    ]  # fmt: skip
    assert str(after.invoices[0].interest_paid) == "0.00"


def test_a_payment_returned_the_same_day_never_came() -> None:
    rows = "[{date: 2026-01-10, amount: 500.00, reversed: {on: 2026-01-10, fee: 3.50}}]"
    found = claim("2026-01-15", invoice(), payments=rows)
    assert (str(found.principal), str(found.costs), found.postings) == ("1000.00", "3.50", ())


def test_one_of_two_payments_of_a_day_returns_what_was_covered_last() -> None:
    rows = "- {date: 2026-02-14, amount: 8.44}\n- {date: 2026-02-14, amount: 100.00, reversed: {on: 2026-02-20}}\n"
    found = claim("2026-02-20", invoice(), file=DE, payments=rows)
    assert (str(found.principal), str(found.invoices[0].interest_paid)) == ("1000.00", "8.44")


def test_a_returned_payment_that_was_credit_or_was_refunded() -> None:
    twice = "- {date: 2026-01-10, amount: 1000.00}\n- {date: 2026-01-12, amount: 1000.00, reversed: {on: 2026-01-14}}\n"
    found = claim("2026-01-15", invoice(), payments=twice)
    assert (str(found.principal), str(found.credit)) == ("0.00", "0.00")
    first = "- {date: 2026-01-10, amount: 1000.00, reversed: {on: 2026-01-14}}\n- {date: 2026-01-12, amount: 1000.00}\n"
    assert claim("2026-01-15", invoice(), payments=first).total == found.total
    refunded = "- {date: 2026-01-10, amount: 1100.00, reversed: {on: 2026-01-14}}\n" + (
        "- {date: 2026-01-12, amount: 100.00, kind: refund}\n"
    )
    assert str(claim("2026-01-15", invoice(), payments=refunded).principal) == "1100.00"


def test_a_returned_refund_is_money_again() -> None:
    rows = (
        "- {date: 2026-01-10, amount: 400.00}\n"
        "- {date: 2026-01-12, amount: 100.00, kind: refund, reversed: {on: 2026-01-14}}\n"
    )
    found = claim("2026-01-15", invoice(), payments=rows)
    assert (str(found.principal), str(found.paid)) == ("600.00", "400.00")


def test_costs_that_were_paid_are_open_again_when_the_payment_returns() -> None:
    rows = "[{date: 2026-02-14, amount: 12.40, reversed: {on: 2026-02-20}}]"
    assert str(claim("2026-02-19", invoice(), file=COSTS, payments=rows).costs) == "0.00"
    assert str(claim("2026-02-20", invoice(), file=COSTS, payments=rows).costs) == "12.40"


def test_a_credit_note_counts_as_never_owed_from_its_issue_date() -> None:
    before = claim("2026-02-14", invoice(), note("A", "2026-02-15", "400.00"), file=DE)
    assert (str(before.principal), str(before.interest), str(before.credited)) == ("1000.00", "8.44", "0.00")
    after = claim("2026-02-15", invoice(), note("A", "2026-02-15", "400.00"), file=DE)
    assert (str(after.principal), str(after.interest), str(after.credited)) == ("600.00", "5.23", "400.00")
    assert [str(row.principal) for row in after.invoices[0].periods] == ["600.00"]


def test_a_credit_note_beyond_the_invoice_becomes_credit() -> None:
    found = claim("2026-03-01", *TWO, note("A", "2026-02-15", "1300.00"))
    assert (str(found.principal), str(found.credit), str(found.total)) == ("1000.00", "300.00", "700.00")


def test_what_a_credit_note_left_over_can_be_paid_back() -> None:
    over = note("A", "2026-02-15", "1300.00")
    back = claim("2026-03-01", *TWO, over, payments="[{date: 2026-02-20, amount: 300.00, kind: refund}]")
    assert (str(back.principal), str(back.credit), str(back.total)) == ("1000.00", "0.00", "1000.00")
    part = claim("2026-03-01", *TWO, over, payments="[{date: 2026-02-20, amount: 250.00, kind: refund}]")
    assert (str(part.principal), str(part.credit), str(part.total)) == ("1000.00", "50.00", "950.00")
    more = claim("2026-03-01", *TWO, over, payments="[{date: 2026-02-20, amount: 350.00, kind: refund}]")
    assert (str(more.principal), str(more.credit), str(more.total)) == ("1050.00", "0.00", "1050.00")


def test_what_was_paid_back_of_it_and_came_again_goes_to_what_is_open() -> None:
    moved = "[{date: 2026-02-20, amount: 300.00, kind: refund}, {date: 2026-02-21, amount: 300.00, invoice: B}]"
    found = claim("2026-03-01", *TWO, note("A", "2026-02-15", "1300.00"), payments=moved)
    assert (str(found.principal), str(found.credit), str(found.total)) == ("700.00", "0.00", "700.00")


def test_a_credit_note_after_full_payment_moves_the_rest_on() -> None:
    paid = "[{date: 2026-01-10, amount: 1000.00}]"
    found = claim("2026-01-20", invoice(), note("A", "2026-01-18", "200.00"), payments=paid)
    assert (str(found.principal), str(found.credit), str(found.total)) == ("0.00", "200.00", "-200.00")


def test_a_credit_note_for_an_invoice_that_is_not_out_yet_waits() -> None:
    found = claim("2026-01-20", *TWO, note("B", "2026-01-18", "200.00"))
    assert str(found.credited) == "0.00"


def test_an_invoice_may_not_come_to_less_than_nothing() -> None:
    with pytest.raises(CaseError, match=r"A comes to -5\.00 \(write a credit note"):
        claim("2026-01-20", invoice(net="-5.00"))
