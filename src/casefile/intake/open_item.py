"""What a row of a list of open items is: an invoice that is owed to us, or a credit that we owe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casefile.errors import Source
from casefile.money import Money, total


@dataclass(frozen=True, slots=True)
class Credit:
    """One row: `amount` that we owe a customer, positive; for the invoice `of` where the row names one. `is_note` where
    the row says that it is a credit note, and no payment."""

    source: Source
    number: str
    debtor: str
    customer: str
    issued: date | None
    amount: Money
    of: str
    is_note: bool
    text: str


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One row: an invoice of `total`, of which `open` is still to be paid, and what it says of the customer. `credits`
    are other rows that were set against it: `open` is what is left."""

    source: Source
    number: str
    debtor: str
    customer: str
    issued: date
    due: date
    open: Money
    total: Money
    tax: Decimal
    received: date | None
    order_number: str
    description: str
    party: Mapping[str, str]
    credits: tuple[Credit, ...] = ()

    @property
    def notes(self) -> tuple[Credit, ...]:
        """The credits that can be written as credit notes: they say so, have a number and follow the invoice."""
        return tuple(
            each
            for each in self.credits
            if each.is_note and each.number not in ("", self.number) and each.issued and each.issued >= self.issued
        )

    @property
    def paid(self) -> Money:
        """What was paid, or set off otherwise, on days that the list does not tell."""
        return self.total - self.open - total([each.amount for each in self.notes], self.total.currency)
