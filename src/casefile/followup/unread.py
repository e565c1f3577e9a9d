"""What the debtor wrote or said last, and nobody has answered or noted: told beside what goes to them next, which it
does not hold. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from casefile.case.model import Case, Contact
from casefile.case.proof import ContactHead
from casefile.case.reminders import came_back
from casefile.followup.action import Action, Dossier
from casefile.followup.why import because, then

_TOLD = {"call": "they_called", "meeting": "they_met"}
"""The sentence for what was said, by its channel; else they wrote."""
_REPLIES = ("", "answer", "promise")
"""Steps that answer somebody, also on the same day; one of the ladder's went out before or after, nobody knows."""


def beside(actions: Iterable[Action], theirs: Sequence[Dossier]) -> Iterator[Action]:
    """The actions of one debtor's day; those by which the debtor hears from us with what is to be read before."""
    found = unread(theirs)
    if found is None:
        yield from actions
        return
    first = because(_TOLD.get(found.head.channel, "they_wrote"), day=found.head.date, file=found.file)
    for each in actions:
        yield replace(each, reason=then(each.reason, first), first=first) if each.is_contact else each


def unread(theirs: Sequence[Dossier]) -> Contact | None:
    """The last that came from the debtor of these cases, in whichever of them; None where something went to them since,
    or what came of it is noted: by an outcome or a promise, or by an objection or a settlement of that day or later."""
    found = [each for dossier in theirs for each in _came(dossier)]
    last = max(found, key=lambda each: (each.head.date, each.file), default=None)
    if last is None or any(_is_noted(each.head) for each in found if each.head.date == last.head.date):
        return None  # a note may stand beside the mail itself
    if any(_is_recorded(dossier.case, last.head) for dossier in theirs):
        return None
    return None if any(_answers(head, last.head) for dossier in theirs for head in _went(dossier)) else last


def _came(dossier: Dossier) -> Iterator[Contact]:
    """What came from the debtor by the claim's day: not from counsel, and no report that mail came back."""
    counsel = dossier.case.file.attorney
    for contact in dossier.case.contacts:
        head = contact.head
        is_ours = head.channel == "attorney" or head.kept_as == "legal-advice"
        is_ours = is_ours or bool(counsel and counsel.email and head.from_.lower() == counsel.email.lower())
        is_theirs = head.direction == "in" and not is_ours and head.outcome != "bounced"
        if is_theirs and head.date <= dossier.claim.as_of:
            yield contact


def _is_noted(head: ContactHead) -> bool:
    """Whether somebody noted what came of it."""
    return head.outcome is not None or head.promise is not None


def _is_recorded(case: Case, head: ContactHead) -> bool:
    """Whether an objection or a settlement was written down of that day or later."""
    lines = (line.dispute for invoice in case.bills for line in invoice.lines)
    days = [each.raised for each in (case.file.dispute, *lines) if each and each.raised]
    days += [case.settlement.agreed] if case.settlement else []
    return any(day >= head.date for day in days)


def _went(dossier: Dossier) -> Iterator[ContactHead]:
    """What reached the debtor by the claim's day."""
    day = dossier.claim.as_of
    ours = (each for each in dossier.case.contacts if each.head.direction == "out" and each.head.date <= day)
    for contact in ours:
        head = contact.head
        if head.channel != "attorney" and head.outcome != "no-answer" and not came_back(contact, day):
            yield head


def _answers(head: ContactHead, came: ContactHead) -> bool:
    return head.date > came.date or (head.date == came.date and head.step in _REPLIES)
