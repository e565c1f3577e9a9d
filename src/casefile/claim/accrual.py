"""Interest in periods: a new one wherever the rate, the balance or (actual/actual) the calendar year changes.

Works on one debt's balances over time; knows no payments and no case. Exact until a row is rounded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from casefile.claim.daycount import DAY_COUNTS, Counting
from casefile.claim.exact import rounded
from casefile.claim.pricing import Quote, Terms, cuts, quote
from casefile.money import Money, zero

DAY = timedelta(days=1)
Balances = tuple[tuple[date, Money], ...]
"""From each day on, the balance that bears interest; oldest first."""


@dataclass(frozen=True, slots=True)
class Period:
    """Interest from the first to the last day, both included: the printed row, and what it were without a cap."""

    first: date
    last: date
    days: int
    year: int
    principal: Money
    quote: Quote
    interest: Money
    uncapped: Money


@dataclass(frozen=True, slots=True)
class _Stretch:
    first: date
    after: date
    principal: Money
    quote: Quote
    year: int
    counting: Counting

    @property
    def days(self) -> int:
        return self.counting.days(self.first, self.after)

    @property
    def exact(self) -> Fraction:
        return Fraction(self.principal.amount) * Fraction(self.quote.percent) * self.days / (100 * self.year)

    def joins(self, other: _Stretch) -> bool:
        """Whether `other` goes on where this ends with nothing changed."""
        same = (self.principal, self.quote.percent) == (other.principal, other.quote.percent)
        return same and self.after == other.first and not self.counting.splits(other.first)


def periods(terms: Terms, balances: Balances, last: date) -> tuple[Period, ...]:
    """The rows from the first interest day to `last`, inclusive.

    Rounded each by itself, or (once an invoice) as the rounded running sum less the row before, so rows always add up;
    never more than the cap. CaseError when a rate has to be read that isn't known.
    """
    stretches = _joined(_stretches(terms, balances, last))
    running, whole, printed, rows = Fraction(0), zero(terms.currency), zero(terms.currency), []
    for one in stretches:
        running += one.exact
        each = terms.regime.rounding == "period"
        free = rounded(one.exact, terms.currency) if each else rounded(running, terms.currency) - whole
        row = free if terms.cap is None else min(free, terms.cap - printed)
        whole, printed = whole + free, printed + row
        rows.append(Period(one.first, one.after - DAY, one.days, one.year, one.principal, one.quote, row, free))
    return tuple(rows)


def accrued(terms: Terms, balances: Balances, last: date) -> Money:
    """The sum of the rows up to and including `last`."""
    rows = periods(terms, balances, last)
    return sum((row.interest for row in rows), zero(terms.currency))


def exact(terms: Terms, balances: Balances, first: date, last: date) -> Fraction:
    """Unrounded, uncapped interest for the days from `first` to `last`, both included."""
    inside = (one for one in _stretches(terms, balances, last, first))
    return sum((one.exact for one in inside), Fraction(0))


def one_day(terms: Terms, balance: Money, day: date, rate_of: date) -> Fraction:
    """Unrounded interest of one day at the rate of `rate_of`; nothing on a day that bears none."""
    if not _bears(terms, day) or balance.amount <= 0:
        return Fraction(0)
    counting = DAY_COUNTS[terms.count]
    if not counting.days(day, day + DAY):  # the 31st, where each month has 30 days
        return Fraction(0)
    year = counting.year(day)
    return Fraction(balance.amount) * Fraction(quote(terms, rate_of).percent) / (100 * year)


def _bears(terms: Terms, day: date) -> bool:
    if terms.start is None or terms.regime.rate is None or not terms.start <= day < (terms.stop or date.max):
        return False
    arose = terms.arose or terms.due
    return not any(w.from_ <= day <= w.to and arose < w.from_ for w in terms.regime.excluded)


def _stretches(terms: Terms, balances: Balances, last: date, since: date | None = None) -> Iterator[_Stretch]:
    first = max(terms.start or date.max, since or date.min)
    last = last if terms.stop is None else min(last, terms.stop - DAY)
    if terms.regime.rate is None or first > last:
        return
    counting, after = DAY_COUNTS[terms.count], last + DAY
    edges = (edge for w in terms.regime.excluded for edge in (w.from_, w.to + DAY))
    inner = (*(day for day, _ in balances), *cuts(terms, first, last), *counting.cuts(first, last), *edges)
    days = sorted({first, after, *(day for day in inner if first < day <= last)})
    for begin, end in pairwise(days):
        number = bisect_right(balances, begin, key=lambda step: step[0]) - 1
        balance = balances[number][1] if number >= 0 else zero(terms.currency)
        if balance.amount > 0 and _bears(terms, begin):
            yield _Stretch(begin, end, balance, quote(terms, begin), counting.year(begin), counting)


def _joined(stretches: Iterator[_Stretch]) -> list[_Stretch]:
    rows: list[_Stretch] = []
    for one in stretches:
        if rows and rows[-1].joins(one):
            before = rows.pop()
            one = _Stretch(before.first, one.after, one.principal, before.quote, one.year, one.counting)
        rows.append(one)
    return rows
