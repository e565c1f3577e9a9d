"""When a debtor's credit is to be looked at: never done, done too long ago, or more open than the limit. Pure.

Nobody is written to for it. It is done when `reviewed` in the debtor's file names the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.case.party import Credit
from casefile.claim.exact import money
from casefile.claim.schedule import later
from casefile.followup.action import Dossier
from casefile.followup.shared import is_ruined
from casefile.followup.why import Why, because, then
from casefile.money import total


@dataclass(frozen=True, slots=True)
class Review:
    """A look at one debtor's credit: from which day on, why, and the case in which most is open."""

    dossier: Dossier
    due: date
    why: Why


def review(dossiers: Sequence[Dossier], as_of: date) -> Review | None:
    """The next look at the credit of the debtor of these cases; None where there is no credit, or none is to come."""
    credit = dossiers[0].case.debtor.credit
    if credit is None or any(is_ruined(each) for each in dossiers):
        return None
    found = [*_exceeded(credit, dossiers, as_of), *_never(credit, dossiers), *_again(credit)]
    if not found:
        return None
    due = min(day for day, _ in found)
    why = then(*(each for day, each in found if day <= max(due, as_of)))
    first = max(dossiers, key=lambda each: (each.claim.principal.amount, each.case.id))
    return Review(first, due, why)


def _exceeded(credit: Credit, dossiers: Sequence[Dossier], as_of: date) -> Iterator[tuple[date, Why]]:
    """More is open in a currency than the limit, of which something was invoiced since the last look. The limit is in
    the currency of the cases; where they have several, each is held against it for itself."""
    for currency in sorted({each.claim.currency for each in dossiers}):
        theirs = [each for each in dossiers if each.claim.currency == currency and not _is_closed(each)]
        open_ = total([each.claim.principal for each in theirs], currency)
        issued = [one.invoice.issued for each in theirs for one in each.claim.invoices if one.outstanding]
        last = max(issued, default=as_of)
        is_new = credit.reviewed is None or credit.reviewed < last
        if is_new and credit.limit is not None and open_ > (limit := money(credit.limit, currency)):
            yield last, because("over_limit", open=open_, more=open_ - limit, limit=limit)


def _is_closed(dossier: Dossier) -> bool:
    closed = dossier.case.file.closed
    return closed is not None and closed.on <= dossier.claim.as_of


def _never(credit: Credit, dossiers: Sequence[Dossier]) -> Iterator[tuple[date, Why]]:
    if credit.reviewed is None and (credit.limit is not None or credit.every):
        issued = [one.invoice.issued for each in dossiers for one in each.claim.invoices]
        if issued:
            yield min(issued), because("never_reviewed")


def _again(credit: Credit) -> Iterator[tuple[date, Why]]:
    if credit.reviewed and credit.every:
        why = because("review_again", day=credit.reviewed, count=credit.every)
        yield later(credit.reviewed, "month", credit.every), why
