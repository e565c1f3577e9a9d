"""What is learned from many cases: the days to payment, and what came in by step and cause; each with its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.followup.outcomes import outcome
from casefile.followup.statistics import FEW, statistics
from tests.followup.portfolio import Portfolio, contact, invoice, portfolio


@pytest.fixture
def many(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    return portfolio(workspace)


def paid(number: str, on: str, amount: str = "100.00") -> str:
    return f"- {{date: {on}, amount: {amount}, invoice: {number}}}\n"


def test_days_run_from_the_due_date_to_the_last_payment(many: Portfolio) -> None:
    bills = {f"invoices/{n}.yaml": invoice(f"R{n}", due="2026-04-10") for n in range(1, 6)}
    days = ("2026-04-08", "2026-04-10", "2026-04-14", "2026-04-20", "2026-05-10")
    money = "".join(paid(f"R{n}", day) for n, day in enumerate(days, 1))
    found = statistics(many("2026-06-01", a={**bills, "payments.yaml": money}))["EUR"]
    assert (found.days.first, found.days.median, found.days.third, found.days.count) == (0, 4, 10, 5)
    assert not found.days.is_few
    assert found.debtors[0].name == "Northwind"


def test_part_payment_counts_on_the_day_of_its_last_part_and_what_is_open_is_told_apart(many: Portfolio) -> None:
    money = paid("R1", "2026-04-12", "40.00") + paid("R1", "2026-04-30", "60.00")
    files = {"invoices/1.yaml": invoice("R1", due="2026-04-10"), "invoices/2.yaml": invoice("R2", due="2026-04-20")}
    found = statistics(many("2026-06-01", a={**files, "payments.yaml": money}))["EUR"]
    assert (found.days.median, found.days.count, found.days.unpaid) == (20, 1, 1)
    assert found.days.is_few


def test_money_that_was_taken_back_paid_nothing(many: Portfolio) -> None:
    back = "- {date: 2026-04-12, amount: 100.00, invoice: R1, reversed: {on: 2026-04-14, reason: returned}}\n"
    found = statistics(many("2026-06-01", a={"invoices/1.yaml": invoice("R1"), "payments.yaml": back}))["EUR"]
    assert (found.days.count, found.days.unpaid) == (0, 1)


def test_what_was_credited_in_full_was_never_paid(many: Portfolio) -> None:
    note = "number: C1\nkind: credit-note\ncredits: R1\nissued: 2026-04-20\nlines: [{id: 1, description: D, unit_price: 100.00}]\n"
    found = statistics(many("2026-06-01", a={"invoices/1.yaml": invoice("R1"), "invoices/2.yaml": note}))["EUR"]
    assert (found.days.count, found.days.unpaid) == (0, 0)


def test_what_came_in_by_the_step_reached_and_by_cause(many: Portfolio) -> None:
    cases = {
        "a": {"invoices/1.yaml": invoice("R1"), "payments.yaml": paid("R1", "2026-04-20"),
              "correspondence/1.md": contact("2026-04-15", "step: first\n")},
        "b": {"case.yaml": "closed: {on: 2026-05-30, outcome: written-off}\nreview: {cause: cash-flow}\n",
              "invoices/1.yaml": invoice("R2"), "payments.yaml": paid("R2", "2026-05-20", "25.00"),
              "correspondence/1.md": contact("2026-04-15", "step: first\n"),
              "correspondence/2.md": contact("2026-05-15", "step: final\n")},
        "c": {"invoices/1.yaml": invoice("R3"), "correspondence/1.md": contact("2026-04-15", "step: first\n")},
    }  # fmt: skip
    found = statistics(many("2026-06-01", a=cases["a"], b=cases["b"], c=cases["c"]))["EUR"]
    assert (found.over, found.open, found.endings) == (2, 1, {"paid": 1, "written-off": 1})
    assert [(row.key, row.cases, str(row.claimed), str(row.received), str(row.percent)) for row in found.by_step] == [
        ("first", 1, "100.00", "100.00", "100"),
        ("final", 1, "100.00", "25.00", "25"),
    ]
    assert [(row.key, str(row.percent)) for row in found.by_cause] == [("cash-flow", "25"), ("", "100")]
    assert (str(found.all.percent), found.all.is_few, found.all.cases < FEW) == ("63", True, True)


def test_mail_that_came_back_reached_no_step(many: Portfolio) -> None:
    files = {"invoices/1.yaml": invoice("R1"), "correspondence/1.md": contact("2026-04-15", "step: first\noutcome: bounced\n")}  # fmt: skip
    (dossier,) = many("2026-06-01", a=files)
    assert outcome(dossier).step == ""


def test_a_settlement_that_was_kept_pays_what_it_was_about_when_it_is_completed(many: Portfolio) -> None:
    files = {
        "invoices/1.yaml": invoice("R1", due="2026-02-10"),
        "invoices/2.yaml": invoice("R2", due="2026-04-10"),
        "payments.yaml": paid("R1", "2026-02-12") + "- {date: 2026-05-10, amount: 80.00}\n",
        "settlement.yaml": "agreed: 2026-05-01\namount: 80.00\ndue: 2026-05-15\n",
    }
    (dossier,) = many("2026-06-01", a=files)
    one = outcome(dossier)
    assert [(each.number, each.days) for each in one.invoices] == [("R1", 2), ("R2", 30)]
    assert (one.how, one.ended) == ("settled", date(2026, 5, 10))


def test_currencies_are_never_added_up(many: Portfolio) -> None:
    each = {"invoices/1.yaml": invoice("R1")}
    found = statistics(many("2026-06-01", currencies={"b": "GBP"}, a=each, b=each))
    assert [(key, one.open) for key, one in found.items()] == [("EUR", 1), ("GBP", 1)]


def test_a_case_without_an_invoice_says_nothing(many: Portfolio) -> None:
    assert statistics(many("2026-06-01", a={})) == {}
