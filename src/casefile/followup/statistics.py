"""What can be learned from many cases: how long payment takes, what comes in by the step reached and by cause. Pure.

Each figure says on how many it rests; amounts of two currencies are never added up. Only what entered casefile is
seen: who paid before a case was opened for them is not, so that debtors look slower here than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from casefile.case.ladders import USUAL
from casefile.claim.exact import decimal
from casefile.followup.action import Dossier
from casefile.followup.debtors import debtor_key
from casefile.followup.ladder import rungs
from casefile.followup.outcomes import Outcome, outcome
from casefile.money import Money, total

FEW = 5
"""Below so many, a figure says little about the next one."""
NO_CAUSE = ""


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the due date to the last payment over so many paid invoices: the median, and the first and the third
    quartile (linear between two invoices, halves up). `unpaid` are overdue and open still: they are not in it."""

    count: int
    median: int | None
    first: int | None
    third: int | None
    unpaid: int

    @property
    def is_few(self) -> bool:
        """Whether they are too few to say much."""
        return self.count < FEW


@dataclass(frozen=True, slots=True)
class Share:
    """What came in of what was claimed, over so many cases that are over; `percent` is None where nothing was claimed.
    `key` is what they have in common: the step reached, or the cause."""

    key: str
    cases: int
    claimed: Money
    received: Money

    @property
    def percent(self) -> Decimal | None:
        """Received of claimed; above 100 where interest and costs came in, too."""
        if not self.claimed:
            return None
        return decimal(Fraction(self.received.amount) / Fraction(self.claimed.amount) * 100, 0)

    @property
    def is_few(self) -> bool:
        """Whether they are too few to say much."""
        return self.cases < FEW


@dataclass(frozen=True, slots=True)
class DebtorDays:
    """How long one debtor takes."""

    name: str
    days: Days


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything about one currency. `over` are the cases that have ended, `open` those that go on; `endings` counts
    how they ended."""

    currency: str
    over: int
    open: int
    days: Days
    debtors: tuple[DebtorDays, ...]
    all: Share
    by_step: tuple[Share, ...]
    by_cause: tuple[Share, ...]
    endings: Mapping[str, int]


def statistics(dossiers: Iterable[Dossier]) -> Mapping[str, Statistics]:
    """The figures by currency, in order of their codes; cases without an invoice are not counted."""
    found: dict[str, list[Outcome]] = {}
    for dossier in dossiers:
        if dossier.claim.invoices:
            found.setdefault(dossier.claim.currency, []).append(outcome(dossier))
    return {currency: _statistics(currency, found[currency]) for currency in sorted(found)}


def _statistics(currency: str, outcomes: Sequence[Outcome]) -> Statistics:
    over = [each for each in outcomes if each.ended]
    endings: dict[str, int] = {}
    for each in over:
        endings[each.how] = endings.get(each.how, 0) + 1
    rank = _ranks(over)
    return Statistics(
        currency=currency,
        over=len(over),
        open=len(outcomes) - len(over),
        days=days(outcomes),
        debtors=_debtors(outcomes),
        all=_share("", over, currency),
        by_step=_shares(over, currency, lambda each: each.step, lambda key: (rank.get(key, 0), key)),
        by_cause=_shares(over, currency, lambda each: each.cause, lambda key: (not key, key)),
        endings=dict(sorted(endings.items())),
    )


def days(outcomes: Iterable[Outcome]) -> Days:
    """How long payment took over these cases."""
    invoices = [invoice for each in outcomes for invoice in each.invoices]
    found = sorted(invoice.days for invoice in invoices if invoice.days is not None)
    unpaid = sum(1 for invoice in invoices if invoice.on is None and invoice.outstanding and invoice.late)
    first, median, third = (_quantile(found, Fraction(n, 4)) for n in (1, 2, 3))
    return Days(len(found), median, first, third, unpaid)


def _quantile(ordered: Sequence[int], part: Fraction) -> int | None:
    """The value that so large a part of them lies below, linear between its neighbours, to a whole day."""
    if not ordered:
        return None
    place = part * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return int(decimal(ordered[below] + (place - below) * (ordered[above] - ordered[below]), 0))


def _debtors(outcomes: Sequence[Outcome]) -> tuple[DebtorDays, ...]:
    """Each debtor, the slowest first; who has paid nothing yet last."""
    found: dict[str, list[Outcome]] = {}
    for each in outcomes:
        found.setdefault(debtor_key(each.case), []).append(each)
    rows = [DebtorDays(theirs[0].case.debtor.name, days(theirs)) for theirs in found.values()]
    return tuple(sorted(rows, key=lambda row: (row.days.median is None, -(row.days.median or 0), row.name)))


def _shares(
    over: Sequence[Outcome], currency: str, key: Callable[[Outcome], str], order: Callable[[str], tuple[object, str]]
) -> tuple[Share, ...]:
    found: dict[str, list[Outcome]] = {}
    for each in over:
        found.setdefault(key(each), []).append(each)
    return tuple(_share(name, found[name], currency) for name in sorted(found, key=order))


def _share(key: str, outcomes: Sequence[Outcome], currency: str) -> Share:
    claimed = total([each.claimed for each in outcomes], currency)
    return Share(key, len(outcomes), claimed, total([each.received for each in outcomes], currency))


def _ranks(outcomes: Iterable[Outcome]) -> Mapping[str, int]:
    """How late each step comes: by the usual ladder, and by a workspace's own for its own steps."""
    found = {step.step: step.days_late for each in outcomes for step in rungs(each.case)}
    return {name: late + 1000 for name, late in (found | {step.step: step.days_late for step in USUAL}).items()}
