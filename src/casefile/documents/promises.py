"""What the debtor promised to pay, and what became of it, as documents tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.documents.matter import Matter
from casefile.documents.people import speakers
from casefile.documents.proof import Refs, refs
from casefile.followup.pledges import Pledge, State, is_ignored, pledges
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise made on `day` to pay by `by`; `amount` is None where everything was promised.

    `paid` is what came from the one day to the other. `who` made it, as far as the case knows them.
    """

    day: date
    by: date
    amount: Money | None
    paid: Money
    state: State
    channel: str
    who: tuple[str, ...]
    exhibits: Refs


def promises(matter: Matter) -> tuple[Promised, ...]:
    """Every promise made up to the claim's day, oldest first."""
    return tuple(_promised(matter, one) for one in pledges(matter.case, matter.claim))


def _promised(matter: Matter, pledge: Pledge) -> Promised:
    head = pledge.head
    who = speakers(matter.case, head)
    return Promised(
        head.date, pledge.promise.on, pledge.amount, pledge.paid, pledge.state, head.channel, who, refs(head.evidence)
    )


def has_unanswered(matter: Matter) -> bool:
    """Whether a promised day has passed without the money, and we have not written or called since."""
    case, claim = matter.case, matter.claim
    return any(is_ignored(case, claim, one) for one in pledges(case, claim))
