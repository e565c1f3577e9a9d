"""The debts of a case on a day: each issued invoice less its credit notes; what was kept back is a debt of its own.

Knows facts dated up to the as-of date only; knows nothing of payments.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.invoice import Invoice
from casefile.claim.arithmetic import Bill, bill
from casefile.claim.basis import Basis
from casefile.claim.exact import money, percent_of
from casefile.claim.pricing import Terms
from casefile.claim.start import Started, arose, day_after, first_interest_day
from casefile.money import Money, total, zero


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off if payments up to and including `until` reach the rest."""

    until: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Debt:
    """So much, owed from `issued`, payable on `due`, overdue from `late_from` on (which a moved due date moves).

    A retention is a second debt of its invoice from its release, and never due before the invoice itself.
    """

    number: str
    issued: date
    due: date
    amount: Money
    terms: Terms
    started: Started
    late_from: date
    late_fee: Money
    discount: Discount | None = None
    is_retention: bool = False


@dataclass(frozen=True, slots=True)
class Issued:
    """An invoice that is out: what it comes to, what credit notes took off it, what is kept back, and its debts."""

    invoice: Invoice
    due: date
    bill: Bill
    credited: Money
    retained: Money
    debts: tuple[Debt, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A credit note that counts, with its total."""

    invoice: Invoice
    amount: Money


@dataclass(frozen=True, slots=True)
class Debts:
    """All that is out on a day; `excess` is what credit notes leave over, which becomes credit."""

    issued: tuple[Issued, ...]
    notes: tuple[Note, ...]
    excess: Money

    @property
    def all(self) -> tuple[Debt, ...]:
        """Every debt, oldest due first."""
        return tuple(sorted((d for one in self.issued for d in one.debts), key=lambda d: (d.due, d.issued, d.number)))


def debts(basis: Basis) -> Debts:
    """What was invoiced up to the as-of date; the credited part of an invoice counts as never owed."""
    bills = [invoice for invoice in basis.case.bills if invoice.issued <= basis.as_of]
    out = {invoice.number for invoice in bills}
    notes = tuple(
        Note(note, bill(note, basis.currency).payable)
        for note in basis.case.credit_notes
        if note.issued <= basis.as_of and note.credits in out
    )
    issued = tuple(_issued(basis, invoice, notes) for invoice in bills)
    over = [max(one.credited - one.bill.payable, zero(basis.currency)) for one in issued]
    return Debts(issued, notes, total(over, basis.currency))


def _issued(basis: Basis, invoice: Invoice, notes: tuple[Note, ...]) -> Issued:
    nothing, computed = zero(basis.currency), bill(invoice, basis.currency)
    credited = total([n.amount for n in notes if n.invoice.credits == invoice.number], basis.currency)
    owed, gross = max(computed.payable - credited, nothing), max(computed.gross - credited, nothing)
    kept = min(money(invoice.retention.amount, basis.currency), owed) if invoice.retention else nothing
    due = invoice.due or invoice.issued
    found = [_debt(basis, invoice, invoice.issued, due, owed - kept, gross)]
    if invoice.retention and kept and (release := max(invoice.retention.release, invoice.issued)) <= basis.as_of:
        found.append(_debt(basis, invoice, release, max(release, due), kept, None))
        kept = nothing
    return Issued(invoice, due, computed, credited, kept, tuple(found))


def _debt(basis: Basis, invoice: Invoice, issued: date, due: date, amount: Money, gross: Money | None) -> Debt:
    """One debt; late fee and discount are of the whole invoice's `gross`, and a retention has none of its own."""
    started = first_interest_day(basis.case, invoice, due, basis.regime, basis.as_of)
    stop = basis.interest_stops
    if stop and started.first and started.first >= stop:
        rule = "no interest from the opening of insolvency proceedings on"
        started = Started(None, rule, basis.regime.insolvency.law if basis.regime.insolvency else "")
    terms, late_from = basis.terms(due, started.first, amount, arose(invoice)), day_after(basis.case, due, basis.regime)
    if gross is None:
        nothing = zero(basis.currency)
        return Debt(invoice.number, issued, due, amount, terms, started, late_from, nothing, is_retention=True)
    fee, early, discount = invoice.late_fee, invoice.early_payment, None
    late = zero(basis.currency)
    if fee:
        late = (
            percent_of(fee.percent, gross)
            if fee.percent is not None
            else money(fee.amount or late.amount, basis.currency)
        )
    if early:
        until = invoice.issued + timedelta(days=early.within_days)
        discount = Discount(until, percent_of(early.percent, gross))
    return Debt(invoice.number, issued, due, amount, terms, started, late_from, late, discount)
