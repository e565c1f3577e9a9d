"""What arises on the way: compensation, late fees, early-payment discounts, retentions, costs; and the day before it all."""

from __future__ import annotations

import pytest

from casefile.claim.regimes import Regimes
from tests.claim.cases import DE, claim, invoice, json, note

TIERS = """
id: tiers
names: {en: test}
law: § 0
rate: {points: [{percent: 8}], law: § 1}
start: {law: § 2}
allocation: {order: [interest, principal], law: § 3}
compensation:
  law: § 4
  currency: EUR
  tiers: [{amount: 40.00, up_to: 1000.00}, {amount: 70.00, below: 10000.00}, {amount: 100.00}]
"""
USE = Regimes(own_regimes={"tiers": TIERS.encode(), "gap": TIERS.replace("tiers\n", "gap\n", 1).replace(", {amount: 100.00}", "").encode()})  # fmt: skip
FILE = "interest: {regime: tiers}"


def test_before_the_first_issue_everything_is_nothing() -> None:
    found = json(
        "2025-12-31", invoice(), file=f"{DE}\ncosts: [{{date: 2025-12-01, amount: 5.00, what: x}}]",
        payments="[{date: 2025-12-01, amount: 50.00}]",
    )  # fmt: skip
    keys = ("principal", "interest", "compensation", "fees", "costs", "credit", "total", "per_day", "paid", "credited")
    assert {found[key] for key in keys} == {"0.00"}
    assert (found["invoices"], found["open"], found["settlement"]) == ([], [], None)


@pytest.mark.parametrize(
    ("net", "sum_"), [("1000.00", "40.00"), ("1000.01", "70.00"), ("9999.99", "70.00"), ("10000.00", "100.00")]
)
def test_compensation_goes_by_the_unpaid_amount_with_exact_edges(net: str, sum_: str) -> None:
    assert str(claim("2026-01-16", invoice(net=net), file=FILE, use=USE).compensation) == sum_


def test_compensation_arises_on_the_first_interest_day_and_stays() -> None:
    assert str(claim("2026-01-15", invoice(), file=DE).compensation) == "0.00"
    paid = "[{date: 2026-01-16, amount: 1000.28}]"
    assert str(claim("2026-02-01", invoice(), file=DE, payments=paid).compensation) == "40.00"
    in_time = "[{date: 2026-01-15, amount: 1000.00}]"
    assert str(claim("2026-02-01", invoice(), file=DE, payments=in_time).compensation) == "0.00"
    part = "[{date: 2026-01-15, amount: 9500.00}]"
    found = claim("2026-02-01", invoice(net="10000.00"), file=FILE, use=USE, payments=part)
    assert str(found.compensation) == "40.00"


def test_an_amount_that_no_tier_covers_has_none() -> None:
    found = claim("2026-02-01", invoice(net="20000.00"), file="interest: {regime: gap}", use=USE)
    assert str(found.compensation) == "0.00"


def test_compensation_is_for_businesses_only_where_the_law_says_so() -> None:
    assert str(claim("2026-02-01", invoice(), file=FILE, use=USE, debtor="consumer").compensation) == "0.00"
    assert str(claim("2026-02-01", invoice(), file=FILE, use=USE, debtor="public").compensation) == "40.00"


def test_compensation_is_converted_or_shown_as_open() -> None:
    given = "interest: {regime: tiers, conversion: {EUR: 4.2671, on: 2026-03-31, source: NBP}}"
    assert str(claim("2026-02-01", invoice(), file=given, use=USE, currency="PLN").compensation) == "170.68"
    found = claim("2026-02-01", invoice(), file=FILE, use=USE, currency="PLN")
    assert str(found.compensation) == "0.00"
    assert found.open == ("compensation for A: no rate from EUR to PLN in interest.conversion",)


@pytest.mark.parametrize(
    ("fee", "amount"), [("amount: 25.00", "25.00"), ("percent: 2.5", "25.00"), ("percent: 0", "0.00")]
)
def test_a_late_fee_is_charged_once_on_the_first_day_overdue(fee: str, amount: str) -> None:
    text = invoice(more=f"late_fee: {{{fee}}}")
    assert str(claim("2026-01-15", text).fees) == "0.00"
    assert str(claim("2026-01-16", text).fees) == amount
    assert str(claim("2026-12-31", text).fees) == amount
    assert str(claim("2026-12-31", text, payments="[{date: 2026-01-15, amount: 1000.00}]").fees) == "0.00"
    assert str(claim("2026-12-31", text, payments="[{date: 2026-01-16, amount: 1000.00}]").fees) == amount


def test_a_late_fee_bears_no_interest_and_is_paid_last() -> None:
    text = invoice(more="late_fee: {amount: 25.00}")
    found = claim("2026-02-14", text, file=DE, payments="[{date: 2026-02-14, amount: 1073.44}]")
    assert [(p.what, str(p.amount)) for p in found.postings if p.what != "credit"] == [
        ("interest", "8.44"), ("principal", "1000.00"), ("compensation", "40.00"), ("fees", "25.00"),
    ]  # fmt: skip


EARLY = invoice(more="early_payment: {percent: 2, within_days: 7}")


@pytest.mark.parametrize(
    ("payments", "left", "credit"),
    [
        ("[{date: 2026-01-08, amount: 980.00}]", "0.00", "0.00"),
        ("[{date: 2026-01-08, amount: 979.99}]", "20.01", "0.00"),
        ("[{date: 2026-01-09, amount: 980.00}]", "20.00", "0.00"),
        ("[{date: 2026-01-05, amount: 500.00}, {date: 2026-01-08, amount: 480.00, invoice: A}]", "0.00", "0.00"),
        ("[{date: 2026-01-08, amount: 1000.00}]", "0.00", "20.00"),
        ("[{date: 2026-01-08, amount: 980.00, reversed: {on: 2026-01-10}}]", "1000.00", "0.00"),
        ("[{date: 2026-01-08, amount: 980.00}, {date: 2026-01-10, amount: 30.00, kind: refund}]", "30.00", "0.00"),
        ("[{date: 2026-01-07, amount: 980.00}, {date: 2026-01-08, amount: 5.00}]", "0.00", "5.00"),
    ],
)
def test_an_early_payment_discount_has_to_be_earned(payments: str, left: str, credit: str) -> None:
    found = claim("2026-01-12", EARLY, payments=payments)
    assert (str(found.principal), str(found.credit)) == (left, credit)
    assert str(found.ledger[-1].balance) == str(found.total)


def test_no_discount_on_an_invoice_that_was_credited_whole() -> None:
    found = claim(
        "2026-01-12", EARLY, note("A", "2026-01-02", "1000.00"), payments="[{date: 2026-01-03, amount: 5.00}]"
    )
    assert (str(found.invoices[0].discounted), str(found.credit)) == ("0.00", "5.00")


def test_a_discount_of_nothing_changes_nothing() -> None:
    text = invoice(more="early_payment: {percent: 0, within_days: 7}")
    assert str(claim("2026-01-12", text, payments="[{date: 2026-01-03, amount: 1000.00}]").total) == "0.00"


KEPT = invoice(more="retention: {amount: 100.00, release: 2026-03-31}")


def test_a_retention_is_shown_until_its_release_and_owed_from_then() -> None:
    before = claim("2026-03-30", KEPT, file=DE)
    assert (str(before.principal), str(before.retained)) == ("900.00", "100.00")
    after = claim("2026-04-01", KEPT, file=DE)
    assert (str(after.principal), str(after.retained)) == ("1000.00", "0.00")
    assert [(str(r.first), str(r.principal)) for r in after.invoices[0].periods] == [
        ("2026-01-16", "900.00"), ("2026-04-01", "100.00"),
    ]  # fmt: skip
    assert str(after.compensation) == "40.00"
    assert str(after.ledger[-1].balance) == str(after.total)
    assert [entry.kind for entry in after.ledger if entry.kind in ("retention", "release")] == ["retention", "release"]


def test_a_late_retention_alone_has_compensation_and_counts_its_days_from_its_release() -> None:
    found = claim("2026-04-10", KEPT, file=DE, payments="[{date: 2026-01-15, amount: 900.00}]")
    assert (str(found.compensation), found.invoices[0].days_overdue) == ("40.00", 10)


def test_a_retention_is_never_more_than_what_is_owed() -> None:
    found = claim("2026-03-01", KEPT, note("A", "2026-01-20", "950.00"))
    assert (str(found.principal), str(found.retained)) == ("0.00", "50.00")


def test_a_payment_that_returns_reopens_the_part_it_paid() -> None:
    rows = "[{date: 2026-04-02, amount: 1000.00, invoice: A, reversed: {on: 2026-04-05}}]"
    found = claim("2026-04-10", KEPT, payments=rows)
    assert str(found.principal) == "1000.00"


def test_without_interest_nothing_accrues() -> None:
    found = json("2026-12-31", invoice())
    assert (found["regime"], found["interest"], found["compensation"], found["total"]) == (
        "none",
        "0.00",
        "0.00",
        "1000.00",
    )


@pytest.mark.parametrize(
    ("as_of", "days"), [("2026-01-14", 0), ("2026-01-15", 0), ("2026-01-16", 1), ("2026-02-15", 31)]
)
def test_days_overdue_count_from_the_due_date(as_of: str, days: int) -> None:
    assert claim(as_of, invoice()).invoices[0].days_overdue == days
    paid = "[{date: 2026-01-10, amount: 1000.00}]"
    assert claim(as_of, invoice(), payments=paid).invoices[0].days_overdue == 0


@pytest.mark.parametrize(("as_of", "days"), [("2026-05-10", 0), ("2026-05-11", 0), ("2026-05-12", 1)])
def test_where_the_law_moves_the_last_day_to_pay_nothing_is_late_before(as_of: str, days: int) -> None:
    on_a_sunday = invoice(due="2026-05-10")
    assert claim(as_of, on_a_sunday, file=DE).invoices[0].days_overdue == days


def test_per_day_is_one_day_at_tomorrows_rate_on_todays_balance() -> None:
    assert str(claim("2026-06-29", invoice(net="10000.00"), file=DE).per_day) == "2.81"
    assert str(claim("2026-06-30", invoice(net="10000.00"), file=DE).per_day) == "2.88"
    assert str(claim("2026-12-31", invoice(net="10000.00"), file=DE).per_day) == "2.88"  # tomorrow's is not known
    assert str(claim("2026-01-15", invoice(net="10000.00"), file=DE).per_day) == "2.81"
    assert str(claim("2026-01-14", invoice(net="10000.00"), file=DE).per_day) == "0.00"


def test_corrections_are_shown_and_not_owed() -> None:
    rows = (
        "- {period: 2026-01, agreed: 1200.00, billed: 600.00, tax: 19}\n"
        "- {period: 2026-02, agreed: 1200.00, billed: 600.00}\n"
        "- {period: 2026-01, agreed: 1200.00, billed: 600.00, choice: waived}\n"
        "- {period: 2026-01, agreed: 1200.00, billed: 600.00, invoiced_as: A}\n"
        "- {period: 2026-01, agreed: 1200.00, billed: 600.00, invoiced_as: B}\n"
    )
    found = claim("2026-01-20", invoice(), invoice("B", "2026-03-01", "2026-03-15"), corrections=rows)
    assert [str(missing.gross) for missing in found.corrections] == ["714.00", "600.00"]
    assert str(found.total) == "1000.00"
    with pytest.raises(KeyError):
        found.invoice("B")
    assert found.invoice("A").number == "A"


def test_a_retention_that_is_released_early_is_due_with_its_invoice() -> None:
    kept = invoice(net="6000.00", more="retention: {amount: 5000.00, release: 2026-01-10}")
    assert [str(claim(day, kept, file=DE).principal) for day in ("2026-01-09", "2026-01-10")] == ["1000.00", "6000.00"]
    on_due = claim("2026-01-15", kept, file=DE)
    assert (str(on_due.interest), str(on_due.compensation), on_due.invoices[0].days_overdue) == ("0.00", "0.00", 0)
    late = claim("2026-01-16", kept, file=DE)
    assert [(str(row.first), str(row.principal)) for row in late.invoices[0].periods] == [
        ("2026-01-16", "1000.00"), ("2026-01-16", "5000.00"),
    ]  # fmt: skip


TIERED = """
id: tiered
names: {en: test}
law: s. 1
rate: {points: [{percent: 8}], law: s. 6}
start: {law: s. 4}
compensation: {currency: EUR, law: s. 5A, tiers: [{amount: 40.00, below: 1000.00}, {amount: 70.00}]}
allocation: {order: [interest, principal], law: common law}
"""


def test_compensation_is_by_all_that_is_late_of_the_invoice() -> None:
    own = Regimes(own_regimes={"tiered": TIERED.encode()})
    kept = "retention: {{amount: 900.00, release: {}}}"
    for release, tier in (("2026-01-10", "70.00"), ("2026-06-01", "40.00")):
        found = claim("2026-01-20", invoice(more=kept.format(release)), file="interest: {regime: tiered}", use=own)
        assert str(found.compensation) == tier


def test_a_late_fee_waits_for_a_moved_due_date() -> None:
    sunday, monday = (
        invoice(due="2026-01-18", more="late_fee: {amount: 25.00}"),
        "[{date: 2026-01-19, amount: 1000.00}]",
    )
    assert str(claim("2026-02-01", sunday, file=DE, payments=monday).fees) == "0.00"
    assert str(claim("2026-01-19", sunday, file=DE).fees) == "0.00"
    assert str(claim("2026-01-20", sunday, file=DE).fees) == "25.00"
    assert str(claim("2026-01-19", sunday).fees) == "25.00"  # no law that moves it
