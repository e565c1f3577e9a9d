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
    """The first day."""
    to: Day
    """The last day."""


class LineDispute(Record):
    """How much of a line is contested, gross (all of it when no amount is given), why, and our answer."""

    amount: Positive | None = None
    """How much of the line is contested, gross; without it, all of it."""
    reason: Reason
    """not-delivered quality overcharged not-ordered duplicate cash-flow unclear other."""
    statement: Text = ""
    """What the debtor says."""
    response: Text = ""
    """Our answer."""
    evidence: Exhibits = ()
    """The exhibits for our answer."""
    raised: Day | None = None
    """The day the debtor first said it."""
    resolved: Resolved | None = None
    """How the objection ended."""


class Line(Record):
    """One line: quantity × unit price / base quantity − discount; tax in percent."""

    id: Text
    """Unique in the invoice, such as "1"."""
    description: Text
    """What was delivered or done."""
    unit_price: Amount
    """For `base_quantity` units; net or gross as `prices` says."""
    quantity: Amount = Decimal(1)
    """How many units; default 1."""
    unit: Text = ""
    """Of the quantity, such as h or pcs."""
    base_quantity: AboveZero = Decimal(1)
    """How many units the price is for; default 1."""
    discount: Amount = NOTHING
    """The amount off this line."""
    tax: Positive = NOTHING
    """Percent."""
    delivered: Day | None = None
    """The day of delivery."""
    period: Period | None = None
    """The days it was done in, instead of one day."""
    why: Text = ""
    """Why it was needed or agreed, in a sentence."""
    clause: Text = ""
    """A key of contract.clauses."""
    evidence: Exhibits = ()
    """The exhibits that show it was ordered, delivered or accepted."""
    dispute: LineDispute | None = None
    """What the debtor contests of it."""


class Adjustment(Record):
    """An allowance off, or a charge on top of, the whole invoice."""

    reason: Text
    """What it is for."""
    amount: Positive
    """Written positive."""
    tax: Positive = NOTHING
    """Percent."""


class Retention(Record):
    """What was agreed to be kept back until the day `release`."""

    amount: Positive
    """How much is kept back."""
    release: Day
    """The day from which it is due."""


class EarlyPayment(Record):
    """A discount, in percent of gross, for payment within so many days of issue."""

    percent: Positive
    """Off the gross total."""
    within_days: Count
    """Days from the date of issue."""


class LateFee(Record):
    """An agreed flat fee: an amount, or a percentage of the gross total."""

    amount: Positive | None = None
    """A fixed amount."""
    percent: Positive | None = None
    """A percentage of the gross total, instead of an amount."""

    @model_validator(mode="after")
    def _one_of_two(self) -> LateFee:
        if (self.amount is None) == (self.percent is None):
            raise PydanticCustomError("late_fee", "a late fee is either an amount or a percentage: give one of the two")
        return self


class Invoice(Record):
    """An invoice or credit note as it was issued. A credit note's lines are written positive."""

    number: Text
    """As it stands on the invoice."""
    issued: Day
    """The date on it."""
    lines: tuple[Line, ...] = Field(min_length=1)
    """At least one."""
    kind: Literal["invoice", "credit-note"] = "invoice"
    """invoice (default) or credit-note."""
    credits: Text = ""
    """On a credit note: the number of the invoice that it reduces."""
    due: Day | None = None
    """The last day to pay; a credit note has none."""
    due_basis: Literal["contract", "invoice", "statute"] = "contract"
    """contract (default): the date was agreed; invoice: it stands only there; statute: the law sets it."""
    received: Day | None = None
    """The day the debtor had it, where that is known."""
    order_number: Text = ""
    """The debtor's reference."""
    evidence: Exhibits = ()
    """The exhibit that is the invoice as sent."""
    prices: Literal["net", "gross"] = "net"
    """net (default): tax is added; gross: it is included."""
    allowances: tuple[Adjustment, ...] = ()
    """What comes off the whole invoice."""
    charges: tuple[Adjustment, ...] = ()
    """What comes on top of the whole invoice."""
    prepaid: Amount = NOTHING
    """Already paid, according to the invoice."""
    rounding: Amount = NOTHING
    """The rounding on the invoice's total."""
    tax_note: Text = ""
    """A sentence on tax, such as Reverse charge."""
    retention: Retention | None = None
    """What was agreed to be kept back for a time."""
    early_payment: EarlyPayment | None = None
    """The discount for early payment."""
    late_fee: LateFee | None = None
    """An agreed flat fee for late payment."""
    stated_total: Amount | None = None
    """The total printed on it; a difference to the sum is a weakness, the sum counts."""

    @property
    def is_credit_note(self) -> bool:
        """Whether it reduces another invoice."""
        return self.kind == "credit-note"
