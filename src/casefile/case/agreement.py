"""What must agree between the files of a case: each rule is a function from a case to problems.

RULES are what a case cannot be worked with (an amount or a name would mean two things); LOOSE_ENDS point to something
that is not there yet (an exhibit, a clause), which `check` reports and a document that needs it refuses. Knows nothing
of what is owed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from casefile.case import contradictions
from casefile.case.contradictions import before
from casefile.case.dealings import Agreed, Correction, Instalment, Offer, Payment, Reversal, Settlement
from casefile.case.events import Cost, Event, Insolvency
from casefile.case.invoice import Adjustment, Invoice, LateFee, Line, LineDispute, Period, Retention
from casefile.case.ladders import step_names
from casefile.case.model import Case
from casefile.case.proof import Exhibit, Promise
from casefile.case.terms import Assignment, CoDebtor, Duty, Fee, Resolved
from casefile.errors import Problem
from casefile.faults import suggestion
from casefile.money import minor_units
from casefile.records import Record

Rule = Callable[[Case], Iterator[Problem]]


def disagreements(case: Case) -> tuple[Problem, ...]:
    """Everything in the case's files that contradicts something else in them, as errors."""
    return tuple(problem for rule in RULES for problem in rule(case))


def loose_ends(case: Case) -> tuple[Problem, ...]:
    """Everything that is referred to and not there, as weaknesses."""
    return tuple(replace(problem, level="weakness") for rule in LOOSE_ENDS for problem in rule(case))


def records(case: Case) -> Iterator[Record]:
    """Every record of the case's own files, with all the records inside it."""
    tops: Iterable[Record | None] = (
        case.file, *case.invoices, *case.payments, *case.offers, case.settlement, *case.corrections, *case.exhibits,
        *(contact.head for contact in case.contacts),
    )  # fmt: skip
    for top in tops:
        if top is not None:
            yield from inside(top)


def inside(record: Record) -> Iterator[Record]:
    """A record, with all the records inside it."""
    yield record
    for value in record.__dict__.values():
        held = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        for item in held:
            if isinstance(item, Record):
                yield from inside(item)


def _id_is_the_folder(case: Case) -> Iterator[Problem]:
    if case.id != case.path.name:
        message = f"the id '{case.id}' is not the folder's name '{case.path.name}'"
        yield Problem(message, case.file.at.of("id"), "make the two the same", "id")


def _names_are_unique(case: Case) -> Iterator[Problem]:
    yield from _twice(case.invoices, "number", "invoice")
    for invoice in case.invoices:
        yield from _twice(invoice.lines, "id", f"line of {invoice.number}")
    yield from _twice(case.offers, "id", "offer")
    yield from _twice(case.exhibits, "id", "exhibit")
    yield from _twice(case.exhibits, "file", "exhibit's file")


def _twice(found: Iterable[Record], key: str, what: str) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record in found:
        name = getattr(record, key)
        if name in first:
            place = first[name].at.of(key)
            yield Problem(
                f"a second {what} '{name}', the first is at {place}", record.at.of(key), "rename one", "twice"
            )
        first.setdefault(name, record)


def _unknown(record: Record, key: str, name: str, known: list[str], what: str) -> Iterator[Problem]:
    if name and name not in known:
        yield _nothing(record, key, name, known, what, "in this case")


def _nothing(record: Record, key: str, name: str, known: list[str], what: str, where: str) -> Problem:
    hint = suggestion(name, known) or (f"there are: {', '.join(known[:8])}" if known else "there is none yet")
    return Problem(f"no {what} '{name}' {where}", record.at.of(key), hint, "reference")


def _invoices_are_known(case: Case) -> Iterator[Problem]:
    bills = [invoice.number for invoice in case.bills]
    for payment in case.payments:
        yield from _unknown(payment, "invoice", payment.invoice, bills, "invoice")
    for note in case.credit_notes:
        yield from _unknown(note, "credits", note.credits, bills, "invoice")
    for event in case.file.events:
        for number in event.invoices:
            yield from _unknown(event, "invoices", number, bills, "invoice")


def targets(case: Case) -> list[str]:
    """Every invoice, and every line as invoice#line."""
    lines = [f"{invoice.number}#{line.id}" for invoice in case.invoices for line in invoice.lines]
    return [*(invoice.number for invoice in case.invoices), *lines]


def _mentions_are_known(case: Case) -> Iterator[Problem]:
    known, every = targets(case), [invoice.number for invoice in case.invoices]
    for exhibit in case.exhibits:
        for target in exhibit.proves:
            yield from _unknown(exhibit, "proves", target, known, "invoice or invoice#line")
    for contact in case.contacts:
        for number in contact.head.invoices:
            yield from _unknown(contact.head, "invoices", number, every, "invoice")
    for correction in case.corrections:
        yield from _unknown(correction, "invoiced_as", correction.invoiced_as, every, "invoice")


def _adjusted_lines_are_known(case: Case) -> Iterator[Problem]:
    known = targets(case)
    for change in case.settlement.adjustments if case.settlement else ():
        target = f"{change.invoice}#{change.line}" if change.line else change.invoice
        yield from _unknown(change, "line" if change.line else "invoice", target, known, "invoice or line")


def _exhibits_are_known(case: Case) -> Iterator[Problem]:
    known = [exhibit.id for exhibit in case.exhibits]
    for record in records(case):
        for name in getattr(record, "evidence", ()):
            yield from _unknown(record, "evidence", name, known, "exhibit")
    for exhibit in case.exhibits:
        for key in ("parent", "translation_of", "redacts"):
            target = getattr(exhibit, key) or ""
            yield from _unknown(exhibit, key, target, known, "exhibit")


def _exhibits_do_not_circle(case: Case) -> Iterator[Problem]:
    for exhibit in case.exhibits:
        for key in ("parent", "translation_of", "redacts"):
            if getattr(exhibit, key) == exhibit.id or _leads_back(case, exhibit, key):
                message = f"'{exhibit.id}' leads back to itself through {key}"
                yield Problem(message, exhibit.at.of(key), "name the exhibit it really follows", "reference")


def _leads_back(case: Case, exhibit: Exhibit, key: str) -> bool:
    seen, at = {exhibit.id}, case.exhibit(getattr(exhibit, key) or "")
    while at and at.id not in seen:
        seen.add(at.id)
        at = case.exhibit(getattr(at, key) or "")
    return at is not None and at.id == exhibit.id and len(seen) > 1


def _clauses_are_known(case: Case) -> Iterator[Problem]:
    known = list(case.contract.clauses)
    lines = (line for invoice in case.invoices for line in invoice.lines)
    contract = case.contract
    relying: tuple[Line | Fee | Duty | Correction, ...] = (*lines, *contract.fees, *contract.duties, *case.corrections)
    for record in relying:
        yield from _unknown(record, "clause", record.clause, known, "clause of the contract")


def _offers_are_known(case: Case) -> Iterator[Problem]:
    if case.settlement:
        known = [offer.id for offer in case.offers]
        yield from _unknown(case.settlement, "offer", case.settlement.offer, known, "offer")


def _steps_are_known(case: Case) -> Iterator[Problem]:
    """The ladder that the debtor's file names, and the steps that are left out with them: one that is mistyped would
    silently be another ladder, or nothing left out."""
    debtor, ways, ladders = case.debtor, case.debtor.follow_up, list(case.workspace.ladders)
    if debtor.ladder and debtor.ladder not in ladders:
        yield _nothing(debtor, "ladder", debtor.ladder, ladders, "ladder", "under ladders in casefile.yaml")
    if ways:
        steps = list(step_names(case.workspace))
        unknown = (name for name in ways.without if name not in steps)
        yield from (_nothing(ways, "without", name, steps, "step", "in any ladder") for name in unknown)


def _kind_fits(case: Case) -> Iterator[Problem]:
    for invoice in case.invoices:
        at = invoice.at
        if invoice.is_credit_note:
            if not invoice.credits:
                yield Problem("missing key 'credits'", at.source, "name the invoice that it reduces", "missing-key")
            if invoice.due:
                yield Problem("a credit note has no due date", at.of("due"), "delete the line", "credit-note")
            continue
        if not invoice.due:
            yield Problem("missing key 'due'", at.of("due"), "add the day it is to be paid by", "missing-key")
        if invoice.credits:
            yield Problem("only a credit note credits", at.of("credits"), "add kind: credit-note, or delete it", "kind")


ORDER: tuple[tuple[type[Record], str, str], ...] = (
    (Invoice, "issued", "due"),
    (Invoice, "issued", "received"),
    (Period, "from_", "to"),
    (Fee, "from_", "until"),
    (Offer, "date", "due"),
    (Offer, "date", "expires"),
    (Event, "date", "until"),
    (Assignment, "date", "noticed"),
    (Insolvency, "opened", "file_by"),
)
"""Records whose second date cannot lie before the first."""


def _dates_are_in_order(case: Case) -> Iterator[Problem]:
    for record in records(case):
        for model, early, late in ORDER:
            if type(record) is model:
                yield from before(record, early, getattr(record, early), late, getattr(record, late))
        if isinstance(record, Payment) and record.reversed:
            yield from before(record.reversed, "date", record.date, "on", record.reversed.on)
    for settlement in (case.settlement,) if case.settlement else ():
        yield from before(settlement, "agreed", settlement.agreed, "due", settlement.due)
        if isinstance(settlement.schedule, tuple):
            for part in settlement.schedule:
                yield from before(part, "agreed", settlement.agreed, "due", part.due)
    if case.file.closed:
        yield from before(case.file.closed, "opened", case.file.opened, "on", case.file.closed.on)


CASH: dict[type[Record], tuple[str, ...]] = {
    Adjustment: ("amount",),
    Agreed: ("amount",),
    CoDebtor: ("cap",),
    Correction: ("agreed", "billed"),
    Cost: ("amount",),
    Event: ("amount",),
    Fee: ("amount",),
    Instalment: ("amount",),
    Invoice: ("prepaid", "rounding", "stated_total"),
    LateFee: ("amount",),
    Line: ("discount",),
    LineDispute: ("amount",),
    Offer: ("amount",),
    Payment: ("amount",),
    Promise: ("amount",),
    Resolved: ("amount",),
    Retention: ("amount",),
    Reversal: ("fee",),
    Settlement: ("amount",),
}
"""Fields that hold whole minor units of the case's currency (a unit price may be finer)."""


def _decimals_fit_the_currency(case: Case) -> Iterator[Problem]:
    digits = minor_units(case.currency)
    for record in records(case):
        for key in CASH.get(type(record), ()):
            amount: Any = getattr(record, key)
            if isinstance(amount, Decimal) and amount != round(amount, digits):
                message = f"{amount} has more decimals than {case.currency} has ({digits})"
                yield Problem(message, record.at.of(key), "write the amount as it was paid or agreed", "decimals")


RULES: tuple[Rule, ...] = (
    _id_is_the_folder,
    _names_are_unique,
    _kind_fits,
    _invoices_are_known,
    _adjusted_lines_are_known,
    _exhibits_do_not_circle,
    _steps_are_known,
    _dates_are_in_order,
    _decimals_fit_the_currency,
    *contradictions.RULES,
)

LOOSE_ENDS: tuple[Rule, ...] = (
    _mentions_are_known,
    _exhibits_are_known,
    _clauses_are_known,
    _offers_are_known,
)
