"""Which payment covers what.

A payment that names an invoice goes there first, then on; without a name the oldest due comes first. Inside an invoice
the regime's order applies, or what the debtor said. Payments of one day count together, those that name an invoice
first. What no debt takes is credit, which later invoices use up on the day they are issued.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from casefile.case.dealings import Payment
from casefile.claim.account import Account, What
from casefile.claim.exact import money
from casefile.claim.regime import Regime
from casefile.claim.state import Group, State
from casefile.money import Money, zero

EVERYTHING: tuple[What, ...] = ("principal", "interest", "costs", "compensation", "fees")
TOWARDS: Mapping[str, What] = {"principal": "principal", "interest": "interest", "costs": "costs"}


def group_of(payment: Payment) -> Group:
    """The sum that a payment is part of."""
    return Group(payment.date, payment.invoice, payment.towards or "")


def receive(state: State, regime: Regime, day: date, payments: Iterable[Payment], awaited: set[str]) -> None:
    """The payments of one day; the order in which they are listed changes nothing.

    Money for an invoice that is still `awaited` waits for it as credit.
    """
    sums: dict[Group, Money] = {}
    for payment in payments:
        group = group_of(payment)
        sums[group] = sums.get(group, zero(state.currency)) + money(payment.amount, state.currency)
    numbers = [account.debt.number for account in state.accounts]
    for group in sorted(sums, key=lambda g: _turn(g, numbers)):
        state.receive(day, group, sums[group])
        if group.number not in awaited:
            _spread(state, regime, day, group)


def use_credit(state: State, regime: Regime, day: date, awaited: set[str]) -> None:
    """What earlier payments left over covers what is open now, but for what still waits for its invoice."""
    for group in sorted(state.credit):
        if state.credit[group] and state.accounts and group.number not in awaited:
            _spread(state, regime, day, group)


def order(account: Account, regime: Regime, day: date) -> tuple[What, ...]:
    """What is covered first: before interest starts principal only; compensation and late fees last in every order."""
    if not account.has_started(day):
        return ("principal",)
    first: tuple[What, ...] = regime.allocation.order
    return (*first, *(what for what in EVERYTHING if what not in first))


def _turn(group: Group, numbers: list[str]) -> tuple[int, str, bool, str]:
    place = numbers.index(group.number) if group.number in numbers else len(numbers)
    return (place, group.number, not group.towards, group.towards)


def _spread(state: State, regime: Regime, day: date, group: Group) -> None:
    for account, what in _slots(state, regime, day, group):
        at_hand = state.credit[group]
        if not at_hand:
            return
        taken = min(at_hand, _open(state, account, what, day, at_hand))
        if taken.amount > 0:
            state.cover(day, group, None if what == "costs" else account, what, taken)


def _slots(state: State, regime: Regime, day: date, group: Group) -> Iterator[tuple[Account, What]]:
    named = [account for account in state.accounts if account.debt.number == group.number]
    others = [account for account in state.accounts if account.debt.number != group.number]
    if group.towards:
        yield from ((account, TOWARDS[group.towards]) for account in named or others)
    for account in (*named, *others):
        yield from ((account, what) for what in order(account, regime, day))
    for account in (*named, *others):  # what is left when all principal is paid: costs and fees before interest starts
        yield from ((account, what) for what in EVERYTHING)


def _open(state: State, account: Account, what: What, day: date, at_hand: Money) -> Money:
    if what == "costs":
        return state.costs_open
    if what == "principal":
        account.grant_discount(day, at_hand)
    return account.open(what, day)
