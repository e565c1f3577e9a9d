"""Where each open invoice stands on the ladder: the step that comes, from which day on and why, or what holds it. Pure.

Steps go in order. None is left out because a day was missed, but what is meant before the due date lapses with it; none
is repeated unless what went out came back. Once counsel has the case, the only step is to give them what falls overdue.
Knows one case: what else is written to the debtor is `actions`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from casefile.case.model import Case, Contact
from casefile.case.party import Step
from casefile.claim.model import Claim, InvoiceClaim
from casefile.followup.counsel import COUNSEL, addition, handed, has
from casefile.followup.formal import days_given
from casefile.followup.ladder import days_between, rungs
from casefile.followup.paused import pause, paused_by, pauses
from casefile.followup.pledges import pledges, running
from casefile.followup.said import said
from casefile.followup.stops import on_hold, stop
from casefile.followup.taken import failed, following, taken
from casefile.followup.why import Why, also, because

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Coming:
    """The step that is next for an invoice, and the first day it may go out as far as this case is concerned.

    `last` is the step before it that went out, `failed` are the attempts at this one that came back.
    """

    invoice: InvoiceClaim
    rung: Step
    due: date
    last: Contact | None
    failed: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An open invoice that is not followed up, why, and the last day of that where it is known."""

    invoice: InvoiceClaim
    why: Why
    until: date | None = None


def followed(case: Case, claim: Claim) -> Iterator[Coming | Held]:
    """Every invoice of which something is open, by number; of a settled case only those that are no part of it. When
    one of them goes to counsel, so does everything else that is overdue: they get the case."""
    found = tuple(_followed(case, claim))
    coming = (each for each in found if isinstance(each, Coming))
    leads = next((each for each in coming if each.rung.channel == COUNSEL and each.due <= claim.as_of), None)
    for each in found:
        if leads and isinstance(each, Coming) and each.invoice.days_overdue > 0:
            yield replace(each, rung=leads.rung, due=leads.due)
        else:
            yield each


def _followed(case: Case, claim: Claim) -> Iterator[Coming | Held]:
    stopped = stop(case, claim)
    settled = claim.settlement
    for one in claim.invoices:
        is_apart = settled is not None and settled.is_in_force and one.invoice.issued > settled.settlement.agreed
        if not one.outstanding:
            continue
        goes_on = is_apart and stopped is not None and stopped.state in ("settled", "default")
        kept = on_hold(case, claim) if goes_on else stopped
        if kept:
            yield Held(one, kept.why, kept.until)
        else:
            yield _next(case, claim, one)


def _next(case: Case, claim: Claim, one: InvoiceClaim) -> Coming | Held:
    if one.undisputed.amount <= 0:
        return Held(one, because("all_contested"))
    barred = _barred(case, one)
    if barred:
        return Held(one, because("barred", day=barred))
    event = pause(case, claim, one)
    if event:
        return Held(one, paused_by(event), event.until)
    promise = running(case, claim, one.number)
    if promise:
        kept = because("came_before") if promise.state == "kept" else None
        return Held(one, also(because("promised", day=promise.promise.on), kept), promise.promise.on)
    told = next((each for each in said(case, claim) if each.covers(one.number)), None)
    if told:
        return Held(one, because("look_into", said=told.what), told.until)
    given = handed(case, claim.as_of)
    if given:
        return _added(case, claim, one, given)
    return _rung(case, claim, one) or Held(one, because("ladder_end" if rungs(case) else "no_ladder"))


def _added(case: Case, claim: Claim, one: InvoiceClaim, given: tuple[Contact, ...]) -> Coming | Held:
    """What counsel has is theirs; what falls overdue later is given to them."""
    step, last = addition(case), given[-1]
    if step is None or has(given, one):
        return Held(one, because("with_counsel", day=given[0].head.date))
    gap = timedelta(days=max(1, days_between(case)))
    return Coming(one, step, max(one.last_day + DAY, last.head.date + gap, *_pauses(case, claim, one)), last, ())


def _barred(case: Case, one: InvoiceClaim) -> date | None:
    if case.debtor.kind != "consumer":
        return None
    return next((each.last for each in one.limitation if each.is_barred), None)


def _from(one: InvoiceClaim, step: Step) -> date:
    """The day of a step: before the due date reckoned from it, else from the last day to pay."""
    return (one.due if step.is_announcement else one.last_day) + timedelta(days=step.days_late)


def _rung(case: Case, claim: Claim, one: InvoiceClaim) -> Coming | None:
    steps, so_far = rungs(case), taken(case, claim, one)
    at = following(one, steps, so_far.place, claim.as_of)
    if at is None:
        return None
    days = [_from(one, steps[at]), *_pauses(case, claim, one)]
    free = so_far.heard + timedelta(days=days_between(case)) if so_far.heard else date.min
    if free > claim.as_of:
        days.append(free)
    if so_far.last:
        gap = max(1, days_between(case), _given(case, so_far.last))
        days.append(so_far.last.head.date + timedelta(days=gap))
    return Coming(one, steps[at], max(days), so_far.last, failed(case, claim, one, steps[at]))


def _pauses(case: Case, claim: Claim, one: InvoiceClaim) -> Iterator[date]:
    """The first days after a hold, and after events and promises that are over."""
    hold = case.file.hold
    if hold and hold.until:
        yield hold.until + DAY
    yield from (each.until + DAY for each in case.file.events if each.until and pauses(each, one))
    for each in pledges(case, claim):
        is_over = each.state in ("partly", "broken") or (each.state == "kept" and not each.is_past)
        if is_over and each.covers(one.number):
            yield each.promise.on + DAY


def _given(case: Case, contact: Contact) -> int:
    """How many days a step gave to pay."""
    step = next((each for each in rungs(case) if each.step == contact.head.step), None)
    if step is None:
        return 0
    return max(step.pay_within or 0, days_given(case) if step.document == "demand" else 0)


def reason(coming: Coming, as_of: date, day: date) -> Why:
    """The reason for a step: how late the invoice will be on the day of the step, what went out before, and what came
    back."""
    one = coming.invoice
    late = one.days_overdue if day <= as_of else (day - one.last_day).days
    if late > 0:
        found = [because("late", count=late)]
    elif day == as_of == one.due:
        found = [because("due_today")]
    else:
        found = [because("due_on", day=one.due)]
    if coming.last:
        found.append(_before(coming.last))
    if coming.failed:
        back = coming.failed[-1].head
        found.append(because(_BACK.get(back.channel, "back_other"), day=back.date))
    return because("step", step=coming.rung.step, why=also(*found))


_BACK = {"email": "back_email", "post": "back_post", "registered": "back_registered", "chat": "back_chat"}
"""The sentence for what came back, by how it went."""
_WAS = {COUNSEL: "counsel_got", "call": "call_was", "meeting": "meeting_was"}
"""The sentence for what was no letter, by its channel."""


def _before(contact: Contact) -> Why:
    """What went out before."""
    head = contact.head
    if head.channel in _WAS:
        return because(_WAS[head.channel], day=head.date)
    if head.step == "demand":
        return because("sent_demand", day=head.date)
    return because("sent", step=head.step, day=head.date)
