"""Interest and compensation that may be proposed for the next contract, by its law and by who the customer is.

A law is never guessed: where none is known, or more than one rule would fit, the answer is `unknown`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from casefile.case.model import Case
from casefile.claim.regime import Regime
from casefile.claim.regimes import Regimes
from casefile.documents.interest import bound
from casefile.render.locale import base


@dataclass(frozen=True, slots=True)
class ProposedInterest:
    """What the next contract can say of interest on late payments.

    `kind` is agreed (the rate of this contract again, with its `cap` in percent of the sum), statutory (`name` in the
    letter's language and `law`), or unknown: to be confirmed. `compensation_law` is empty where the law gives no fixed
    sum for such a customer.
    """

    kind: Literal["agreed", "statutory", "unknown"]
    rate: Decimal | None = None
    per: str = ""
    cap: Decimal | None = None
    compounds: bool = False
    name: str = ""
    law: str = ""
    compensation_law: str = ""


def proposed(case: Case, language: str, regimes: Regimes) -> ProposedInterest:
    """What can be proposed: the rate agreed so far, else what the contract's law gives. CaseError for a regime that
    cannot be read."""
    terms = case.file.interest
    if terms and terms.rate is not None:
        return ProposedInterest("agreed", terms.rate, terms.per, terms.cap, terms.compounding == "yearly")
    found = tuple(_fitting(case, regimes))
    if len(found) != 1:
        return ProposedInterest("unknown")
    one, rule = found[0], found[0].compensation
    given = bound(rule.law) if rule and case.debtor.kind in rule.debtors else ""
    name = one.names.get(base(language), one.id)
    return ProposedInterest("statutory", name=name, law=bound(one.law), compensation_law=given)


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
