"""What is owed on a day, part by part, as a letter sets it out. Knows no kind of letter."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.claim.model import Claim
from casefile.documents.asked import asked, awarded
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Position:
    """What is owed, part by part. `interest` and `total` are without what a court has to award first (`awarded`);
    `per_day` is the interest of one more day, of either kind. `retained` is kept back by agreement and not in it."""

    principal: Money
    interest: Money
    compensation: Money
    fees: Money
    costs: Money
    credit: Money
    total: Money
    awarded: Money
    per_day: Money
    retained: Money


def position(claim: Claim) -> Position:
    """What is owed on the claim's day."""
    return Position(
        principal=claim.principal,
        interest=claim.interest - awarded(claim),
        compensation=claim.compensation,
        fees=claim.fees,
        costs=claim.costs,
        credit=claim.credit,
        total=asked(claim),
        awarded=awarded(claim),
        per_day=claim.per_day,
        retained=claim.retained,
    )
