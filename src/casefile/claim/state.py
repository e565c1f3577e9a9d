"""The books while a claim is computed: accounts, costs, what is still credit, and every posting made.

Keeps them in balance; which payment covers what is decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from casefile.claim.account import Account, What
from casefile.money import Money, total, zero


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Payments that count as one sum: of one day, on the same invoice, towards the same thing."""

    day: date
    number: str = ""
    towards: str = ""


@dataclass(frozen=True, slots=True)
class Posting:
    """So much of a group's sum went to (negative: was taken back from) one thing on a day.

    `what` is credit for what is not allocated yet; a group's postings add up to what of it is still there.
    """

    day: date
    group: Group
    number: str
    what: What
    amount: Money
    is_retention: bool = False


@dataclass(slots=True)
class State:
    """The books. `credit` is what each group of payments still has; `excess` what credit notes left over and nobody had
    back; `owed_back` waits for a first invoice."""

    currency: str
    costs: Money
    owed_back: Money
    excess: Money
    accounts: list[Account] = field(default_factory=list)
    credit: dict[Group, Money] = field(default_factory=dict)
    postings: list[Posting] = field(default_factory=list)

    @property
    def costs_open(self) -> Money:
        """Costs that no payment has covered."""
        return self.costs - total([p.amount for p in self.postings if p.what == "costs"], self.currency)

    def enter(self, account: Account) -> None:
        """A debt joins, oldest due first; what was paid back before there was any is added to it."""
        account.pay("principal", -self.owed_back)
        self.owed_back = zero(self.currency)
        self.accounts.append(account)
        self.accounts.sort(key=lambda a: (a.debt.due, a.debt.issued, a.debt.number))

    def receive(self, day: date, group: Group, amount: Money) -> None:
        """Money comes in and is credit at first."""
        self.credit[group] = self.credit.get(group, zero(self.currency)) + amount
        self.postings.append(Posting(day, group, "", "credit", amount))

    def cover(self, day: date, group: Group, account: Account | None, what: What, amount: Money) -> None:
        """Credit of the group covers part of a debt, or of the costs (no account)."""
        self._change_credit(day, group, -amount)
        self._change(day, group, account, what, amount)

    def unwind(self, day: date, group: Group, amount: Money) -> None:
        """So much of a group never came: what it covered last is open again."""
        for account, what in self._covered(group):
            back = min(amount, self._net(group, account, what))
            amount = amount - back
            if what == "credit":
                self._change_credit(day, group, -back)
            else:
                self._change(day, group, account, what, -back)
        for account in self.accounts:
            account.revoke_discount(day)
        self.owe_again(day, group, amount)

    def refund(self, day: date, group: Group, amount: Money) -> None:
        """Money goes back to the debtor: first what is credit, the youngest first, then what credit notes left
        over; the rest is owed again."""
        for source in sorted(self.credit, reverse=True):
            back = min(amount, self.credit[source])
            amount = amount - back
            self._change_credit(day, source, -back)
        over = min(amount, self.excess)
        self.excess, amount = self.excess - over, amount - over
        self.owe_again(day, group, amount)

    def owe_again(self, day: date, group: Group, amount: Money) -> None:
        """Adds to the principal of the group's invoice, else of the youngest, else of the first to come."""
        named = [account for account in self.accounts if account.debt.number == group.number]
        account = next(reversed(named or self.accounts), None)
        if account is None:
            self.owed_back = self.owed_back + amount
        elif amount:
            self._change(day, group, account, "principal", -amount)

    def _covered(self, group: Group) -> list[tuple[Account | None, What]]:
        """What the group went to, the last first."""
        accounts = {(a.debt.number, a.debt.is_retention): a for a in self.accounts}
        found = {
            (p.number, p.is_retention, p.what): (accounts.get((p.number, p.is_retention)), p.what)
            for p in self.postings
            if p.group == group
        }
        return list(reversed(found.values()))

    def _net(self, group: Group, account: Account | None, what: What) -> Money:
        number, kept = (account.debt.number, account.debt.is_retention) if account else ("", False)
        mine = [p for p in self.postings if (p.group, p.number, p.is_retention, p.what) == (group, number, kept, what)]
        return total([posting.amount for posting in mine], self.currency)

    def _change_credit(self, day: date, group: Group, amount: Money) -> None:
        if amount:
            self.credit[group] = self.credit[group] + amount
            self.postings.append(Posting(day, group, "", "credit", amount))

    def _change(self, day: date, group: Group, account: Account | None, what: What, amount: Money) -> None:
        if account:
            account.pay(what, amount)
        if amount:
            number, kept = (account.debt.number, account.debt.is_retention) if account else ("", False)
            self.postings.append(Posting(day, group, number, what, amount, kept))
