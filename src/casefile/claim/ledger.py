"""The ledger: one dated list of charges and payments with a running balance; its last line is the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from casefile.case.dealings import Payment
from casefile.claim.accrual import periods
from casefile.claim.basis import Basis
from casefile.claim.course import Course
from casefile.claim.debts import Debts, Issued
from casefile.claim.exact import money
from casefile.money import Money, zero
from casefile.records import NOWHERE, Place

Kind = Literal[
    "invoice", "credit-note", "retention", "release", "settlement", "interest", "instalment-interest", "compensation",
    "fees", "costs", "returned", "payment", "set-off", "withholding-tax", "discount", "refund",
]  # fmt: skip
_TURN: dict[str, int] = {
    kind: turn
    for turn, kind in enumerate(
        ("invoice", "credit-note", "retention", "release", "interest", "instalment-interest", "fees", "compensation",
         "costs", "returned",
         "settlement", "payment", "set-off", "withholding-tax", "discount", "refund")
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a charge is positive, a payment negative. `text` is what the case says of it, `at` where."""

    day: date
    kind: Kind
    number: str
    text: str
    amount: Money
    balance: Money
    at: Place = NOWHERE


def ledger(basis: Basis, debts: Debts, course: Course, payments: Iterable[Payment]) -> tuple[Entry, ...]:
    """Everything that was charged and paid up to the as-of date, by day."""
    return balanced([*_billed(debts), *_charged(basis, course), *paid(basis, payments)], zero(basis.currency))


def balanced(entries: Iterable[Entry], start: Money) -> tuple[Entry, ...]:
    """The entries in order of their days (charges before payments), each with the balance after it."""
    rows, balance = [], start
    for entry in sorted(entries, key=lambda e: (e.day, _TURN[e.kind], e.number)):
        balance = balance + entry.amount
        rows.append(replace(entry, balance=balance))
    return tuple(rows)


def paid(basis: Basis, payments: Iterable[Payment]) -> Iterator[Entry]:
    """Payments, refunds, and payments that were returned, up to the as-of date."""
    for payment in payments:
        if payment.date > basis.as_of:
            continue
        amount = money(payment.amount, basis.currency)
        sign = 1 if payment.kind == "refund" else -1
        yield _entry(payment.date, payment.kind, payment.invoice, payment.reference, amount * sign, payment.at)
        back = payment.reversed
        if back and back.on <= basis.as_of:
            yield _entry(back.on, "returned", payment.invoice, back.reason, amount * -sign, back.at)
            if back.fee:
                yield _entry(back.on, "costs", "", back.reason, money(back.fee, basis.currency), back.at)


def _entry(day: date, kind: Kind, number: str, text: str, amount: Money, at: Place = NOWHERE) -> Entry:
    return Entry(day, kind, number, text, amount, amount, at)


def _billed(debts: Debts) -> Iterator[Entry]:
    for issued in debts.issued:
        at, number = issued.invoice.at, issued.invoice.number
        yield _entry(issued.invoice.issued, "invoice", number, "", issued.bill.payable, at)
        yield from _kept(issued)
    for note in debts.notes:
        invoice = note.invoice
        yield _entry(invoice.issued, "credit-note", invoice.number, invoice.credits, -note.amount, invoice.at)


def _kept(issued: Issued) -> Iterator[Entry]:
    number, at = issued.invoice.number, issued.invoice.at
    if issued.retained:
        yield _entry(issued.invoice.issued, "retention", number, "", -issued.retained, at)
    for debt in issued.debts:
        if debt.is_retention:
            yield _entry(issued.invoice.issued, "retention", number, "", -debt.amount, at)
            yield _entry(debt.issued, "release", number, "", debt.amount, at)


def _charged(basis: Basis, course: Course) -> Iterator[Entry]:
    for account in course.accounts:
        debt = account.debt
        for row in periods(debt.terms, account.history, basis.as_of):
            yield _entry(row.last, "interest", debt.number, "", row.interest)
        for day, amount in account.discounts:
            yield _entry(day, "discount", debt.number, "", -amount)
    for charge in course.charges:
        yield _entry(charge.day, charge.kind, charge.number, "", charge.amount)
    for cost in basis.case.file.costs:
        if cost.date <= basis.as_of:
            yield _entry(cost.date, "costs", "", cost.what, money(cost.amount, basis.currency), cost.at)
