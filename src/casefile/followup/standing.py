"""How a case stands on a day, in one word, and what the ladder has next: pure functions of case and claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casefile.case.model import Case
from casefile.case.party import Step
from casefile.claim.model import Claim
from casefile.followup.ladder import ladder

State = Literal[
    "closed", "insolvent", "settled", "default", "nothing owed", "on hold", "promised", "disputed", "overdue",
    "not due",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Next:
    """The next step of the ladder, and the day it falls due."""

    rung: Step
    due: date


def standing(case: Case, claim: Claim) -> State:
    """The one word that says most about the case on the claim's day."""
    file, day = case.file, claim.as_of
    contested = any(one.contested for one in claim.invoices)
    settled = claim.settlement
    tests: tuple[tuple[State, bool], ...] = (
        ("closed", bool(file.closed and file.closed.on <= day)),
        ("insolvent", bool(file.insolvency and file.insolvency.opened <= day)),
        ("default", bool(settled and settled.progress.state == "default")),
        ("nothing owed", not claim.total),
        ("settled", settled is not None),
        ("on hold", bool(file.hold and (file.hold.until is None or file.hold.until >= day))),
        ("promised", _promised(case, day)),
        ("disputed", contested),
        ("overdue", any(one.days_overdue > 0 for one in claim.invoices)),
    )
    return next((state for state, holds in tests if holds), "not due")


def _promised(case: Case, day: date) -> bool:
    """Whether a promise that was made up to the day still runs."""
    promises = (contact.head.promise for contact in case.contacts if contact.head.date <= day)
    return any(promise is not None and promise.on >= day for promise in promises)


def next_step(case: Case, claim: Claim) -> Next | None:
    """The first rung after the last that was taken, reckoned from the oldest open invoice; None when nothing is next.

    Steps are taken in order and never twice; the last one that is logged counts, whichever were left out before it.
    """
    if standing(case, claim) not in ("overdue", "not due", "disputed"):
        return None
    due = min((one.due for one in claim.invoices if one.outstanding), default=None)
    taken = {contact.head.step for contact in case.contacts if contact.head.date <= claim.as_of}
    rungs = ladder(case)
    last = max((number for number, rung in enumerate(rungs) if rung.step in taken), default=-1)
    if due is None or last + 1 == len(rungs):
        return None
    begun = [rung for rung in rungs[last + 1 :] if rung.after_due >= 0 or (claim.as_of - due).days < 0]
    return Next(begun[0], due + timedelta(days=begun[0].after_due)) if begun else None
