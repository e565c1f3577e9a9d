"""The statement of account: the ledger, what each payment covered, interest by periods, the total and its rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casefile.case.model import Case
from casefile.claim.accrual import Period
from casefile.claim.ledger import Entry
from casefile.claim.model import Claim, InvoiceClaim, Settled
from casefile.claim.pricing import counted
from casefile.claim.sources import Reference, references
from casefile.documents.allocations import Allocation, allocations, summed
from casefile.documents.background import Assigned, Guarantor, assigned, guarantors
from casefile.documents.interest import Exceptions, Interest, bound, exceptions, interest, may_be_named, order_law
from casefile.documents.items import Item, in_force
from casefile.documents.letter import Agreement, agreement, one_debtor, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.parties import Named, named
from casefile.errors import Problem
from casefile.money import Money, total, zero

DAYS_A_YEAR = 365


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger: `charge` and `payment` are positive, and one of them is None."""

    day: date
    kind: str
    number: str
    text: str
    charge: Money | None
    payment: Money | None
    balance: Money


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """Interest from the first to the last day, both included; `reference` is None where the rate is a plain number."""

    first: date
    last: date
    days: int
    year: int
    principal: Money
    rate: Decimal
    reference: Decimal | None
    margin: Decimal
    interest: Money


@dataclass(frozen=True, slots=True)
class Account:
    """One invoice's interest: its rows and their sum, what of it was paid, and the law its first day follows from.

    `moved` is the last day to pay where the due date was no working day, by `moved_law`.
    """

    number: str
    due: date
    first: date | None
    law: str
    moved: date | None
    moved_law: str
    rows: tuple[PeriodRow, ...]
    sum: Money
    paid: Money
    open: Money
    compensation: Money
    fees: Money


@dataclass(frozen=True, slots=True)
class Compared:
    """One part of the claim: on the day of the agreement, today, and today had there been no settlement."""

    part: str
    before: Money
    today: Money
    without: Money


@dataclass(frozen=True, slots=True)
class Agreed:
    """A settlement in the statement: its state, its instalments, and what the total were without it."""

    agreed: date
    amount: Money
    paid: Money
    remaining: Money
    state: str
    defaulted: date | None
    is_in_force: bool
    revives: str
    parts: tuple[Compared, ...]
    without: Money
    instalments: tuple[Item, ...]
    waived: bool
    periods: tuple[PeriodRow, ...]
    interest: Money


@dataclass(frozen=True, slots=True)
class CaseStatement:
    """One case's statement."""

    id: str
    title: str
    agreement: Agreement
    rows: tuple[Row, ...]
    allocations: tuple[Allocation, ...]
    allocated: Allocation
    accounts: tuple[Account, ...]
    interest: Interest | None
    others: tuple[Guarantor, ...]
    assigned: Assigned | None
    rates: tuple[Reference, ...]
    by_reference: bool
    by_year: bool
    exceptions: Exceptions
    order: tuple[str, ...]
    order_law: str
    rounding: str
    days: str
    days_law: str
    settlement: Agreed | None
    principal: Money
    interest_open: Money
    compensation: Money
    fees: Money
    costs: Money
    credit: Money
    total: Money
    per_day: Money
    paid: Money
    contested: Money
    retained: Money
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the statement's template may name."""

    creditor: Named
    debtor: Named
    cases: tuple[CaseStatement, ...]
    total: Money
    per_day: Money


def content(matters: Matters, options: Options) -> Content:
    """The statement's values."""
    case, currency = matters[0].case, matters[0].case.currency
    values = Statement(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        cases=tuple(_of(matter, options.language) for matter in matters),
        total=total([matter.claim.total for matter in matters], currency),
        per_day=total([matter.claim.per_day for matter in matters], currency),
    )
    return Content(values)


def _of(matter: Matter, language: str) -> CaseStatement:
    claim = matter.claim
    covered = tuple(allocations(claim))
    return CaseStatement(
        id=matter.case.id,
        title=matter.case.title,
        agreement=agreement(matter.case, language),
        rows=tuple(_row(entry, matter.case) for entry in claim.ledger),
        allocations=covered,
        allocated=summed(covered, claim),
        accounts=tuple(_account(one) for one in claim.invoices),
        interest=interest(matter, language),
        others=tuple(guarantors(matter.case)),
        assigned=assigned(matter.case),
        rates=references(claim),
        by_reference=any(row.quote.margin for one in claim.invoices for row in one.periods),
        by_year=any(row.year != DAYS_A_YEAR for one in claim.invoices for row in one.periods),
        exceptions=exceptions(matter),
        order=claim.regime.allocation.order,
        order_law=order_law(claim),
        rounding=claim.regime.rounding,
        days=counted(claim.regime, matter.case.file.interest),
        days_law=bound(claim.regime.days.law),
        settlement=_agreed(matter),
        principal=claim.principal,
        interest_open=claim.interest,
        compensation=claim.compensation,
        fees=claim.fees,
        costs=claim.costs,
        credit=claim.credit,
        total=claim.total,
        per_day=claim.per_day,
        paid=claim.paid,
        contested=claim.contested,
        retained=claim.retained,
        open=claim.open,
    )


def _row(entry: Entry, case: Case) -> Row:
    fees = {payment.reversed.at for payment in case.payments if payment.reversed}
    kind = "return-fee" if entry.kind == "costs" and entry.at in fees else entry.kind
    is_charge = entry.amount.amount >= 0
    charge, payment = (entry.amount, None) if is_charge else (None, -entry.amount)
    return Row(entry.day, kind, entry.number, entry.text, charge, payment, entry.balance)


def _account(one: InvoiceClaim) -> Account:
    rows = tuple(_period(row) for row in one.periods)
    whole = one.interest + one.interest_paid
    return Account(
        one.number, one.due, one.started.first, _law_of(one), one.started.moved, bound(one.started.moved_law), rows,
        whole, one.interest_paid, one.interest, one.compensation, one.fees,
    )  # fmt: skip


def _law_of(one: InvoiceClaim) -> str:
    """The paragraph the first interest day follows from; none where the case names the day itself."""
    return "" if one.started.law == "interest.from" else bound(one.started.law)


def _period(row: Period) -> PeriodRow:
    quote = row.quote
    return PeriodRow(
        row.first, row.last, row.days, row.year, row.principal, quote.percent,
        quote.row.percent if quote.row else None, quote.margin, row.interest,
    )  # fmt: skip


def _agreed(matter: Matter) -> Agreed | None:
    settled = matter.claim.settlement
    if settled is None:
        return None
    progress, nothing = settled.progress, zero(matter.claim.currency)
    rows = tuple(
        Item("instalment", str(n), one.due, 0, one.amount, one.paid, nothing, nothing, one.amount - one.paid)
        for n, one in enumerate(progress.instalments, 1)
    )
    return Agreed(
        settled.settlement.agreed, progress.amount, progress.paid, progress.remaining, progress.state,
        progress.defaulted, in_force(settled) is not None, settled.settlement.default.revives,
        tuple(_compared(settled, matter.claim)), settled.without.total, rows, settled.settlement.interest == "waived",
        tuple(_period(row) for row in settled.periods), settled.interest,
    )  # fmt: skip


def _compared(settled: Settled, claim: Claim) -> Iterator[Compared]:
    claims = (settled.before, claim, settled.without)
    for part in ("principal", "interest", "compensation", "fees", "costs", "credit", "total"):
        found = [getattr(each, part) for each in claims]
        if any(found):
            yield Compared(part, *found)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a statement."""
    found = [*one_debtor(matters)]
    found += [*something_issued(matters, options)] if not found else []
    return tuple(found or may_be_named(matters))


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever something was invoiced."""
    return () if needs(matters, options) else ("",)


KIND = Kind("statement", "debtor", False, needs, content, steps)
