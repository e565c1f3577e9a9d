"""What the debtor promised to pay, and what became of it. Counts money; draws no conclusion from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.dealings import Payment
from casefile.case.proof import ContactHead, Promise
from casefile.claim.exact import money
from casefile.documents.matter import Matter
from casefile.documents.people import speakers
from casefile.documents.proof import Refs, refs
from casefile.money import Money, total


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise made on `day` to pay by `by`; `amount` is None where everything was promised.

    `paid` is what came from the one day to the other. `who` made it, as far as the case knows them.
    """

    day: date
    by: date
    amount: Money | None
    paid: Money
    state: Literal["kept", "partly", "broken", "open"]
    channel: str
    who: tuple[str, ...]
    exhibits: Refs


def promises(matter: Matter) -> tuple[Promised, ...]:
    """Every promise made up to the claim's day, oldest first."""
    return tuple(sorted(_promises(matter), key=lambda one: (one.day, one.by)))


def _promises(matter: Matter) -> Iterator[Promised]:
    for contact in matter.case.contacts:
        promise = contact.head.promise
        if promise and contact.head.date <= matter.claim.as_of:
            yield _promised(matter, contact.head, promise)


def _promised(matter: Matter, head: ContactHead, promise: Promise) -> Promised:
    claim = matter.claim
    amount = None if promise.amount is None else money(promise.amount, claim.currency)
    came = [one for one in matter.case.payments if head.date <= one.date <= min(promise.on, claim.as_of)]
    paid = total([money(one.amount, claim.currency) for one in came if _counts(one, claim.as_of)], claim.currency)
    is_kept = paid >= amount if amount is not None else not claim.principal
    if is_kept:
        state: Literal["kept", "partly", "broken", "open"] = "kept"
    elif promise.on >= claim.as_of:
        state = "open"
    else:
        state = "partly" if paid else "broken"
    who = speakers(matter.case, head)
    return Promised(head.date, promise.on, amount, paid, state, head.channel, who, refs(head.evidence))


def _counts(payment: Payment, as_of: date) -> bool:
    """Whether it is money from the debtor that stayed here."""
    back = payment.reversed is not None and payment.reversed.on <= as_of
    return payment.kind != "refund" and not back


def is_unanswered(matter: Matter, promise: Promised) -> bool:
    """Whether the promised day has passed without the money, and we have not written or called since."""
    is_over = promise.state in ("partly", "broken") and bool(matter.claim.total)
    sent = (contact.head for contact in matter.case.contacts if contact.head.channel != "attorney")
    return is_over and not any(h.direction == "out" and promise.by < h.date <= matter.claim.as_of for h in sent)
