"""What came back of a letter about several cases of a debtor: one letter has one Message-ID, and came back in all of
them, whichever case holds the report. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casefile.case.model import Case, Contact
from casefile.case.proof import Received
from casefile.case.reminders import came_back
from casefile.followup.action import Dossier
from casefile.followup.debtors import by_debtor


def returned(dossiers: Sequence[Dossier]) -> tuple[Dossier, ...]:
    """The same dossiers in the same order, each with what another of its debtor knows to have come back marked so. What
    is owed stays as the case's own files say."""
    if not any(True for each in dossiers for _ in _back(each.case)):
        return tuple(dossiers)
    found: dict[str, Dossier] = {}
    for theirs in by_debtor(dossiers):
        known = dict(sorted((pair for each in theirs for pair in _back(each.case)), reverse=True))
        found |= {each.case.id: replace(each, case=_marked(each.case, known)) for each in theirs}
    return tuple(found[each.case.id] for each in dossiers)


def _back(case: Case) -> Iterator[tuple[str, date]]:
    """The Message-IDs of the mails that the case knows to have come back, with the day."""
    for each in case.contacts:
        if each.about and each.head.outcome == "bounced":
            yield from ((name, each.head.date) for name in each.about)
        elif each.head.received and came_back(each) and _name(each):
            yield _name(each), each.head.received.on


def _name(contact: Contact) -> str:
    """The Message-ID of a mail of ours; "" where it has none."""
    head = contact.head
    return head.proof.strip("<>") if head.direction == "out" and "@" in head.proof else ""


def _marked(case: Case, known: Mapping[str, date]) -> Case:
    """The case itself where nothing is new to it."""
    if all(each.head.received or _name(each) not in known for each in case.contacts):
        return case
    return replace(case, contacts=tuple(_told(each, known.get(_name(each))) for each in case.contacts))


def _told(contact: Contact, on: date | None) -> Contact:
    head = contact.head
    if on is None or head.received:
        return contact
    received = Received.model_construct(on=max(on, head.date), returned=True)
    return replace(contact, head=head.model_copy(update={"received": received}))
