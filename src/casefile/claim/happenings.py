"""What happened to one debt that can matter to its limitation: events, payments, and an acknowledgement on settling.

Knows which debts each is about; not what any law makes of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.case.dealings import Payment
from casefile.case.events import Event
from casefile.claim.account import Account
from casefile.claim.allocation import group_of
from casefile.claim.basis import Basis
from casefile.claim.course import Course
from casefile.claim.state import Group, Posting
from casefile.claim.statute import Statute, What
from casefile.errors import Source
from casefile.money import Money, total

AT_ONCE: frozenset[What] = frozenset({"acknowledgement", "payment"})
"""What has no duration."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day; `ended` is its end where one is known, `rest` says in words what it leaves out."""

    day: date
    what: What
    ended: date | None
    rest: str
    source: Source


def happenings(
    basis: Basis, account: Account, course: Course, payments: Sequence[Payment], statute: Statute
) -> tuple[Happening, ...]:
    """What concerns the debt, up to the as-of date, oldest first."""
    found = (*_events(basis, account, course), *_paid(basis, account, course, payments, statute))
    return tuple(sorted(found, key=lambda one: one.day))


def _events(basis: Basis, account: Account, course: Course) -> Iterator[Happening]:
    for event in basis.case.file.events:
        if event.date <= basis.as_of and _concerns(event, account):
            ended = event.date if event.what in AT_ONCE else event.until
            yield Happening(event.date, event.what, ended, _rest(event, course), event.at.source)
    settlement = basis.case.settlement
    if settlement and settlement.acknowledges and account.debt.issued <= settlement.agreed <= basis.as_of:
        agreed = settlement.agreed
        yield Happening(agreed, "acknowledgement", agreed, "", settlement.at.of("acknowledges"))


def _concerns(event: Event, account: Account) -> bool:
    """An event that names no invoices is about all that were out; one that does, about these, whenever issued."""
    debt = account.debt
    return debt.number in event.invoices if event.invoices else debt.issued <= event.date


def _rest(event: Event, course: Course) -> str:
    """That an event is about less than what was open on its day; empty where it is about the whole."""
    if event.amount is None:
        return ""
    mine = [_open_on(account, course, event.date) for account in course.accounts if _concerns(event, account)]
    whole = total(mine, course.credit.currency)
    return "" if event.amount >= whole.amount else f"is about {event.amount} of {whole}: for the rest the time runs on"


def _open_on(account: Account, course: Course, day: date) -> Money:
    """What was unpaid of the debt itself after the payments of that day."""
    since = [p.amount for p in course.postings if p.what == "principal" and p.day > day and _is_of(p, account)]
    return account.principal + total(since, account.debt.amount.currency)


def _is_of(posting: Posting, account: Account) -> bool:
    debt = account.debt
    return (posting.number, posting.is_retention) == (debt.number, debt.is_retention)


def _paid(
    basis: Basis, account: Account, course: Course, payments: Sequence[Payment], statute: Statute
) -> Iterator[Happening]:
    """The payments that covered part of the debt on the day they came, and were not returned since; one a day."""
    days, covered = set(), _covered(account, course)
    for payment in payments:
        effect = statute.effect("payment", basis.case.debtor.kind, payment.date)
        returned = payment.reversed is not None and payment.reversed.on <= basis.as_of
        counts = effect and effect.counts(payment) and not returned and payment.date not in days
        if counts and group_of(payment) in covered:
            days.add(payment.date)
            yield Happening(payment.date, "payment", payment.date, "", payment.at.source)


def _covered(account: Account, course: Course) -> frozenset[Group]:
    """The sums of money that went to the debt, some of it on the day they came, and were not all taken back."""
    found: dict[Group, list[Posting]] = defaultdict(list)
    for posting in course.postings:
        if _is_of(posting, account):
            found[posting.group].append(posting)
    currency = account.debt.amount.currency
    return frozenset(
        group
        for group, mine in found.items()
        if total([posting.amount for posting in mine], currency).amount > 0 and any(p.day == group.day for p in mine)
    )
