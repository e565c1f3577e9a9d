"""The course of a claim: a walk over the days on which something happens, up to the as-of date.

A payment's own day still bears interest at the old balance. Late fees and compensation arise in the morning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.dealings import Payment
from casefile.claim.account import DAY, Account
from casefile.claim.allocation import group_of, receive, use_credit
from casefile.claim.basis import Basis
from casefile.claim.compensation import Granted, NoRate, Unconverted, compensation
from casefile.claim.debts import Debt, Debts
from casefile.claim.exact import money
from casefile.claim.regime import Compensation
from casefile.claim.schedule import later
from casefile.claim.state import Group, Posting, State
from casefile.money import Money, total, zero


@dataclass(frozen=True, slots=True)
class Charge:
    """A late fee or compensation as it arose; `granted` says how the latter came about."""

    day: date
    number: str
    kind: Literal["fees", "compensation"]
    amount: Money
    granted: Granted | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How it went: accounts, postings, charges, costs and credit, and what could not be computed.

    `owed_back` was paid back to the debtor before there was any invoice that could be owed again.
    """

    accounts: tuple[Account, ...]
    postings: tuple[Posting, ...]
    charges: tuple[Charge, ...]
    costs_open: Money
    credit: Money
    owed_back: Money
    unconverted: tuple[Unconverted, ...]


def follow(basis: Basis, debts: Debts, payments: Iterable[Payment]) -> Course:
    """The course of the debts under these payments. CaseError when a rate is needed that isn't known."""
    return _Walk(basis, debts, tuple(p for p in payments if p.date <= basis.as_of)).done()


class _Walk:
    """One claim on its way through the days."""

    def __init__(self, basis: Basis, debts: Debts, payments: tuple[Payment, ...]) -> None:
        nothing = zero(basis.currency)
        self.basis, self.debts, self.payments = basis, debts, payments
        self.state = State(basis.currency, nothing, nothing, debts.excess)
        self.charges: list[Charge] = []
        self.unconverted: list[Unconverted] = []
        self.awaited = {invoice.number for invoice in basis.case.bills}

    def done(self) -> Course:
        """The course up to the as-of date."""
        for day in self._days():
            self._live(day)
        state = self.state
        credit = total(list(state.credit.values()), self.basis.currency) + state.excess
        return Course(
            tuple(state.accounts), tuple(state.postings), tuple(self.charges), state.costs_open, credit,
            state.owed_back, tuple(self.unconverted),
        )  # fmt: skip

    def _days(self) -> list[date]:
        found = {payment.date for payment in self.payments}
        found |= {payment.reversed.on for payment in self.payments if payment.reversed}
        found |= {cost.date for cost in self.basis.case.file.costs}
        for debt in self.debts.all:
            found |= {debt.issued, debt.late_from, first_bearing(debt), *self._anniversaries(debt)}
        return sorted(day for day in found if day <= self.basis.as_of)

    def _live(self, day: date) -> None:
        state, regime = self.state, self.basis.regime
        self._charge_costs(day)
        before = tuple(state.accounts)
        self._charge_late(before, day)
        for debt in self.debts.all:
            if debt.issued == day:
                self._enter(debt)
        use_credit(state, regime, day, self.awaited)
        self._charge_late([account for account in state.accounts if account not in before], day)
        came = [p for p in self.payments if not (p.reversed and p.reversed.on == p.date)]
        self._return([p for p in came if p.reversed and p.reversed.on == day], day)
        receive(state, regime, day, [p for p in came if p.date == day and p.kind != "refund"], self.awaited)
        for payment in came:
            if payment.date == day and payment.kind == "refund":
                state.refund(day, group_of(payment), money(payment.amount, self.basis.currency))
        use_credit(state, regime, day, self.awaited)
        for account in state.accounts:
            if day in self._anniversaries(account.debt):
                account.compound(day)
            account.bears_from(day + DAY)

    def _enter(self, debt: Debt) -> None:
        account = Account(debt)
        self.state.enter(account)
        self.awaited.discard(debt.number)
        account.bears_from(debt.issued)

    def _return(self, returned: list[Payment], day: date) -> None:
        for payment in returned:
            amount = money(payment.amount, self.basis.currency)
            if payment.kind == "refund":  # it came back to us: the debtor has paid it after all
                self.state.receive(day, Group(day, payment.invoice), amount)
            else:
                self.state.unwind(day, group_of(payment), amount)

    def _charge_costs(self, day: date) -> None:
        costs = [cost.amount for cost in self.basis.case.file.costs if cost.date == day]
        fees = [p.reversed.fee for p in self.payments if p.reversed and p.reversed.on == day]
        new = [money(amount, self.basis.currency) for amount in (*costs, *fees)]
        self.state.costs = self.state.costs + total(new, self.basis.currency)

    def _charge_late(self, accounts: Iterable[Account], day: date) -> None:
        for account in accounts:
            if account.principal.amount > 0:
                self._charge_one(account, day)

    def _charge_one(self, account: Account, day: date) -> None:
        debt, rule = account.debt, self.basis.regime.compensation
        if day == debt.late_from and debt.late_fee:
            self._book(account, Charge(day, debt.number, "fees", debt.late_fee))
        if rule is None or day != first_bearing(debt) or self._has_one(debt, rule):
            return
        amount = compensation(self.basis, self._unpaid(debt, rule, day), debt.due, day)
        if isinstance(amount, NoRate):
            self.unconverted.append(Unconverted(debt.number, amount))
        elif amount:
            self._book(account, Charge(day, debt.number, "compensation", amount.amount, amount))

    def _has_one(self, debt: Debt, rule: Compensation) -> bool:
        mine = (c for c in self.charges if rule.per == "claim" or c.number == debt.number)
        return any(charge.kind == "compensation" for charge in mine)

    def _unpaid(self, debt: Debt, rule: Compensation, day: date) -> Money:
        """What bears its first interest today: of an invoice, a released retention with it, or of the whole claim."""
        accounts = (a for a in self.state.accounts if rule.per == "claim" or a.debt.number == debt.number)
        return total([a.principal for a in accounts if first_bearing(a.debt) == day], self.basis.currency)

    def _book(self, account: Account, charge: Charge) -> None:
        account.charged[charge.kind] = charge.amount
        self.charges.append(charge)

    def _anniversaries(self, debt: Debt) -> tuple[date, ...]:
        """The last day of each year since interest started, where interest is compounded yearly."""
        agreed, start = self.basis.interest, debt.started.first
        if start is None or agreed is None or agreed.compounding == "none":
            return ()
        years = range(1, self.basis.as_of.year - start.year + 1)
        return tuple(later(start, "year", count) - DAY for count in years)


def first_bearing(debt: Debt) -> date:
    """The first day on which a debt that is out bears interest; the end of time when it never does."""
    return max(debt.started.first or date.max, debt.issued)
