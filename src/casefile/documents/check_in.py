"""The check-in: after delivery and before the due date, the question whether everything is as expected. No pressure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.invoice import Invoice
from casefile.claim.arithmetic import bill
from casefile.documents.asked import may_be_asked
from casefile.documents.items import in_force
from casefile.documents.letter import Correspondents, correspondents, is_closed, one_debtor
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.reach import Reach, reach
from casefile.errors import Problem, Source
from casefile.followup.turns import RECENT, delivered_on
from casefile.money import Money

DAYS_TO_SAY = 7
MOST_LINES = 12
"""A letter with more lines of an invoice names the first ones, and how many more there are."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing delivered: on `day`, or over a time from `start` to `day`."""

    description: str
    start: date | None
    day: date


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an invoice is for, as far as it was delivered, with how many `more` lines. `state` is to-come (not issued
    yet), due or paid; `amount` is what the invoice comes to, `open` what is still to be paid of it."""

    number: str
    state: str
    issued: date
    due: date
    amount: Money
    open: Money
    lines: tuple[Delivery, ...]
    more: int


@dataclass(frozen=True, slots=True)
class CheckIn:
    """What the check-in's template may name."""

    who: Correspondents
    invoices: tuple[Delivered, ...]
    say_by: date
    reach: Reach

    @property
    def only(self) -> Delivered | None:
        """The one invoice, when there is just one."""
        return self.invoices[0] if len(self.invoices) == 1 else None


def content(matters: Matters, options: Options) -> Content:
    """The check-in's values."""
    found = tuple(each for matter in matters for each in _delivered(matter))
    values = CheckIn(
        who=correspondents(matters, options),
        invoices=found,
        say_by=_workday(options.as_of + timedelta(days=DAYS_TO_SAY), min(each.due for each in found)),
        reach=reach(matters[0].case),
    )
    return Content(values)


def _workday(day: date, last: date) -> date:
    """That day, the Monday after it at a weekend, but never after the last."""
    off = 8 - day.isoweekday() if day.isoweekday() > 5 else 0
    return min(day + timedelta(days=off), last)


def _delivered(matter: Matter) -> Iterator[Delivered]:
    """The invoices of which something was delivered of late and whose due date has not passed, oldest due first."""
    as_of, claimed = matter.claim.as_of, {one.number: one for one in matter.claim.invoices}
    for invoice in matter.case.bills:
        lines = tuple(_deliveries(invoice, as_of))
        if not lines or invoice.due is None or invoice.due < as_of:
            continue
        one = claimed.get(invoice.number)
        whole = one.total if one else bill(invoice, matter.case.currency).payable
        still = one.outstanding if one else whole
        state = "to-come" if one is None else "due" if still else "paid"
        more = max(len(lines) - MOST_LINES, 0)
        yield Delivered(invoice.number, state, invoice.issued, invoice.due, whole, still, lines[:MOST_LINES], more)


def _deliveries(invoice: Invoice, as_of: date) -> Iterator[Delivery]:
    for line in invoice.lines:
        day = delivered_on(line)
        if day and as_of - timedelta(days=RECENT) <= day <= as_of:
            yield Delivery(line.description, line.period.from_ if line.period and not line.delivered else None, day)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a check-in."""
    found = [*one_debtor(matters), *may_be_asked(matters, options)]
    if not found and not any(any(_delivered(matter)) for matter in matters):
        found += [*_too_early_or_late(matters[0], options)]
    return (*found, *(problem for matter in matters for problem in _objected(matter)))


def _too_early_or_late(matter: Matter, options: Options) -> Iterator[Problem]:
    place = Source(f"{matter.case.file.at.file.removesuffix('case.yaml')}invoices")
    days = (delivered_on(line) for invoice in matter.case.bills for line in invoice.lines)
    if any(day <= options.as_of for day in days if day):
        message = f"what was delivered by {options.as_of} is overdue, or was delivered over {RECENT} days ago"
        yield Problem(message, place, "a check-in comes soon after the delivery and before the due date", "overdue")
    else:
        hint = "write delivered: on the invoice's lines; the invoice may have a date to come"
        yield Problem(f"nothing was delivered by {options.as_of}", place, hint, "not-delivered")


def _objected(matter: Matter) -> Iterator[Problem]:
    contested = [one.number for one in matter.claim.invoices if one.contested]
    if contested:
        message = f"{', '.join(contested)} is contested: the debtor has said already what is not as expected"
        yield Problem(message, matter.case.file.at.source, "answer with a dispute-reply", "contested")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """After delivery up to the due date, unless that was paid, one was sent, or the case is closed or settled."""
    if any(is_closed(matter.case, options.as_of) or in_force(matter.claim.settlement) for matter in matters):
        return ()
    if needs(matters, options) or any(_sent(matter) for matter in matters):
        return ()
    return ("",) if any(each.state != "paid" for matter in matters for each in _delivered(matter)) else ()


def _sent(matter: Matter) -> bool:
    return any(contact.head.step == KIND.name for contact in matter.whole.contacts)


KIND = Kind("check-in", "debtor", True, needs, content, steps, values=CheckIn)
