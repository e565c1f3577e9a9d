"""What keeps a whole case from being followed up: a table, with the state in a word and why. Pure.

Promises and objections stop single invoices, and are not here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.dealings import Offer
from casefile.case.events import Event
from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.followup.ladder import least
from casefile.followup.paused import lasts
from casefile.followup.surplus import surplus
from casefile.followup.why import Why, because
from casefile.money import Money

State = Literal[
    "closed", "insolvent", "settled", "default", "nothing owed", "on hold", "promised", "disputed", "overdue",
    "not due",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stop:
    """Why the ladder does not go on; `until` is the last day of it, where that is known."""

    state: State
    why: Why
    until: date | None = None


def stop(case: Case, claim: Claim) -> Stop | None:
    """The first thing that stops the case on the claim's day; None when nothing does."""
    return next((found for test in _TESTS if (found := test(case, claim))), None)


def holds(case: Case, as_of: date) -> bool:
    """Whether a hold keeps everything from the debtor on a day."""
    hold = case.file.hold
    return hold is not None and (hold.until is None or hold.until >= as_of)


def accepted(case: Case, as_of: date) -> Offer | None:
    """An offer that was accepted and is no settlement yet: nothing is asked for against what was agreed, and what that
    is stands nowhere but in the settlement."""
    last = case.settlement
    for offer in case.offers:
        is_new = last is None or (offer.id != last.offer and offer.date > last.agreed)
        if offer.status == "accepted" and offer.date <= as_of and is_new:
            return offer
    return None


def is_at_end(case: Case, as_of: date) -> bool:
    """Whether nothing is asked of the debtor any more on a day: closed or insolvent."""
    closed = case.file.closed
    return bool(closed and closed.on <= as_of) or is_insolvent(case, as_of)


def is_insolvent(case: Case, as_of: date) -> bool:
    """Whether the case says that its debtor is insolvent on a day: by the key, or by an event."""
    ruin = case.file.insolvency
    return bool(ruin and ruin.opened <= as_of) or filing(case, as_of) is not None


def filing(case: Case, as_of: date) -> Event | None:
    """The event that our claim was filed in the debtor's insolvency, while the proceedings last."""
    return next((each for each in case.file.events if each.what == "insolvency" and lasts(each, as_of)), None)


def _closed(case: Case, claim: Claim) -> Stop | None:
    closed = case.file.closed
    if closed is None or closed.on > claim.as_of:
        return None
    return Stop("closed", because("closed", day=closed.on))


def _insolvent(case: Case, claim: Claim) -> Stop | None:
    ruin, filed = case.file.insolvency, filing(case, claim.as_of)
    if ruin and ruin.opened <= claim.as_of:
        return Stop("insolvent", because("insolvent", day=ruin.opened))
    return Stop("insolvent", because("filed", day=filed.date), filed.until) if filed else None


def _accepted(case: Case, claim: Claim) -> Stop | None:
    offer = accepted(case, claim.as_of) if claim.total else None
    return Stop("on hold", because("accepted", offer=offer.id)) if offer else None


def _default(_case: Case, claim: Claim) -> Stop | None:
    settled = claim.settlement
    if settled is None or settled.progress.defaulted is None:
        return None
    return Stop("default", because("in_default", day=settled.progress.defaulted))


def _nothing_owed(_case: Case, claim: Claim) -> Stop | None:
    return None if claim.total else Stop("nothing owed", because("nothing_owed"))


def _settled(_case: Case, claim: Claim) -> Stop | None:
    settled = claim.settlement
    if settled is None:
        return None
    coming = next((one for one in settled.progress.instalments if one.paid < one.amount), None)
    agreed = settled.settlement.agreed
    if coming is None:
        return Stop("settled", because("settled", day=agreed))
    rest = coming.amount - coming.paid
    return Stop("settled", because("settled_rest", day=agreed, amount=rest, due=coming.due), coming.due)


def on_hold(case: Case, claim: Claim) -> Stop | None:
    """The hold that stops the case on the claim's day."""
    hold = case.file.hold
    if hold is None or not holds(case, claim.as_of):
        return None
    if hold.until is None:
        return Stop("on hold", because("hold", words=hold.reason))
    return Stop("on hold", because("hold_until", day=hold.until, words=hold.reason), hold.until)


def _overpaid(_case: Case, claim: Claim) -> Stop | None:
    """That the debtor has paid more than everything, or was credited more."""
    if claim.total.amount >= 0:
        return None
    return Stop("nothing owed", because("overpaid", amount=-claim.total))


def _credit(case: Case, claim: Claim) -> Stop | None:
    """That money of the debtor's covers nothing yet, while something is open."""
    amount = surplus(case, claim)
    return Stop("on hold", because("credit_left", amount=amount)) if amount else None


def too_little(case: Case, claim: Claim) -> Stop | None:
    """That less is open than reminders go out about."""
    least_ = least(case)
    if not 0 < claim.total.amount < least_:
        return None
    return Stop("on hold", because("too_little", amount=claim.total, least=Money(least_, claim.currency)))


_TESTS: tuple[Callable[[Case, Claim], Stop | None], ...] = (
    _closed, _insolvent, _accepted, _default, _nothing_owed, _overpaid, _settled, on_hold, _credit, too_little,
)  # fmt: skip
