"""Which money keeps which promise: money for the invoices that it is about, and each cent one promise."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.case.model import Case
from casefile.followup.missed import promised
from casefile.followup.pledges import pledges
from tests.documents.matters import CASE, claim, noted, written

BILL = "number: {}\nissued: {}\ndue: 2026-04-14\nlines: [{{id: '1', description: D, unit_price: 100.00}}]\n"
TODAY = date(2026, 6, 1)


def told(root: Path, payments: str, *calls: dict[str, str], more: str = "") -> Case:
    """Two invoices of 100.00, R1 the older, without interest; one note a call."""
    files = {
        "cases/a/case.yaml": CASE.replace("interest: {regime: de}\n", "interest: {regime: none}\n") + more,
        "cases/a/invoices/1.yaml": BILL.format("R1", "2026-03-01"),
        "cases/a/invoices/2.yaml": BILL.format("R2", "2026-03-02"),
        "cases/a/payments.yaml": payments or "[]\n",
    }
    for number, head in enumerate(calls):
        note = noted(**{"date": "2026-05-02", "direction": "in", "channel": "call", **head})
        files[f"cases/a/correspondence/{number}.md"] = note
    return written(root, files)


def states(root: Path, payments: str, *calls: dict[str, str]) -> list[tuple[str, str]]:
    case = told(root, payments, *calls)
    return [(one.state, str(one.paid)) for one in pledges(case, claim(case, TODAY))]


ABOUT_R1 = {"invoices": "[R1]", "promise": "{on: 2026-05-08, amount: 100.00}"}
ABOUT_R2 = {"invoices": "[R2]", "promise": "{on: 2026-05-09, amount: 100.00}"}
ABOUT_ALL = {"promise": "{on: 2026-05-08, amount: 100.00}"}


@pytest.mark.parametrize(
    ("promise", "payments", "state", "paid"),
    [
        (ABOUT_R1, "- {date: 2026-05-05, amount: 100.00, invoice: R2}\n", "broken", "0.00"),
        (ABOUT_R1, "- {date: 2026-05-05, amount: 100.00, invoice: R1}\n", "kept", "100.00"),
        (ABOUT_R1, "- {date: 2026-05-05, amount: 100.00}\n", "kept", "100.00"),  # set against the oldest
        (ABOUT_R2, "- {date: 2026-05-05, amount: 150.00}\n", "partly", "50.00"),  # what R1 leaves over
        (ABOUT_R2, "- {date: 2026-05-05, amount: 200.00, invoice: R1}\n", "kept", "100.00"),  # goes on to R2
        (ABOUT_ALL, "- {date: 2026-05-05, amount: 100.00, invoice: R2}\n", "kept", "100.00"),
        (ABOUT_R1, "- {date: 2026-05-05, amount: 100.00, reversed: {on: 2026-05-20}}\n", "broken", "0.00"),
    ],
)
def test_a_promise_is_kept_by_money_for_its_invoices(
    promise: dict[str, str], payments: str, state: str, paid: str, tmp_path: Path
) -> None:
    assert states(tmp_path, payments, promise) == [(state, paid)]


def test_one_payment_keeps_no_two_promises_beyond_its_amount(tmp_path: Path) -> None:
    first, second = ABOUT_ALL, {"promise": "{on: 2026-05-20, amount: 80.00}"}
    paid = "- {date: 2026-05-05, amount: 120.00}\n"
    assert states(tmp_path / "a", paid, first, second) == [("kept", "100.00"), ("partly", "20.00")]
    more = paid + "- {date: 2026-05-19, amount: 60.00}\n"
    assert states(tmp_path / "b", more, first, second) == [("kept", "100.00"), ("kept", "80.00")]


def test_one_payment_that_names_an_invoice_keeps_the_promise_about_it(tmp_path: Path) -> None:
    paid = "- {date: 2026-05-05, amount: 100.00, invoice: R1}\n"
    assert states(tmp_path, paid, ABOUT_R1, ABOUT_R2) == [("kept", "100.00"), ("broken", "0.00")]


def test_costs_that_a_payment_covered_are_money_that_came_as_promised(tmp_path: Path) -> None:
    costs = "costs: [{date: 2026-05-01, what: Court, amount: 40.00}]\n"
    promise = ABOUT_R2 | {"promise": "{on: 2026-05-09, amount: 140.00}"}
    case = told(tmp_path, "- {date: 2026-05-05, amount: 240.00}\n", promise, more=costs)
    assert [(one.state, str(one.paid)) for one in pledges(case, claim(case, TODAY))] == [("kept", "140.00")]


def test_what_another_promise_has_taken_the_place_of_is_kept_only_by_what_that_one_leaves(tmp_path: Path) -> None:
    anew = ABOUT_ALL | {"date": "2026-05-04", "promise": "{on: 2026-05-20, amount: 100.00}"}
    found = states(tmp_path, "- {date: 2026-05-06, amount: 100.00}\n", ABOUT_ALL, anew)
    assert found == [("broken", "0.00"), ("kept", "100.00")]


def test_a_promise_before_any_invoice_is_kept_by_money_all_the_same(tmp_path: Path) -> None:
    case = told(
        tmp_path,
        "- {date: 2026-02-05, amount: 100.00}\n",
        {"date": "2026-02-02", "promise": "{on: 2026-02-06, amount: 100.00}"},
    )
    assert [one.state for one in pledges(case, claim(case, date(2026, 2, 20)))] == ["kept"]


def test_the_day_it_was_kept_is_that_of_the_last_cent_it_took(tmp_path: Path) -> None:
    paid = (
        "- {date: 2026-05-04, amount: 60.00}\n- {date: 2026-05-05, amount: 40.00}\n- {date: 2026-05-07, amount: 9.00}\n"
    )
    case = told(tmp_path, paid, ABOUT_R1)
    (fact,) = promised(case, claim(case, TODAY))
    assert (fact.what, fact.day) == ("promise-kept", date(2026, 5, 5))
