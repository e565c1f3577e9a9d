"""One debt as it is charged and paid, day after day. The only thing here that changes while a claim is computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from casefile.claim.accrual import Balances, accrued
from casefile.claim.debts import Debt
from casefile.money import Money, zero

DAY = timedelta(days=1)
What = Literal["principal", "interest", "compensation", "fees", "costs", "credit"]


@dataclass(slots=True, eq=False)
class Account:
    """A debt with what was charged beside principal and interest, and what was paid on each."""

    debt: Debt
    charged: dict[What, Money] = field(default_factory=dict)
    paid: dict[What, Money] = field(default_factory=dict)
    discounts: list[tuple[date, Money]] = field(default_factory=list)
    balances: dict[date, Money] = field(default_factory=dict)
    compounded: Money | None = None
    known: dict[date, Money] = field(default_factory=dict)

    @property
    def nothing(self) -> Money:
        """Zero in the debt's currency."""
        return zero(self.debt.amount.currency)

    @property
    def discounted(self) -> Money:
        """The early-payment discount that was granted."""
        return sum((amount for _, amount in self.discounts), self.nothing)

    @property
    def principal(self) -> Money:
        """What is unpaid of the debt itself."""
        return self.debt.amount - self.discounted - self.paid_on("principal")

    def paid_on(self, what: What) -> Money:
        """What was paid on principal, interest, compensation or fees."""
        return self.paid.get(what, self.nothing)

    def accrued(self, day: date) -> Money:
        """Interest from its first day up to and including `day`, paid or not."""
        since, balance = next(reversed(self.balances.items()))
        day = day if balance else min(day, since)  # nothing more accrues on nothing
        if day not in self.known:
            self.known[day] = accrued(self.debt.terms, self.history, day)
        return self.known[day]

    def open(self, what: What, day: date) -> Money:
        """What is unpaid of one kind at the end of `day`, before that day's payments."""
        if what == "principal":
            return self.principal
        owed = self.accrued(day) if what == "interest" else self.charged.get(what, self.nothing)
        return owed - self.paid_on(what)

    def pay(self, what: What, amount: Money) -> None:
        """Takes a payment in (or, negative, back out)."""
        self.paid[what] = self.paid_on(what) + amount

    def grant_discount(self, day: date, at_hand: Money) -> None:
        """The early-payment discount, if by `day` the payments reach the rest with what is at hand."""
        early = self.debt.discount
        if early is None or self.discounted or day > early.until or self.principal.amount <= 0:
            return
        if early.amount and at_hand >= self.principal - early.amount:
            self.discounts.append((day, early.amount))

    def revoke_discount(self, day: date) -> None:
        """Takes the discount back when payments that earned it turn out never to have come."""
        if self.discounted and self.paid_on("principal") < self.debt.amount - self.discounted:
            self.discounts.append((day, -self.discounted))

    def bears_from(self, day: date) -> None:
        """From `day` on interest runs on what is unpaid now, and on compounded interest where that was agreed."""
        unpaid = max(self.compounded - self.paid_on("interest"), self.nothing) if self.compounded else self.nothing
        balance = max(self.principal, self.nothing) + unpaid
        if balance != next(reversed(self.balances.values()), None):
            self.balances[day] = balance
            self.known.clear()

    def compound(self, day: date) -> None:
        """What has accrued up to and including `day` and stays unpaid bears interest from now on."""
        self.compounded = self.accrued(day)

    @property
    def history(self) -> Balances:
        """The balances that bear interest, oldest first."""
        return tuple(self.balances.items())

    def has_started(self, day: date) -> bool:
        """Whether interest runs on `day`."""
        return self.debt.started.first is not None and self.debt.started.first <= day
