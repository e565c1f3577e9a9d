"""Money: an exact amount with its currency, and the only place that rounds.

Knows ISO 4217 (data file beside it) and nothing of cases or formats. Amounts are `Decimal`; a float never gets in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal
from functools import cache
from importlib import resources


@cache
def _minor_units() -> dict[str, int]:
    rows = resources.files("casefile").joinpath("iso4217.csv").read_text(encoding="utf-8").splitlines()[1:]
    return {code: int(digits) for code, digits, *_ in (row.split(",", 2) for row in rows)}


def is_currency(code: str) -> bool:
    """Whether `code` is a current ISO 4217 currency with minor units."""
    return code in _minor_units()


def minor_units(currency: str) -> int:
    """The number of decimals of a currency, ISO 4217 (EUR 2, JPY 0, KWD 3). KeyError for an unknown code."""
    return _minor_units()[currency]


def round_half_up(amount: Decimal, digits: int) -> Decimal:
    """`amount` to `digits` decimals, halves away from zero (commercial rounding), however large it is."""
    wide = Context(prec=max(28, amount.adjusted() + digits + 2))
    return amount.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=wide)


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount of one currency; not necessarily rounded. Adding or comparing two currencies is a TypeError."""

    amount: Decimal
    currency: str

    def _same(self, other: object) -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"cannot combine money with {type(other).__name__}")
        if other.currency != self.currency:
            raise TypeError(f"cannot combine {self.currency} with {other.currency}")
        return other.amount

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __mul__(self, factor: Decimal | int) -> Money:
        if isinstance(factor, float):
            raise TypeError("money is never multiplied by a float")
        return Money(self.amount * factor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.amount >= self._same(other)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        """The rounded amount with the currency's decimals, no currency: `1250.00`."""
        return f"{round_half_up(self.amount, minor_units(self.currency)):f}"

    def rounded(self) -> Money:
        """To the currency's minor unit, half up (ISO 4217)."""
        return Money(round_half_up(self.amount, minor_units(self.currency)), self.currency)

    def parts(self, count: int) -> tuple[Money, ...]:
        """`count` equal parts rounded down to the minor unit; the last takes the rest, so they add up exactly."""
        unit = Decimal(1).scaleb(-minor_units(self.currency))
        each = Money((self.amount / count).quantize(unit, rounding=ROUND_DOWN), self.currency)
        return (*(each for _ in range(count - 1)), self - each * (count - 1))


@cache
def zero(currency: str) -> Money:
    """Nothing, with the currency's decimals."""
    return Money(round_half_up(Decimal(0), minor_units(currency)), currency)


def total(amounts: tuple[Money, ...] | list[Money], currency: str) -> Money:
    """The sum of `amounts`, all in `currency` (TypeError otherwise); zero when there are none."""
    result = zero(currency)
    for amount in amounts:
        result = result + amount
    return result
