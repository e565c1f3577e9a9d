"""Interest as the statement shows it, row by row, and fixed compensation: what a judge recomputes by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casefile.claim.accrual import Period
from casefile.claim.compensation import Granted
from casefile.claim.course import Charge
from casefile.claim.model import InvoiceClaim
from casefile.documents.interest import bound
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """Interest from the first to the last day, both included; `reference` is None where the rate is a plain number.

    `uncapped` is what the row were without the cap that was agreed; `instalment` is 0 but for those of a settlement.
    """

    first: date
    last: date
    days: int
    year: int
    principal: Money
    rate: Decimal
    reference: Decimal | None
    margin: Decimal
    interest: Money
    uncapped: Money
    instalment: int


@dataclass(frozen=True, slots=True)
class Compensated:
    """One fixed compensation: when it arose, on how much unpaid, so much by law, and the exchange rate it took.

    `rate`, that `rate_of` a day, is None where nothing had to be converted.
    """

    number: str
    day: date
    unpaid: Money
    by_law: Money
    rate: Decimal | None
    rate_of: date | None
    rate_source: str
    amount: Money


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
    cap: Decimal | None


def account(one: InvoiceClaim, cap: Decimal | None) -> Account:
    """One invoice's rows; `cap` is the percentage of the principal that was agreed as the most."""
    is_cut = any(row.interest != row.uncapped for row in one.periods)
    rows = tuple(period(row) for row in one.periods)
    whole = one.interest + one.interest_paid
    return Account(
        one.number, one.due, one.started.first, _law_of(one), one.started.moved, bound(one.started.moved_law), rows,
        whole, one.interest_paid, one.interest, cap if is_cut else None,
    )  # fmt: skip


def compensated(charge: Charge, granted: Granted) -> Compensated:
    """How a fixed compensation came about."""
    said = granted.rate
    rate, day = said.get(granted.sum.currency), said.get("on")
    return Compensated(
        charge.number, charge.day, granted.unpaid, granted.sum, Decimal(rate) if rate else None,
        date.fromisoformat(day) if day else None, said.get("source", ""), charge.amount,
    )  # fmt: skip


def _law_of(one: InvoiceClaim) -> str:
    """The paragraph the first interest day follows from; none where the case names the day itself."""
    return "" if one.started.law == "interest.from" else bound(one.started.law)


def period(row: Period, instalment: int = 0) -> PeriodRow:
    """One row as a template names it."""
    quote = row.quote
    return PeriodRow(
        row.first, row.last, row.days, row.year, row.principal, quote.percent,
        quote.row.percent if quote.row else None, quote.margin, row.interest, row.uncapped, instalment,
    )  # fmt: skip
