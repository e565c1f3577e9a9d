"""The credit that a history speaks for: the rules, the invoices that each names, and nothing where nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from casefile.followup.action import Dossier
from casefile.followup.credit import RULES, Suggestion, suggestions
from casefile.followup.debtors import debtor_key
from tests.followup.portfolio import Portfolio, contact, invoice, portfolio

ON = "2026-06-01"


@pytest.fixture
def many(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    return portfolio(workspace)


def suggested(dossiers: Sequence[Dossier]) -> Suggestion:
    (one,) = suggestions(dossiers, debtor_key(dossiers[0].case))
    return one


def reasons(one: Suggestion) -> dict[str, tuple[str, ...]]:
    return {each.rule.reason: each.invoices for each in one.reasons}


def bills(*paid: str | None, price: str = "1000.00", due: str = "2026-04-14") -> dict[str, str]:
    """Invoices of one due date and the days they were paid on, None for one that is open."""
    files = {f"invoices/{n}.yaml": invoice(f"R{n}", due=due, price=price) for n, _ in enumerate(paid, 1)}
    rows = [f"- {{date: {day}, amount: {price}, invoice: R{n}}}\n" for n, day in enumerate(paid, 1) if day]
    return {**files, **({"payments.yaml": "".join(rows)} if rows else {})}


def test_without_a_history_nothing_is_guessed(many: Portfolio) -> None:
    one = suggested(many("2026-03-01", a=bills(None)))
    assert (one.limit, one.advance, one.terms, one.reasons, one.invoices) == (None, None, None, (), ())


def test_what_was_paid_on_time_may_be_open_again(many: Portfolio) -> None:
    one = suggested(many(ON, a=bills("2026-04-14", "2026-04-17")))
    assert reasons(one) == {"on-time": ("R1", "R2")}
    assert (str(one.measure), one.measured, str(one.limit)) == ("2000.00", ("R1", "R2"), "2000.00")
    assert (one.advance, one.terms, one.is_few) == (0, 72, True)


def test_what_is_open_and_a_few_days_late_is_neither_paid_nor_late(many: Portfolio) -> None:
    files = {**bills("2026-04-14"), "invoices/2.yaml": invoice("R2", due="2026-05-29", price="900.00")}
    one = suggested(many(ON, a=files))
    assert (reasons(one), one.invoices, str(one.open)) == ({"on-time": ("R1",)}, ("R1",), "900.00")
    later = suggested(many("2026-06-04", a=files))
    assert (reasons(later), later.invoices) == ({"late": ("R2",)}, ("R1", "R2"))


def test_who_has_paid_often_and_on_time_gets_more(many: Portfolio) -> None:
    one = suggested(many(ON, a=bills(*["2026-04-14"] * 5)))
    assert (list(reasons(one)), str(one.limit), one.is_few) == (["reliable"], "6200.00", False)


def test_only_what_was_open_at_the_same_time_counts_together(many: Portfolio) -> None:
    first = {**bills("2026-02-20"), "invoices/2.yaml": invoice("R2", issued="2026-03-01", price="300.00")}
    first["payments.yaml"] += "- {date: 2026-04-01, amount: 300.00, invoice: R2}\n"
    one = suggested(many(ON, a=first))
    assert (str(one.measure), one.measured) == ("1000.00", ("R1",))


@pytest.mark.parametrize(
    ("paid", "rule", "limit", "advance", "terms"),
    [
        ("2026-04-30", "late", "750.00", 0, 72),
        ("2026-05-20", "very-late", "500.00", 30, 14),
    ],
)
def test_the_later_the_less(many: Portfolio, paid: str, rule: str, limit: str, advance: int, terms: int) -> None:
    one = suggested(many(ON, a=bills(paid)))
    assert reasons(one) == {rule: ("R1",)}
    assert (str(one.limit), one.advance, one.terms) == (limit, advance, terms)


def test_of_all_rules_that_hold_the_strictest_counts_and_each_names_its_invoices(many: Portfolio) -> None:
    promise = contact("2026-04-20", "outcome: promised\ninvoices: [R2]\npromise: {on: 2026-04-25}\n", "call", "in")
    one = suggested(many(ON, a={**bills("2026-04-30", "2026-05-20"), "correspondence/1.md": promise}))
    assert reasons(one) == {"very-late": ("R2",), "late": ("R1",)}, "paid since: the promise was kept late"
    one = suggested(many("2026-05-01", a={**bills("2026-04-30", None), "correspondence/1.md": promise}))
    assert reasons(one) == {"broken-promise": ("R2",), "late": ("R1", "R2")}
    assert (str(one.limit), one.advance, one.terms) == ("500.00", 50, 7)


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("insolvent", "insolvency: {opened: 2026-05-20}\n"),
        ("written-off", "closed: {on: 2026-05-20, outcome: written-off}\n"),
        ("pursued", "closed: {on: 2026-05-20, outcome: sued}\n"),
    ],
)
def test_after_the_worst_nothing_is_given_on_credit(many: Portfolio, rule: str, more: str) -> None:
    one = suggested(many(ON, a={**bills("2026-04-14", None), "case.yaml": more}))
    assert reasons(one)[rule] == ("R1", "R2")
    assert (str(one.limit), one.advance, one.terms) == ("0.00", 100, 0)


def test_what_is_long_overdue_comes_first(many: Portfolio) -> None:
    one = suggested(many("2026-07-01", a=bills("2026-04-14", None)))
    assert reasons(one) == {"overdue": ("R2",), "far-too-late": ("R2",)}
    assert (str(one.limit), one.advance) == ("0.00", 100)


def test_a_settlement_that_was_not_kept(many: Portfolio) -> None:
    terms = "agreed: 2026-05-01\namount: 800.00\ndue: 2026-05-10\n"
    one = suggested(many(ON, a={**bills(None), "settlement.yaml": terms}))
    assert reasons(one)["broken-settlement"] == ("R1",)


def test_who_objects_is_not_who_pays_late(many: Portfolio) -> None:
    dispute = "dispute: {raised: 2026-04-20, reason: quality}\n"
    one = suggested(many(ON, a={**bills("2026-05-30"), "case.yaml": dispute}))
    assert (one.reasons, one.left_out, one.limit) == ((), ("R1",), None)
    short = suggested(many(ON, a={**bills("2026-05-30"), "case.yaml": dispute.replace("quality", "cash-flow")}))
    assert set(reasons(short)) == {"cash-flow", "very-late"}


def test_all_cases_of_a_debtor_count_and_each_currency_for_itself(many: Portfolio) -> None:
    more = {"invoices/1.yaml": invoice("S1"), "payments.yaml": "- {date: 2026-05-25, amount: 100.00}\n"}
    one = suggested(many(ON, a=bills("2026-04-14"), b=more))
    assert reasons(one) == {"very-late": ("S1",)}
    dossiers = many(ON, currencies={"b": "GBP"}, a=bills("2026-04-14"), b=more)
    both = suggestions(dossiers, debtor_key(dossiers[0].case))
    assert [(each.currency, *reasons(each)) for each in both] == [("EUR", "on-time"), ("GBP", "very-late")]


def test_what_lies_more_than_two_years_back_is_not_judged(many: Portfolio) -> None:
    one = suggested(many("2028-06-01", a=bills("2026-05-25")))
    assert (one.reasons, one.invoices) == ((), ())


def test_the_rules_stand_from_the_gravest_on() -> None:
    assert [rule.share for rule in RULES if rule.reason != "broken-promise"] == sorted(
        rule.share for rule in RULES if rule.reason != "broken-promise"
    )
    assert all(rule.advance == 100 for rule in RULES if rule.share == 0)


def test_an_insolvency_in_one_currency_is_one_in_all(many: Portfolio) -> None:
    ruin = {"case.yaml": "insolvency: {opened: 2026-05-01}\n", **bills("2026-04-14", due="2026-04-14")}
    other = {"invoices/9.yaml": invoice("D9"), "payments.yaml": "- {date: 2026-04-14, amount: 100.00}\n"}
    dossiers = many(ON, currencies={"b": "USD"}, a=ruin, b=other)
    euros, dollars = suggestions(dossiers, debtor_key(dossiers[0].case))
    assert [reasons(each)["insolvent"] for each in (euros, dollars)] == [("R1",), ("R1",)]
    assert (str(dollars.limit), dollars.advance) == ("0.00", 100)
