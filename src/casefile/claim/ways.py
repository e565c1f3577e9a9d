"""Ways out of a dispute side by side: what each brings, when, what that is worth today, and where it breaks even.

The result of `claim.compare` as frozen values: nothing is printed here, and nothing in it is for the other side.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from casefile.case.dealings import Offer
from casefile.case.fields import Every
from casefile.claim.exact import rounded
from casefile.claim.settlement import Due
from casefile.money import Money, total

Kind = Literal[
    "offer", "settlement", "full", "discount", "instalments", "wait", "sue", "pays", "part", "pursue", "write-off"
]
Want = Literal["chance", "cost", "months"]

SUITS: tuple[Kind, ...] = ("sue", "pursue")
"""The ways through the courts: what they cost and how long they take has to be said."""

ASKED: tuple[Kind, ...] = ("wait", *SUITS)
"""The ways that nobody has agreed to: their chance is never taken for granted."""

CERTAIN = Decimal(100)


@dataclass(frozen=True, slots=True)
class Assumed:
    """What the comparison rests on; rates and chances in percent, `rate` a year's.

    `discounts`, `counts` (instalments) and `waits` (days) are compared one by one. `cost` and `months` are those of a
    suit, None where nobody has said. `chances` are by a way's id or kind. `part` is how much of what was billed too
    little a client might pay. `against` is the id or kind of the way to measure the others by.
    """

    rate: Decimal = Decimal(8)
    discounts: tuple[Decimal, ...] = (Decimal(10),)
    counts: tuple[int, ...] = (3, 6)
    every: Every = "month"
    waits: tuple[int, ...] = (90,)
    cost: Money | None = None
    months: int | None = None
    chances: Mapping[str, Decimal] = field(default_factory=dict)
    part: Decimal = Decimal(50)
    against: str = ""

    def chance(self, way_id: str, kind: Kind) -> Decimal | None:
        """The chance that a way's payments come: as said, else certain; None where it has to be asked for."""
        said = self.chances.get(way_id, self.chances.get(kind))
        if said is None and kind == "pursue":
            said = self.chances.get("sue")
        return CERTAIN if said is None and kind not in ASKED else said


@dataclass(frozen=True, slots=True)
class Even:
    """Where a way is worth as much as the one it is measured by.

    chance: the chance in percent, of payment or of success. discount: the discount in percent for paying today; of the
    way that the others are measured by: the one that it equals. day: the last day for paying in full without more
    interest. A chance above 100, a discount below 0 and a day before the as-of date say that it never is; None that
    there is nothing to multiply.
    """

    kind: Literal["chance", "discount", "day"]
    value: Fraction | date | None


@dataclass(frozen=True, slots=True)
class Way:
    """One way out. `measure` is what there is of it: percent, instalments, days or months.

    `payments` are what comes if it comes; none where that isn't known. `whole` is what they are worth today, unrounded,
    `value` the same times the chance and less the cost, None where `missing` says what nobody has said. `until` is the
    last day that interest was reckoned to, where the rates are known no further. `cost` is paid today.
    """

    id: str
    kind: Kind
    payments: tuple[Due, ...]
    measure: Decimal | int | None = None
    offer: Offer | None = None
    until: date | None = None
    chance: Decimal | None = None
    cost: Money | None = None
    missing: tuple[Want, ...] = ()
    whole: Fraction | None = None
    value: Fraction | None = None
    even: Even | None = None

    @property
    def nominal(self) -> Money | None:
        """Everything that comes if it comes."""
        return total([one.amount for one in self.payments], self._currency) if self.payments else None

    @property
    def last(self) -> date | None:
        """The last day on which something comes."""
        return self.payments[-1].day if self.payments else None

    @property
    def worth(self) -> Money | None:
        """What it is worth today, rounded half up."""
        return None if self.value is None else rounded(self.value, self._currency)

    @property
    def is_costed(self) -> bool:
        """Whether all that it costs is known."""
        return self.kind not in SUITS or self.cost is not None

    @property
    def _currency(self) -> str:
        return self.payments[0].amount.currency


@dataclass(frozen=True, slots=True)
class Comparison:
    """All ways out on the as-of date. `total` is what is owed then; with nothing owed there are no `ways`. `retained`
    is kept back by agreement and in none of them.

    `corrections` are the ways with what was billed too little and is not invoiced (`underbilled`, gross): it is not
    part of what is owed. `against` and `corrections_against` are the ids that break-even is measured by. `lapsed` are
    offers that are marked open though they have run out, or a settlement took their place. To sue is to go to
    arbitration where that is agreed (`arbitrates`).
    """

    case: str
    as_of: date
    currency: str
    regime: str
    arbitrates: bool
    total: Money
    retained: Money
    assumed: Assumed
    ways: tuple[Way, ...]
    against: str
    underbilled: Money
    corrections: tuple[Way, ...]
    corrections_against: str
    lapsed: tuple[Offer, ...]

    def way(self, way_id: str) -> Way:
        """The way with this id. KeyError when there is none."""
        for one in (*self.ways, *self.corrections):
            if one.id == way_id:
                return one
        raise KeyError(way_id)
