"""What each sum of money went to, row by row: together the payments of the ledger. Knows no template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from casefile.claim.model import Claim
from casefile.claim.state import Group, Posting
from casefile.documents.items import in_force
from casefile.money import Money, total, zero

MONEY = frozenset({"payment", "set-off", "withholding-tax", "refund", "returned"})
"""The kinds of entries that are money coming in or going back."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """What the money of one day, for one invoice where it names one, went to; `credit` is not used yet."""

    day: date
    number: str
    towards: str
    costs: Money
    interest: Money
    principal: Money
    other: Money
    credit: Money

    @property
    def amount(self) -> Money:
        """All of it: negative for what was returned or refunded, nothing where credit was only used later."""
        return self.costs + self.interest + self.principal + self.other + self.credit

    @property
    def is_something(self) -> bool:
        """Whether any money moved."""
        return any((self.costs, self.interest, self.principal, self.other, self.credit))


def allocations(claim: Claim) -> Iterator[Allocation]:
    """What each sum of money went to, and what was taken back again, day by day: together the ledger's payments."""
    settled = in_force(claim.settlement)
    since = settled.settlement.agreed if settled else None
    postings = sorted(
        (p for p in claim.postings if not since or p.day < since), key=lambda p: (p.day, p.group, p.day > p.group.day)
    )
    for (day, group), found in groupby(postings, key=lambda posting: (posting.day, posting.group)):
        row = _allocated(day, group, list(found), claim.currency)
        if row.is_something:
            yield row
    if since:
        yield from _towards_settlement(claim, since)


def _allocated(day: date, group: Group, parts: list[Posting], currency: str) -> Allocation:
    def added(*what: str) -> Money:
        return total([part.amount for part in parts if part.what in what], currency)

    return Allocation(
        day, group.number, group.towards, added("costs"), added("interest"), added("principal"),
        added("compensation", "fees"), added("credit"),
    )  # fmt: skip


def summed(rows: tuple[Allocation, ...], claim: Claim) -> Allocation:
    """The foot of the table: each column added up."""

    def added(column: str) -> Money:
        return total([getattr(row, column) for row in rows], claim.currency)

    return Allocation(
        claim.as_of, "", "", added("costs"), added("interest"), added("principal"), added("other"), added("credit")
    )


def _towards_settlement(claim: Claim, since: date) -> Iterator[Allocation]:
    """From the agreement on all money goes to the agreed sum."""
    none = zero(claim.currency)
    for entry in claim.ledger:
        if entry.day >= since and entry.kind in MONEY:
            yield Allocation(entry.day, entry.number, "settlement", none, none, -entry.amount, none, none)
