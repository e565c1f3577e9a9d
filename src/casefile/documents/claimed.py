"""The figures of a claim as a paper names them: what is demanded, apart from what a court has to award first."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.claim.compensation import Unconverted
from casefile.documents.asked import asked, awarded
from casefile.documents.items import in_force
from casefile.documents.matter import Matter
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Claimed:
    """What is open of each part on the day; `total` is their sum less `credit`.

    `awarded` is interest that only a court gives: in none of the others. `per_day` is what tomorrow adds, of either.
    `in_settlement`: a settlement in force is what is owed, and `principal` what remains of it. `paid` is all money
    received, `credited` all credit notes.
    """

    principal: Money
    interest: Money
    compensation: Money
    fees: Money
    costs: Money
    credit: Money
    total: Money
    per_day: Money
    awarded: Money
    contested: Money
    undisputed: Money
    retained: Money
    paid: Money
    credited: Money
    unconverted: tuple[Unconverted, ...]
    in_settlement: bool


def claimed(matter: Matter) -> Claimed:
    """The figures of one case."""
    claim = matter.claim
    return Claimed(
        principal=claim.principal,
        interest=claim.interest - awarded(claim),
        compensation=claim.compensation,
        fees=claim.fees,
        costs=claim.costs,
        credit=claim.credit,
        total=asked(claim),
        per_day=claim.per_day,
        awarded=awarded(claim),
        contested=claim.contested,
        undisputed=claim.undisputed,
        retained=claim.retained,
        paid=claim.paid,
        credited=claim.credited,
        unconverted=claim.unconverted,
        in_settlement=in_force(claim.settlement) is not None,
    )
