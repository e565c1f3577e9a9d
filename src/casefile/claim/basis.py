"""What a computation stands on: the case, the day, the regime that applies and its reference series."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.case.terms import Interest
from casefile.claim.exact import percent_of
from casefile.claim.pricing import Terms, agreed_rate, counted
from casefile.claim.rates import Series
from casefile.claim.regime import Ceiling, Regime, Start
from casefile.claim.regimes import Regimes
from casefile.claim.statute import Statute
from casefile.claim.workdays import moved
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Basis:
    """The case on the as-of date under its regime, and the governing law with what it says of limitation."""

    case: Case
    as_of: date
    regime: Regime
    series: Series | None
    law: str = ""
    statute: Statute | None = None
    ceiling: tuple[Ceiling, Series] | None = None

    @property
    def currency(self) -> str:
        """The case's currency."""
        return self.case.currency

    @property
    def interest(self) -> Interest | None:
        """What the case says about interest."""
        return self.case.file.interest

    @property
    def count(self) -> str:
        """How days are counted."""
        return counted(self.regime, self.interest)

    @property
    def interest_stops(self) -> date | None:
        """The day the debtor's insolvency proceedings were opened, where the law ends interest with it."""
        insolvency = self.case.file.insolvency
        known = insolvency and insolvency.opened <= self.as_of and self.regime.insolvency
        return insolvency.opened if insolvency and known else None

    def last_day(self, day: date) -> date:
        """The last day to pay what is due on `day`: the next working day where it is none and the law says so."""
        return moved(day, self.regime.start.moves if self.regime.start else None, self.case.contract.law or "")

    def terms(self, due: date, start: date | None, principal: Money, arose: date | None = None) -> Terms:
        """How a debt of `principal` that `arose` then bears interest from `start` on; an agreed cap is part of it."""
        cap = self.interest.cap if self.interest else None
        most = None if cap is None else percent_of(cap, principal)
        kind, stop, top = self.case.debtor.kind, self.interest_stops, self.ceiling
        return Terms(self.regime, self.interest, self.series, due, start, self.currency, most, kind, stop, arose, top)


def basis(case: Case, as_of: date, regimes: Regimes) -> Basis:
    """The basis of a case; without `interest` the regime is none. CaseError when regime or series is unknown."""
    regime = regimes.get(regime_name(case))
    series = regimes.series_for(regime)
    law = case.contract.law or next(iter(regime.laws), "")
    statute, ceiling = regimes.statute(law), _ceiling(case, regime, regimes)
    return Basis(case, as_of, _dated(regime, statute), series, law, statute, ceiling)


def _dated(regime: Regime, statute: Statute | None) -> Regime:
    """The regime, one of no country's law with the rule of the governing law on days that are no working days."""
    if regime.laws or statute is None or statute.moves is None or (regime.start and regime.start.moves):
        return regime
    start = regime.start or Start.model_construct(law=regime.law)
    return regime.model_copy(update={"start": start.model_copy(update={"moves": statute.moves})})


def _ceiling(case: Case, regime: Regime, regimes: Regimes) -> tuple[Ceiling, Series] | None:
    """The ceiling that the governing law sets to what was agreed, if it can bind at all."""
    agreed = agreed_rate(case.file.interest)
    for rule in regime.rate.ceilings if regime.rate else ():
        if case.contract.law in rule.laws and agreed > rule.points * rule.times:
            return rule, regimes.series(rule.series)
    return None


def regime_name(case: Case) -> str:
    """The id of the regime that the case claims interest under."""
    return case.file.interest.regime if case.file.interest else "none"
