"""What cannot be meant as it is written: each rule is a function from a case to problems, listed in RULES.

Settlements, offers, credit notes and objections that contradict themselves; `agreement` compares the files with each
other. Knows nothing of what is owed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from casefile.case.dealings import Offer, Regular, Settlement
from casefile.case.model import Case
from casefile.errors import Problem
from casefile.records import Record

NOT_ON_A_CREDIT_NOTE = ("prepaid", "late_fee", "early_payment", "retention")


def _settlement_says_when(case: Case) -> Iterator[Problem]:
    settlement = case.settlement
    if settlement is None:
        return
    if settlement.schedule is not None and settlement.due:
        message = "a schedule and a due date: the agreed sum is paid by the one or by the other"
        yield Problem(message, settlement.at.of("due"), "delete one of the two", "settlement")
    elif settlement.schedule is None and not settlement.due:
        hint = "add due: the day, or schedule: the instalments"
        yield Problem("nothing says when the agreed sum is to be paid", settlement.at.source, hint, "settlement")


def _schedules_have_instalments(case: Case) -> Iterator[Problem]:
    for agreement in _agreements(case):
        if agreement.schedule == ():
            hint = "write the instalments, or due: the day"
            yield Problem("a schedule without an instalment", agreement.at.of("schedule"), hint, "instalments")


def _offer_is_due_with_its_schedule(case: Case) -> Iterator[Problem]:
    """An offer may name the first day beside its schedule."""
    for offer in case.offers:
        first = min(_days(offer), default=None)
        if offer.due and first and offer.due != first:
            message = f"due {offer.due} is not the schedule's first day, {first}"
            yield Problem(message, offer.at.of("due"), "delete it, or make the two the same", "dates")


def _schedules_follow(case: Case) -> Iterator[Problem]:
    """No instalment lies before the day of what it is part of."""
    for offer in case.offers:
        if isinstance(offer.schedule, Regular):
            yield from before(offer.schedule, "date", offer.date, "first", offer.schedule.first)
        for part in offer.schedule if isinstance(offer.schedule, tuple) else ():
            yield from before(part, "date", offer.date, "due", part.due)
    if case.settlement and isinstance(case.settlement.schedule, Regular):
        regular = case.settlement.schedule
        yield from before(regular, "agreed", case.settlement.agreed, "first", regular.first)


def _credit_note_only_credits(case: Case) -> Iterator[Problem]:
    for note in case.credit_notes:
        for key in NOT_ON_A_CREDIT_NOTE:
            if getattr(note, key):
                message = f"{key} on a credit note: it only takes something off its invoice"
                yield Problem(message, note.at.of(key), "delete it, or write it on the invoice", "credit-note")


def _credit_note_follows_its_invoice(case: Case) -> Iterator[Problem]:
    issued = {bill.number: bill.issued for bill in case.bills}
    for note in case.credit_notes:
        yield from before(note, f"{note.credits} of", issued.get(note.credits), "issued", note.issued)


def _objections_end_after_they_began(case: Case) -> Iterator[Problem]:
    lines = (line.dispute for invoice in case.invoices for line in invoice.lines)
    objections = (objection for objection in (case.file.dispute, *lines) if objection)
    for objection in objections:
        if objection.resolved:
            yield from before(objection.resolved, "raised", objection.raised, "on", objection.resolved.on)


def _agreements(case: Case) -> Iterator[Offer | Settlement]:
    yield from case.offers
    if case.settlement:
        yield case.settlement


def _days(offer: Offer) -> list[date]:
    schedule = offer.schedule
    return [schedule.first] if isinstance(schedule, Regular) else [part.due for part in schedule or ()]


def before(record: Record, early: str, first: date | None, late: str, second: date | None) -> Iterator[Problem]:
    """The problem of a second date that lies before the first; none where one of them is missing."""
    if first and second and second < first:
        message = f"{late.strip('_')} {second} lies before {early.strip('_')} {first}"
        yield Problem(message, record.at.of(late.strip("_")), "one of the two is wrong", "dates")


RULES: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    _settlement_says_when,
    _schedules_have_instalments,
    _offer_is_due_with_its_schedule,
    _schedules_follow,
    _credit_note_only_credits,
    _credit_note_follows_its_invoice,
    _objections_end_after_they_began,
)
