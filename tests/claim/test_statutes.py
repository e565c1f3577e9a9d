"""The bundled regimes at the edges that their statutes set: rate changes, holidays, tiers, windows, whom they are for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casefile.claim import regimes
from casefile.claim.model import Claim
from casefile.errors import CaseError
from tests.claim.cases import claim, invoice

BUNDLED = regimes.bundled()
FRENCH_RATE = "valid_from,percent,source,known_until\n2026-01-01,2.62,decree,2026-12-31\n"
WITH_FRENCH = regimes.Regimes(own_rates={"fr-interet-legal": FRENCH_RATE.encode()})
DEMAND = "{date: 2026-03-02, direction: out, channel: registered, step: demand}"


def under(name: str, as_of: str, *invoices: str, more: str = "", currency: str = "EUR", **files: Any) -> Claim:
    """The claim under a regime."""
    return claim(as_of, *invoices, file=f"interest: {{regime: {name}{more}}}", currency=currency, **files)


def rates(found: Claim) -> list[tuple[str, str]]:
    """The first day of each period with its rate."""
    return [(str(row.first), f"{row.quote.percent:.2f}") for one in found.invoices for row in one.periods]


@pytest.mark.parametrize(
    ("due", "rate"),
    [
        ("2024-06-29", "13.25"),  # 31 December 2023: 5.25
        ("2024-06-30", "13.25"),  # interest starts on 1 July: 30 June 2024, 5.25
        ("2024-12-30", "13.25"),  # starts on 31 December 2024
        ("2024-12-31", "12.75"),  # starts on 1 January 2025: 31 December 2024, 4.75
        ("2025-06-29", "12.75"),
        ("2025-06-30", "12.25"),  # 30 June 2025: 4.25
    ],
)
def test_uk_keeps_the_rate_of_the_eve_of_its_half_year_for_good(due: str, rate: str) -> None:
    found = under("uk", "2026-06-30", invoice("A", "2024-01-01", due), currency="GBP")
    assert [each for _, each in rates(found)] == [rate]


def test_ireland_keeps_the_rate_of_the_half_year_in_which_interest_starts() -> None:
    for due, rate in (("2025-06-29", "11.15"), ("2025-06-30", "10.15"), ("2026-06-30", "10.40")):
        assert [each for _, each in rates(under("ie", "2026-09-01", invoice("A", "2025-01-01", due)))] == [rate]


@pytest.mark.parametrize(("name", "points"), [("eu", 8), ("fr", 10)])
def test_the_ecb_rate_is_read_again_each_half_year(name: str, points: int) -> None:
    found = rates(under(name, "2026-07-02", invoice("A", "2025-05-01", "2025-06-29")))
    firsts = ["2025-06-30", "2025-07-01", "2026-07-01"]  # the same rate on 1 January 2026 makes no new row
    assert found == list(
        zip(firsts, [f"{points + Decimal(base):.2f}" for base in ("3.15", "2.15", "2.40")], strict=True)
    )


def test_poland_reads_the_reference_rate_twice_a_year_and_its_margin_grew_in_2020() -> None:
    found = rates(under("pl", "2022-07-31", invoice("A", "2019-11-01", "2019-12-30"), currency="PLN"))
    assert found == [
        ("2019-12-31", "9.50"), ("2020-01-01", "11.50"), ("2020-07-01", "10.10"), ("2022-01-01", "11.75"),
        ("2022-07-01", "16.00"),
    ]  # fmt: skip
    lower = under("pl-health", "2026-07-31", invoice("A", "2026-06-01", "2026-06-15"), currency="PLN", debtor="public")
    assert rates(lower) == [("2026-06-16", "12.00"), ("2026-07-01", "11.75")]


def test_the_polish_civil_code_follows_every_change_and_a_decree_before_2016() -> None:
    found = rates(under("pl-civil", "2020-04-10", invoice("A", "2015-11-01", "2015-12-30"), currency="PLN"))
    assert found == [
        ("2015-12-31", "8.00"), ("2016-01-01", "7.00"), ("2020-03-18", "6.50"), ("2020-04-09", "6.00"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "due", "why"),
    [
        ("pl", "2015-12-30", "no rate for 2015-07-01: before 1 January 2016 other rules applied"),
        ("pl-civil", "2014-12-18", "no rate for 2014-12-19: before 23 December 2014 another decree applied"),
        ("ru", "2016-07-28", "no rate for 2016-07-29: before 1 August 2016 other rates applied"),
    ],
)
def test_days_under_older_law_are_refused_with_the_reason(name: str, due: str, why: str) -> None:
    with pytest.raises(CaseError) as caught:
        under(name, "2026-06-01", invoice("A", "2014-01-01", due), currency="PLN")
    (problem,) = caught.value.problems
    assert why in problem.message
    assert str(problem.source) == "case.yaml:5:12"
    late = under(name, "2026-06-01", invoice("A", "2014-01-01", due), currency="PLN", more=", from: 2021-01-01")
    assert late.interest


def test_russia_splits_at_the_year_and_leaves_the_moratorium_out() -> None:
    text = invoice("A", "2021-12-01", "2021-12-27", "1000000.00")
    found = under("ru", "2022-10-05", text, currency="RUB").invoices[0]
    assert [(str(row.first), str(row.last), row.year) for row in found.periods] == [
        ("2021-12-28", "2021-12-31", 365), ("2022-01-01", "2022-02-13", 365), ("2022-02-14", "2022-02-27", 365), ("2022-02-28", "2022-03-31", 365),
        ("2022-10-02", "2022-10-05", 365),
    ]  # fmt: skip
    new = under("ru", "2022-10-05", invoice("A", "2022-04-01", "2022-05-16"), currency="RUB")
    assert rates(new)[0] == ("2022-05-17", "14.00")  # a debt from within it


def test_russia_counts_a_leap_year_by_366_days() -> None:
    found = under("ru", "2024-01-10", invoice("A", "2023-12-01", "2023-12-25", "1000000.00"), currency="RUB")
    assert [(str(row.first), row.year, str(row.interest)) for row in found.invoices[0].periods] == [
        ("2023-12-26", 365, "2630.14"), ("2024-01-01", 366, "4371.58"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "due", "first", "why"),
    [
        ("pl", "2025-12-24", "2025-12-30", "Christmas Eve is a holiday since 2025, and Saturday follows, then Sunday"),
        ("pl", "2024-12-24", "2024-12-25", "and was none before"),
        ("pl-civil", "2016-01-02", "2016-01-03", "a Saturday of 2016 is a working day"),
        ("pl-civil", "2017-01-07", "2017-01-10", "and one of 2017 is none"),
        ("ru", "2025-11-01", "2025-11-02", "a Saturday that a decree made a working day"),
        ("ru", "2026-01-01", "2026-01-13", "New Year's holidays, a day off by decree, a weekend"),
        ("fr", "2026-01-01", "2026-01-02", "nothing moves"),
        ("uk", "2026-01-03", "2026-01-04", "nothing moves"),
    ],
)
def test_due_dates_move_by_each_countrys_calendar(name: str, due: str, first: str, why: str) -> None:
    found = under(name, "2026-03-01", invoice("A", "2015-12-15", due), currency="PLN")
    assert str(found.invoices[0].started.first) == first, why


def test_against_a_consumer_new_york_gives_two_percent_and_nine_else() -> None:
    text = invoice("A", "2021-12-01", "2021-12-31")
    assert rates(under("us-ny", "2022-12-31", text)) == [("2022-01-01", "9.00")]
    assert rates(under("us-ny", "2022-12-31", text, debtor="consumer")) == [("2022-01-01", "2.00")]


@pytest.mark.parametrize(
    ("name", "currency", "net", "sum_"),
    [
        ("uk", "GBP", "999.99", "40.00"), ("uk", "GBP", "1000.00", "70.00"), ("uk", "GBP", "9999.99", "70.00"),
        ("uk", "GBP", "10000.00", "100.00"),
        ("ie", "EUR", "1000.00", "40.00"), ("ie", "EUR", "1000.01", "70.00"), ("ie", "EUR", "10000.00", "70.00"),
        ("ie", "EUR", "10000.01", "100.00"),
        ("pl", "PLN", "5000.00", "170.68"), ("pl", "PLN", "5000.01", "298.70"), ("pl", "PLN", "49999.99", "298.70"),
        ("pl", "PLN", "50000.00", "426.71"),
        ("eu", "EUR", "0.01", "40.00"), ("fr", "EUR", "0.01", "40.00"), ("de", "EUR", "0.01", "40.00"),
        ("uk-s69", "GBP", "5000.00", "0.00"), ("us-ny", "USD", "5000.00", "0.00"), ("ru", "RUB", "5000.00", "0.00"),
    ],
)  # fmt: skip
def test_compensation_at_its_edges(name: str, currency: str, net: str, sum_: str) -> None:
    more = ", conversion: {EUR: 4.2671, on: 2026-03-31, source: NBP}" if currency == "PLN" else ""
    found = under(name, "2026-06-01", invoice("A", "2026-03-01", "2026-04-14", net), currency=currency, more=more)
    assert (str(found.compensation), found.open) == (sum_, ())


def test_a_polish_claim_in_euro_needs_a_rate_for_the_edges_only() -> None:
    text = invoice("A", "2026-03-01", "2026-04-14", "1200.00")
    assert under("pl", "2026-06-01", text).open == (
        "compensation for A: no rate from PLN to EUR in interest.conversion",
    )
    assert str(under("pl", "2026-06-01", text, more=", conversion: {PLN: 0.2343}").compensation) == "70.00"


def test_polish_compensation_takes_the_rate_of_the_month_before_the_due_month() -> None:
    bills = (invoice("A", "2026-03-01", "2026-04-14"), invoice("B", "2026-03-01", "2026-05-14"))
    one = ", conversion: {EUR: 4.2671, on: 2026-03-31, source: NBP}"
    found = under("pl", "2026-06-01", *bills, currency="PLN", more=one)
    assert str(found.compensation) == "341.36"
    (weak,) = (each for each in found.weaknesses if each.rule == "conversion-day")
    assert "compensation for B is converted at a rate of 2026-03-31" in weak.message
    assert "the law wants that of 2026-04-30" in weak.hint
    two = ", conversion: [{EUR: 4.2671, on: 2026-03-31}, {EUR: 4.3000, on: 2026-04-30}]"
    found = under("pl", "2026-06-01", *bills, currency="PLN", more=two)
    assert (str(found.compensation), [each.rule for each in found.weaknesses]) == ("342.68", [])
    wrong = ", conversion: [{EUR: 4.2671, on: 2026-03-31}, {EUR: 4.3000, on: 2026-05-29}]"
    assert under("pl", "2026-06-01", *bills, currency="PLN", more=wrong).open == (
        "compensation for B: no rate of 2026-04-30 from EUR to PLN in interest.conversion",
    )


def test_before_2020_polish_compensation_was_one_sum() -> None:
    more = ", conversion: {EUR: 4.2671, on: 2019-10-31}"
    found = under("pl", "2019-12-31", invoice("A", "2019-10-01", "2019-11-14", "60000.00"), currency="PLN", more=more)
    assert str(found.compensation) == "170.68"


def test_french_civil_interest_runs_from_the_formal_demand_at_the_rate_the_user_gives() -> None:
    text = invoice("A", "2026-01-01", "2026-01-15")
    found = under("fr-civil", "2026-04-01", text, debtor="consumer", use=WITH_FRENCH)
    assert str(found.interest) == "0.00"
    (weak,) = (each for each in found.weaknesses if each.rule == "interest-start")
    assert "no formal demand in writing (step: demand) after the due date is known" in weak.message
    found = under("fr-civil", "2026-04-01", text, debtor="consumer", use=WITH_FRENCH, contacts=(DEMAND,))
    assert rates(found) == [("2026-03-03", "2.62")]
    called = DEMAND.replace("registered", "call")
    spoken = under("fr-civil", "2026-04-01", text, use=WITH_FRENCH, contacts=(called,))
    assert str(spoken.interest) == "0.00"
    missing = r"case.yaml:5:12: the rate of 2026-01-01 is needed, but the series fr-interet-legal has no values yet"
    assert under("fr-civil", "2026-04-01", text).interest.amount == 0, "no demand yet, no rate to read"
    with pytest.raises(CaseError, match=missing):
        under("fr-civil", "2026-04-01", text, contacts=(DEMAND,))


def test_costs_of_recovery_may_not_be_asked_of_a_french_consumer() -> None:
    file = "interest: {regime: fr-civil}\ncosts: [{date: 2026-02-01, amount: 12.40, what: Letter}]"
    with pytest.raises(CaseError) as caught:
        claim("2026-04-01", invoice(), file=file, debtor="consumer", use=WITH_FRENCH)
    assert "stay with the creditor (CPCE art. L111-8)" in caught.value.problems[0].message
    assert str(caught.value.problems[0].source) == "case.yaml:6:28"


def test_without_an_agreed_date_britain_wants_thirty_days_from_receipt_and_performance() -> None:
    line = "lines: [{id: '1', description: Work, unit_price: 100.00, delivered: 2026-01-20}]"
    text = f"number: A\nissued: 2026-01-02\ndue: DUE\nreceived: 2026-01-10\ndue_basis: invoice\n{line}"
    early = under("uk", "2026-05-01", text.replace("DUE", "2026-01-16"), currency="GBP")
    assert str(early.invoices[0].started.first) == "2026-02-20"
    late = under("uk", "2026-05-01", text.replace("DUE", "2026-03-31"), currency="GBP")
    assert str(late.invoices[0].started.first) == "2026-04-01", "never before the invoice's own date"


def test_a_contracts_own_remedy_shuts_the_statute_out() -> None:
    clause = "contract: {clauses: {KEY: {ref: § 9}}}"
    for name, key in (("uk", "interest"), ("uk", "late_fee"), ("ru", "penalty")):
        with pytest.raises(CaseError, match="the contract has its own remedy"):
            claim("2026-04-01", invoice(), file=f"interest: {{regime: {name}}}\n{clause.replace('KEY', key)}")
    assert claim(
        "2026-04-01", invoice(), file=f"interest: {{regime: ru}}\n{clause.replace('KEY', 'interest')}"
    ).interest
    with pytest.raises(CaseError, match="the contract has its own remedy"):
        under("uk", "2026-04-01", invoice(more="late_fee: {amount: 25.00}"))


@pytest.mark.parametrize(
    ("name", "instead"),
    [("uk", "uk-s69"), ("fr", "fr-civil"), ("pl", "pl-civil"), ("de", "de-consumer"), ("ie", "contract or none")],
)
def test_a_business_regime_against_a_consumer_names_the_one_to_use(name: str, instead: str) -> None:
    with pytest.raises(CaseError) as caught:
        under(name, "2026-04-01", invoice(), debtor="consumer")
    assert "the law gives that interest to businesses only" in caught.value.problems[0].message
    assert caught.value.problems[0].hint == f"use regime {instead}"


def test_insolvency_ends_interest_where_the_law_says_so() -> None:
    file = "interest: {regime: NAME}\ninsolvency: {opened: 2026-03-01}"
    found = claim("2026-04-01", invoice(), file=file.replace("NAME", "de"))
    assert (str(found.invoices[0].periods[-1].last), str(found.per_day)) == ("2026-02-28", "0.00")
    late = claim("2026-04-01", invoice("A", "2026-01-01", "2026-02-28"), file=file.replace("NAME", "de"))
    assert (str(late.interest), str(late.compensation)) == ("0.00", "0.00")
    before = claim("2026-02-20", invoice(), file=file.replace("NAME", "de"))
    assert before.per_day
    on = claim("2026-04-01", invoice(), file=file.replace("NAME", "contract, rate: 5"))
    assert str(on.invoices[0].periods[-1].last) == "2026-04-01"
    assert [each.rule for each in on.weaknesses] == ["insolvency"]


def test_what_is_doubtful_about_a_regime_is_said() -> None:
    recalled = under("pl-civil", "2016-03-01", invoice("A", "2016-01-01", "2016-01-15"), currency="PLN")
    (weak,) = recalled.weaknesses
    assert (
        weak.message == "the nbp-reference of 2015-03-05, 1.50 percent, was recalled and not seen where it is published"
    )
    public = under("fr", "2026-04-01", invoice(), debtor="public")
    assert [each.rule for each in public.weaknesses] == ["regime-caution"]
    other = claim("2026-04-01", invoice(), file="contract: {law: FR}\ninterest: {regime: de}")
    assert [each.message for each in other.weaknesses] == [
        "the contract is under the law of FR, interest is claimed under de"
    ]
    part = claim("2026-04-01", invoice(), file="contract: {law: GB-SCT}\ninterest: {regime: uk}", currency="GBP")
    assert part.weaknesses == ()
    moved = under(
        "uk", "2026-04-01", invoice("A", "2025-05-01", "2025-05-20"), more=", from: 2025-09-01", currency="GBP"
    )
    assert [(each.rule, str(each.source)) for each in moved.weaknesses] == [("interest-start", "case.yaml:5:24")]
    assert rates(moved) == [("2025-09-01", "12.25")]


def test_a_rate_is_missed_on_the_day_it_has_to_be_read_not_on_the_as_of_date() -> None:
    fixed = under("uk", "2030-01-01", invoice("A", "2026-01-01", "2026-02-01"), currency="GBP")
    assert len(rates(fixed)) == 1
    paid = "[{date: 2026-05-01, amount: 2000.00}]"
    assert under("pl-civil", "2030-01-01", invoice(), currency="PLN", payments=paid).credit
    with pytest.raises(CaseError) as caught:
        under("pl-civil", "2026-11-21", invoice(), currency="PLN")
    assert "the rate of 2026-10-09 is needed, but the series nbp-reference is known until 2026-10-08" in str(
        caught.value
    )
    with pytest.raises(CaseError, match="the rate of 2026-12-31 is needed, but the series boe-bank-rate"):
        under("uk", "2027-02-01", invoice("A", "2026-12-01", "2027-01-15"), currency="GBP")


@pytest.mark.parametrize("series", BUNDLED.series_names)
def test_every_series_says_how_far_it_is_complete(series: str) -> None:
    found = BUNDLED.series(series)
    assert found.rows[-1].known_until == found.known_until
    assert found.known_until >= date(2025, 6, 11)
    assert all(row.source and row.checked in ("yes", "no") for row in found.rows)


def test_no_more_is_owed_than_polish_law_lets_be_agreed() -> None:
    """KC art. 481 § 2¹: twice the sum of the NBP's reference rate and 5.5 points; 18.50 percent since 5 March 2026."""
    file = "contract: {law: PL}\ninterest: {regime: contract, rate: RATE}"
    text = invoice("A", "2026-02-01", "2026-02-27", "10000.00")
    found = claim("2026-03-31", text, file=file.replace("RATE", "24"), currency="PLN")
    assert rates(found) == [("2026-02-28", "19.00"), ("2026-03-05", "18.50")]
    assert [each.rule for each in found.weaknesses] == ["rate-ceiling"]
    lower = claim("2026-03-31", text, file=file.replace("RATE", "18.75"), currency="PLN")
    assert rates(lower) == [("2026-02-28", "18.75"), ("2026-03-05", "18.50")]
    with pytest.raises(CaseError, match="the rate of 2026-10-09 is needed, but the series nbp-reference"):
        claim("2026-10-31", text, file=file.replace("RATE", "24"), currency="PLN")
    later = claim("2026-10-31", text, file=file.replace("RATE", "18"), currency="PLN")
    assert rates(later) == [("2026-02-28", "18.00")]
    assert "isn't known after 2026-10-08" in later.weaknesses[-1].message
    small = claim("2026-10-31", text, file=file.replace("RATE", "11"), currency="PLN")
    assert (rates(small), small.weaknesses) == ([("2026-02-28", "11.00")], ())
    german = claim("2026-10-31", text, file=file.replace("RATE", "24").replace("PL", "DE"), currency="PLN")
    assert rates(german) == [("2026-02-28", "24.00")]


def test_compensation_for_the_whole_claim_arises_once() -> None:
    own = """
id: once
names: {en: test}
law: § 0
rate: {points: [{percent: 8}], law: § 1}
start: {law: § 2}
allocation: {order: [interest], law: § 3}
compensation: {law: § 4, currency: EUR, per: claim, tiers: [{amount: 40.00, up_to: 1500.00}, {amount: 70.00}]}
"""
    use = regimes.Regimes(own_regimes={"once": own.encode()})
    both = (invoice("A"), invoice("B"), invoice("C", due="2026-02-01"))
    assert str(under("once", "2026-03-01", *both, use=use).compensation) == "70.00"
    assert str(under("once", "2026-03-01", *both[1:], use=use).compensation) == "40.00"


def test_agreed_dates_move_by_the_governing_law_where_no_regime_of_it_applies() -> None:
    """Saturday 4 April 2026, Easter: paid on Tuesday is paid in time (BGB § 193)."""
    text, paid = invoice("A", "2026-03-01", "2026-04-04"), "[{date: 2026-04-07, amount: 1000.00}]"
    file = "contract: {law: LAW}\ninterest: {regime: contract, rate: 5}"
    assert str(claim("2026-05-01", text, file=file.replace("LAW", "DE"), payments=paid).interest) == "0.00"
    assert claim("2026-05-01", text, file=file.replace("LAW", "FR"), payments=paid).interest
    fee = invoice("A", "2026-03-01", "2026-04-04", more="late_fee: {amount: 25.00}")
    assert str(claim("2026-05-01", fee, file="contract: {law: DE}", payments=paid).fees) == "0.00"


def test_what_happens_after_the_day_is_not_known_on_it() -> None:
    file = "interest: {regime: de}\ninsolvency: {opened: 2026-05-01}"
    assert claim("2026-04-30", invoice(), file=file).per_day
    months = "interest: {regime: contract, rate: 12, days: 30/360}"
    assert str(claim("2026-03-30", invoice(), file=months).per_day) == "0.00", "the 31st counts for nothing"


def test_nothing_of_what_getting_paid_costs_may_be_asked_where_the_law_bars_it() -> None:
    back = "[{date: 2026-02-01, amount: 5.00, reversed: {on: 2026-02-03, fee: 3.50}}]"
    fee = invoice(more="late_fee: {amount: 25.00}")
    with pytest.raises(CaseError, match="stay with the creditor"):
        under("fr-civil", "2026-04-01", invoice(), debtor="consumer", use=WITH_FRENCH, payments=back)
    with pytest.raises(CaseError, match="stay with the creditor"):
        under("fr-civil", "2026-04-01", fee, debtor="consumer", use=WITH_FRENCH)
