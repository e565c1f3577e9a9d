"""A second calculation, deliberately naive: day by day, sharing no code with the first but the files it reads.

Knows invoices without tax, credit notes, and plain payments; German law and contracts. Everything in cents or exact
fractions of them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import casefile.claim

FILE = Path(casefile.claim.__path__[0]) / "rates" / "de-basiszinssatz.csv"
RATES = [(row["valid_from"], row["percent"]) for row in csv.DictReader(FILE.read_text(encoding="utf-8").splitlines())]
HOLIDAYS = {
    date(2024, 1, 1),
    date(2024, 5, 1),
    date(2024, 10, 3),
    date(2024, 12, 25),
    date(2024, 12, 26),
    date(2025, 1, 1),
}
MOVING = {date(2024, 3, 29), date(2024, 4, 1), date(2024, 5, 9), date(2024, 5, 20)}


def half_up(amount: Fraction) -> int:
    """Whole cents."""
    return int(amount + Fraction(1, 2)) if amount >= 0 else -half_up(-amount)


@dataclass(frozen=True)
class Law:
    """One regime, in the words of its statute: rounding, order, working days, compensation."""

    name: str
    each_period: bool
    order: tuple[str, ...]
    margin: str = ""
    agreed: str = ""
    by_year: bool = False
    compensation: int = 0

    def rate(self, day: date) -> Fraction:
        """Percent a year."""
        if self.agreed:
            return Fraction(self.agreed)
        start = date(day.year, 7 if day.month > 6 else 1, 1)
        return Fraction(max(row for row in RATES if row[0] <= start.isoformat())[1]) + Fraction(self.margin)

    def year(self, day: date) -> int:
        """Days of the year that a day is part of."""
        return 366 if self.by_year and day.year % 4 == 0 else 365

    def first(self, due: date) -> date:
        """The first interest day."""
        while self.margin and (due.weekday() > 4 or due in HOLIDAYS | MOVING):
            due += timedelta(days=1)
        return due + timedelta(days=1)


DE = Law("de", True, ("costs", "interest", "principal"), margin="9", compensation=4000)
CONSUMER = Law("de-consumer", True, ("costs", "interest", "principal"), margin="5")
CONTRACT = Law("contract", False, ("principal", "interest", "costs"), agreed="11.25")
BY_YEAR = Law("contract", False, ("principal", "interest", "costs"), agreed="7.5", by_year=True)
LAWS = (DE, CONSUMER, CONTRACT, BY_YEAR)


@dataclass
class Debt:
    """One invoice; amounts in cents."""

    number: str
    issued: date
    due: date
    principal: int
    closed: int = 0
    row: Fraction = Fraction(0)
    key: object = None
    compensation: int = 0
    paid: dict[str, int] = field(default_factory=dict)

    def interest(self, law: Law) -> int:
        """Rounded so far, paid or not."""
        return self.closed + half_up(self.row) if law.each_period else half_up(self.row)

    def live(self, law: Law, day: date) -> None:
        """One day's interest on the balance of its morning."""
        key = (self.principal, law.rate(day), day.year if law.by_year else 0)
        if key != self.key and law.each_period:
            self.closed, self.row = self.closed + half_up(self.row), Fraction(0)
        self.key = key
        self.row += Fraction(self.principal) * law.rate(day) / 100 / law.year(day)


@dataclass
class Books:
    """What comes out."""

    debts: list[Debt]
    credit: int = 0
    costs: int = 0

    def total(self, law: Law) -> int:
        """Everything open less credit."""
        owed = sum(d.principal + d.interest(law) - d.paid.get("interest", 0) + d.compensation for d in self.debts)
        return owed + self.costs - self.credit


def compute(
    law: Law,
    as_of: date,
    invoices: list[tuple[str, date, date, int]],
    notes: list[tuple[str, date, int]],
    payments: list[tuple[date, int, str]],
    costs: list[tuple[date, int]],
) -> Books:
    """The books at the end of the as-of date."""
    waiting, excess = [], 0
    for number, issued, due, cents in invoices:
        if issued <= as_of:
            less = sum(amount for reduces, day, amount in notes if reduces == number and day <= as_of)
            waiting.append(Debt(number, issued, due, max(cents - less, 0)))
            excess += max(less - cents, 0)
    everyone = {number for number, *_ in invoices}
    kept: dict[tuple[date, str], int] = {}
    books, day = Books([]), date(2024, 1, 1)
    while day <= as_of and waiting:
        books.costs += sum(cents for on, cents in costs if on == day)
        morning(books, law, day)
        new = [debt for debt in waiting if debt.issued == day]
        books.debts = sorted([*books.debts, *new], key=lambda d: (d.due, d.issued, d.number))
        awaited = everyone - {debt.number for debt in books.debts}
        use(books, law, day, kept, awaited)
        today = [(cents, name) for on, cents, name in payments if on == day]
        order = [debt.number for debt in books.debts]
        for name in sorted({name for _, name in today}, key=lambda n: (not n, order.index(n) if n in order else 9, n)):
            sum_ = sum(cents for cents, named in today if named == name)
            kept[(day, name)] = sum_ if name in awaited else spread(books, law, day, name, sum_)
        use(books, law, day, kept, awaited)
        day += timedelta(days=1)
    books.credit = excess + sum(kept.values())
    return books


def morning(books: Books, law: Law, day: date) -> None:
    """What arises before anything is paid."""
    for debt in books.debts:
        if day == law.first(debt.due) and debt.principal:
            debt.compensation = law.compensation
        if day >= law.first(debt.due):
            debt.live(law, day)


def use(books: Books, law: Law, day: date, kept: dict[tuple[date, str], int], awaited: set[str]) -> None:
    """Earlier payments cover what is open now."""
    for key in sorted(kept):
        if books.debts and key[1] not in awaited:
            kept[key] = spread(books, law, day, key[1], kept[key])


def spread(books: Books, law: Law, day: date, name: str, cents: int) -> int:
    """What is left of a payment."""
    if not books.debts:
        return cents
    for debt in sorted(books.debts, key=lambda d: d.number != name):
        started = day >= law.first(debt.due)
        for what in (*law.order, "compensation") if started else ("principal",):
            if what == "costs":
                taken = min(cents, books.costs)
                books.costs -= taken
            elif what == "interest":
                taken = min(cents, debt.interest(law) - debt.paid.get("interest", 0))
                debt.paid["interest"] = debt.paid.get("interest", 0) + taken
            elif what == "principal":
                taken = min(cents, debt.principal)
                debt.principal -= taken
            else:
                taken = min(cents, debt.compensation)
                debt.compensation -= taken
            cents -= taken
    paid_costs = min(cents, books.costs)
    books.costs -= paid_costs
    return cents - paid_costs


def cents(amount: Decimal) -> int:
    """An amount of euros in cents."""
    return int(amount * 100)
