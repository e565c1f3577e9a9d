"""What money came from the debtor, and what each sum of it went to as the books stand today.

Payments count that were not taken back; refunds, set-off and withheld tax are no money that came. Money of one day, on
the same invoice and towards the same thing, counts as one sum; what was set off beside it is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casefile.case.dealings import Payment
from casefile.case.model import Case, Contact
from casefile.case.privilege import of_itself
from casefile.claim.allocation import group_of
from casefile.claim.beside import parted
from casefile.claim.exact import money
from casefile.claim.model import Settled
from casefile.claim.settlement import progress
from casefile.claim.state import Group
from casefile.documents.items import in_force
from casefile.documents.matter import Matter
from casefile.money import Money, total

DAY = timedelta(days=1)
LETTERS = ("email", "post", "registered", "chat", "attorney")
"""The channels in which a payment is acknowledged in writing: to the debtor, or to who represents the debtor."""


@dataclass(frozen=True, slots=True)
class Received:
    """One payment. `payer` is who paid, where that was not the debtor; `sent` what left them, in another currency."""

    day: date
    amount: Money
    number: str
    reference: str
    payer: str
    sent: Money | None


@dataclass(frozen=True, slots=True)
class Part:
    """So much of a sum went to one instalment of the settlement."""

    number: int
    due: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Covered:
    """What one day's money on one invoice (empty: none was named) went to; `other` is fixed compensation and late fees.

    `received` came as payments, `besides` was set off or withheld as tax on the day and counts with it; `back` went
    back to the debtor since. Under a settlement it went to the `instalments`. What went to nothing yet is `credit`.
    """

    day: date
    number: str
    received: Money
    besides: Money
    costs: Money
    interest: Money
    principal: Money
    other: Money
    instalments: tuple[Part, ...]
    credit: Money
    back: Money

    @property
    def amount(self) -> Money:
        """All of it."""
        return self.received + self.besides

    @property
    def is_split(self) -> bool:
        """Whether it is known what it went to, beyond the invoice."""
        return bool(self.instalments) or any((self.costs, self.interest, self.principal, self.other, self.credit))


def came(matter: Matter) -> tuple[Payment, ...]:
    """The payments up to the day that were not taken back by then, oldest first."""
    day = matter.claim.as_of
    kept = (payment for payment in matter.case.payments if payment.kind == "payment" and _stays(payment, day))
    return tuple(sorted(kept, key=lambda payment: payment.date))


def _stays(payment: Payment, day: date) -> bool:
    return payment.date <= day and not (payment.reversed and payment.reversed.on <= day)


def unacknowledged(matter: Matter) -> tuple[Payment, ...]:
    """Those that came after our last letter to the debtor."""
    letters = (contact.head.date for contact in matter.whole.contacts if _is_letter(contact, matter.whole))
    last = max((day for day in letters if day <= matter.claim.as_of), default=date.min)
    return tuple(payment for payment in came(matter) if payment.date > last)


def _is_letter(contact: Contact, case: Case) -> bool:
    """Whether we wrote it to the other side; what went to our own counsel is advice."""
    written = contact.head.direction == "out" and contact.head.channel in LETTERS
    return written and of_itself(case, contact) != "legal-advice"


def acknowledged(matter: Matter) -> tuple[Payment, ...]:
    """The payments that a receipt is about: all since our last letter, else those of the latest day."""
    found = came(matter)
    return unacknowledged(matter) or tuple(payment for payment in found if payment.date == found[-1].date)


def received(payment: Payment, matter: Matter) -> Received:
    """One payment as a letter names it."""
    sent = payment.original
    payer = payment.payer if payment.payer != matter.case.debtor.name else ""
    return Received(
        payment.date,
        money(payment.amount, matter.case.currency),
        payment.invoice,
        payment.reference,
        payer,
        money(sent.amount, sent.currency) if sent and sent.currency != matter.case.currency else None,
    )


def covered(matter: Matter, payments: Iterable[Payment]) -> Iterator[Covered]:
    """What the sums that these payments are part of went to, as the books stand on the day."""
    settled = in_force(matter.claim.settlement)
    until = settled.settlement.agreed - DAY if settled else matter.claim.as_of
    groups = tuple(dict.fromkeys(group_of(payment) for payment in payments))
    earlier = tuple(group for group in groups if group.day <= until)
    yield from (_posted(matter, group, until) for group in earlier)
    if settled:
        later = tuple(group for group in groups if group not in earlier)
        yield from _under(matter, settled, later)


def _sums(matter: Matter, found: Iterable[Payment]) -> tuple[Money, Money]:
    """What came as payments, and what was set off or withheld."""
    currency, day = matter.claim.currency, matter.claim.as_of
    mine = [payment for payment in found if _stays(payment, day) and payment.kind != "refund"]
    paid = [money(payment.amount, currency) for payment in mine if payment.kind == "payment"]
    besides = [money(payment.amount, currency) for payment in mine if payment.kind != "payment"]
    return total(paid, currency), total(besides, currency)


def _posted(matter: Matter, group: Group, until: date) -> Covered:
    """What a sum went to by the books, up to a day."""
    claim = matter.claim
    mine = [one for one in claim.postings if one.group == group and one.day <= until]

    def to(*what: str) -> Money:
        return total([one.amount for one in mine if one.what in what], claim.currency)

    sums = _sums(matter, (payment for payment in matter.case.payments if group_of(payment) == group))
    row = replace(
        _row(group.day, group.number, *sums), costs=to("costs"), interest=to("interest"), principal=to("principal"),
        other=to("compensation", "fees"), credit=to("credit"),
    )  # fmt: skip
    return replace(row, back=row.amount - _gone(row))


def _gone(parts: Covered) -> Money:
    """All that the sum went to."""
    instalments = sum((part.amount for part in parts.instalments), parts.credit)
    return instalments + parts.costs + parts.interest + parts.principal + parts.other


def _under(matter: Matter, settled: Settled, groups: tuple[Group, ...]) -> Iterator[Covered]:
    """Under a settlement: day by day what went to the instalments; what came for a later invoice goes there."""
    parts = parted(matter.case, settled.settlement)
    named = {group_of(payment) for payment in parts.named}
    for group in groups:
        if group in named:
            came_for = _sums(matter, (payment for payment in parts.named if group_of(payment) == group))
            yield _row(group.day, group.number, *came_for)
    day_of = matter.claim.as_of
    kept = tuple(payment for payment in parts.matched(day_of) if _stays(payment, day_of))
    for day in dict.fromkeys(group.day for group in groups if group not in named):
        sums = _sums(matter, (payment for payment in parts.since if payment.date == day))
        row = replace(_row(day, "", *sums), instalments=tuple(_parts(settled, kept, day)))
        yield replace(row, credit=row.amount - _gone(row))


def _row(day: date, number: str, paid: Money, besides: Money) -> Covered:
    none = paid - paid
    return Covered(day, number, paid, besides, none, none, none, none, (), none, none)


def _agreed(day: date) -> date:
    """The day as it is: what was paid on an instalment does not depend on its last day."""
    return day


def _parts(settled: Settled, kept: tuple[Payment, ...], day: date) -> Iterator[Part]:
    """What the day's money paid on each instalment."""
    own = tuple(payment for payment in kept if payment.kind != "refund" or payment.date < day)
    currency = settled.progress.amount.currency
    before, after = (
        progress(settled.settlement, own, until, currency, _agreed).instalments for until in (day - DAY, day)
    )
    for number, (then, now) in enumerate(zip(before, after, strict=True), 1):
        if now.paid > then.paid:
            yield Part(number, now.due, now.paid - then.paid)
