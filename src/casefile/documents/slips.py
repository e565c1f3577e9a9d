"""What we billed wrongly, month by month: the difference, how it is to be put right, and what already was.

What was let go (`waived`) is left out everywhere: that is an offer, and not for a plain statement. Knows no letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.dealings import Correction
from casefile.case.invoice import Invoice
from casefile.case.model import Case
from casefile.case.terms import Clause, Fee
from casefile.claim.exact import money
from casefile.claim.slip import difference
from casefile.documents.matter import Matter
from casefile.documents.proof import Refs, clause_refs, refs
from casefile.money import Money, total


@dataclass(frozen=True, slots=True)
class Slip:
    """One month: what was agreed and billed, net, and the difference with its tax, written positive.

    `choice` is next-invoice, separate or empty: not chosen yet.
    """

    month: date
    agreed: Money
    billed: Money
    net: Money
    tax: Money
    gross: Money
    choice: str
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Way:
    """The months that are put right in one way, and what they come to."""

    months: tuple[date, ...]
    gross: Money


@dataclass(frozen=True, slots=True)
class Slips:
    """Months that were billed wrongly in one direction and are not put right yet, with their sums.

    `undecided`, `next_invoice` and `separate` are those of each choice, None where there are none.
    """

    rows: tuple[Slip, ...]
    net: Money
    tax: Money
    gross: Money
    undecided: Way | None
    next_invoice: Way | None
    separate: Way | None

    @property
    def has_proof(self) -> bool:
        """Whether an exhibit shows any of them."""
        return any(row.exhibits for row in self.rows)


@dataclass(frozen=True, slots=True)
class Done:
    """Months that an invoice or a credit note (`is_credit`) has put right already."""

    number: str
    issued: date
    is_credit: bool
    months: tuple[date, ...]
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class AgreedTerm:
    """The clause that says what was to be billed."""

    clause: str
    text: str
    at: Refs


def slips(matters: Iterable[Matter], *, over: bool) -> Slips | None:
    """The months billed too little and not invoiced yet, or (`over`) too much and not credited; None without any."""
    rows = tuple(_slip(m.case, one, over) for m in matters for one in _open(m) if (one.agreed < one.billed) == over)
    if not rows:
        return None
    rows, currency = tuple(sorted(rows, key=lambda row: row.month)), rows[0].gross.currency
    return Slips(
        rows=rows,
        net=total([row.net for row in rows], currency),
        tax=total([row.tax for row in rows], currency),
        gross=total([row.gross for row in rows], currency),
        undecided=_way(rows, ""),
        next_invoice=_way(rows, "next-invoice"),
        separate=_way(rows, "separate"),
    )


def _open(matter: Matter) -> Iterator[Correction]:
    """What is neither let go nor put right by the claim's day; a month that was billed rightly is no slip."""
    issued = {invoice.number for invoice in matter.case.invoices if invoice.issued <= matter.claim.as_of}
    for one in stated(matter):
        if one.invoiced_as not in issued:
            yield one


def stated(matter: Matter) -> Iterator[Correction]:
    """The months of the case up to the claim's that differ and were not let go."""
    for one in matter.case.corrections:
        if one.choice != "waived" and one.agreed != one.billed and one.period <= matter.claim.as_of.isoformat()[:7]:
            yield one


def _slip(case: Case, one: Correction, over: bool) -> Slip:
    currency, found = case.currency, difference(one, case.currency)
    return Slip(
        month=_month(one),
        agreed=money(one.agreed, currency),
        billed=money(one.billed, currency),
        net=-found.net if over else found.net,
        tax=-found.tax if over else found.tax,
        gross=-found.gross if over else found.gross,
        choice=one.choice or "",
        exhibits=refs(one.evidence),
    )


def _month(one: Correction) -> date:
    return date.fromisoformat(f"{one.period}-01")


def _way(rows: tuple[Slip, ...], choice: str) -> Way | None:
    chosen = [row for row in rows if row.choice == choice]
    if not chosen:
        return None
    return Way(tuple(row.month for row in chosen), total([row.gross for row in chosen], chosen[0].gross.currency))


def done(matter: Matter) -> Iterator[Done]:
    """What was put right by the claim's day, by the invoice or credit note that did it."""
    papers: tuple[Invoice, ...] = tuple(i for i in matter.case.invoices if i.issued <= matter.claim.as_of)
    for paper in papers:
        months = sorted(_month(one) for one in stated(matter) if one.invoiced_as == paper.number)
        if months:
            yield Done(paper.number, paper.issued, paper.is_credit_note, tuple(months), refs(paper.evidence))


def agreed(matter: Matter) -> Iterator[AgreedTerm]:
    """The clauses that the months still open rest on, each once; the fee's where a month names none."""
    case = matter.case
    for key in dict.fromkeys(one.clause or _fee(case, one) for one in _open(matter)):
        found: Clause | None = case.contract.clauses.get(key)
        if found:
            yield AgreedTerm(found.ref, found.text, tuple(ref for ref in clause_refs(case, key) if ref.page))


def _fee(case: Case, one: Correction) -> str:
    fees: Iterator[Fee] = (fee for fee in case.contract.fees if _covers(fee, one.period))
    return next((fee.clause for fee in fees), "")


def _covers(fee: Fee, period: str) -> bool:
    return fee.from_.isoformat()[:7] <= period and (fee.until is None or period <= fee.until.isoformat()[:7])
