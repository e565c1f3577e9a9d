"""What of the payments behind a letter's rows went to anything but principal, so that its figures add up.

The rows show only what came off the principal; costs, interest, fixed compensation and late fees take the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casefile.claim.model import Claim
from casefile.claim.state import Posting
from casefile.documents.items import Item, in_force
from casefile.documents.matter import Matters
from casefile.money import Money, total


@dataclass(frozen=True, slots=True)
class Charges:
    """What of the payments went to `costs`, to `interest`, and to fixed compensation and late fees (`other`).

    `are_first`: by the claims' rules, those of costs and interest that got anything come before principal.
    """

    costs: Money
    interest: Money
    other: Money
    are_first: bool

    @property
    def is_something(self) -> bool:
        """Whether any of the payments went to them."""
        return any((self.costs, self.interest, self.other))


def charged(matters: Matters, rows: Iterable[Item]) -> Charges:
    """What the payments that concern these rows went to beside principal: those that reduced one of their invoices,
    and those that reduced none. Nothing of a claim whose settlement is in force: it has taken in what came before it,
    and the claim's postings are those without it."""
    numbers = {row.number for row in rows if row.kind == "invoice"}
    claims = [matter.claim for matter in matters if in_force(matter.claim.settlement) is None]
    found = tuple(posting for claim in claims for posting in _concerned(claim, numbers))
    currency = matters[0].case.currency

    def to(*what: str) -> Money:
        return total([posting.amount for posting in found if posting.what in what], currency)

    named = {posting.what for posting in found} & {"costs", "interest"}
    are_first = all(named <= _before_principal(claim) for claim in claims)
    return Charges(to("costs"), to("interest"), to("compensation", "fees"), are_first)


def _before_principal(claim: Claim) -> set[str]:
    order = claim.regime.allocation.order
    return set(order[: order.index("principal")])


def _concerned(claim: Claim, numbers: set[str]) -> Iterator[Posting]:
    touched = {posting.group: set[str]() for posting in claim.postings}
    for posting in claim.postings:
        touched[posting.group] |= {posting.number} - {""}
    for posting in claim.postings:
        mine = touched[posting.group]
        if mine & numbers or not mine:
            yield posting
