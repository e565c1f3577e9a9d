"""Which steps of the ladder an invoice has had: by the log, which is read from the oldest contact on. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.model import Case, Contact
from casefile.case.party import Step
from casefile.case.reminders import SPOKEN, came_back
from casefile.claim.model import Claim, InvoiceClaim
from casefile.followup.ladder import rungs


@dataclass(frozen=True, slots=True)
class Taken:
    """How far an invoice is: the `place` of the last step it has had, -1 for none; the contact that was the last one;
    and the day on which the debtor last heard from us about it, whatever it was."""

    place: int
    last: Contact | None
    heard: date | None


def taken(case: Case, claim: Claim, one: InvoiceClaim) -> Taken:
    """How far an invoice is on the claim's day. What came back never took place."""
    steps, place, last = rungs(case), -1, None
    ours = sorted(
        (each for each in _ours(case, claim) if not came_back(each, claim.as_of) and _is_about(each, one, steps)),
        key=lambda each: each.head.date,
    )
    for contact in ours:
        found = _place(contact, one, steps, place)
        if found is not None:
            place, last = max(place, found), contact
    heard = max((each.head.date for each in ours if each.head.channel != "attorney"), default=None)
    return Taken(place, last, heard)


def failed(case: Case, claim: Claim, one: InvoiceClaim, step: Step) -> tuple[Contact, ...]:
    """The attempts at a step about an invoice that came back."""
    tried = (each for each in _ours(case, claim) if each.head.step == step.step and came_back(each, claim.as_of))
    return tuple(each for each in tried if _is_about(each, one, rungs(case)))


def following(one: InvoiceClaim, steps: tuple[Step, ...], place: int, on: date) -> int | None:
    """The place of the step that comes after this one on a day; None at the end. What is meant before the due date has
    no sense from that day on, and lapses."""
    late = (on - one.due).days
    return next((at for at in range(place + 1, len(steps)) if not (steps[at].is_announcement and late >= 0)), None)


def _ours(case: Case, claim: Claim) -> tuple[Contact, ...]:
    return tuple(each for each in case.contacts if each.head.direction == "out" and each.head.date <= claim.as_of)


def _is_about(contact: Contact, one: InvoiceClaim, steps: tuple[Step, ...]) -> bool:
    """Whether a contact was about an invoice. One that names none is about those of its day: what was issued, for a
    step from the due date on what was due."""
    head = contact.head
    if head.invoices:
        return one.number in head.invoices
    step = next((each for each in steps if each.step == head.step), None)
    if step is None or step.is_announcement:
        return one.invoice.issued <= head.date
    return one.invoice.issued <= head.date and (head.date - one.due).days >= min(step.days_late, 1)


def _place(contact: Contact, one: InvoiceClaim, steps: tuple[Step, ...], place: int) -> int | None:
    """Which step a contact was: the one it names. A call about something else is the ladder's, too, where that comes
    next and its day has come: nobody is called twice about the same money."""
    head = contact.head
    named = next((at for at, step in enumerate(steps) if step.step == head.step), None)
    if named is not None or head.channel not in SPOKEN:
        return named
    at = following(one, steps, place, head.date)
    if at is None or steps[at].channel not in SPOKEN:
        return None
    return at if head.date >= one.due + timedelta(days=steps[at].days_late) else None
