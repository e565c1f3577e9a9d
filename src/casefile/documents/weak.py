"""Where our own case is weak, for our counsel's eyes: what lacks proof or an answer, where we were wrong, which paper
is not at hand. Each point is a token and its facts; a finding that needs a sentence is a check's, not a document's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from casefile.claim.arithmetic import bill
from casefile.claim.exact import money
from casefile.documents.background import demanded
from casefile.documents.matter import Matter
from casefile.documents.objections import objections
from casefile.documents.proof import Refs, of_line, refs
from casefile.money import Money, total

_SCANS = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp", ".heic", ".bmp", ".gif"})
_PAPER = frozenset({"contract", "authority"})  # what a court may want to see in the original


@dataclass(frozen=True, slots=True)
class Weak:
    """One weak point. `point` is one of the words below; the rest as far as that one has it.

    no-agreement, no-words (of an oral agreement), no-copy (of the agreement), unproven (a line), unanswered (an
    objection), conceded (part of an objection; `lapsed` with a settlement), credited (a slip of ours, by credit note),
    underbilled, set-off (that we let stand), no-receipt (of an invoice), no-demand, demand-returned, demand-unproven,
    total-differs (printed and computed), no-interest (a fact that it needs is not known).
    """

    point: str
    number: str = ""
    line: str = ""
    text: str = ""
    day: date | None = None
    amount: Money | None = None
    exhibits: Refs = ()
    lapsed: date | None = None


def weak(matter: Matter) -> tuple[Weak, ...]:
    """Every weak point that the case itself shows on the claim's day."""
    return tuple(point for rule in RULES for point in rule(matter))


def _agreement(matter: Matter) -> Iterator[Weak]:
    contract = matter.case.file.contract
    if contract is None:
        yield Weak("no-agreement")
    elif contract.form == "oral" and not (contract.made and contract.made.words):
        yield Weak("no-words", text=contract.title, day=contract.date)
    elif contract.form != "oral" and not contract.evidence:
        yield Weak("no-copy", text=contract.title, day=contract.date)


def _lines(matter: Matter) -> Iterator[Weak]:
    for one in matter.claim.invoices:
        for line in one.invoice.lines if one.outstanding else ():
            proof = (matter.case.exhibit(name) for name in of_line(matter.case, one.invoice, line))
            if not any(row and row.kind != "invoice" for row in proof):
                yield Weak("unproven", one.number, line.id, line.description, amount=one.bill.line(line.id).gross)


def _objections(matter: Matter) -> Iterator[Weak]:
    for each in objections(matter):
        if each.is_open and not each.response:
            yield Weak("unanswered", each.number, each.line, each.description, each.raised, each.amount)
        if each.conceded:
            yield Weak(
                "conceded", each.number, each.line, each.description, each.resolved, each.conceded,
                each.conceded_exhibits, each.lapsed,
            )  # fmt: skip


def _own_slips(matter: Matter) -> Iterator[Weak]:
    case, day = matter.case, matter.claim.as_of
    for note in case.credit_notes:
        if note.issued <= day:
            amount = bill(note, case.currency).payable
            yield Weak("credited", note.number, "", note.lines[0].description, note.issued, amount, refs(note.evidence))
    if missing := matter.claim.corrections:
        yield Weak("underbilled", amount=total([each.gross for each in missing], case.currency))
    for payment in case.payments:
        if payment.kind == "set-off" and payment.date <= day:
            amount, shown = money(payment.amount, case.currency), refs(payment.evidence)
            yield Weak("set-off", payment.invoice, "", payment.reference, payment.date, amount, shown)


def _arrivals(matter: Matter) -> Iterator[Weak]:
    for one in matter.claim.invoices:
        if one.outstanding and one.days_overdue > 0 and one.invoice.received is None:
            yield Weak("no-receipt", one.number)
    sent = tuple(demanded(matter))
    if not sent:
        if any(one.days_overdue > 0 for one in matter.claim.invoices):
            yield Weak("no-demand")
    elif sent[-1].returned:
        yield Weak("demand-returned", day=sent[-1].received, exhibits=sent[-1].received_at)
    elif sent[-1].received is None:
        yield Weak("demand-unproven", day=sent[-1].day, exhibits=sent[-1].exhibits)


def _figures(matter: Matter) -> Iterator[Weak]:
    for one in matter.claim.invoices:
        stated = one.invoice.stated_total
        if stated is not None and stated != one.bill.payable.amount:
            yield Weak("total-differs", one.number, amount=money(stated, matter.case.currency))
        if one.started.missing and one.days_overdue > 0:
            yield Weak("no-interest", one.number)


RULES: tuple[Callable[[Matter], Iterator[Weak]], ...] = (
    _agreement, _lines, _objections, _own_slips, _arrivals, _figures,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Originals:
    """Where originals lie: `where` in the case's own words, empty where nothing says it."""

    where: str
    exhibits: Refs


def originals(matter: Matter) -> tuple[Originals, ...]:
    """The exhibits by where their originals lie; last those scanned contracts and authorities of which nothing says it.

    What was born a file is its own original.
    """
    found: dict[str, list[str]] = {}
    for row in matter.case.exhibits:
        if row.original:
            found.setdefault(row.original, []).append(row.id)
    unsaid = [
        row.id
        for row in matter.case.exhibits
        if not row.original
        and row.kind in _PAPER
        and not (row.translation_of or row.redacts)
        and PurePosixPath(row.file).suffix.lower() in _SCANS
    ]
    kept = [Originals(where, refs(ids)) for where, ids in found.items()]
    return (*kept, Originals("", refs(unsaid))) if unsaid else tuple(kept)
