"""Interest and compensation that may be proposed for the next contract, by its law and by who the customer is.

A law is never guessed: where none is known, or more than one rule would fit, the answer is `unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from casefile.case.model import Case
from casefile.case.party import PartyKind
from casefile.claim.regime import Compensation, Points, Regime
from casefile.claim.regimes import Regimes
from casefile.documents.interest import bound
from casefile.money import Money
from casefile.render.locale import base


@dataclass(frozen=True, slots=True)
class ProposedInterest:
    """What the next contract can say of interest on late payments.

    `kind` is agreed (the rate of this contract again, with its `cap` in percent of the sum), statutory (`name` in the
    letter's language and `law`; with the `reference` rate and the `margin` in points on top of it, where a caution on
    such customers does not say otherwise), or unknown: to be confirmed. `compensation_law` is empty where the law gives
    no fixed sum for such a customer; `compensation` is that sum, none where it depends on the invoice's. French terms
    of payment have to state both (C. com. art. L441-10, II).
    """

    kind: Literal["agreed", "statutory", "unknown"]
    rate: Decimal | None = None
    per: str = ""
    cap: Decimal | None = None
    compounds: bool = False
    name: str = ""
    law: str = ""
    reference: str = ""
    margin: Decimal = Decimal(0)
    compensation_law: str = ""
    compensation: Money | None = None


def proposed(case: Case, language: str, regimes: Regimes) -> ProposedInterest:
    """What can be proposed: the rate agreed so far, else what the contract's law gives. CaseError for a regime that
    cannot be read."""
    terms = case.file.interest
    if terms and terms.rate is not None:
        return ProposedInterest("agreed", terms.rate, terms.per, terms.cap, terms.compounding == "yearly")
    found = tuple(_fitting(case, regimes))
    if len(found) != 1:
        return ProposedInterest("unknown")
    one, kind, rule = found[0], case.debtor.kind, found[0].compensation
    given = rule if rule and kind in rule.debtors else None
    points = _points(one, kind)
    return ProposedInterest(
        "statutory",
        name=one.names.get(base(language), one.id),
        law=bound(one.law),
        reference=bound(one.rate.names.get(base(language), "")) if one.rate and points else "",
        margin=points.percent if points else Decimal(0),
        compensation_law=bound(given.law) if given else "",
        compensation=_fixed(given) if given else None,
    )


def _points(regime: Regime, kind: PartyKind) -> Points | None:
    """What is added to the reference rate for such a customer today; None where that is no such sum, or where it has to
    be looked at first."""
    if regime.rate is None or not regime.rate.series or any(kind in each.debtors for each in regime.cautions):
        return None
    fitting = [points for points in regime.rate.points if kind in points.debtors]
    latest = max(reversed(fitting), key=lambda points: points.from_ or date.min, default=None)
    return None if latest is None or latest.alone else latest


def _fixed(rule: Compensation) -> Money | None:
    """The sum for each invoice, where it is the same for all."""
    only = rule.tiers[0] if len(rule.tiers) == 1 and rule.per == "invoice" else None
    return Money(only.amount, rule.currency) if only else None


def _fitting(case: Case, regimes: Regimes) -> Iterator[Regime]:
    """The statutory rules of the contract's law for such a customer; of several, the one that the case goes by.

    What only a court awards, or gives for a natural person's debts alone, is nothing that a contract can refer to.
    """
    law, kind = case.contract.law or "", case.debtor.kind
    found = [one for one in _all(regimes) if law and _governs(one, law) and kind in one.debtors]
    special = [one for one in found if len(one.debtors) < 3] or found
    own = case.file.interest.regime if case.file.interest else ""
    yield from [one for one in special if one.id == own] or special


def _all(regimes: Regimes) -> Iterator[Regime]:
    for one in map(regimes.get, regimes.names):
        if one.rate and not one.rate.agreed and not one.awarded and not one.needs_act:
            yield one


def _governs(regime: Regime, law: str) -> bool:
    return bool({law, law.partition("-")[0]} & set(regime.laws))
