"""One invoice as a debt: what it bears day by day, and how its rows are rounded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from tests.claim.naive.facts import Bill, Story
from tests.claim.naive.laws import Law
from tests.claim.naive.rates import UnknownRateError, rate
from tests.claim.naive.starts import bears

DAY = timedelta(days=1)


def half_up(amount: Fraction) -> int:
    """Whole minor units."""
    return int(amount + Fraction(1, 2)) if amount >= 0 else -half_up(-amount)


def gross(bill: Bill) -> int:
    """With tax on the sum of the lines."""
    net = sum(bill.nets)
    return net + half_up(net * Fraction(bill.tax) / 100)


@dataclass
class Row:
    """Days in a row that bear the same."""

    first: date
    last: date
    days: int
    balance: int
    rate: Fraction
    year: int
    interest: Fraction = Fraction(0)


@dataclass
class Debt:
    """One invoice; amounts in minor units. `whole` is what it comes to less what was credited, as if never owed."""

    bill: Bill
    law: Law
    first: date | None
    whole: int
    principal: int
    cap: Fraction | None = None
    discount: int = 0
    compensation: int = 0
    fees: int = 0
    interest_paid: int = 0
    capital: int = 0
    accrued: Fraction = Fraction(0)
    rows: list[Row] = field(default_factory=list)

    def balance(self) -> int:
        """What bears interest: the principal, and interest that an anniversary found unpaid and that still is."""
        return self.principal + max(self.capital - self.interest_paid, 0)

    def interest(self) -> int:
        """Rounded so far, paid or not."""
        if self.law.each_period:
            return sum(half_up(row.interest) for row in self.rows)
        return half_up(self.accrued)

    def printed(self) -> list[tuple[date, date, int, int, Fraction, int]]:
        """Rows as they stand on the page: (from, to, days, principal, rate, interest)."""
        found, sum_ = [], Fraction(0)
        for row in self.rows:
            once = half_up(sum_ + row.interest) - half_up(sum_)
            shown = half_up(row.interest) if self.law.each_period else once
            sum_ += row.interest
            found.append((row.first, row.last, row.days, row.balance, row.rate, shown))
        return found


def accrue(debt: Debt, story: Story, day: date) -> None:
    """One day's interest on the balance of the morning."""
    assert debt.first
    percent = rate(debt.law, story.agreed, story.debtor, day, debt.first)
    year = day.year if by_year(debt.law, story) else 0
    portion = share(debt.law, story, day)
    sum_ = debt.balance() * percent / 100 * portion
    if debt.cap is not None:
        sum_ = min(sum_, debt.cap - debt.accrued)
    last = debt.rows[-1] if debt.rows else None
    if not last or (last.last, last.balance, last.rate, last.year) != (day - DAY, debt.balance(), percent, year):
        last = Row(day, day, 0, debt.balance(), percent, year)
        debt.rows.append(last)
    last.last = day
    last.days += thirty(day) - thirty(day - DAY) if story.agreed and story.agreed.count == "30/360" else 1
    last.interest += sum_
    debt.accrued += sum_


def capital(debt: Debt, story: Story, day: date) -> int:
    """All interest up to the last anniversary, where the contract lets it bear interest."""
    assert debt.first
    compounds = story.agreed and story.agreed.compounding and anniversary(debt.first, day)
    return debt.interest() if compounds else debt.capital


def anniversary(first: date, day: date) -> bool:
    """Whether a year has passed since the first day; of 29 February on the 28th."""
    if day.year == first.year:
        return False
    short = (first.month, first.day) == (2, 29) and day.year % 4
    return (day.month, day.day) == ((2, 28) if short else (first.month, first.day))


def by_year(law: Law, story: Story) -> bool:
    """Whether the days of a leap year count as 366th parts."""
    return law.by_year or bool(story.agreed and story.agreed.count == "actual/actual")


def thirty(day: date) -> int:
    """The number of a day if every month has thirty."""
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def share(law: Law, story: Story, day: date) -> Fraction:
    """What part of a year a day is."""
    if story.agreed and story.agreed.count == "30/360":
        return Fraction(thirty(day) - thirty(day - DAY), 360)
    leap = day.year % 4 == 0
    return Fraction(1, 366 if leap and by_year(law, story) else 365)


def one_more(debt: Debt, story: Story) -> Fraction:
    """What the day after the as-of date will bear: at its rate, else the as-of date's, on the balance now."""
    day, bill = story.as_of + DAY, debt.bill
    if not debt.first or day < debt.first or not bears(debt.law, bill, day, story.insolvent):
        return Fraction(0)
    balance = debt.principal + max(capital(debt, story, day) - debt.interest_paid, 0)
    if not balance:
        return Fraction(0)
    try:
        percent = rate(debt.law, story.agreed, story.debtor, day, debt.first)
    except UnknownRateError:
        if story.as_of < debt.first or not bears(debt.law, bill, story.as_of, story.insolvent):
            return Fraction(0)
        percent = rate(debt.law, story.agreed, story.debtor, story.as_of, debt.first)
    part = share(debt.law, story, day)
    if story.agreed and story.agreed.count == "30/360":
        part = min(part, Fraction(1, 360))  # one day, and not the rest of February with it; none on a 31st
    sum_ = balance * percent / 100 * part
    return sum_ if debt.cap is None else min(sum_, debt.cap - debt.accrued)
