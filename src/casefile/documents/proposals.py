"""What either side has offered, and what became of it. Knows privileges; decides nothing on who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.case.dealings import Offer
from casefile.case.fields import Privilege
from casefile.claim.exact import money
from casefile.claim.settlement import dues
from casefile.documents.matter import Matter
from casefile.documents.proof import Refs, refs
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Proposal:
    """One offer: `amount` in all, in `count` parts from `first` to `last` (the days None where none is named).

    `is_standing`: it is open and has not run out; `is_replaced`: a settlement that was agreed since took its place;
    `status` is as the case has it.
    """

    id: str
    day: date
    by_us: bool
    kind: str
    amount: Money
    count: int
    first: date | None
    last: date | None
    expires: date | None
    status: str
    is_standing: bool
    is_replaced: bool
    privilege: Privilege
    exhibits: Refs


def proposals(matter: Matter) -> tuple[Proposal, ...]:
    """Every offer made up to the claim's day that is on this side of the wall, oldest first."""
    made = (offer for offer in matter.case.offers if offer.date <= matter.claim.as_of)
    return tuple(_proposal(matter, offer) for offer in sorted(made, key=lambda each: (each.date, each.id)))


def _proposal(matter: Matter, offer: Offer) -> Proposal:
    claim = matter.claim
    amount = money(offer.amount, claim.currency)
    named = offer.due is not None or bool(offer.schedule)
    parts = dues(offer.schedule, amount, offer.due or offer.date)
    settled = claim.settlement is not None and offer.date <= claim.settlement.settlement.agreed
    is_over = offer.expires is not None and offer.expires < claim.as_of
    return Proposal(
        id=offer.id,
        day=offer.date,
        by_us=offer.by == "us",
        kind=offer.kind,
        amount=amount,
        count=len(parts),
        first=parts[0].day if named else None,
        last=parts[-1].day if named else None,
        expires=offer.expires,
        status=offer.status,
        is_standing=offer.status == "open" and not is_over and not settled,
        is_replaced=offer.status == "open" and settled,
        privilege=offer.privilege,
        exhibits=refs(offer.evidence),
    )
