"""Credits to be looked at: in the day's work, last, and nobody is written to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.followup.action import Action
from casefile.followup.actions import CREDIT, day
from casefile.followup.wording import plain
from tests.followup.portfolio import Portfolio, contact, invoice, portfolio


@pytest.fixture
def many(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    return portfolio(workspace)


BILL = {"invoices/1.yaml": invoice("R1", price="1000.00")}


def looks(many: Portfolio, on: str, credit: str, **cases: Mapping[str, str]) -> tuple[list[Action], list[Action]]:
    """The looks at credit that the day asks for, and those that are planned."""
    today = day(many(on, debtor=f"credit: {{{credit}}}\n", **(cases or {"a": BILL})), date.fromisoformat(on))
    return [each for each in today.actions if each.step == CREDIT], [each for each in today.planned if each.step == CREDIT]  # fmt: skip


def told(action: Action) -> str:
    return plain(action.dossier.claim.as_of).told(action.reason)


def test_it_falls_due_every_so_many_months(many: Portfolio) -> None:
    credit = "limit: 5000.00, reviewed: 2026-01-31, every: 3"
    now, later = looks(many, "2026-04-29", credit)
    assert (now, [str(each.due) for each in later]) == ([], ["2026-04-30"])
    now, later = looks(many, "2026-05-02", credit)
    assert [(str(each.due), told(each)) for each in now] == [
        ("2026-04-30", "credit: last looked at on 31 January, to be looked at every 3 months")
    ]
    assert later == []


def test_a_credit_that_was_never_looked_at(many: Portfolio) -> None:
    now, _ = looks(many, "2026-03-01", "limit: 5000.00")
    assert [told(each) for each in now] == ["credit: the credit given has never been looked at"]


def test_more_is_open_than_the_limit_until_somebody_looks(many: Portfolio) -> None:
    now, _ = looks(many, "2026-03-01", "limit: 800.00, reviewed: 2026-01-15")
    words = "credit: 1,000.00 EUR is open, 200.00 EUR more than the limit of 800.00 EUR"
    assert [told(each) for each in now] == [words]
    assert looks(many, "2026-03-01", "limit: 800.00, reviewed: 2026-02-02") == ([], [])
    assert looks(many, "2026-03-01", "limit: 1000.00, reviewed: 2026-01-15") == ([], [])


def test_all_cases_of_a_debtor_count_and_are_looked_at_once(many: Portfolio) -> None:
    more = {"invoices/1.yaml": invoice("R2", price="2000.00")}
    now, _ = looks(many, "2026-03-01", "limit: 2500.00, reviewed: 2026-01-15", a=BILL, b=more)
    assert [(each.dossier.case.id, told(each)) for each in now] == [
        ("b", "credit: 3,000.00 EUR is open, 500.00 EUR more than the limit of 2,500.00 EUR")
    ]


@pytest.mark.parametrize("more", ["insolvency: {opened: 2026-02-20}\n", ""])
def test_not_in_an_insolvency_and_not_without_credit(many: Portfolio, more: str) -> None:
    credit = "limit: 5.00" if more else ""
    assert looks(many, "2026-03-01", credit, a={**BILL, "case.yaml": more}) == ([], [])


def test_it_is_no_contact_and_changes_nothing_of_what_is_sent(many: Portfolio) -> None:
    sent = {**BILL, "correspondence/1.md": contact("2026-04-14")}
    told = many("2026-04-15", debtor="credit: {limit: 5.00}\n", a=sent)
    today = day(told, date(2026, 4, 15))
    assert [(each.step, each.channel, each.is_contact, each.priority) for each in today.actions] == [
        (CREDIT, "", False, 0)
    ]
    assert [(each.step, str(each.due)) for each in today.planned] == [("first", "2026-04-19")]
