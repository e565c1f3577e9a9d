"""Periods: where they split, how days are counted, where rounding happens, caps and compounding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from tests.claim.cases import DE, claim, invoice


def rows(found: Claim) -> list[tuple[str, str, int, str, str, str]]:
    return [
        (row.first.isoformat(), row.last.isoformat(), row.days, str(row.principal), str(row.quote.percent), str(row.interest))
        for one in found.invoices
        for row in one.periods
    ]  # fmt: skip


def contract(more: str) -> str:
    return f"interest: {{regime: contract, {more}}}"


def test_no_interest_on_the_due_date_and_one_day_on_the_next() -> None:
    assert rows(claim("2026-01-15", invoice(), file=DE)) == []
    assert rows(claim("2026-01-16", invoice(), file=DE)) == [
        ("2026-01-16", "2026-01-16", 1, "1000.00", "10.27", "0.28")
    ]


def test_an_unchanged_rate_makes_no_new_period_and_a_changed_one_does() -> None:
    found = rows(claim("2026-07-01", invoice("A", "2025-12-01", "2025-12-15"), file=DE))
    assert [row[:3] for row in found] == [("2025-12-16", "2026-06-30", 197), ("2026-07-01", "2026-07-01", 1)]


def test_actual_actual_splits_at_the_calendar_year_and_counts_366_days_in_a_leap_year() -> None:
    found = rows(
        claim("2024-01-31", invoice("A", "2023-12-01", "2023-12-15"), file=contract("rate: 36.5, days: actual/actual"))
    )
    assert found == [
        ("2023-12-16", "2023-12-31", 16, "1000.00", "36.5", "16.00"),
        ("2024-01-01", "2024-01-31", 31, "1000.00", "36.5", "30.92"),
    ]


@pytest.mark.parametrize(
    ("due", "as_of", "days"),
    [
        ("2026-01-15", "2026-02-15", 30),
        ("2025-12-31", "2026-01-30", 30),
        ("2026-01-30", "2026-01-31", 0),
        ("2026-01-31", "2026-02-28", 28),
        ("2026-02-28", "2026-03-01", 3),
        ("2026-01-31", "2026-12-31", 330),
        ("2026-02-27", "2026-02-28", 1),
    ],
)
def test_thirty_360_counts_from_the_due_date_with_months_of_thirty_days(due: str, as_of: str, days: int) -> None:
    (row,) = rows(claim(as_of, invoice("A", "2025-12-01", due), file=contract("rate: 36, days: 30/360")))
    assert (row[2], row[5]) == (days, f"{days}.00")


@pytest.mark.parametrize(("per", "rate"), [("year", "12"), ("month", "12"), ("day", "36.50")])
def test_a_rate_per_month_or_day_is_a_yearly_one(per: str, rate: str) -> None:
    given = {"year": "12", "month": "1", "day": "0.1"}[per]
    (row,) = rows(claim("2026-02-14", invoice(), file=contract(f"rate: {given}, per: {per}")))
    assert (row[2], Decimal(row[4])) == (30, Decimal(rate))


def test_rounded_once_an_invoice_rows_are_differences_of_the_running_sum() -> None:
    payments = "".join(f"- {{date: 2026-01-{day}, amount: 0.01, towards: principal}}\n" for day in range(16, 21))
    once = claim("2026-01-20", invoice(net="15.00"), file=contract("rate: 10"), payments=payments)
    assert [row[5] for row in rows(once)] == ["0.00", "0.01", "0.00", "0.01", "0.00"]  # 0.0041, 0.0082 …
    each = claim("2026-01-20", invoice(net="15.00"), file=DE, payments=payments)
    assert [row[5] for row in rows(each)] == ["0.00"] * 5


def test_the_cap_is_a_percentage_of_the_principal() -> None:
    found = claim("2026-12-31", invoice(), file=contract("rate: 36.5, cap: 10"))
    assert str(found.interest) == "100.00"
    assert str(found.per_day) == "0.00"
    assert str(claim("2026-04-24", invoice(), file=contract("rate: 36.5, cap: 10")).interest) == "99.00"
    last = claim("2026-04-24", invoice(), file=contract("rate: 73, cap: 19.9"))
    assert (str(last.interest), str(last.per_day)) == ("198.00", "1.00")


def test_yearly_compounding_adds_what_is_unpaid_at_each_anniversary() -> None:
    found = claim("2027-01-16", invoice(), file=contract("rate: 36.5, compounding: yearly"))
    assert rows(found) == [
        ("2026-01-16", "2027-01-15", 365, "1000.00", "36.5", "365.00"),
        ("2027-01-16", "2027-01-16", 1, "1365.00", "36.5", "1.37"),
    ]
    assert str(found.per_day) == "1.37"
    assert str(found.principal) == "1000.00"


def test_paid_interest_is_not_compounded_and_paying_it_later_stops_that_interest() -> None:
    before = "[{date: 2027-01-15, amount: 365.00, towards: interest}]"
    assert rows(claim("2027-01-16", invoice(), file=contract("rate: 36.5, compounding: yearly"), payments=before))[-1][
        3
    ] == ("1000.00")
    after = "[{date: 2027-01-20, amount: 370.46, towards: interest}]"
    found = claim("2027-01-21", invoice(), file=contract("rate: 36.5, compounding: yearly"), payments=after)
    assert rows(found)[-1][3] == "1000.00"


def test_a_day_that_bears_at_the_last_anniversary_day_of_february() -> None:
    leap = invoice("A", "2024-01-01", "2024-02-28")
    found = rows(claim("2025-02-28", leap, file=contract("rate: 36.5, compounding: yearly")))
    assert [row[:2] for row in found] == [("2024-02-29", "2025-02-27"), ("2025-02-28", "2025-02-28")]


OWN = """
id: own
names: {en: test}
law: § 0
rate: {series: own, read: READ, points: POINTS, law: § 1}
days: {count: actual/actual, law: § 2}
start: {law: § 3}
rounding: period
excluded: [{from: 2022-04-01, to: 2022-10-01, law: decree}]
allocation: {order: [principal, interest], law: § 4}
"""
SERIES = (
    "valid_from,percent,source,checked,known_until\n"
    "2021-06-01,4,Bank,yes,\n2022-01-01,5,Bank,yes,\n2022-02-14,9.5,Bank,yes,\n2022-12-01,7,Bank,yes,2023-01-31\n"
)


def own(read: str, points: str = "[{percent: 0}]") -> Regimes:
    text = OWN.replace("READ", read).replace("POINTS", points)
    return Regimes({"own": text.encode()}, {"own": SERIES.encode()})


def test_a_window_bears_nothing_on_debts_from_before_it() -> None:
    old = claim(
        "2022-10-03", invoice("A", "2022-03-01", "2022-03-15"), file="interest: {regime: own}", use=own("change")
    )
    assert [row[:3] for row in rows(old)] == [("2022-03-16", "2022-03-31", 16), ("2022-10-02", "2022-10-03", 2)]
    new = claim(
        "2022-10-03", invoice("A", "2022-04-01", "2022-04-15"), file="interest: {regime: own}", use=own("change")
    )
    assert [row[:3] for row in rows(new)] == [("2022-04-16", "2022-10-03", 171)]
    late = claim(
        "2022-10-03", invoice("A", "2022-03-01", "2022-04-15"), file="interest: {regime: own}", use=own("change")
    )
    assert [row[:3] for row in rows(late)] == [("2022-10-02", "2022-10-03", 2)], "it arose before, though due within"
    inside = claim(
        "2022-09-30", invoice("A", "2022-03-01", "2022-03-15"), file="interest: {regime: own}", use=own("change")
    )
    assert str(inside.per_day) == "0.00"


@pytest.mark.parametrize(
    ("read", "rates"),
    [
        ("change", ["4", "5", "9.5", "9.5", "7", "7"]),
        ("half-year", ["4", "5", "9.5", "7"]),
        ("default-half-year", ["4"] * 4),
        ("default-eve", ["4"] * 4),
    ],
)
def test_when_the_rate_is_read(read: str, rates: list[str]) -> None:
    found = claim("2023-01-31", invoice("A", "2021-12-01", "2021-12-15"), file="interest: {regime: own}", use=own(read))
    assert [row[4] for row in rows(found)] == rates


def test_the_rate_on_the_eve_of_the_half_year_and_on_its_first_day_differ() -> None:
    text = invoice("A", "2022-01-01", "2022-01-15")
    for read, rate in (("default-eve", "4"), ("default-half-year", "5")):
        found = claim("2022-03-31", text, file="interest: {regime: own}", use=own(read))
        assert [row[4] for row in rows(found)] == [rate], read


def test_the_margin_of_the_day_the_rate_is_read_counts() -> None:
    points = "[{percent: 8}, {percent: 10, from: 2022-01-01}]"
    text = invoice("A", "2021-12-01", "2021-12-15")
    for read in ("change", "half-year"):
        found = claim("2022-01-20", text, file="interest: {regime: own}", use=own(read, points))
        assert [row[4] for row in rows(found)] == ["12", "15"], read
    late = claim(
        "2022-01-20",
        text,
        file="interest: {regime: own}",
        use=own("change", "[{percent: 0}, {percent: 1, from: 2022-01-10}]"),
    )
    assert [row[4] for row in rows(late)] == ["4", "5", "6"]


def test_a_period_says_where_its_rate_comes_from() -> None:
    (row,) = claim("2026-02-01", invoice(), file=DE).invoices[0].periods
    quote = row.quote
    assert (quote.series, quote.margin, quote.read_on, quote.law) == (
        "de-basiszinssatz", Decimal(9), date(2026, 1, 1), "BGB §§ 247, 288(2)",
    )  # fmt: skip
    assert quote.row is not None
    assert quote.row.percent == Decimal("1.27")
    assert row.year == 365
