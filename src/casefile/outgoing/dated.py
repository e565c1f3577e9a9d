"""What is recorded for a later day than the day's and would keep a letter back: a table of facts, each with its day.

A colleague where it is tomorrow already has written it, or its day is mistyped: either way it is known now. What is
recorded for much later is no such slip: somebody looks back at a day that has long passed, and only what was sent or
paid since keeps its letters back. A hold has no first day, and is in force as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from casefile.case.model import Case, Contact
from casefile.case.reminders import came_back
from casefile.errors import Source
from casefile.followup.action import Action
from casefile.followup.paused import pauses
from casefile.followup.why import Why, because
from casefile.money import Money

SOON = timedelta(days=7)
"""How much later a day is that counts as known on the day itself."""


class Dated(NamedTuple):
    """Something that is recorded for a day, and where; the step that it was, or what was paid."""

    day: date
    source: Source
    step: str = ""
    paid: Money | None = None

    def why(self, case: str, as_of: date) -> Why:
        """Why nothing is written about a case on an earlier day."""
        if self.step:
            return because("later", case=case, step=self.step, dated=self.day, today=as_of)
        if self.paid is not None:
            return because("paid_later", case=case, amount=self.paid, dated=self.day, today=as_of)
        return because("noted_later", case=case, file=self.source.file, dated=self.day, today=as_of)


def later(action: Action, as_of: date) -> Iterator[Dated]:
    """The first fact of each kind that is of a later day and about what an action is about."""
    for facts, until in ((_FACTS, as_of + SOON), (_DONE, date.max)):
        for each in facts:
            found = (one for one in each(action.dossier.case, action) if as_of < one.day <= until)
            yield from sorted(found, key=lambda one: one.day)[:1]


def ruin(case: Case, as_of: date) -> Dated | None:
    """The first insolvency that a case names for soon, or the filing in one: the debtor's, for all of their cases."""
    opened = case.file.insolvency
    found = [Dated(opened.opened, opened.at.of("opened"))] if opened else []
    found += [Dated(each.date, each.at.of("date")) for each in case.file.events if each.what == "insolvency"]
    soon = (each for each in found if as_of < each.day <= as_of + SOON)
    return min(soon, key=lambda each: each.day, default=None)


def _steps(case: Case, action: Action) -> Iterator[Dated]:
    """Steps that went out and arrived: not written again."""
    for contact in case.contacts:
        head = contact.head
        if head.direction == "out" and head.step and not came_back(contact) and _same(head.invoices, action):
            yield Dated(head.date, Source(contact.file), step=head.step)


def _payments(case: Case, action: Action) -> Iterator[Dated]:
    """What makes less of it."""
    for payment in case.payments:
        if payment.kind != "refund" and _same([payment.invoice] if payment.invoice else (), action):
            yield Dated(payment.date, payment.at.source, paid=Money(payment.amount, case.currency))


def _said(case: Case, action: Action) -> Iterator[Dated]:
    """What the debtor wrote, said or promised."""
    for contact in case.contacts:
        if _is_said(contact) and _same(contact.head.invoices, action):
            yield Dated(contact.head.date, Source(contact.file))


_ANSWERS = ("promised", "disputed", "refused", "paid", "acknowledged")
"""Outcomes by which something was said, whoever called."""


def _is_said(contact: Contact) -> bool:
    head = contact.head
    is_theirs = head.direction == "in" or head.promise is not None or head.outcome in _ANSWERS
    return is_theirs and head.channel != "attorney"


def _events(case: Case, action: Action) -> Iterator[Dated]:
    """Proceedings and talks."""
    about = [one for one in action.dossier.claim.invoices if _same([one.number], action)]
    for event in case.file.events:
        if any(pauses(event, one) for one in about):
            yield Dated(event.date, event.at.of("date"))


def _ends(case: Case, _action: Action) -> Iterator[Dated]:
    """The end of the case, and what was agreed in place of the claim."""
    closed, settled = case.file.closed, case.settlement
    if closed:
        yield Dated(closed.on, closed.at.of("on"))
    if settled:
        yield Dated(settled.agreed, settled.at.of("agreed"))
    for offer in case.offers:
        if offer.status == "accepted" and settled is None:
            yield Dated(offer.date, offer.at.of("date"))


def _objections(case: Case, action: Action) -> Iterator[Dated]:
    """What was said against the claim, or a line of an invoice."""
    lines = (line.dispute for one in case.bills if _same([one.number], action) for line in one.lines)
    for dispute in (case.file.dispute, *lines):
        if dispute and dispute.raised:
            yield Dated(dispute.raised, dispute.at.of("raised"))


def _credits(case: Case, action: Action) -> Iterator[Dated]:
    """Credit notes."""
    for note in case.credit_notes:
        if _same([note.credits] if note.credits else (), action):
            yield Dated(note.issued, note.at.of("issued"))


def _same(numbers: Collection[str], action: Action) -> bool:
    """Whether something about these invoices (none: about all) is about what an action is about."""
    return not numbers or not action.invoices or not set(numbers).isdisjoint(action.invoices)


_Facts = tuple[Callable[[Case, Action], Iterator[Dated]], ...]
_DONE: _Facts = (_steps, _payments)
_FACTS: _Facts = (_ends, _events, _objections, _credits, _said)
