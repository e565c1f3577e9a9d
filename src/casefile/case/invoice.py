"""invoices/*.yaml: an invoice or a credit note, its lines, and what is contested of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casefile.case.fields import Exhibits, Reason
from casefile.case.party import NOTHING
from casefile.case.terms import Resolved
from casefile.records import AboveZero, Amount, Count, Day, Positive, Record, Text


class Period(Record):
    """From the first day to the last, both included."""

    from_: Day = Field(alias="from")
    to: Day


class LineDispute(Record):
    """How much of a line is contested, gross (all of it when no amount is given), why, and our answer."""

    amount: Positive | None = None
    reason: Reason
    statement: Text = ""
    response: Text = ""
    evidence: Exhibits = ()
    raised: Day | None = None
    resolved: Resolved | None = None


class Line(Record):
    """One line: quantity × unit price / base quantity − discount; tax in percent."""

    id: Text
    description: Text
    unit_price: Amount
    quantity: Amount = Decimal(1)
    unit: Text = ""
    base_quantity: AboveZero = Decimal(1)
    discount: Amount = NOTHING
    tax: Positive = NOTHING
    delivered: Day | None = None
    period: Period | None = None
    why: Text = ""
    clause: Text = ""
    evidence: Exhibits = ()
    dispute: LineDispute | None = None


class Adjustment(Record):
    """An allowance off, or a charge on top of, the whole invoice."""

    reason: Text
    amount: Positive
    tax: Positive = NOTHING


class Retention(Record):
    """What was agreed to be kept back until the day `release`."""

    amount: Positive
    release: Day


class EarlyPayment(Record):
    """A discount, in percent of gross, for payment within so many days of issue."""

    percent: Positive
    within_days: Count


class LateFee(Record):
    """An agreed flat fee: an amount, or a percentage of the gross total."""

    amount: Positive | None = None
    percent: Positive | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> LateFee:
        if (self.amount is None) == (self.percent is None):
            raise PydanticCustomError("late_fee", "a late fee is either an amount or a percentage: give one of the two")
        return self


class Invoice(Record):
    """An invoice or credit note as it was issued. A credit note's lines are written positive."""

    number: Text
    issued: Day
    lines: tuple[Line, ...] = Field(min_length=1)
    kind: Literal["invoice", "credit-note"] = "invoice"
    credits: Text = ""
    due: Day | None = None
    due_basis: Literal["contract", "invoice", "statute"] = "contract"
    received: Day | None = None
    order_number: Text = ""
    evidence: Exhibits = ()
    prices: Literal["net", "gross"] = "net"
    allowances: tuple[Adjustment, ...] = ()
    charges: tuple[Adjustment, ...] = ()
    prepaid: Amount = NOTHING
    rounding: Amount = NOTHING
    tax_note: Text = ""
    retention: Retention | None = None
    early_payment: EarlyPayment | None = None
    late_fee: LateFee | None = None
    stated_total: Amount | None = None

    @property
    def is_credit_note(self) -> bool:
        """Whether it reduces another invoice."""
        return self.kind == "credit-note"
