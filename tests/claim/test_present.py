"""Present value and break-even: worked by hand, and as algebra."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.claim.present import FOREVER, chance_for, day_for, discount_for, present, worth
from casefile.claim.settlement import Due
from casefile.money import Money

TODAY = date(2026, 9, 1)
DAY = timedelta(days=1)

CENTS = st.integers(1, 10**9).map(lambda n: Money(Decimal(n) / 100, "EUR"))
DAYS = st.integers(0, 3000).map(lambda n: TODAY + n * DAY)
DUES = st.builds(Due, DAYS, CENTS)
RATES = st.decimals("0.01", "60", places=2)
PARTS = st.fractions(Fraction(1, 100), 1)


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_a_payment_by_hand() -> None:
    """1 000 in 73 days at 10 %: 1 000 / (1 + 0.1 × 73 / 365) = 1 000 / 1.02."""
    assert present([Due(TODAY + 73 * DAY, euros("1000.00"))], TODAY, Decimal(10)) == Fraction(1000) / Fraction("1.02")


def test_a_day_that_has_passed_counts_as_today() -> None:
    assert present([Due(TODAY - 30 * DAY, euros("5.00"))], TODAY, Decimal(10)) == 5


def test_a_chance_multiplies_and_costs_are_paid_today() -> None:
    assert worth(Fraction(1000), Decimal("62.5"), Fraction(100)) == 525


@given(st.lists(DUES, min_size=1, max_size=5), st.integers(1, 500), RATES)
def test_later_is_worth_less(payments: list[Due], days: int, rate: Decimal) -> None:
    later = [Due(one.day + days * DAY, one.amount) for one in payments]
    assert present(later, TODAY, rate) < present(payments, TODAY, rate)


@given(st.lists(DUES, min_size=1, max_size=5), RATES, st.decimals("0.01", "10", places=2))
def test_a_higher_rate_never_makes_it_worth_more(payments: list[Due], rate: Decimal, more: Decimal) -> None:
    lower, higher = present(payments, TODAY, rate), present(payments, TODAY, rate + more)
    assert higher < lower or all(one.day == TODAY for one in payments)
    assert present(payments, TODAY, Decimal(0)) == sum(Fraction(one.amount.amount) for one in payments)


@given(DUES, CENTS, CENTS, RATES)
def test_at_the_chance_both_are_worth_the_same(payment: Due, target: Money, cost: Money, rate: Decimal) -> None:
    whole = present([payment], TODAY, rate)
    chance = chance_for(Fraction(target.amount), whole, Fraction(cost.amount))
    assert chance is not None
    assert whole * chance / 100 - Fraction(cost.amount) == Fraction(target.amount)


@given(CENTS, CENTS)
def test_at_the_discount_both_are_worth_the_same(total: Money, target: Money) -> None:
    discount = discount_for(Fraction(target.amount), Fraction(total.amount))
    assert discount is not None
    assert Fraction(total.amount) * (1 - discount / 100) == Fraction(target.amount)


@given(CENTS, PARTS, RATES)
def test_the_day_is_the_last_one_that_is_worth_as_much(total: Money, part: Fraction, rate: Decimal) -> None:
    target = Fraction(total.amount) * part
    day = day_for(target, Fraction(total.amount), TODAY, rate)
    assert present([Due(day, total)], TODAY, rate) >= target
    assert day == FOREVER or present([Due(day + DAY, total)], TODAY, rate) < target


@pytest.mark.parametrize(
    ("target", "rate", "day"),
    [("101", "8", TODAY - DAY), ("100", "8", TODAY), ("100", "0", FOREVER), ("0", "8", FOREVER), ("-5", "8", FOREVER)],
)
def test_a_day_that_never_or_always_comes(target: str, rate: str, day: date) -> None:
    assert day_for(Fraction(target), Fraction(100), TODAY, Decimal(rate)) == day


def test_of_nothing_no_chance_and_no_discount_is_enough() -> None:
    assert chance_for(Fraction(1), Fraction(0), Fraction(0)) is None
    assert discount_for(Fraction(1), Fraction(0)) is None
