"""What is owed on a day, part by part, as a paper names it: what is demanded, apart from what a court has to award."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.claim.compensation import Unconverted
from casefile.claim.model import Claim
from casefile.documents.asked import asked, awarded
from casefile.documents.items import in_force
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Position:
    """What is open of each part on the day; `total` is their sum less `credit`.

    `awarded` is interest that only a court gives: in none of the others. `per_day` is what tomorrow adds, of either.
    `in_settlement`: a settlement in force is what is owed, and `principal` what remains of it. `retained` is kept back
    by agreement and not in the total. `paid` is all that counts as paid, `paid_otherwise` whether some of it was set
    off or withheld as tax, `credited` all credit notes.
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
    paid_otherwise: bool
    credited: Money
    unconverted: tuple[Unconverted, ...]
    in_settlement: bool


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
        per_day=claim.per_day,
        awarded=awarded(claim),
        contested=claim.contested,
        undisputed=claim.undisputed,
        retained=claim.retained,
        paid=claim.paid,
        paid_otherwise=any(entry.kind in ("set-off", "withholding-tax") for entry in claim.ledger),
        credited=claim.credited,
        unconverted=claim.unconverted,
        in_settlement=in_force(claim.settlement) is not None,
    )
