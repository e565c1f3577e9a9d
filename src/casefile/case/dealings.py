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
    """What the payer sent."""
    currency: Currency
    """ISO 4217, such as USD."""
    rate: Positive | None = None
    """Units of that currency for one of ours."""
    charges: Positive = NOTHING
    """What banks kept."""


class Reversal(Record):
    """From this day the payment never came; the fee is a cost."""

    on: Day
    """The day it was taken back."""
    reason: Text = ""
    """Why, such as returned."""
    fee: Positive = NOTHING
    """What the bank charged us; a cost of the case."""


class Payment(Record):
    """Money credited to us on `date`; a refund is written positive and adds to the debt."""

    date: Day
    """The day it was credited to us."""
    amount: AboveZero
    """In the case's currency, written positive."""
    kind: Literal["payment", "refund", "set-off", "withholding-tax"] = "payment"
    """payment (default), refund, set-off or withholding-tax."""
    invoice: Text = ""
    """The invoice it is for; without it the regime decides."""
    towards: Literal["principal", "interest", "costs"] | None = None
    """principal, interest or costs, where the debtor said so."""
    method: Text = ""
    """How it came, such as transfer or cheque."""
    reference: Text = ""
    """What the debtor wrote on it."""
    payer: Text = ""
    """Who paid, if not the debtor."""
    original: Original | None = None
    """What was sent in another currency."""
    reversed: Reversal | None = None
    """That it was taken back."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""


class Regular(Record):
    """Equal instalments: the first day, the rhythm, how many. Month ends clamp."""

    first: Day
    """The day of the first part."""
    every: Every
    """week, month or quarter."""
    count: Count
    """How many parts."""


class Instalment(Record):
    """One instalment."""

    due: Day
    """The last day to pay it."""
    amount: Positive
    """How much."""


def _list_or_regular(value: object) -> str:
    return "list" if isinstance(value, list) else "regular"


Schedule = Annotated[
    Annotated[Regular, Tag("regular")] | Annotated[tuple[Instalment, ...], Tag("list")],
    Discriminator(_list_or_regular),
]


class Offer(Record):
    """What one side proposed; `amount` is what would be paid in all."""

    id: Text
    """Unique in the case, such as O1."""
    date: Day
    """The day it was made."""
    by: Literal["us", "debtor"]
    """us or debtor."""
    kind: Literal["discount", "instalments", "deferral", "partial", "credit", "waiver"]
    """discount instalments deferral partial credit waiver."""
    amount: Positive
    """What would be paid in all."""
    schedule: Schedule | None = None
    """The instalments: a list, or first, every and count."""
    due: Day | None = None
    """The day everything is paid, where there is no schedule."""
    expires: Day | None = None
    """The last day to accept it."""
    privilege: Privilege = "open"
    """Who may see it: open (default), without-prejudice …"""
    status: Literal["open", "accepted", "rejected", "expired", "withdrawn"] = "open"
    """open (default) accepted rejected expired withdrawn."""
    note: Text = ""
    """What else belongs to it."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""


class Default(Record):
    """What a missed instalment does: after so many days' grace the whole claim, or the whole remainder, is due."""

    grace_days: Count = 0
    """Days that an instalment may be late; default 0."""
    revives: Literal["full", "remaining"] = "full"
    """full (default): the whole claim comes back, less what was paid; remaining: the rest of the sum is due."""


class Agreed(Record):
    """What the parties took off or put on a line (or a whole invoice) in the settlement."""

    invoice: Text
    """The invoice's number."""
    line: Text = ""
    """The line's id; without it, the whole invoice."""
    amount: Amount
    """Gross; negative: taken off."""
    reason: Text
    """Why."""


class Signatures(Record):
    """Who signed, and on what authority the debtor's signatory did."""

    us: Text = ""
    """Who signed for us."""
    debtor: Text = ""
    """Who signed for the debtor."""
    authority: Text = ""
    """By what right, such as managing director."""


class Settlement(Record):
    """settlement.yaml: `amount` is what the debtor pays in all, from the agreement on."""

    agreed: Day
    """The day of the agreement."""
    amount: Positive
    """What the debtor pays in all from then on."""
    kind: Literal["discount", "instalments", "deferral", "partial", "credit", "waiver"] = "instalments"
    """discount instalments (default) deferral partial credit waiver."""
    offer: Text = ""
    """The id of the offer that was accepted."""
    schedule: Schedule | None = None
    """The instalments: a list, or first, every and count."""
    due: Day | None = None
    """The day everything is paid, where there is no schedule."""
    interest: Literal["waived", "kept"] = "waived"
    """waived (default) or kept."""
    default: Default = Field(default_factory=Default)
    """What a missed instalment does."""
    adjustments: tuple[Agreed, ...] = ()
    """What was taken off or put on invoices and lines."""
    acknowledges: Flag = False
    """true: the debtor acknowledges the debt."""
    conditions: tuple[Text, ...] = ()
    """What else was agreed, a sentence each."""
    signed: Signatures | None = None
    """Who signed."""
    evidence: Exhibits = ()
    """The exhibit that is the agreement."""


class Correction(Record):
    """A month that was billed wrongly, net; not owed until it is invoiced."""

    period: Month
    """The month, YYYY-MM."""
    agreed: Positive
    """What should have been billed, net."""
    billed: Positive
    """What was billed, net."""
    tax: Positive = NOTHING
    """Percent."""
    clause: Text = ""
    """A key of contract.clauses."""
    evidence: Exhibits = ()
    """The exhibits that show it."""
    choice: Literal["next-invoice", "separate", "waived"] | None = None
    """next-invoice, separate or waived."""
    invoiced_as: Text = ""
    """The number of the invoice that now bills it."""
