"""What came from the debtor, cent by cent, until a promise has had it. Counts money; pure.

By the claim's books: which invoice each cent was set against, or named. Money that is set against no invoice, as costs
and what is not allocated yet, is for the invoice that its payer named, else for whichever is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.claim.allocation import group_of
from casefile.claim.exact import money
from casefile.claim.model import Claim
from casefile.claim.state import Group
from casefile.money import Money, total, zero


@dataclass(slots=True)
class Part:
    """Money of one day: for which invoices it is (none for any), and how much no promise has had so far."""

    day: date
    invoices: frozenset[str]
    left: Money


@dataclass(frozen=True, slots=True)
class Purse:
    """All that came and stayed, oldest first, in the claim's currency."""

    currency: str
    parts: tuple[Part, ...]

    def take(self, days: tuple[date, date], invoices: Iterable[str], most: Money | None) -> tuple[Money, date | None]:
        """Takes out what came on these days for these invoices (none: for any), `most` at most; how much that is, and
        the day of its last cent. What is for one invoice alone goes before what is for any."""
        about, taken, last = frozenset(invoices), zero(self.currency), None
        for part in sorted(self.parts, key=lambda each: not each.invoices):
            if not days[0] <= part.day <= days[1] or not _is_for(part, about):
                continue
            some = part.left if most is None else min(part.left, most - taken)
            if some.amount > 0:
                part.left, taken = part.left - some, taken + some
                last = max(part.day, last or part.day)
        return taken, last


def purse(case: Case, claim: Claim) -> Purse:
    """What came up to the claim's day; of payments that were taken back, and of what was paid back, nothing."""
    came = [one for one in case.payments if one.kind != "refund" and one.date <= claim.as_of]
    if not claim.invoices:  # nothing is set against anything yet
        stays = [one for one in came if not (one.reversed and one.reversed.on <= claim.as_of)]
        parts = [Part(one.date, _names(one.invoice), money(one.amount, claim.currency)) for one in stays]
    else:
        parts = list(_posted(claim, {group_of(one) for one in came}))
    return Purse(claim.currency, tuple(sorted(parts, key=lambda each: each.day)))


def _posted(claim: Claim, groups: set[Group]) -> Iterator[Part]:
    sums: dict[tuple[Group, str], list[Money]] = {}
    for each in claim.postings:
        if each.group in groups:
            sums.setdefault((each.group, each.number), []).append(each.amount)
    for (group, number), amounts in sums.items():
        yield Part(group.day, _names(group.number, number), total(amounts, claim.currency))


def _names(*numbers: str) -> frozenset[str]:
    return frozenset(number for number in numbers if number)


def _is_for(part: Part, invoices: frozenset[str]) -> bool:
    return not part.invoices or not invoices or not part.invoices.isdisjoint(invoices)
