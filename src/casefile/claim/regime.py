"""What a regime is: every rule of law about late payment that the computation needs, each with its paragraph.

The records are read from the data files in regimes/; adding a regime touches nothing here. Computes nothing.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import Field

from casefile.case.fields import Country, Currency, Language, Law
from casefile.case.party import PartyKind
from casefile.records import Amount, Day, Flag, Positive, Record, Table, Text, Whole

Reading = Literal["half-year", "change", "default-half-year", "default-eve"]
DayCount = Literal["actual/365", "actual/actual", "30/360"]
Item = Literal["costs", "interest", "principal"]
Weekday = Literal["saturday", "sunday"]


ANYBODY: tuple[PartyKind, ...] = ("business", "public", "consumer")


class Points(Record):
    """Percent a year, against `debtors`, for rates read from `from` on: on top of the reference rate, or `alone`.

    Of several that fit the latest counts, and of equals the last.
    """

    percent: Amount
    from_: Day | None = Field(default=None, alias="from")
    debtors: tuple[PartyKind, ...] = ANYBODY
    alone: Flag = False

    def fits(self, debtor: PartyKind, day: date) -> bool:
        """Whether it is the rate against such a debtor on `day`."""
        return debtor in self.debtors and (self.from_ is None or self.from_ <= day)


class Ceiling(Record):
    """The highest rate that may be agreed under a governing law from a day on: `times` the sum of reference and points.

    It can't bind where the agreed rate is no more than `times` × `points`, as no reference rate here is below nothing.
    """

    law: Text
    laws: tuple[Law, ...]
    series: Text
    points: Positive
    times: Positive
    from_: Day = Field(alias="from")


REFERENCE_ONLY = Points.model_validate({"percent": "0"})


class Rate(Record):
    """The yearly rate: agreed in the contract, or `points`, on top of a reference series if there is one.

    `read`: half-year (again each 1 January and 1 July), change (on each change of the series), default-half-year (once,
    on the first day of the half-year in which interest starts), default-eve (once, on the day before that). `before`
    says why there is no rate before the first of the points. `ceilings` bound what was agreed.
    """

    law: Text
    names: Table[Text] = Field(default_factory=dict)
    agreed: Flag = False
    series: Text = ""
    read: Reading = "half-year"
    points: tuple[Points, ...] = (REFERENCE_ONLY,)
    before: Text = ""
    ceilings: tuple[Ceiling, ...] = ()


class Days(Record):
    """How days are counted."""

    count: DayCount = "actual/365"
    law: Text = ""


class Unilateral(Record):
    """When default begins if the due date stands only on the invoice; with `always`, if it was agreed, too.

    `days` after the latest of the facts in `after`; with `reminder`, also the day after one (`demand`: after a formal
    demand in writing). The earliest counts, but none before the day after the invoice's own due date.
    """

    law: Text
    days: Whole | None = None
    after: tuple[Literal["due", "received", "performed"], ...] = ()
    reminder: Literal["any", "demand"] | None = None
    always: Flag = False


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
    """So much compensation for an unpaid amount up to (inclusive) or below (exclusive) an edge.

    With `until`, only where it arose on or before that day.
    """

    amount: Positive
    up_to: Positive | None = None
    below: Positive | None = None
    until: Day | None = None

    def covers(self, unpaid: Decimal | Fraction, day: date) -> bool:
        """Whether the tier is for this amount, where compensation arises on `day`."""
        within = self.up_to is None or unpaid <= self.up_to
        in_time = self.until is None or day <= self.until
        return within and in_time and (self.below is None or unpaid < self.below)


class Compensation(Record):
    """The fixed sum for each invoice paid late, or once for the whole claim; the first tier that covers what is unpaid.

    Tiers' edges are in `edges` where that is another currency than the amounts'. `converted` says of which day the
    exchange rate is. `notes`: what letters add, by language, where costs are claimed beside it.
    """

    law: Text
    currency: Currency
    tiers: tuple[Tier, ...] = Field(min_length=1)
    edges: Currency | None = None
    per: Literal["invoice", "claim"] = "invoice"
    converted: Literal["any-day", "month-before-due"] = "any-day"
    notes: Table[Text] = Field(default_factory=dict)
    debtors: tuple[PartyKind, ...] = ("business", "public")


class Window(Record):
    """Days that bear no interest, on claims that arose before them."""

    law: Text
    from_: Day = Field(alias="from")
    to: Day


class Order(Record):
    """What a payment covers first."""

    law: Text
    order: tuple[Item, ...]


class Yielding(Record):
    """The clauses of a contract, by their keys, that shut the statute out: one of the two has to be chosen."""

    law: Text
    clauses: tuple[Text, ...]


class Rule(Record):
    """Something that the law says in one paragraph, with nothing to compute; `why` in words for the user."""

    law: Text
    why: Text = ""


class Caution(Record):
    """What has to be looked at before the regime is relied on, against these debtors."""

    text: Text
    law: Text = ""
    debtors: tuple[PartyKind, ...] = ANYBODY


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
    debtor: PartyKind | None = None


AXES = ("rate", "days", "start", "moves", "rounding", "allocation", "compensation", "insolvency")


class Regime(Record):
    """One regime. Without a `rate` there is no interest.

    `laws`: the governing laws it belongs to (DE, US-NY). `awarded`: a court gives it, so letters only say that it will
    be asked for. `insolvency`: no interest from the day on which proceedings are opened. `costs_barred`: costs of
    getting paid may not be asked for. `confirm`: what counsel has to confirm, by axis.
    """

    id: Text
    names: Table[Text]
    law: Text
    laws: tuple[Law, ...] = ()
    debtors: tuple[PartyKind, ...] = ANYBODY
    rate: Rate | None = None
    days: Days = Field(default_factory=Days)
    start: Start | None = None
    rounding: Literal["period", "invoice"] = "invoice"
    allocation: Order
    compensation: Compensation | None = None
    excluded: tuple[Window, ...] = ()
    insolvency: Rule | None = None
    costs_barred: Rule | None = None
    yields: Yielding | None = None
    awarded: Rule | None = None
    needs_act: Flag = False
    cautions: tuple[Caution, ...] = ()
    confirm: Table[Text] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()

    def name(self, language: Language) -> str:
        """The regime's short name in a language of letters. KeyError when the file has none."""
        return self.names[language]
