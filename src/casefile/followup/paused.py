"""What stops the letters about an invoice: proceedings and talks that the case records as events. Pure.

While a court has it, or both sides sit with a mediator or have agreed to wait, a reminder is out of place, and can be
held against us.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from casefile.case.events import Event
from casefile.case.model import Case
from casefile.claim.model import Claim, InvoiceClaim
from casefile.followup.why import Why, also, because

_STOPS: Mapping[str, str] = {"suit": "in_suit", "mediation": "in_mediation", "standstill": "in_standstill"}
"""The sentence for an event of a kind that stops the letters. An acknowledgement is none: who admits a debt is reminded
of it as before. An insolvency is the debtor's, and stops everything (`stops`)."""


def pause(case: Case, claim: Claim, one: InvoiceClaim) -> Event | None:
    """The event that stops the letters about an invoice on the claim's day; of several the one that lasts longest."""
    found = [each for each in case.file.events if pauses(each, one) and lasts(each, claim.as_of)]
    return max(found, key=lambda each: each.until or date.max, default=None)


def is_paused(case: Case, claim: Claim, numbers: Collection[str] = ()) -> bool:
    """Whether events stop the letters about all that is open of these invoices, or of all. What was agreed since goes
    its own way."""
    open_ = [one for one in claim.invoices if one.outstanding and (not numbers or one.number in numbers)]
    agreed = claim.settlement.settlement.agreed if claim.settlement else date.min
    found = [pause(case, claim, one) for one in open_]
    return bool(open_) and all(each is not None and each.date > agreed for each in found)


def pauses(event: Event, one: InvoiceClaim) -> bool:
    """Whether an event is of a kind that stops letters, and about an invoice: one that names none is about every
    invoice that was out on its day."""
    is_about = one.number in event.invoices if event.invoices else one.invoice.issued <= event.date
    return event.what in _STOPS and is_about


def lasts(event: Event, as_of: date) -> bool:
    """Whether an event has begun on a day and is not over: its `until` is the last day of it."""
    return event.date <= as_of and (event.until is None or event.until >= as_of)


def paused_by(event: Event) -> Why:
    """Why nothing is written while an event lasts."""
    end = because("until_day", day=event.until) if event.until else because("no_end")
    return also(because(_STOPS[event.what], day=event.date), end)
