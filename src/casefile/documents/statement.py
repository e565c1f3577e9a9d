"""The statement of account: the ledger, what each payment covered, interest by periods, the total and its rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.claim.compensation import Unconverted
from casefile.claim.ledger import Entry
from casefile.claim.model import Claim, Settled
from casefile.claim.pricing import counted
from casefile.claim.sources import Reference, bearing, references
from casefile.documents.accruals import Account, Compensated, PeriodRow, account, compensated, period
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
class Compared:
    """One part of the claim: on the day of the agreement, today, and today had there been no settlement."""

    part: str
    before: Money
    today: Money
    without: Money


@dataclass(frozen=True, slots=True)
class Agreed:
    """A settlement in the statement: its state, its instalments, and what the total were without it.

    `any_due`: the day of one has come; `due_paid`: the last day of one is over, and all that are due are paid.
    """

    agreed: date
    amount: Money
    paid: Money
    remaining: Money
    state: str
    defaulted: date | None
    is_in_force: bool
    any_due: bool
    due_paid: bool
    revives: str
    parts: tuple[Compared, ...]
    without: Money
    instalments: tuple[Item, ...]
    waived: bool
    periods: tuple[PeriodRow, ...]
    interest: Money


@dataclass(frozen=True, slots=True)
class CaseStatement:
    """One case's statement. `rate_unknown`: what a day adds from tomorrow cannot be said, as the rate is not known."""

    id: str
    title: str
    agreement: Agreement
    rows: tuple[Row, ...]
    allocations: tuple[Allocation, ...]
    allocated: Allocation
    accounts: tuple[Account, ...]
    compensated: tuple[Compensated, ...]
    converted: bool
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
    credited: Money
    contested: Money
    retained: Money
    unconverted: tuple[Unconverted, ...]
    rate_unknown: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What the statement's template may name."""

    creditor: Named
    debtor: Named
    cases: tuple[CaseStatement, ...]
    total: Money
    per_day: Money
    as_of: date


def content(matters: Matters, options: Options) -> Content:
    """The statement's values."""
    case, currency = matters[0].case, matters[0].case.currency
    values = Statement(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        cases=tuple(_of(matter, options.language) for matter in matters),
        total=total([matter.claim.total for matter in matters], currency),
        per_day=total([matter.claim.per_day for matter in matters], currency),
        as_of=matters[0].claim.as_of,
    )
    return Content(values)


def _of(matter: Matter, language: str) -> CaseStatement:
    claim = matter.claim
    covered, rows = tuple(allocations(claim)), bearing(claim)
    cap = matter.case.file.interest.cap if matter.case.file.interest else None
    periods = [row for one in rows for row in one.periods]
    return CaseStatement(
        id=matter.case.id,
        title=matter.case.title,
        agreement=agreement(matter.case, language),
        rows=tuple(_row(entry, matter.case) for entry in claim.ledger),
        allocations=covered,
        allocated=summed(covered, claim),
        accounts=tuple(account(one, cap) for one in rows),
        compensated=tuple(
            compensated(charge, charge.granted) for one in claim.invoices for charge in one.charges if charge.granted
        ),
        interest=interest(matter, language),
        converted=any(charge.granted.rate for one in claim.invoices for charge in one.charges if charge.granted),
        others=tuple(guarantors(matter.case)),
        assigned=assigned(matter.case),
        rates=references(claim),
        by_reference=any(row.quote.margin for row in periods),
        by_year=any(row.year != DAYS_A_YEAR for row in periods),
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
        credited=claim.credited,
        contested=claim.contested,
        retained=claim.retained,
        unconverted=claim.unconverted,
        rate_unknown=len(claim.open) > len(claim.unconverted),
    )


def _row(entry: Entry, case: Case) -> Row:
    fees = {payment.reversed.at for payment in case.payments if payment.reversed}
    kind = "return-fee" if entry.kind == "costs" and entry.at in fees else entry.kind
    is_charge = entry.amount.amount >= 0
    charge, payment = (entry.amount, None) if is_charge else (None, -entry.amount)
    return Row(entry.day, kind, entry.number, entry.text, charge, payment, entry.balance)


def _agreed(matter: Matter) -> Agreed | None:
    settled = matter.claim.settlement
    if settled is None:
        return None
    progress, nothing, as_of = settled.progress, zero(matter.claim.currency), matter.claim.as_of
    fallen = [one for one in progress.instalments if one.due <= as_of]
    rows = tuple(
        Item("instalment", str(n), one.due, 0, one.amount, one.paid, nothing, nothing, one.amount - one.paid)
        for n, one in enumerate(progress.instalments, 1)
    )
    return Agreed(
        settled.settlement.agreed, progress.amount, progress.paid, progress.remaining, progress.state,
        progress.defaulted, in_force(settled) is not None,
        bool(fallen), any(one.last_day < as_of for one in fallen) and all(one.paid == one.amount for one in fallen),
        settled.settlement.default.revives,
        tuple(_compared(settled, matter.claim)), settled.without.total, rows, settled.settlement.interest == "waived",
        tuple(period(row, number) for number, row in settled.periods), settled.interest,
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


KIND = Kind("statement", "debtor", False, needs, content, steps, values=Statement)
