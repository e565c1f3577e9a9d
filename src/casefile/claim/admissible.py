"""What a case may not ask for: each rule is a function from a case and the regimes to problems, listed in RULES.

Owns what needs the regimes' data to judge, and what a settlement or an invoice must add up to. References between
files, decimals and the order of dates are judged where a case is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from casefile.case.dealings import Regular
from casefile.case.model import Case
from casefile.claim.arithmetic import bill
from casefile.claim.regime import Regime
from casefile.claim.regimes import Regimes
from casefile.claim.settlement import instalments
from casefile.errors import Problem
from casefile.money import zero

CONTRACT_ONLY = ("rate", "per", "days", "compounding")
CONTRACT_CLAUSES = ("interest", "late-fee", "late_fee", "penalty")


def problems(case: Case, regimes: Regimes) -> tuple[Problem, ...]:
    """Everything that keeps the claim from being computed. CaseError when a regime's own file has problems."""
    name = case.file.interest.regime if case.file.interest else "none"
    if case.file.interest and name not in regimes.names:
        found = [regimes.unknown(name, case.file.interest.at.of("regime"))]
    else:
        regime = regimes.get(name)
        found = [problem for rule in REGIME_RULES for problem in rule(case, regime, regimes)]
    return (*found, *(problem for rule in RULES for problem in rule(case)))


def _debtor_fits(case: Case, regime: Regime, regimes: Regimes) -> Iterator[Problem]:
    kind = case.debtor.kind
    if case.file.interest and kind not in regime.debtors:
        other = f"{regime.id}-{kind}"
        hint = f"use regime {other}" if other in regimes.names else "choose a regime that is for this debtor"
        why = (
            "the law gives that interest to businesses only" if kind == "consumer" else f"it is not for a {kind} debtor"
        )
        source = case.file.interest.at.of("regime")
        yield Problem(f"regime {regime.id} against a {kind}: {why}", source, hint, "regime-debtor")


def _agreed_terms_fit(case: Case, regime: Regime, _: Regimes) -> Iterator[Problem]:
    interest = case.file.interest
    if interest is None:
        return
    agreed = regime.rate is not None and regime.rate.agreed
    if agreed and interest.rate is None:
        source = interest.at.of("regime")
        yield Problem(f"regime {regime.id} needs a rate", source, "add rate: the percentage agreed", "rate")
    for key in CONTRACT_ONLY:
        if not agreed and key in interest.model_fields_set:
            message = f"'{key}' has no meaning under regime {regime.id}, which sets it by law"
            yield Problem(message, interest.at.of(key), "delete it, or use regime contract", "rate")


def _contract_comes_first(case: Case, regime: Regime, _: Regimes) -> Iterator[Problem]:
    """A contract's own remedy shuts out a statute that yields to it (for example 1998 c. 20, ss. 8, 9)."""
    if not regime.yields_to_contract:
        return
    message = f"the contract has its own remedy for late payment, and regime {regime.id} yields to it"
    hint = "choose one: regime contract, or take the clause or fee out"
    for key in CONTRACT_CLAUSES:
        if key in case.contract.clauses:
            yield Problem(message, case.contract.clauses[key].at.source, hint, "regime-contract")
    for invoice in case.bills:
        if invoice.late_fee:
            yield Problem(message, invoice.at.of("late_fee"), hint, "regime-contract")


def _conversion_is_readable(case: Case) -> Iterator[Problem]:
    interest = case.file.interest
    if interest is None:
        return
    for key, text in interest.conversion.items():
        if key not in ("on", "source") and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,12})?", text):
            message = f"conversion of {key}: '{text}' is not a rate"
            hint = "write a plain decimal: how much of the case's currency one unit is worth"
            yield Problem(message, interest.at.of("conversion"), hint, "conversion")


def _instalments_add_up(case: Case) -> Iterator[Problem]:
    settlement = case.settlement
    if settlement is None:
        return
    source, schedule = settlement.at.of("schedule"), settlement.schedule
    if isinstance(schedule, Regular):
        if schedule.count == 0:
            yield Problem("a schedule of no instalments", schedule.at.of("count"), "count at least 1", "instalments")
        return
    parts = sum((due.amount for due in instalments(settlement, case.currency)), zero(case.currency))
    if schedule and parts.amount != settlement.amount:
        message = f"the instalments add up to {parts}, not to the agreed {settlement.amount}"
        yield Problem(message, source, "mend an instalment or the amount", "instalments")


def _totals_are_positive(case: Case) -> Iterator[Problem]:
    for invoice in case.invoices:
        payable = bill(invoice, case.currency).payable
        if payable.amount < 0:
            message = f"{invoice.number} comes to {payable}"
            hint = "write a credit note, with its lines positive"
            yield Problem(message, invoice.at.of("lines"), hint, "negative")


RegimeRule = Callable[[Case, Regime, Regimes], Iterator[Problem]]
Rule = Callable[[Case], Iterator[Problem]]

REGIME_RULES: tuple[RegimeRule, ...] = (_debtor_fits, _agreed_terms_fit, _contract_comes_first)
RULES: tuple[Rule, ...] = (_conversion_is_readable, _instalments_add_up, _totals_are_positive)
