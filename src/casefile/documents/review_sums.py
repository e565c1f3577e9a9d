"""Where the money of a case is: what was invoiced, row by row until nothing is left; interest and costs apart.

Each row counts what no other row has, so that they add up to what was invoiced. What was conceded to an objection
stands where it took effect: in the credit note, or as a part of what the settlement gave up.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefile.claim.model import Claim
from casefile.documents.conceded import settling
from casefile.documents.matter import Matter
from casefile.documents.objections import objections
from casefile.money import Money, total


@dataclass(frozen=True, slots=True)
class Apart:
    """Interest and costs, beside what was invoiced: what was `received` for them, what the settlement `given_up` of
    them, what is `open`."""

    received: Money
    given_up: Money
    open: Money


@dataclass(frozen=True, slots=True)
class Sums:
    """What was `invoiced` is the sum of all others but `overpaid`, which came and is owed back, and `apart`."""

    invoiced: Money
    credited: Money
    discounted: Money
    received: Money
    conceded: Money
    given_up: Money
    kept: Money
    open: Money
    apart: Apart
    overpaid: Money

    @property
    def claimed(self) -> Money:
        """What was invoiced, less what credit notes and an early payment took off it."""
        return self.invoiced - self.credited - self.discounted


@dataclass(frozen=True, slots=True)
class _Lost:
    """What a settlement in force gives less than was owed on its day, of the invoices and beside them; and how much of
    what is still to come of the agreed sum is for interest and costs: what is paid counts on the invoices first."""

    invoiced: Money
    beside: Money
    still_beside: Money


def sums(matter: Matter) -> Sums:
    """The sums on the claim's day."""
    claim, lost = matter.claim, _lost(matter.claim)
    invoiced = _all(claim, [one.total for one in claim.invoices])
    discounted = _all(claim, [one.discounted for one in claim.invoices])
    kept, is_open = claim.retained, claim.principal - lost.still_beside
    # a credit note takes off no more than there is
    credited = _all(claim, [min(one.credited, one.total - one.discounted) for one in claim.invoices])
    received = invoiced - credited - discounted - lost.invoiced - kept - is_open
    conceded = min(_conceded(matter), lost.invoiced)
    apart = Apart(claim.paid - received - claim.credit, lost.beside, claim.total + claim.credit - is_open)
    return Sums(
        invoiced, credited, discounted, received, conceded, lost.invoiced - conceded, kept, is_open, apart, claim.credit
    )  # fmt: skip


def _all(claim: Claim, amounts: list[Money]) -> Money:
    return total(amounts, claim.currency)


def _lost(claim: Claim) -> _Lost:
    none, settled = claim.principal - claim.principal, claim.settlement
    if settled is None or not settled.is_in_force:
        return _Lost(none, none, none)
    before, progress = settled.before, settled.progress
    owed = before.principal + before.retained
    beside = before.total + before.credit - before.principal
    more = max(progress.amount - owed, none)  # the agreed sum is for the invoices first
    return _Lost(max(owed - progress.amount, none), max(beside - more, none), min(progress.remaining, more))


def _conceded(matter: Matter) -> Money:
    """What was given way to objections as a part of the settlement that is in force."""
    found = (one for one in objections(matter) if one.conceded is not None and settling(one) == "settled")
    return total([one.conceded for one in found if one.conceded is not None], matter.claim.currency)
