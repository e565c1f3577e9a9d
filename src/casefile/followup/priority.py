"""What is most pressing: the amount, how late it is, and how near a last day. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from casefile.followup.action import Action, Dossier

# How much a last day counts: within so many days, so many times as much.
_URGENT = ((14, 50), (31, 20), (92, 5), (183, 2))


def means_of(dossiers: Sequence[Dossier]) -> Mapping[str, Decimal]:
    """What is owed in a case of each currency on average: amounts of two currencies are compared by nothing else."""
    totals: dict[str, list[Decimal]] = {}
    for dossier in dossiers:
        if dossier.claim.total.amount > 0:
            totals.setdefault(dossier.claim.currency, []).append(dossier.claim.total.amount)
    return {currency: sum(found, Decimal(0)) / len(found) for currency, found in totals.items()}


def priority(action: Action, as_of: date, means: Mapping[str, Decimal]) -> int:
    """Amount x age x limitation: the case's total against the mean of its currency in hundredths, the days that the
    oldest of what is open is late (at least 1), and how near a last day is."""
    claim = action.dossier.claim
    size = max(claim.total.amount, Decimal(0)) / means.get(claim.currency, Decimal(1)) * 100
    last = min((each for each in (action.by, action.barred) if each), default=None)
    left = None if last is None else (last - as_of).days
    times = 1 if left is None else next((times for days, times in _URGENT if left <= days), 1)
    return int((size * max(claim.days_late, 1) * times).quantize(Decimal(1), rounding=ROUND_HALF_UP))
