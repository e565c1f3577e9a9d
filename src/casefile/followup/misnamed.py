"""Contacts that went out with the name of a step that nobody knows: mistyped, or renamed in casefile.yaml since. Pure.

Such a contact is no step of any ladder, so that the step it was would go out a second time.
"""

from __future__ import annotations

from collections.abc import Iterator

from casefile.case.ladders import step_names
from casefile.case.model import Case, Contact
from casefile.claim.model import Claim
from casefile.followup.turns import STEPS


def known_steps(case: Case) -> tuple[str, ...]:
    """Every name that a contact's `step` may have: the steps of the workspace's ladders, and those beside them."""
    return (*step_names(case.workspace), *STEPS)


def misnamed(case: Case, claim: Claim) -> Iterator[Contact]:
    """The contacts with an unknown step that may be about something that is still open, oldest first."""
    steps = {each.head.step for each in case.contacts if each.head.direction == "out"}
    unknown = steps.difference(known_steps(case), ("",))
    open_ = {one.number for one in claim.invoices if one.outstanding} if unknown else set()
    for contact in case.contacts:
        head = contact.head
        is_about = bool(open_.intersection(head.invoices)) if head.invoices else bool(open_)
        if head.direction == "out" and head.step in unknown and head.date <= claim.as_of and is_about:
            yield contact


def said_of(contact: Contact) -> str:
    """What is wrong with such a contact."""
    return f"{contact.file} has the step '{contact.head.step}', which no ladder has: nobody knows what went out"
