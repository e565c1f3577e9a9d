"""Every regime and reference series at a glance: what holds on a day, and how far it is known. Knows no case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casefile.case.party import PartyKind
from casefile.claim.pricing import DAY, Terms, quote
from casefile.claim.regime import Regime
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError


@dataclass(frozen=True, slots=True)
class Standing:
    """A regime on a day. `percent` is the rate of interest against these debtors that starts that day.

    None where it is agreed or not known; `why` says which.
    """

    regime: Regime
    debtors: tuple[PartyKind, ...]
    percent: Decimal | None
    why: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """A reference series on a day: its value there (None: not known), since when, and the last day it is complete to.

    `recalled` counts the rows that were not seen where they are published.
    """

    name: str
    percent: Decimal | None
    since: date | None
    known_until: date
    rows: int
    recalled: int
    is_own: bool


def standings(regimes: Regimes, day: date) -> Iterator[Standing]:
    """Every regime, by name, once for each rate it has. CaseError when a regime's own file has problems."""
    for name in regimes.names:
        regime = regimes.get(name)
        found: dict[tuple[Decimal | None, str], list[PartyKind]] = {}
        for debtor in regime.debtors:
            found.setdefault(_today(regimes, regime, debtor, day), []).append(debtor)
        for (percent, why), debtors in found.items():
            yield Standing(regime, tuple(debtors), percent, why, name in regimes.own_regimes)


def _today(regimes: Regimes, regime: Regime, debtor: PartyKind, day: date) -> tuple[Decimal | None, str]:
    rate = regime.rate
    if rate is None:
        return None, "no interest"
    if rate.agreed:
        return None, "as agreed"
    try:
        return quote(
            Terms(regime, None, regimes.series_for(regime), day - DAY, day, "EUR", debtor=debtor), day
        ).percent, ""
    except CaseError as error:
        return None, f"{error.problems[0].message}; {error.problems[0].hint}"


def coverage(regimes: Regimes, day: date) -> Iterator[Coverage]:
    """Every reference series, by name. CaseError when a file has problems."""
    for name in regimes.series_names:
        series, is_own = regimes.series(name), name in regimes.own_rates
        recalled = sum(row.checked == "no" for row in series.rows)
        try:
            row = series.at(day)
        except CaseError:
            yield Coverage(name, None, None, series.known_until, len(series.rows), recalled, is_own)
        else:
            known = (row.percent, row.valid_from, series.known_until, len(series.rows), recalled, is_own)
            yield Coverage(name, *known)
