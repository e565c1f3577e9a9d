"""What a regime is: every rule of law about late payment that the computation needs, each with its paragraph.

The records are read from the data files in regimes/; adding a regime touches nothing here. Computes nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from casefile.case.fields import Country, Currency, Language
from casefile.case.party import PartyKind
from casefile.records import Amount, Day, Flag, Positive, Record, Table, Text, Whole

Reading = Literal["half-year", "change", "default-half-year", "default-eve"]
DayCount = Literal["actual/365", "actual/actual", "30/360"]
Item = Literal["costs", "interest", "principal"]
Weekday = Literal["saturday", "sunday"]


class Margin(Record):
    """Percentage points on top of the reference rate, for rates read from the day `from` on."""

    percent: Amount
    from_: Day | None = Field(default=None, alias="from")


class Rate(Record):
    """The yearly rate: agreed in the contract, a number, or a reference series plus a margin, read on certain days.

    `read`: half-year (again each 1 January and 1 July), change (on each change of the series), default-half-year (once,
    XX"""

    law: Text
    names: Table[Text] = Field(default_factory=dict)
    agreed: Flag = False
    percent: Positive | None = None
    series: Text = ""
    read: Reading = "half-year"
    margins: tuple[Margin, ...] = ()


class Days(Record):
    """How days are counted."""

    count: DayCount = "actual/365"
    law: Text = ""


class Unilateral(Record):
    """When default begins if the due date stands only on the invoice.

    `days` after the latest of the facts in `after`; with `reminder`, also the day after one. The earliest counts.
    """

    law: Text
    days: Whole | None = None
    after: tuple[Literal["due", "received", "performed"], ...] = ()
    reminder: Flag = False


class Moving(Record):
    """A due date that is no working day moves to the next: free weekdays, and the public holidays of a country."""

    law: Text
    country: Country
    free: tuple[Weekday, ...] = ("saturday", "sunday")
    saturdays_from: Day | None = None


class Start(Record):
    """When interest starts: the day after default."""

    law: Text
    unilateral: Unilateral | None = None
    moves: Moving | None = None


class Tier(Record):
    """So much compensation for an unpaid amount up to (inclusive) or below (exclusive) an edge."""

    amount: Positive
    up_to: Positive | None = None
    below: Positive | None = None

    def covers(self, unpaid: Decimal) -> bool:
        """Whether the tier is for this amount."""
        within = self.up_to is None or unpaid <= self.up_to
        return within and (self.below is None or unpaid < self.below)


class Compensation(Record):
    """The fixed sum for each invoice paid late; the first tier that covers the unpaid amount counts.

    `notes`: what letters add, by language, where costs of legal pursuit are claimed beside it.
    """

    law: Text
    currency: Currency
    notes: Table[Text] = Field(default_factory=dict)
    tiers: tuple[Tier, ...] = Field(min_length=1)
    debtors: tuple[PartyKind, ...] = ("business", "public")


class Window(Record):
    """Days that bear no interest, on debts that were due before them."""

    law: Text
    from_: Day = Field(alias="from")
    to: Day


class Order(Record):
    """What a payment covers first."""

    law: Text
    order: tuple[Item, ...]


class Limitation(Record):
    """How many years until the claim is time-barred, for which types of contract; to the end of the year or not."""

    law: Text
    years: Whole
    types: tuple[Text, ...] = ()
    year_end: Flag = False


class Example(Record):
    """A published calculation that the regime reproduces to the cent."""

    source: Text
    principal: Positive
    from_: Day = Field(alias="from")
    to: Day
    interest: Positive
    rate: Positive | None = None
    rows: tuple[Positive, ...] = ()
    currency: Currency = "EUR"


class Regime(Record):
    """One regime. Without a `rate` there is no interest."""

    id: Text
    names: Table[Text]
    law: Text
    debtors: tuple[PartyKind, ...] = ("business", "public", "consumer")
    rate: Rate | None = None
    days: Days = Field(default_factory=Days)
    start: Start | None = None
    rounding: Literal["period", "invoice"] = "invoice"
    allocation: Order
    compensation: Compensation | None = None
    excluded: tuple[Window, ...] = ()
    needs_act: Flag = False
    yields_to_contract: Flag = False
    limitation: tuple[Limitation, ...] = ()
    examples: tuple[Example, ...] = ()

    def name(self, language: Language) -> str:
        """The regime's short name in a language of letters. KeyError when the file has none."""
        return self.names[language]
