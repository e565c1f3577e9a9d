"""What the debtor gave their word to pay, and what became of it. Counts money; pure.

A promise about certain invoices is kept by money for them alone, and each cent keeps one promise: the oldest that
stands, before those that another has taken the place of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.model import Case, Contact
from casefile.case.proof import ContactHead, Promise
from casefile.case.reminders import SPOKEN, reminds
from casefile.claim.exact import money
from casefile.claim.model import Claim
from casefile.followup.purse import Purse, purse
from casefile.money import Money, total

State = Literal["kept", "partly", "broken", "open"]
_TAKEN_BACK = ("refused", "disputed")


@dataclass(frozen=True, slots=True)
class Pledge:
    """A promise with the contact it was made in. `amount` is None where everything was promised; `paid` is what came
    for it from that day to the promised one, the `last` of it when. `is_past`: they took it back, or promised something
    else since."""

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
    heads = [each.head for each in case.contacts if each.head.date <= claim.as_of]
    made = [(_is_past(heads, head), head, head.promise) for head in heads if head.promise]
    if not made:
        return
    came = purse(case, claim)
    for is_past, head, promise in sorted(made, key=lambda one: (one[0], one[1].date, one[2].on)):
        yield _pledge(claim, came, head, promise, is_past)


def _pledge(claim: Claim, came: Purse, head: ContactHead, promise: Promise, is_past: bool) -> Pledge:
    amount = None if promise.amount is None else money(promise.amount, claim.currency)
    paid, last = came.take((head.date, min(promise.on, claim.as_of)), head.invoices, amount)
    if paid >= amount if amount is not None else not _open(claim, head):
        state: State = "kept"
    elif promise.on >= claim.as_of:
        state = "open"
    else:
        state = "partly" if paid else "broken"
    return Pledge(head, promise, amount, paid, state, is_past, last)


def _open(claim: Claim, head: ContactHead) -> Money:
    """What is open of what a promise is about."""
    about = (one.outstanding for one in claim.invoices if not head.invoices or one.number in head.invoices)
    return total(list(about), claim.currency)


def _is_past(heads: Iterable[ContactHead], head: ContactHead) -> bool:
    return any(
        (one.promise is not None or (one.outcome in _TAKEN_BACK))
        and (not one.invoices or not head.invoices or bool(set(one.invoices) & set(head.invoices)))
        for one in heads
        if one.date > head.date
    )
