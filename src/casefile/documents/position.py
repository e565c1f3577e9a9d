"""What is owed on a day, part by part, as a paper names it: what is demanded, apart from what a court has to award."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.claim.compensation import Unconverted
from casefile.claim.model import Claim
from casefile.documents.allocations import allocations, summed
from casefile.documents.asked import asked, awarded
from casefile.documents.interest import bears
from casefile.documents.items import in_force
from casefile.money import Money, total, zero


@dataclass(frozen=True, slots=True)
class Next:
    """The next instalment of a settlement that is kept so far: nothing is due before that day."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Position:
    """What is open of each part on the day; `total` is their sum less `credit`.

    `awarded` is interest that only a court gives: in none of the others. `per_day` is what tomorrow adds, of either.
    `in_settlement`: a settlement in force is what is owed, and `principal` what remains of it. `retained` is kept back
    by agreement and not in the total. What counts as paid is `received` as money (less refunds and what was returned),
    `set_off` and `withheld` as tax; `to_charges` is what of the three went to anything but principal. `interest_paid`
    is what was paid of the interest on what is open, `accrued` that and `interest`. `credited` is all credit
    notes. `next` is None unless a settlement is kept and nothing is due.
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
    received: Money
    set_off: Money
    withheld: Money
    to_charges: Money
    accrued: Money
    interest_paid: Money
    credited: Money
    unconverted: tuple[Unconverted, ...]
    in_settlement: bool
    next: Next | None


def position(claim: Claim) -> Position:
    """What is owed on the claim's day."""
    went = summed(tuple(allocations(claim)), claim)
    paid = sum((one.interest_paid for one in bears(claim)), zero(claim.currency))
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
        received=_came(claim, "payment", "refund", "returned"),
        set_off=_came(claim, "set-off"),
        withheld=_came(claim, "withholding-tax"),
        to_charges=went.costs + went.interest + went.other,
        accrued=claim.interest - awarded(claim) + paid,
        interest_paid=paid,
        credited=claim.credited,
        unconverted=claim.unconverted,
        in_settlement=in_force(claim.settlement) is not None,
        next=_next(claim),
    )


def _next(claim: Claim) -> Next | None:
    settled = in_force(claim.settlement)
    if settled is None or claim.days_late:
        return None
    ahead = (one for one in settled.progress.instalments if one.paid != one.amount and one.last_day >= claim.as_of)
    return next((Next(one.due, one.amount - one.paid) for one in ahead), None)


def _came(claim: Claim, *kinds: str) -> Money:
    """What the ledger has of these kinds."""
    return -total([entry.amount for entry in claim.ledger if entry.kind in kinds], claim.currency)
