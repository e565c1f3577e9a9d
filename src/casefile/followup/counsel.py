"""Whether counsel has a case, and which invoices they were given: by the log. Pure."""

from __future__ import annotations

from datetime import date
from typing import Literal

from casefile.case.ladders import step_names
from casefile.case.model import Case, Contact
from casefile.case.party import Step
from casefile.case.reminders import came_back
from casefile.claim.model import InvoiceClaim
from casefile.followup.ladder import rungs

COUNSEL: Literal["attorney"] = "attorney"
"""The channel of what goes to counsel."""
_URGENT = "limitation"
"""The step beside the ladder that gives counsel the case."""


def handed(case: Case, as_of: date) -> tuple[Contact, ...]:
    """The contacts by which counsel got the case or something more of it, oldest first; none while it is ours."""
    steps = {_URGENT, *(step.step for step in rungs(case) if step.channel == COUNSEL)}
    others = step_names(case.workspace)  # the debtor's ladder may have been another one then
    ours = (each for each in case.contacts if each.head.direction == "out" and each.head.date <= as_of)
    given = (
        each
        for each in ours
        if (each.head.step in steps or (each.head.channel == COUNSEL and each.head.step in others))
        and not came_back(each, as_of)
    )
    return tuple(sorted(given, key=lambda each: each.head.date))


def has(contacts: tuple[Contact, ...], one: InvoiceClaim) -> bool:
    """Whether one of these contacts gave counsel an invoice. One that names none gave what was overdue on its day."""
    heads = (each.head for each in contacts)
    return any(one.number in head.invoices if head.invoices else one.due < head.date for head in heads)


def addition(case: Case) -> Step | None:
    """The step by which counsel gets what falls overdue later."""
    return next((step for step in rungs(case) if step.channel == COUNSEL), None)
