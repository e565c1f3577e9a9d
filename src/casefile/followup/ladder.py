"""The reminder ladder: which steps there are, for a workspace that names none too, and what was sent of them.

Pure; says nothing of what a step's letter says.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from casefile.case.model import Case, Contact
from casefile.case.party import Step

_USUAL = (
    {"step": "upcoming", "after_due": "-7", "channel": "email", "document": "reminder"},
    {"step": "first", "after_due": "1", "channel": "email", "document": "reminder", "pay_within": "7"},
    {"step": "second", "after_due": "8", "channel": "email", "document": "reminder", "pay_within": "7"},
    {"step": "call", "after_due": "15", "channel": "call", "document": "call-sheet"},
    {"step": "final", "after_due": "22", "channel": "post", "document": "reminder", "pay_within": "7"},
    {"step": "demand", "after_due": "31", "channel": "registered", "document": "demand"},
    {"step": "attorney", "after_due": "62", "channel": "attorney", "document": "packet"},
)
DEFAULT: tuple[Step, ...] = tuple(Step.model_validate(row) for row in _USUAL)
"""The ladder of a workspace that names none."""


def ladder(case: Case) -> tuple[Step, ...]:
    """The steps for a case's debtor, earliest first: its own ladder, else the workspace's, else the usual one."""
    own = case.workspace.ladders.get(case.debtor.ladder, ()) if case.debtor.ladder else ()
    return tuple(sorted(own or case.workspace.ladder or DEFAULT, key=lambda step: step.after_due))


def rung(case: Case, name: str) -> Step | None:
    """The step of that name."""
    return next((step for step in ladder(case) if step.step == name), None)


def reminded(case: Case, numbers: Iterable[str], before: date) -> tuple[Contact, ...]:
    """The reminders sent about any of these invoices before a day, oldest first; those that bounced don't count."""
    steps = {step.step for step in ladder(case) if step.document == "reminder" and step.after_due > 0}
    wanted = set(numbers)
    return tuple(contact for contact in case.contacts if _reminds(contact, steps, wanted, before))


def _reminds(contact: Contact, steps: set[str], numbers: set[str], before: date) -> bool:
    head = contact.head
    written = head.direction == "out" and head.channel not in ("call", "meeting") and head.outcome != "bounced"
    concerns = not head.invoices or bool(numbers & set(head.invoices))
    return written and concerns and head.step in steps and head.date < before
