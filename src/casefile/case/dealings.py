"""What passed between the parties: payments, offers, the settlement, and what was billed wrongly."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from casefile.case.fields import Currency, Every, Exhibits, Privilege
from casefile.case.party import NOTHING
from casefile.records import AboveZero, Amount, Count, Day, Flag, Month, Positive, Record, Text


class Original(Record):
    """What the payer sent, in their currency, before conversion and bank charges."""

    amount: Positive
    currency: Currency
    rate: Positive | None = None
    charges: Positive = NOTHING


class Reversal(Record):
    """From this day the payment never came; the fee is a cost."""

    on: Day
    reason: Text = ""
    fee: Positive = NOTHING


class Payment(Record):
    """Money credited to us on `date`; a refund is written positive and adds to the debt."""

    date: Day
    amount: AboveZero
    kind: Literal["payment", "refund", "set-off", "withholding-tax"] = "payment"
    invoice: Text = ""
    towards: Literal["principal", "interest", "costs"] | None = None
    method: Text = ""
    reference: Text = ""
    payer: Text = ""
    original: Original | None = None
    reversed: Reversal | None = None
    evidence: Exhibits = ()


class Regular(Record):
    """Equal instalments: the first day, the rhythm, how many. Month ends clamp."""

    first: Day
    every: Every
    count: Count


class Instalment(Record):
    """One instalment."""

    due: Day
    amount: Positive


def _list_or_regular(value: object) -> str:
    return "list" if isinstance(value, list) else "regular"


Schedule = Annotated[
    Annotated[Regular, Tag("regular")] | Annotated[tuple[Instalment, ...], Tag("list")],
    Discriminator(_list_or_regular),
]


class Offer(Record):
    """What one side proposed; `amount` is what would be paid in all."""

    id: Text
    date: Day
    by: Literal["us", "debtor"]
    kind: Literal["discount", "instalments", "deferral", "partial", "credit", "waiver"]
    amount: Positive
    schedule: Schedule | None = None
    due: Day | None = None
    expires: Day | None = None
    privilege: Privilege = "open"
    status: Literal["open", "accepted", "rejected", "expired", "withdrawn"] = "open"
    note: Text = ""
    evidence: Exhibits = ()


class Default(Record):
    """What a missed instalment does: after so many days' grace the whole claim, or the whole remainder, is due."""

    grace_days: Count = 0
    revives: Literal["full", "remaining"] = "full"


class Agreed(Record):
    """What the parties took off or put on a line (or a whole invoice) in the settlement."""

    invoice: Text
    line: Text = ""
    amount: Amount
    reason: Text


class Signatures(Record):
    """Who signed, and on what authority the debtor's signatory did."""

    us: Text = ""
    debtor: Text = ""
    authority: Text = ""


class Settlement(Record):
    """settlement.yaml: `amount` is what the debtor pays in all, from the agreement on."""

    agreed: Day
    amount: Positive
    kind: Literal["discount", "instalments", "deferral", "partial", "credit", "waiver"] = "instalments"
    offer: Text = ""
    schedule: Schedule | None = None
    due: Day | None = None
    interest: Literal["waived", "kept"] = "waived"
    default: Default = Field(default_factory=Default)
    adjustments: tuple[Agreed, ...] = ()
    acknowledges: Flag = False
    conditions: tuple[Text, ...] = ()
    signed: Signatures | None = None
    evidence: Exhibits = ()


class Correction(Record):
    """A month that was billed wrongly, net; not owed until it is invoiced."""

    period: Month
    agreed: Positive
    billed: Positive
    tax: Positive = NOTHING
    clause: Text = ""
    evidence: Exhibits = ()
    choice: Literal["next-invoice", "separate", "waived"] | None = None
    invoiced_as: Text = ""
