"""What went wrong in a case, as plain facts: how late, how often reminded, what was disputed, what was not agreed.

Reckoned with what is kept back, too; so nothing here may be printed for the other side, only acted on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case, Contact
from casefile.case.proof import Promise
from casefile.claim.model import InvoiceClaim
from casefile.documents.items import in_force
from casefile.documents.matter import Matter
from casefile.documents.objections import objections
from casefile.documents.proof import acceptances, of_line
from casefile.followup.ladder import reminded


@dataclass(frozen=True, slots=True)
class Past:
    """The facts on the claim's day. `late` is the most days that an invoice was paid late, or is; `usual_days` the time
    to pay that the last invoice gave; `disputed` the reasons of all objections; `cause` that of the review."""

    late: int
    usual_days: int
    reminders: int
    broken_promise: bool
    broken_settlement: bool
    unreached: bool
    disputed: frozenset[str]
    oral: bool
    date_not_agreed: bool
    not_accepted: bool
    billed_wrongly: bool
    cause: str


def past(matter: Matter) -> Past:
    """What went wrong up to the claim's day."""
    case, claim = matter.whole, matter.claim
    numbers = [one.number for one in claim.invoices]
    settled = claim.settlement
    bills = [one.invoice for one in claim.invoices]
    return Past(
        late=max((0, *(_late(matter, one) for one in claim.invoices))),
        usual_days=max(((bill.issued, (bill.due - bill.issued).days) for bill in bills if bill.due), default=(0, 0))[1],
        reminders=len(reminded(case, numbers, claim.as_of)),
        broken_promise=any(_broken(case, contact, promise) for contact, promise in _promises(case, claim.as_of)),
        broken_settlement=settled is not None and settled.progress.defaulted is not None,
        unreached=_unreached(case, claim.as_of),
        disputed=frozenset(one.reason for one in objections(matter)),
        oral=case.contract.form == "oral",
        date_not_agreed=any(bill.due_basis == "invoice" for bill in bills),
        not_accepted=any(_not_accepted(case, one) for one in claim.invoices),
        billed_wrongly=bool(case.corrections),
        cause=case.file.review.cause if case.file.review else "",
    )


def _late(matter: Matter, one: InvoiceClaim) -> int:
    """Days from the last day to pay to the last payment on the principal, or to the claim's day while it is open.

    A settlement that is kept gives time of its own: what was late before it counts, and no more.
    """
    settled = in_force(matter.claim.settlement)
    paid = [p.day for p in matter.claim.postings if p.number == one.number and p.what == "principal"]
    last = matter.claim.as_of if one.outstanding else max(paid, default=one.last_day)
    return (min(last, settled.settlement.agreed) - one.last_day).days if settled else (last - one.last_day).days


def _promises(case: Case, as_of: date) -> Iterator[tuple[Contact, Promise]]:
    for contact in case.contacts:
        if contact.head.promise and contact.head.promise.on < as_of:
            yield contact, contact.head.promise


def _broken(case: Case, contact: Contact, promise: Promise) -> bool:
    """Whether less came between a promise and its day than was promised; without a sum, nothing at all."""
    came = sum(
        payment.amount
        for payment in case.payments
        if payment.kind == "payment" and not payment.reversed and contact.head.date <= payment.date <= promise.on
    )
    return came < promise.amount if promise.amount else not came


def _unreached(case: Case, as_of: date) -> bool:
    """Whether mail came back, or a person of theirs is gone."""
    back = any(c.head.outcome in ("bounced", "no-answer") and c.head.date <= as_of for c in case.contacts)
    return back or any(person.invalid for person in case.debtor.contacts)


def _not_accepted(case: Case, one: InvoiceClaim) -> bool:
    """Whether something delivered was never accepted in a form that can be shown."""
    return any(
        line.delivered and not acceptances(case, line, of_line(case, one.invoice, line)) for line in one.invoice.lines
    )
