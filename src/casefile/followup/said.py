"""What the debtor said that somebody has to look into before anything else is written: that it is paid, or not owed.

Pure; goes by the outcome of contacts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.model import Case
from casefile.case.proof import ContactHead
from casefile.claim.contested import is_open
from casefile.claim.model import Claim
from casefile.followup.why import Why, because

LOOK = 7
"""Days for which the ladder waits for somebody to look into it."""
_SAID = {"paid": "said_paid", "disputed": "said_disputed"}
"""The sentence for an outcome."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the debtor said, in which contact, and the last day on which the ladder waits for it."""

    head: ContactHead
    what: Why
    until: date

    def covers(self, number: str) -> bool:
        """Whether it was about an invoice; a contact that names none is about all."""
        return not self.head.invoices or number in self.head.invoices


def said(case: Case, claim: Claim) -> tuple[Said, ...]:
    """What nobody has looked into on the claim's day: no payment and no objection was recorded since, and nothing was
    written to the debtor."""
    return tuple(each for each in _said(case, claim) if not _is_settled(case, claim, each))


def _said(case: Case, claim: Claim) -> Iterator[Said]:
    for head in (contact.head for contact in case.contacts):
        until = head.date + timedelta(days=LOOK)
        if head.outcome in _SAID and head.date <= claim.as_of <= until:
            yield Said(head, because(_SAID[head.outcome], day=head.date), until)


def _is_settled(case: Case, claim: Claim, what: Said) -> bool:
    since, heads = what.head.date, (contact.head for contact in case.contacts)
    answered = any(head.direction == "out" and since < head.date <= claim.as_of for head in heads)
    came = any(since <= each.date <= claim.as_of for each in case.payments)
    return answered or came or (what.head.outcome == "disputed" and _is_recorded(case, claim))


def _is_recorded(case: Case, claim: Claim) -> bool:
    """Whether an objection is in the case's files: what it stops is known then."""
    disputes = (case.file.dispute, *(line.dispute for invoice in case.bills for line in invoice.lines))
    return any(each is not None and is_open(each, claim.as_of) for each in disputes)
