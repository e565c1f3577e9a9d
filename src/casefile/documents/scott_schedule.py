"""The Scott schedule: what is in dispute item by item, with columns for the other side and for whoever decides.

Every objection raised by the day is numbered, against lines in the invoices' order and against the whole claim last.
One that is resolved keeps its number and moves to a list of its own: numbers stay from one exchange to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.documents.letter import Agreement, agreement, something_issued
from casefile.documents.lines import LineValues, invoices
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objections
from casefile.documents.parties import Named, named
from casefile.documents.proof import Annex, Ref, annexes
from casefile.errors import CaseError, Problem
from casefile.money import Money, total, zero
from casefile.render.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Disputed:
    """One objection in the schedule. `line` is none when it is against the whole claim, and `invoice` empty; amounts
    are gross. What is not contested is not admitted by that; nothing of a resolved item is contested."""

    number: int
    case: str
    invoice: str
    issued: date | None
    line: LineValues | None
    objection: Objection
    claimed: Money
    contested: Money


@dataclass(frozen=True, slots=True)
class ScottSchedule:
    """What the Scott schedule's template may name. `items` are in dispute, `settled` no longer. `enclosed`: it is in a
    packet, with the files to fill in beside it; `alone`: in one that nothing goes with."""

    creditor: Named
    debtor: Named
    agreement: Agreement
    currency: str
    items: tuple[Disputed, ...]
    settled: tuple[Disputed, ...]
    exhibits: tuple[Annex, ...]
    enclosed: bool = False
    alone: bool = False

    @property
    def has_lapsed(self) -> bool:
        """Whether something conceded has lapsed with the settlement: nobody can say that it is settled."""
        return any(item.objection.lapsed for item in self.settled)

    @property
    def is_totalled(self) -> bool:
        """Whether the items in dispute can be added up: an objection to the whole claim would count lines twice."""
        return bool(self.items) and all(item.line for item in self.items)

    @property
    def claimed(self) -> Money:
        """The sum claimed of the items in dispute."""
        return total([item.claimed for item in self.items], self.currency)

    @property
    def contested(self) -> Money:
        """The sum contested of the items in dispute."""
        return total([item.contested for item in self.items], self.currency)


def content(matters: Matters, options: Options) -> Content:
    """The schedule's values."""
    return Content(values(matters, options))


def values(matters: Matters, options: Options) -> ScottSchedule:
    """The schedule's values, for its template and for the workbook."""
    case = matters[0].case
    found = tuple(item for matter in matters for item in _numbered(matter, options.language))
    return ScottSchedule(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        agreement=agreement(case, options.language),
        currency=case.currency,
        items=tuple(item for item in found if item.objection.is_open),
        settled=tuple(item for item in found if not item.objection.is_open),
        exhibits=tuple(annex for matter in matters for annex in annexes(matter.case, _cited(found), options.locations)),
        enclosed=options.enclosed,
        alone=options.alone,
    )


def _numbered(matter: Matter, language: str) -> Iterator[Disputed]:
    against_lines = {
        (invoice.number, line.id): (invoice.issued, line)
        for invoice in invoices(matter, language)
        if not invoice.credits
        for line in invoice.lines
    }
    found = sorted(objections(matter), key=lambda objection: not objection.number)  # the whole claim last
    for number, objection in enumerate(found, 1):
        issued, line = against_lines.get((objection.number, objection.line), (None, None))
        yield Disputed(
            number=number,
            case=matter.case.id,
            invoice=objection.number,
            issued=issued,
            line=line,
            objection=objection,
            claimed=line.gross if line else _principal(matter),
            contested=objection.amount or zero(matter.case.currency),
        )


def _principal(matter: Matter) -> Money:
    return total([one.outstanding for one in matter.claim.invoices], matter.claim.currency)


def _cited(items: tuple[Disputed, ...]) -> Iterator[str]:
    groups: list[tuple[Ref, ...]] = []
    for item in items:
        groups += [item.objection.exhibits, item.objection.conceded_exhibits]
        groups += [item.line.proof, item.line.clause_at] if item.line else []
    yield from (ref.id for group in groups for ref in group)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever something is or was contested; in a packet only while something is still to be decided."""
    if needs(matters, options):
        return ()
    is_idle = options.enclosed and not any(one.is_open for matter in matters for one in objections(matter))
    return () if is_idle else ("",)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a schedule: an invoice, or an objection to anything."""
    missing = tuple(something_issued(matters, options))
    return missing or tuple(_something_contested(matters, options))


def _something_contested(matters: Matters, options: Options) -> Iterator[Problem]:
    for matter in matters:
        if not objections(matter):
            message = f"nothing of this case was contested by {options.as_of}"
            hint = "write dispute: {reason: …} on the invoice's line, or in case.yaml for the whole claim"
            yield Problem(message, matter.case.file.at.source, hint, "not-contested")


def as_workbook(matters: Matters, options: Options, sheet: Sheet) -> bytes:
    """The schedule as XLSX. CaseError when nothing is in dispute any more: there is nothing to fill in then."""
    from casefile.documents.scott_workbook import workbook

    schedule = values(matters, options)
    if not schedule.items:
        message = f"nothing of this case is in dispute on {options.as_of}"
        source = matters[0].case.file.at.source
        raise CaseError(Problem(message, source, "as PDF it lists what was", "not-contested"))
    return workbook(sheet, schedule.currency, [(item.claimed, item.contested) for item in schedule.items])


KIND = Kind(
    "scott-schedule",
    "debtor",
    False,
    needs,
    content,
    steps,
    values=ScottSchedule,
    own_formats={"xlsx": as_workbook},
    sent_as=("pdf", "docx", "xlsx"),
)
