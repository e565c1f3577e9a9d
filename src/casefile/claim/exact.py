"""Exact fractions on the way from a rate to an amount; they become money, rounded half up, at the very end only."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from casefile.money import Money, minor_units, round_half_up

_WIDE = Context(prec=60)  # far finer than the distance of any computable amount from a rounding edge


def rounded(amount: Fraction, currency: str) -> Money:
    """`amount` as money, rounded half up to the currency's minor unit (ISO 4217)."""
    return Money(decimal(amount, minor_units(currency)), currency)


def decimal(number: Fraction, digits: int) -> Decimal:
    """`number` with so many decimals, rounded half up."""
    return round_half_up(_WIDE.divide(Decimal(number.numerator), Decimal(number.denominator)), digits)


def money(amount: Decimal, currency: str) -> Money:
    """An amount from a file as money with the currency's decimals."""
    return rounded(Fraction(amount), currency)


def percent_of(percent: Decimal, amount: Money) -> Money:
    """So many percent of an amount, rounded half up."""
    return rounded(Fraction(percent) * Fraction(amount.amount) / 100, amount.currency)
