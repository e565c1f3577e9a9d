"""Contacts that went out as a step of which nobody knows what it was: its name is no ladder's, mistyped or renamed in
casefile.yaml since, or it names an invoice that the case does not have, mistyped or renumbered. Pure.

Such a contact counts for nothing on the ladder, so that the step it was would go out a second time.
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
    known = known_steps(case)
    for contact in _steps(case, claim):
        head = contact.head
        open_ = {one.number for one in claim.invoices if one.outstanding} if head.step not in known else set()
        if open_.intersection(head.invoices) if head.invoices else open_:
            yield contact


def strayed(case: Case, claim: Claim) -> Iterator[tuple[Contact, str]]:
    """The contacts that name only invoices which the case does not have, each with the first such number; none where
    nothing is open in the case, oldest first. What names one that is there, too, is the step of that one."""
    there = {each.number for each in case.invoices}
    for contact in _steps(case, claim):
        named = contact.head.invoices
        if named and there.isdisjoint(named) and any(one.outstanding for one in claim.invoices):
            yield contact, named[0]


def unclear(case: Case, claim: Claim) -> Iterator[str]:
    """What is wrong with each contact of which nobody knows what it was."""
    for contact in misnamed(case, claim):
        yield f"{contact.file} has the step '{contact.head.step}', which no ladder has: nobody knows what went out"
    for contact, number in strayed(case, claim):
        yield f"{contact.file} names the invoice '{number}', which the case does not have: name it as it is called now"


def _steps(case: Case, claim: Claim) -> Iterator[Contact]:
    """What went out as a step by the claim's day."""
    ours = (each for each in case.contacts if each.head.direction == "out" and each.head.step)
    return (each for each in ours if each.head.date <= claim.as_of)
