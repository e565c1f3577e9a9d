"""Which rate a day bears: agreed, a number, or a reference rate plus a margin, and on which day it is read.

Knows regimes and series; no balances, no rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from casefile.case.party import PartyKind
from casefile.case.terms import Interest
from casefile.claim.rates import Row, Series
from casefile.claim.regime import Ceiling, Points, Rate, Regime
from casefile.errors import CaseError, Problem, Source
from casefile.money import Money

NO_RATE = Rate.model_validate({"law": "no interest", "points": ({"percent": "0"},)})
DAY = timedelta(days=1)
PARTS_A_YEAR: Mapping[str, int] = {"year": 1, "month": 12, "day": 365}


@dataclass(frozen=True, slots=True)
class Terms:
    """How one debt of such a debtor bears interest.

    `start` is the first interest day (None: never), `stop` the first one that bears none any more, `cap` the most
    interest there can be, `arose` the day of the claim (None: of its due date), `ceiling` the highest rate that may be
    agreed, with the series it goes by.
    """

    regime: Regime
    interest: Interest | None
    series: Series | None
    due: date
    start: date | None
    currency: str
    cap: Money | None = None
    debtor: PartyKind = "business"
    stop: date | None = None
    arose: date | None = None
    ceiling: tuple[Ceiling, Series] | None = None

    @property
    def rate(self) -> Rate:
        """The regime's rate; 0 % where it has none."""
        return self.regime.rate or NO_RATE

    @property
    def count(self) -> str:
        """How days are counted: as agreed where the regime leaves it to the contract."""
        return counted(self.regime, self.interest)


def counted(regime: Regime, interest: Interest | None) -> str:
    """How days are counted: by the regime, or as agreed where it leaves that to the contract."""
    agreed = regime.rate is not None and regime.rate.agreed
    return interest.days if agreed and interest else regime.days.count


@dataclass(frozen=True, slots=True)
class Quote:
    """A yearly rate in percent and where it comes from: the reference row read on `read_on`, plus `margin`."""

    percent: Decimal
    law: str
    row: Row | None = None
    series: str = ""
    margin: Decimal = Decimal(0)
    read_on: date | None = None


def quote(terms: Terms, day: date) -> Quote:
    """The rate that `day` bears. CaseError when a reference rate has to be read on a day for which it isn't known."""
    rate = terms.rate
    if rate.agreed:
        return _capped(terms, day)
    read_on = READINGS[rate.read].day(day, terms.start or day)
    points = _points(terms, read_on)
    if terms.series is None or points.alone:
        return Quote(points.percent, rate.law, read_on=read_on)
    row = terms.series.at(read_on, _asked(terms))
    return Quote(row.percent + points.percent, rate.law, row, terms.series.name, points.percent, read_on)


def cuts(terms: Terms, first: date, last: date) -> Iterable[date]:
    """The days after `first`, up to `last`, on which the rate may change."""
    if not terms.rate.agreed:
        return READINGS[terms.rate.read].cuts(terms, first, last)
    if terms.ceiling is None:
        return ()
    rule, series = terms.ceiling
    return (rule.from_, *series.ends, *(row.valid_from for row in series.rows))


def _capped(terms: Terms, day: date) -> Quote:
    """The agreed rate, or the highest that may be agreed, where that is lower.

    Where the ceiling isn't known any more it matters only if it was the lower one last: then it is CaseError.
    """
    agreed = agreed_rate(terms.interest)
    if terms.ceiling and day >= terms.ceiling[0].from_:
        rule, series = terms.ceiling
        highest = (series.last_known(day).percent + rule.points) * rule.times
        if agreed > highest:
            series.at(day, _asked(terms))
            return Quote(highest, rule.law, read_on=day)
    return Quote(agreed, terms.rate.law)


def agreed_rate(interest: Interest | None) -> Decimal:
    """The contract's rate as a yearly one: a year has 12 months or 365 days."""
    return Decimal(0) if interest is None else (interest.rate or Decimal(0)) * PARTS_A_YEAR[interest.per]


def _points(terms: Terms, read_on: date) -> Points:
    """The points that count on the day. CaseError before the first of them, with the reason the regime gives."""
    rate = terms.rate
    fitting = [points for points in rate.points if points.fits(terms.debtor, read_on)]
    if not fitting:
        message = f"regime {terms.regime.id} gives no rate for {read_on}{': ' if rate.before else ''}{rate.before}"
        hint = "claim interest from a later day (interest.from), or have counsel work the earlier days out"
        raise CaseError(Problem(message, _asked(terms), hint, "rate-unknown"))
    return max(reversed(fitting), key=lambda points: points.from_ or date.min)


def _asked(terms: Terms) -> Source | None:
    return terms.interest.at.of("regime") if terms.interest else None


def half_year(day: date) -> date:
    """The 1 January or 1 July at or before `day`."""
    return date(day.year, 1 if day.month < 7 else 7, 1)


def _half_years(_: Terms, first: date, last: date) -> Iterable[date]:
    return (date(year, month, 1) for year in range(first.year, last.year + 1) for month in (1, 7))


def _changes(terms: Terms, _first: date, _last: date) -> Iterable[date]:
    """Where the reference rate or the points change, and where the series ends: the day that is missed is named."""
    known = (*(row.valid_from for row in terms.series.rows), *terms.series.ends) if terms.series else ()
    return (*known, *(points.from_ for points in terms.rate.points if points.from_))


@dataclass(frozen=True, slots=True)
class _Reading:
    day: Callable[[date, date], date]
    cuts: Callable[[Terms, date, date], Iterable[date]]


READINGS: Mapping[str, _Reading] = {
    "half-year": _Reading(lambda day, _: half_year(day), _half_years),
    "change": _Reading(lambda day, _: day, _changes),
    "default-half-year": _Reading(lambda _, start: half_year(start), lambda *_: ()),
    "default-eve": _Reading(lambda _, start: half_year(start) - DAY, lambda *_: ()),
}
"""When a reference rate is read for a day that bears interest, given the first such day; and where it may change."""
