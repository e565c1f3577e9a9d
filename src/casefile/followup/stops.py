"""What keeps a whole case from being followed up: a table, with the state in a word and why in words. Pure.

Promises and objections stop single invoices, and are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.followup.ladder import least
from casefile.followup.phrases import on, spelt

State = Literal[
    "closed", "insolvent", "settled", "default", "nothing owed", "on hold", "promised", "disputed", "overdue",
    "not due",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """Why the ladder does not go on; `until` is the last day of it, where that is known."""

    state: State
    why: str
    until: date | None = None


def stop(case: Case, claim: Claim) -> Stop | None:
    """The first thing that stops the case on the claim's day; None when nothing does."""
    return next((found for test in _TESTS if (found := test(case, claim))), None)


def holds(case: Case, as_of: date) -> bool:
    """Whether a hold keeps everything from the debtor on a day."""
    hold = case.file.hold
    return hold is not None and (hold.until is None or hold.until >= as_of)


def is_at_end(case: Case, as_of: date) -> bool:
    """Whether nothing is asked of the debtor any more on a day: closed or insolvent."""
    closed, ruin = case.file.closed, case.file.insolvency
    return bool((closed and closed.on <= as_of) or (ruin and ruin.opened <= as_of))


def _closed(case: Case, claim: Claim) -> Stop | None:
    closed = case.file.closed
    if closed is None or closed.on > claim.as_of:
        return None
    return Stop("closed", f"closed on {on(closed.on, claim.as_of)}: {closed.outcome}")


def _insolvent(case: Case, claim: Claim) -> Stop | None:
    ruin = case.file.insolvency
    if ruin is None or ruin.opened > claim.as_of:
        return None
    return Stop("insolvent", f"insolvency was opened on {on(ruin.opened, claim.as_of)}: nothing is asked of the debtor")


def _default(_case: Case, claim: Claim) -> Stop | None:
    settled = claim.settlement
    if settled is None or settled.progress.defaulted is None:
        return None
    return Stop("default", f"the settlement is in default since {on(settled.progress.defaulted, claim.as_of)}")


def _nothing_owed(_case: Case, claim: Claim) -> Stop | None:
    return None if claim.total else Stop("nothing owed", "nothing is owed")


def _settled(_case: Case, claim: Claim) -> Stop | None:
    settled = claim.settlement
    if settled is None:
        return None
    coming = next((one for one in settled.progress.instalments if one.paid < one.amount), None)
    agreed = f"settled on {on(settled.settlement.agreed, claim.as_of)}"
    if coming is None:
        return Stop("settled", agreed)
    rest = coming.amount - coming.paid
    return Stop("settled", f"{agreed}: {spelt(rest)} is due on {on(coming.due, claim.as_of)}", coming.due)


def on_hold(case: Case, claim: Claim) -> Stop | None:
    """The hold that stops the case on the claim's day."""
    hold = case.file.hold
    if hold is None or not holds(case, claim.as_of):
        return None
    until = f" until {on(hold.until, claim.as_of)}" if hold.until else ""
    return Stop("on hold", f"on hold{until}: {hold.reason}", hold.until)


def too_little(case: Case, claim: Claim) -> Stop | None:
    """That less is open than reminders go out about."""
    least_ = least(case)
    if claim.total.amount >= least_:
        return None
    why = f"{spelt(claim.total)} is open, and reminders begin at {least_} {claim.currency} (from_amount)"
    return Stop("on hold", f"{why}; closed: {{outcome: written-off}} ends the case")


_TESTS: tuple[Callable[[Case, Claim], Stop | None], ...] = (
    _closed, _insolvent, _default, _nothing_owed, _settled, on_hold, too_little,
)  # fmt: skip
