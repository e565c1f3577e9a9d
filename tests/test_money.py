"""Money adds exactly, refuses to mix, and rounds in one place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.money import Money, is_currency, minor_units, round_half_up, total, zero

AMOUNTS = st.decimals(min_value="-1000000000", max_value="1000000000", places=2)


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_adds_and_subtracts_exactly() -> None:
    assert eur("0.10") + eur("0.20") - eur("0.30") == eur("0.00")
    assert -eur("5.00") == eur("-5.00")
    assert total([eur("1.10"), eur("2.20")], "EUR") == eur("3.30")
    assert total([], "JPY") == zero("JPY")


@pytest.mark.parametrize("other", [Money(Decimal(1), "USD"), Decimal(1), 1])
def test_refuses_another_currency_and_plain_numbers(other: object) -> None:
    with pytest.raises(TypeError, match="cannot combine"):
        eur("1.00") + other  # type: ignore[operator]  # the mistake under test
    with pytest.raises(TypeError, match="cannot combine"):
        assert eur("1.00") < other  # type: ignore[operator]  # the mistake under test


def test_refuses_floats() -> None:
    with pytest.raises(TypeError, match="float"):
        eur("1.00") * 0.1  # type: ignore[operator]  # the mistake under test


def test_compares() -> None:
    assert eur("1") < eur("2")
    assert eur("2") <= eur("2")
    assert eur("2") > eur("1")
    assert eur("2") >= eur("2")
    assert not zero("EUR")


@pytest.mark.parametrize(
    ("amount", "rounded"), [("0.005", "0.01"), ("-0.005", "-0.01"), ("0.0049", "0.00"), ("2.675", "2.68")]
)
def test_rounds_half_away_from_zero(amount: str, rounded: str) -> None:
    assert str(eur(amount).rounded()) == rounded
    assert str(eur(amount)) == rounded
    assert round_half_up(Decimal(amount), 2) == Decimal(rounded)


@pytest.mark.parametrize(("code", "digits"), [("EUR", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4)])
def test_knows_minor_units(code: str, digits: int) -> None:
    assert minor_units(code) == digits
    assert is_currency(code)


def test_knows_no_invented_currency() -> None:
    assert not is_currency("EURO")
    assert not is_currency("code")


def test_writes_the_currency_s_decimals() -> None:
    assert str(Money(Decimal("1250"), "JPY")) == "1250"
    assert str(Money(Decimal("1250"), "KWD")) == "1250.000"
    assert str(eur("1E+3")) == "1000.00"


@given(AMOUNTS, st.integers(1, 60))
def test_parts_add_up_and_only_the_last_differs(amount: Decimal, count: int) -> None:
    parts = Money(amount, "EUR").parts(count)
    assert len(parts) == count
    assert total(parts, "EUR") == Money(amount, "EUR")
    assert len(set(parts[:-1])) <= 1
