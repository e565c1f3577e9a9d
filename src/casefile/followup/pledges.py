"""What the debtor gave their word to pay, and what became of it. Counts money; pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.dealings import Payment
from casefile.case.model import Case, Contact
from casefile.case.proof import ContactHead, Promise
from casefile.case.reminders import SPOKEN, reminds
from casefile.claim.exact import money
from casefile.claim.model import Claim
from casefile.money import Money, total

State = Literal["kept", "partly", "broken", "open"]
_TAKEN_BACK = ("refused", "disputed")


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise with the contact it was made in. `amount` is None where everything was promised; `paid` is what came
    from that day to the promised one, the `last` of it when. `is_past`: they took it back, or promised something else
    since."""

    head: ContactHead
    promise: Promise
    amount: Money | None
    paid: Money
    state: State
    is_past: bool
    last: date | None = None

    def covers(self, number: str) -> bool:
        """Whether it is about an invoice; a promise that names none is about all."""
        return not self.head.invoices or number in self.head.invoices


def pledges(case: Case, claim: Claim) -> tuple[Pledge, ...]:
    """Every promise made up to the claim's day, oldest first."""
    return tuple(sorted(_pledges(case, claim), key=lambda one: (one.head.date, one.promise.on)))


def running(case: Case, claim: Claim, number: str) -> Pledge | None:
    """The promise about an invoice whose day has not passed, and that stands: kept early it stands until then."""
    stands = (one for one in pledges(case, claim) if not one.is_past and one.promise.on >= claim.as_of)
    found = (one for one in stands if one.state in ("open", "kept") and one.covers(number))
    return max(found, key=lambda one: one.promise.on, default=None)


def is_ignored(case: Case, claim: Claim, pledge: Pledge) -> bool:
    """Whether the promised day has passed without the money, and the debtor has not heard from us since."""
    return _is_broken(claim, pledge) and not any(_since(case, claim, pledge))


def is_unanswered(case: Case, claim: Claim, pledge: Pledge) -> bool:
    """Whether the promised day has passed without the money, and nobody has asked about that since: by word of mouth,
    as the step `promise`, or with a reminder of the same invoices. Any other letter was about something else."""
    promised = [one.number for one in claim.invoices if pledge.covers(one.number)]
    promised = [number for number in promised if pledge.head.invoices or _was_issued(claim, number, pledge.head.date)]
    return _is_broken(claim, pledge) and not any(
        contact.head.step == STEP or _asks(contact, promised) for contact in _since(case, claim, pledge)
    )


STEP = "promise"
"""The step beside the ladder that is about a broken promise."""


def _is_broken(claim: Claim, pledge: Pledge) -> bool:
    return pledge.state in ("partly", "broken") and bool(claim.total)


def _was_issued(claim: Claim, number: str, on: date) -> bool:
    return any(one.number == number and one.invoice.issued <= on for one in claim.invoices)


def _since(case: Case, claim: Claim, pledge: Pledge) -> Iterator[Contact]:
    """What went out after the promised day, to the debtor or as the step about it."""
    for contact in case.contacts:
        head = contact.head
        is_ours = head.direction == "out" and (head.channel != "attorney" or head.step == STEP)
        if is_ours and pledge.promise.on < head.date <= claim.as_of:
            yield contact


def _asks(contact: Contact, numbers: list[str]) -> bool:
    """Whether it was a talk about one of these invoices, or reminded of one."""
    named = contact.head.invoices
    spoken = contact.head.channel in SPOKEN and (not named or any(number in named for number in numbers))
    return spoken or reminds(contact, numbers)


def _pledges(case: Case, claim: Claim) -> Iterator[Pledge]:
    for contact in case.contacts:
        promise = contact.head.promise
        if promise and contact.head.date <= claim.as_of:
            yield _pledge(case, claim, contact.head, promise)


def _pledge(case: Case, claim: Claim, head: ContactHead, promise: Promise) -> Pledge:
    amount = None if promise.amount is None else money(promise.amount, claim.currency)
    days = (head.date, min(promise.on, claim.as_of))
    came = [one for one in case.payments if days[0] <= one.date <= days[1] and _counts(one, claim)]
    paid = total([money(one.amount, claim.currency) for one in came], claim.currency)
    if paid >= amount if amount is not None else not _open(claim, head):
        state: State = "kept"
    elif promise.on >= claim.as_of:
        state = "open"
    else:
        state = "partly" if paid else "broken"
    return Pledge(
        head, promise, amount, paid, state, _is_past(case, claim, head), max((one.date for one in came), default=None)
    )


def _open(claim: Claim, head: ContactHead) -> Money:
    """What is open of what a promise is about."""
    about = (one.outstanding for one in claim.invoices if not head.invoices or one.number in head.invoices)
    return total(list(about), claim.currency)


def _is_past(case: Case, claim: Claim, head: ContactHead) -> bool:
    later = (c.head for c in case.contacts if head.date < c.head.date <= claim.as_of)
    return any(
        (one.promise is not None or (one.outcome in _TAKEN_BACK))
        and (not one.invoices or not head.invoices or bool(set(one.invoices) & set(head.invoices)))
        for one in later
    )


def _counts(payment: Payment, claim: Claim) -> bool:
    """Whether it is money from the debtor that stayed here."""
    back = payment.reversed is not None and payment.reversed.on <= claim.as_of
    return payment.kind != "refund" and not back
