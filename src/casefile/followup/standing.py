"""How a case stands on a day, in one word, and what the ladder has next: pure functions of case and claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.case.party import Step
from casefile.claim.model import Claim
from casefile.followup.ladder import REMINDER, rungs, tone
from casefile.followup.pledges import running
from casefile.followup.rungs import Coming, followed
from casefile.followup.stops import State as State
from casefile.followup.stops import stop


@dataclass(frozen=True, slots=True)
class Next:
    """The next step of the ladder, and the day it falls due."""

    rung: Step
    due: date


def standing(case: Case, claim: Claim) -> State:
    """The one word that says most about the case on the claim's day."""
    stopped = stop(case, claim)
    if stopped:
        return stopped.state
    tests: tuple[tuple[State, bool], ...] = (
        ("promised", any(running(case, claim, one.number) for one in claim.invoices if one.outstanding)),
        ("disputed", any(one.contested for one in claim.invoices)),
        ("overdue", any(one.days_overdue > 0 for one in claim.invoices)),
    )
    return next((state for state, holds in tests if holds), "not due")


def next_step(case: Case, claim: Claim) -> Next | None:
    """The step that comes first for one of the case's invoices; None when nothing is next."""
    coming = [each for each in followed(case, claim) if isinstance(each, Coming)]
    first = min(coming, key=lambda each: (each.due, each.invoice.due), default=None)
    return Next(first.rung, first.due) if first else None


def reminded_of(case: Case, claim: Claim, wanted: str) -> tuple[str, ...]:
    """The invoices of the case that a reminder in this tone is about on the claim's day: those whose step it is, and
    with the highest one everything else that is to be reminded of. None when the ladder asks for no such reminder."""
    steps = rungs(case)
    coming = (each for each in followed(case, claim) if isinstance(each, Coming) and each.due <= claim.as_of)
    due = [each for each in coming if each.rung.document == REMINDER]
    highest = max(due, key=lambda each: steps.index(each.rung), default=None)
    leads = highest is not None and tone(case, highest.rung) == wanted
    return tuple(each.invoice.number for each in due if leads or tone(case, each.rung) == wanted)
