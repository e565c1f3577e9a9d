"""What a case may not ask for is an error with its place and what to do; what an attorney would ask is a weakness."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.claim import regimes
from casefile.claim.admissible import problems
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError, UsageError
from tests.claim.cases import DE, case, claim, invoice, note

YIELDS = """
id: yields
names: {en: test}
law: § 0
needs_act: true
yields: {clauses: [interest, late-fee, penalty], law: § 9}
rate: {points: [{percent: 8}], law: § 1}
start: {law: § 2}
allocation: {order: [interest, principal], law: § 3}
"""
OWN = Regimes(own_regimes={"yields": YIELDS.encode(), "only": YIELDS.replace("id: yields", "id: only\ndebtors: [consumer]").encode()})  # fmt: skip


def found(use: Regimes = OWN, debtor: str = "business", **files: Any) -> list[str]:
    text = files.pop("invoice", invoice())
    return [str(problem) for problem in problems(case(text, debtor=debtor, **files), use)]


@pytest.mark.parametrize(
    ("interest", "message"),
    [
        ("{regime: dee}", "case.yaml:5:12: no regime 'dee' (did you mean 'de'?)"),
        ("{regime: contract}", "case.yaml:5:12: regime contract needs a rate (add rate: the percentage agreed)"),
        (
            "{regime: de, rate: 8}",
            "case.yaml:5:24: 'rate' has no meaning under regime de, which sets it by law (delete it, or use regime contract)",
        ),
        (
            "{regime: de, days: 30/360}",
            "case.yaml:5:24: 'days' has no meaning under regime de, which sets it by law (delete it, or use regime contract)",
        ),
        (
            "{regime: contract, rate: 5, conversion: {EUR: 0.0}}",
            "case.yaml:5:39: conversion of EUR: '0.0' is not a rate"
            " (write a plain decimal: how much of the case's currency one unit is worth)",
        ),
        (
            "{regime: contract, rate: 5, conversion: {eur: 4.2}}",
            "case.yaml:5:39: conversion of 'eur', which is no currency of ISO 4217 (write three capital letters such as EUR)",
        ),
        (
            "{regime: contract, rate: 5, conversion: {EUR: 4.2, on: 2026-02-30}}",
            "case.yaml:5:39: conversion on '2026-02-30', which is no day (write the day of the rate as YYYY-MM-DD)",
        ),
        (
            "{regime: contract, rate: 5, conversion: {EUR: 4.2, on: March}}",
            "case.yaml:5:39: conversion on 'March', which is no day (write the day of the rate as YYYY-MM-DD)",
        ),
        (
            "{regime: contract, rate: 0.05, per: day, days: 30/360}",
            "case.yaml:5:52: a rate per day counts calendar days; days: 30/360 would change what was agreed for a day"
            " (delete it, or write the rate per month or per year)",
        ),
        (
            "{regime: contract, rate: 5, conversion: {EUR: 4.2a, on: 2026-03-31, source: NBP}}",
            "case.yaml:5:39: conversion of EUR: '4.2a' is not a rate"
            " (write a plain decimal: how much of the case's currency one unit is worth)",
        ),
    ],
)
def test_interest_has_to_fit_its_regime(interest: str, message: str) -> None:
    assert found(file=f"interest: {interest}") == [message]


def test_a_consumer_under_a_business_regime() -> None:
    (message,) = found(file=DE, debtor="consumer")
    assert message == (
        "case.yaml:5:12: regime de against a consumer: the law gives that interest to businesses only"
        " (use regime de-consumer)"
    )
    with pytest.raises(CaseError, match="businesses only"):
        claim("2026-02-01", invoice(), file=DE, debtor="consumer")


def test_a_business_under_a_consumer_regime() -> None:
    (message,) = found(file="interest: {regime: only}")
    assert message.endswith("it is not for a business debtor (use regime contract or none)")


def test_a_statute_that_yields_to_the_contract() -> None:
    clause = "contract: {clauses: {interest: {ref: § 6}}}\ninterest: {regime: yields, act: x}"
    hint = "(choose one: regime contract, or take the clause or fee out)"
    message = f"the contract has its own remedy for late payment, and regime yields yields to it (§ 9) {hint}"
    assert found(file=clause) == [f"case.yaml:5:32: {message}"]
    fee = invoice(more="late_fee: {amount: 5}")
    assert found(file="interest: {regime: yields}", invoice=fee) == [f"invoices/x.yaml:5:1: {message}"]
    assert found(file="interest: {regime: yields}") == []


@pytest.mark.parametrize(
    ("schedule", "message"),
    [
        (
            "[{due: 2026-04-01, amount: 400.00}, {due: 2026-05-01, amount: 499.99}]",
            "settlement.yaml:3:1: the instalments add up to 899.99, not to the agreed 900.00"
            " (mend an instalment or the amount)",
        ),
        (
            "{first: 2026-04-01, every: month, count: 0}",
            "settlement.yaml:3:45: a schedule of no instalments (count from 1 to 1200)",
        ),
        (
            "{first: 2026-04-01, every: month, count: 1201}",
            "settlement.yaml:3:45: a schedule of 1201 instalments (count from 1 to 1200)",
        ),
    ],
)
def test_instalments_have_to_add_up(schedule: str, message: str) -> None:
    assert found(settlement=f"agreed: 2026-03-01\namount: 900.00\nschedule: {schedule}") == [message]


@pytest.mark.parametrize(
    ("schedule", "messages"),
    [
        (
            "[{due: 2026-04-01, amount: 0.02}, {due: 2026-05-01, amount: 0.00}]",
            ["offers.yaml:1:133: an instalment of 0.00 (leave it out)"],
        ),
        (
            "{first: 2026-04-01, every: month, count: 3}",
            ["offers.yaml:1:115: 0.02 in 3 parts: an instalment of 0.00 (choose fewer instalments)"],
        ),
        ("{first: 2026-04-01, every: month, count: 2}", []),
    ],
)
def test_every_instalment_brings_something(schedule: str, messages: list[str]) -> None:
    offer = f"- {{id: O1, date: 2026-03-01, by: us, kind: instalments, amount: 0.02, schedule: {schedule}}}\n"
    assert found(offers=offer) == messages


def test_the_instalments_of_an_offer_have_to_add_up() -> None:
    offer = "- {{id: O1, date: 2026-03-01, by: us, kind: instalments, amount: 900.00, schedule: {}}}\n"
    assert found(offers=offer.format("[{due: 2026-04-01, amount: 100.00}]")) == [
        "offers.yaml:1:73: the instalments add up to 100.00, not to the agreed 900.00 (mend an instalment or the amount)"
    ]
    (message,) = found(offers=offer.format("{first: 2026-04-01, every: week, count: 0}"))
    assert "a schedule of no instalments" in message
    assert found(offers=offer.format("{first: 2026-04-01, every: week, count: 3}")) == []


def test_a_retention_is_part_of_its_invoice() -> None:
    assert found(invoice=invoice(more="retention: {amount: 1000.00, release: 2026-03-01}")) == []
    assert found(invoice=invoice(more="retention: {amount: 1000.01, release: 2026-03-01}")) == [
        "invoices/x.yaml:5:13: 1000.01 is kept back of A, which comes to 1000.00 (mend the one or the other)"
    ]


def test_an_early_payment_discount_is_part_of_its_invoice() -> None:
    assert found(invoice=invoice(more="early_payment: {percent: 100, within_days: 7}")) == []
    assert found(invoice=invoice(more="early_payment: {percent: 101, within_days: 7}")) == [
        "invoices/x.yaml:5:17: an early-payment discount of 101 percent (write a percentage up to 100)"
    ]


def test_a_line_beyond_all_measure_is_a_problem_and_no_crash() -> None:
    huge = "number: A\nissued: 2026-01-01\ndue: 2026-01-15\nlines: [{id: 1, description: x, quantity: 999999999999999, unit_price: 999999999999999}]"
    assert found(invoice=huge) == [
        "invoices/x.yaml:4:1: a line of A comes to more than 1000000000000000 (mend its quantity or its price)"
    ]
    most = claim(
        "2199-12-31",
        invoice(net="999999999999999.99"),
        file="interest: {regime: contract, rate: 999999999999999, compounding: yearly}",
    )
    assert most.total > most.principal


def test_a_day_outside_the_years_of_a_case_is_a_problem() -> None:
    for day in ("9999-12-31", "0001-01-01"):
        with pytest.raises(UsageError, match=f"nothing can be reckoned as of {day} .choose a day of the years"):
            claim(day, invoice())


def test_a_sound_case_has_no_problem() -> None:
    whole = "agreed: 2026-03-01\namount: 900.00\ndue: 2026-04-01\n"
    assert found(settlement=whole, file=DE, use=regimes.bundled()) == []
    regular = "agreed: 2026-03-01\namount: 900.00\nschedule: {first: 2026-04-01, every: month, count: 7}"
    assert found(settlement=regular) == []


def weaknesses(*invoices: str, **files: Any) -> list[str]:
    return [str(problem) for problem in claim("2026-02-01", *invoices, use=OWN, **files).weaknesses]


def test_a_printed_total_that_differs_is_a_weakness_and_the_computed_one_counts() -> None:
    assert weaknesses(invoice(more="stated_total: 1000.01")) == [
        "invoices/x.yaml:5:1: A prints 1000.01, its lines come to 1000.00, which counts"
        " (compare the lines with the invoice as sent)"
    ]
    assert weaknesses(invoice(more="stated_total: 1000.00")) == []


def test_an_accepted_offer_without_a_settlement_is_a_weakness() -> None:
    offers = (
        "- {id: O1, date: 2026-01-20, by: us, kind: discount, amount: 900.00, status: accepted}\n"
        "- {id: O2, date: 2026-01-20, by: us, kind: discount, amount: 900.00}\n"
    )
    (message,) = weaknesses(invoice(), offers=offers)
    assert message.startswith("offers.yaml:1:70: offer O1 was accepted, but there is no settlement.yaml")
    assert weaknesses(invoice(), offers=offers, settlement="agreed: 2026-01-25\namount: 900.00") == []


def test_a_directive_without_its_national_act_is_a_weakness() -> None:
    (message,) = weaknesses(invoice(), file="interest: {regime: yields}")
    assert "for our eyes only (add act: the national act that letters name)" in message
    assert weaknesses(invoice(), file="interest: {regime: yields, act: the Act}") == []


def test_a_credit_beside_what_is_open_is_a_weakness() -> None:
    other = invoice("B", "2026-01-02", "2026-01-20", "300.00")
    less = note("A", "2026-01-10", "1050.00")
    assert weaknesses(invoice(), other, less) == [
        "invoices/x.yaml:3:1: a credit of 50.00 stands beside 300.00 that is open; the total is less it"
        " (agree with the debtor what it goes to, then record the refund and the payment)"
    ]
    assert str(claim("2026-02-01", invoice(), other, less).total) == "250.00"
    assert weaknesses(invoice(), less) == []
    ahead = "[{date: 2026-01-20, amount: 5.00, invoice: B}]"
    (waiting,) = weaknesses(invoice(), invoice("B", "2026-03-02", "2026-03-20"), payments=ahead)
    assert waiting.startswith("case.yaml:1:1: a credit of 5.00 stands beside 1000.00 that is open")


def test_a_large_rounding_is_a_weakness() -> None:
    (message,) = weaknesses(invoice(more="rounding: -1.00"))
    assert message.startswith("invoices/x.yaml:5:1: A is rounded by -1.00, a whole unit or more")
    assert weaknesses(invoice(more="rounding: 0.99")) == []


def test_a_payment_before_the_first_invoice_is_named() -> None:
    found = claim(
        "2025-12-31", invoice(), payments="[{date: 2025-12-01, amount: 5.00}, {date: 2026-01-05, amount: 6.00}]"
    )
    assert (str(found.paid), str(found.total)) == ("0.00", "0.00")
    assert [weakness.message for weakness in found.weaknesses] == [
        "5.00 of 2025-12-01 is in no figure: no invoice is out yet"
    ]


def test_a_refund_before_the_invoice_is_no_prepayment() -> None:
    assert weaknesses(invoice(), payments="[{date: 2025-12-01, amount: 5.00, kind: refund}]") == []
