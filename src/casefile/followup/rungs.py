"""Where each open invoice stands on the ladder: the step that comes, from which day on and why, or what holds it. Pure.

Steps go in order. None is left out because a day was missed, but an announcement lapses with the due date; none is
repeated unless what went out came back. Knows one case: what else is written to the debtor is `actions`'.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.model import Case, Contact
from casefile.case.party import Step
from casefile.case.reminders import came_back
from casefile.claim.model import Claim, InvoiceClaim
from casefile.followup.formal import days_given
from casefile.followup.ladder import days_between, rungs
from casefile.followup.phrases import counted, on
from casefile.followup.pledges import pledges, running
from casefile.followup.stops import stop

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
    why: str
    until: date | None = None


def followed(case: Case, claim: Claim) -> Iterator[Coming | Held]:
    """Every invoice of which something is open, by number; of a settled case only those that are no part of it."""
    stopped = stop(case, claim)
    settled = claim.settlement
    for one in claim.invoices:
        is_apart = settled is not None and settled.is_in_force and one.invoice.issued > settled.settlement.agreed
        if not one.outstanding:
            continue
        if stopped and not (is_apart and stopped.state in ("settled", "default")):
            yield Held(one, stopped.why, stopped.until)
        else:
            yield _next(case, claim, one)


def _next(case: Case, claim: Claim, one: InvoiceClaim) -> Coming | Held:
    if one.undisputed.amount <= 0:
        return Held(one, "all of it is contested")
    barred = _barred(case, one)
    if barred:
        why = f"barred by time since {on(barred, claim.as_of)}: it may not be claimed from a consumer"
        return Held(one, why)
    promise = running(case, claim, one.number)
    if promise:
        when = on(promise.promise.on, claim.as_of)
        return Held(one, f"promised for {when}", promise.promise.on)
    return _rung(case, claim, one) or Held(one, "the ladder is at its end")


def _barred(case: Case, one: InvoiceClaim) -> date | None:
    if case.debtor.kind != "consumer":
        return None
    return next((each.last for each in one.limitation if each.is_barred), None)


def _rung(case: Case, claim: Claim, one: InvoiceClaim) -> Coming | None:
    steps = rungs(case)
    sent = [each for each in case.contacts if each.head.date <= claim.as_of and _is_step(each, one, steps)]
    names = [step.step for step in steps]
    went = [each for each in sent if not came_back(each, claim.as_of)]
    taken = max((names.index(each.head.step) for each in went), default=-1)
    late = (claim.as_of - one.due).days
    rung = next((step for step in steps[taken + 1 :] if not _has_lapsed(step, late)), None)
    if rung is None:
        return None
    last = max(went, key=lambda each: each.head.date, default=None)
    failed = tuple(each for each in sent if came_back(each, claim.as_of) and each.head.step == rung.step)
    return Coming(one, rung, _due(case, claim, one, rung, last), last, failed)


def _has_lapsed(step: Step, late: int) -> bool:
    """Whether an announcement comes too late: on the due date only that of the day itself has sense."""
    return step.is_announcement and (late > 0 or late == 0 > step.days_late)


def _is_step(contact: Contact, one: InvoiceClaim, steps: tuple[Step, ...]) -> bool:
    """Whether a contact was a step of the ladder about an invoice. One that names none is about those of its day: what
    was issued, for a step after the due date what was overdue."""
    head = contact.head
    step = next((each for each in steps if each.step == head.step), None)
    if step is None or head.direction != "out":
        return False
    if head.invoices:
        return one.number in head.invoices
    return one.invoice.issued <= head.date and (step.is_announcement or one.due < head.date)


def _due(case: Case, claim: Claim, one: InvoiceClaim, rung: Step, last: Contact | None) -> date:
    """The step's own day, but not before the time is up that the last one gave, or the hold or the promise between."""
    days = [one.due + timedelta(days=rung.days_late)]
    if last:
        days.append(last.head.date + timedelta(days=max(days_between(case), _given(case, last))))
    hold = case.file.hold
    if hold and hold.until:
        days.append(hold.until + DAY)
    given = (each for each in pledges(case, claim) if each.covers(one.number))
    days += [each.promise.on + DAY for each in given if each.state in ("partly", "broken")]
    return max(days)


def _given(case: Case, contact: Contact) -> int:
    """How many days a step gave to pay."""
    step = next((each for each in rungs(case) if each.step == contact.head.step), None)
    if step is None:
        return 0
    return max(step.pay_within or 0, days_given(case) if step.document == "demand" else 0)


def why(coming: Coming, as_of: date) -> str:
    """The reason for a step in words: how late the invoice is, what went out before, and what came back."""
    one, rung = coming.invoice, coming.rung
    if one.days_overdue:
        words = [f"{counted(one.days_overdue, 'day')} after the due date"]
    elif as_of == one.due:
        words = ["due today"]
    else:
        words = [f"due on {on(one.due, as_of)}"]
    if coming.last:
        words.append(f"{_named(coming.last)} {_went(coming.last)} {on(coming.last.head.date, as_of)}")
    if coming.failed:
        back = coming.failed[-1]
        words.append(f"{_THING.get(back.head.channel, 'what went out')} of {on(back.head.date, as_of)} came back")
    return f"{rung.step}: {', '.join(words)}"


_THING = {"email": "the e-mail", "post": "the letter", "registered": "the registered letter", "chat": "the message"}


def _named(contact: Contact) -> str:
    step = contact.head.step
    return f"the {step}" + ("" if step in ("call", "demand") else " one")


def _went(contact: Contact) -> str:
    return "was on" if contact.head.channel in ("call", "meeting") else "went out on"
