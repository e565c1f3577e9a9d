"""The books: every day in turn, what arises on it and what is paid."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tests.claim.naive.debts import DAY, Debt, accrue, capital, gross, half_up, one_more
from tests.claim.naive.facts import Bill, Paid, Story
from tests.claim.naive.laws import Law, law_of
from tests.claim.naive.starts import bears, first_day, month_before, overdue

MINOR = {"JPY": 1}


@dataclass
class Books:
    """What comes out."""

    story: Story
    debts: list[Debt] = field(default_factory=list)
    costs: int = 0
    excess: int = 0
    kept: dict[Paid, int] = field(default_factory=dict)
    unconverted: list[str] = field(default_factory=list)

    @property
    def credit(self) -> int:
        """What nothing has taken."""
        return self.excess + sum(self.kept.values())

    def per_day(self) -> int:
        """One more day of all debts, rounded once."""
        return half_up(sum((one_more(debt, self.story) for debt in self.debts), Fraction(0)))

    def total(self) -> int:
        """Everything open less credit."""
        debts = sum(d.principal + d.interest() - d.interest_paid + d.compensation + d.fees for d in self.debts)
        return debts + self.costs - self.credit


def compute(story: Story) -> Books:
    """The books at the end of the as-of date. Raises UnknownRateError where a rate is needed that is not known."""
    if story.insolvent and story.insolvent > story.as_of:
        story = replace(story, insolvent=None)  # nobody knows of it yet
    law, books, waiting = law_of(story), Books(story), []
    for bill in story.bills:
        if bill.issued <= story.as_of:
            less = sum(n.gross for n in story.notes if n.reduces == bill.number and n.issued <= story.as_of)
            waiting.append(opened(law, story, bill, max(gross(bill) - less, 0)))
            books.excess += max(less - gross(bill), 0)
    if not waiting:
        return books
    days = [debt.bill.issued for debt in waiting] + [p.day for p in story.payments] + [on for on, _ in story.costs]
    day = min(days)
    while day <= story.as_of:
        books.costs += sum(cost for on, cost in story.costs if on == day)
        for debt in books.debts:
            morning(books, debt, day)
        new = [debt for debt in waiting if debt.bill.issued == day]
        books.debts = sorted([*books.debts, *new], key=lambda d: (d.bill.due, d.bill.issued, d.bill.number))
        use(books, day)
        receive(books, day)
        day += DAY
    return books


def opened(law: Law, story: Story, bill: Bill, whole: int) -> Debt:
    """An invoice that nothing was paid on yet."""
    debt = Debt(bill, law, first_day(law, bill, story), whole, whole)
    if bill.early:
        debt.discount = half_up(whole * Fraction(bill.early[0]) / 100)
    if story.agreed and story.agreed.cap:
        debt.cap = whole * Fraction(story.agreed.cap) / 100
    return debt


def morning(books: Books, debt: Debt, day: date) -> None:
    """What arises before anything is paid."""
    story, bill = books.story, debt.bill
    if day == overdue(debt.law, bill) and debt.principal:
        debt.fees = bill.fee or (half_up(debt.whole * Fraction(bill.fee_percent) / 100) if bill.fee_percent else 0)
    if debt.first is None or day < debt.first:
        return
    debt.capital = capital(debt, story, day)
    if not debt.balance():
        return
    if not bears(debt.law, bill, day, story.insolvent):
        return
    if day == debt.first and debt.principal:
        debt.compensation = compensation(books, debt, day)
    accrue(debt, story, day)


def compensation(books: Books, debt: Debt, day: date) -> int:
    """The fixed sum for what is unpaid on the first interest day."""
    law, story = debt.law, books.story
    unit = MINOR.get(story.currency, 100)
    if story.debtor not in law.compensated or not law.tiers:
        return 0
    assert law.edges in ("", story.currency)
    for amount, edge, within in law.tiers:
        limit = Fraction(Decimal(edge) * unit) if edge else None
        if limit is None or day < law.tiers_since or debt.principal < limit or (within and debt.principal == limit):
            if law.pays == story.currency:
                return amount * unit
            return converted(books, debt, amount * unit)
    raise AssertionError


def converted(books: Books, debt: Debt, amount: int) -> int:
    """The sum in the case's currency: at the only rate that is given, or at that of the day the law names."""
    rates = books.story.conversions
    if debt.law.rate_of_month_before and len(rates) > 1:
        rates = tuple(one for one in rates if one[0] == month_before(debt.law, debt.bill))
    if not rates:
        books.unconverted.append(debt.bill.number)
        return 0
    return half_up(amount * Fraction(rates[0][1]))


def receive(books: Books, day: date) -> None:
    """The day's payments: those that name an invoice first, then the rest."""
    today = [paid for paid in books.story.payments if paid.day == day]
    numbers = [debt.bill.number for debt in books.debts]

    def turn(key: tuple[str, str]) -> tuple[bool, int, bool, str]:
        name, towards = key
        return not name, numbers.index(name) if name in numbers else 9, not towards, towards

    for name, towards in sorted({(p.name, p.towards) for p in today}, key=turn):
        sum_ = sum(p.amount for p in today if (p.name, p.towards) == (name, towards))
        books.kept[Paid(day, 0, name, towards)] = sum_
        if not awaited(books, name):
            books.kept[Paid(day, 0, name, towards)] = spread(books, day, name, towards, sum_)
    use(books, day)


def awaited(books: Books, name: str) -> bool:
    """Whether money is for an invoice that is not out yet."""
    return bool(name) and name not in {debt.bill.number for debt in books.debts}


def use(books: Books, day: date) -> None:
    """Earlier payments cover what is open now."""
    for paid in sorted(books.kept, key=lambda p: (p.day, not p.name, p.name, p.towards)):
        if books.kept[paid] and books.debts and not awaited(books, paid.name):
            books.kept[paid] = spread(books, day, paid.name, paid.towards, books.kept[paid])


def spread(books: Books, day: date, name: str, towards: str, amount: int) -> int:
    """What is left of a sum after it covered what it can."""
    if not books.debts:
        return amount
    order = sorted(books.debts, key=lambda debt: debt.bill.number != name)
    if towards:
        for debt in order[:1] if name else order:
            amount -= cover(books, debt, towards, day, amount)
    for debt in order:
        started = debt.first is not None and day >= debt.first
        for what in (*debt.law.order, "compensation", "fees") if started else ("principal",):
            amount -= cover(books, debt, what, day, amount)
    for what in ("costs", "fees"):
        for debt in order:
            amount -= cover(books, debt, what, day, amount)
    return amount


def cover(books: Books, debt: Debt, what: str, day: date, amount: int) -> int:
    """How much of a sum an item takes."""
    if what == "costs":
        taken = min(amount, books.costs)
        books.costs -= taken
    elif what == "interest":
        taken = min(amount, debt.interest() - debt.interest_paid)
        debt.interest_paid += taken
    elif what == "compensation":
        taken = min(amount, debt.compensation)
        debt.compensation -= taken
    elif what == "fees":
        taken = min(amount, debt.fees)
        debt.fees -= taken
    elif earned(debt, day, amount):
        taken = debt.principal - debt.discount
        debt.principal = debt.discount = 0
    else:
        taken = min(amount, debt.principal)
        debt.principal -= taken
    return taken


def earned(debt: Debt, day: date, amount: int) -> bool:
    """Whether a sum pays the rest early enough for the discount."""
    early = debt.bill.early
    if not early or not debt.discount or not debt.principal:
        return False
    return day <= debt.bill.issued + early[1] * DAY and amount >= debt.principal - debt.discount
