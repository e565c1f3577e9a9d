"""What money on later days is worth today, and where two ways out are worth the same; exact fractions throughout.

Simple discounting, so that it can be redone by hand: an amount in so many days is worth

    amount / (1 + rate / 100 × days / 365)

today, with the rate in percent a year, every year taken as 365 days, and a day that has passed counted as today. A
chance multiplies what comes in; costs are paid today. Knows no case.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from casefile.claim.settlement import Due
from casefile.records import YEARS

YEAR = 365
PERCENT = Fraction(100)
FOREVER = date(YEARS[1], 12, 31)
"""The end of the calendar: later than any day that matters."""


def present(payments: Iterable[Due], as_of: date, rate: Decimal) -> Fraction:
    """What the payments are worth on the as-of date if they all come, unrounded, in their currency."""
    return sum((Fraction(one.amount.amount) / _growth(one.day, as_of, rate) for one in payments), Fraction(0))


def _growth(day: date, as_of: date, rate: Decimal) -> Fraction:
    return 1 + Fraction(rate) / 100 * max((day - as_of).days, 0) / YEAR


def worth(whole: Fraction, chance: Decimal, cost: Fraction = Fraction(0)) -> Fraction:
    """What payments that are worth `whole` if they come are worth with a chance in percent, less the cost."""
    return whole * Fraction(chance) / PERCENT - cost


def chance_for(target: Fraction, whole: Fraction, cost: Fraction) -> Fraction | None:
    """The chance in percent at which such payments are worth `target`; above 100 there is none. None for no payment."""
    return (target + cost) / whole * PERCENT if whole > 0 else None


def discount_for(target: Fraction, total: Fraction) -> Fraction | None:
    """The discount in percent at which paying `total` today is worth `target`; below 0 there is none. None for no
    total."""
    return (1 - target / total) * PERCENT if total > 0 else None


def day_for(target: Fraction, total: Fraction, as_of: date, rate: Decimal) -> date:
    """The last day on which `total`, paid all at once, is still worth `target`: FOREVER when it always is, the day
    before the as-of date when it never is."""
    if total < target:
        return as_of - timedelta(days=1)
    if target <= 0 or not rate:
        return FOREVER
    days = (total / target - 1) * YEAR * PERCENT / Fraction(rate)
    return as_of + timedelta(days=min(days.numerator // days.denominator, (FOREVER - as_of).days))
