"""What a case may not ask for: each rule is a function from a case and the regimes to problems, listed in RULES.

Owns what needs the regimes' data to judge, and what a settlement or an invoice must add up to. References between
files, decimals and the order of dates are judged where a case is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casefile.case.dealings import Regular
from casefile.case.invoice import Line
from casefile.case.model import Case
from casefile.case.party import PartyKind
from casefile.claim.arithmetic import bill
from casefile.claim.exact import money
from casefile.claim.regime import Regime
from casefile.claim.regimes import Regimes
from casefile.errors import Problem
from casefile.money import is_currency, total

CONTRACT_ONLY = ("rate", "per", "days", "compounding")
LATE_FEE = "late-fee"
MOST_INSTALMENTS = 1200
MOST = 10**15
"""No line comes to more units of its currency: figures stay exact, and a slip of the hand is seen."""


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
        others = [name for name in regimes.names if _is_kin(regimes.get(name), regime, kind)]
        hint = f"use regime {' or '.join(others or ['contract', 'none'])}"
        why = (
            "the law gives that interest to businesses only" if kind == "consumer" else f"it is not for a {kind} debtor"
        )
        source = case.file.interest.at.of("regime")
        yield Problem(f"regime {regime.id} against a {kind}: {why}", source, hint, "regime-debtor")


def _is_kin(other: Regime, regime: Regime, kind: PartyKind) -> bool:
    """Whether it belongs to the same law and is for such a debtor."""
    return kind in other.debtors and bool(set(other.laws) & set(regime.laws))


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
    rule = regime.yields
    if rule is None:
        return
    message = f"the contract has its own remedy for late payment, and regime {regime.id} yields to it ({rule.law})"
    hint = "choose one: regime contract, or take the clause or fee out"
    for key, clause in case.contract.clauses.items():
        if key.replace("_", "-") in rule.clauses:
            yield Problem(message, clause.at.source, hint, "regime-contract")
    for invoice in case.bills if LATE_FEE in rule.clauses else ():
        if invoice.late_fee:
            yield Problem(message, invoice.at.of("late_fee"), hint, "regime-contract")


def _costs_may_be_asked(case: Case, regime: Regime, _: Regimes) -> Iterator[Problem]:
    """Costs of getting paid that the law leaves with the creditor (for example CPCE art. L111-8)."""
    rule = regime.costs_barred
    if rule is None:
        return
    asked = [cost.at.of("amount") for cost in case.file.costs]
    asked += [invoice.at.of("late_fee") for invoice in case.bills if invoice.late_fee]
    asked += [one.reversed.at.of("fee") for one in case.payments if one.reversed and one.reversed.fee]
    for source in asked:
        message = f"regime {regime.id}: {rule.why} ({rule.law})"
        yield Problem(message, source, "take it out of the case, or ask counsel", "costs-barred")


def _conversion_is_readable(case: Case) -> Iterator[Problem]:
    interest = case.file.interest
    for key, text in (pair for table in (interest.conversion if interest else ()) for pair in table.items()):
        found = _conversion(key, text)
        if interest and found:
            yield Problem(found[0], interest.at.of("conversion"), found[1], "conversion")


def _conversion(key: str, text: str) -> tuple[str, str] | None:
    """What is wrong with one key of a conversion, and what to do."""
    if key == "source":
        return None
    if key == "on":
        day = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) and _is_day(text)
        return None if day else (f"conversion on '{text}', which is no day", "write the day of the rate as YYYY-MM-DD")
    if not is_currency(key):
        return f"conversion of '{key}', which is no currency of ISO 4217", "write three capital letters such as EUR"
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,12})?", text) or not Decimal(text):
        hint = "write a plain decimal: how much of the case's currency one unit is worth"
        return f"conversion of {key}: '{text}' is not a rate", hint
    return None


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def _days_keep_the_daily_rate(case: Case) -> Iterator[Problem]:
    """A rate a day is an amount for each calendar day, and the year has 365 of them: another count would change it."""
    interest = case.file.interest
    if interest and interest.per == "day" and interest.days != "actual/365":
        message = f"a rate per day counts calendar days; days: {interest.days} would change what was agreed for a day"
        yield Problem(message, interest.at.of("days"), "delete it, or write the rate per month or per year", "rate")


def _schedules_fit(case: Case) -> Iterator[Problem]:
    for agreement in (*case.offers, case.settlement):
        schedule = agreement.schedule if agreement else None
        if isinstance(schedule, Regular) and not 1 <= schedule.count <= MOST_INSTALMENTS:
            message = f"a schedule of {schedule.count or 'no'} instalments"
            hint = f"count from 1 to {MOST_INSTALMENTS}"
            yield Problem(message, schedule.at.of("count"), hint, "instalments")
        elif agreement and isinstance(schedule, tuple) and schedule:
            parts = total([money(part.amount, case.currency) for part in schedule], case.currency)
            if parts.amount != agreement.amount:
                message = f"the instalments add up to {parts}, not to the agreed {agreement.amount}"
                source = agreement.at.of("schedule")
                yield Problem(message, source, "mend an instalment or the amount", "instalments")


def _instalments_bring_something(case: Case) -> Iterator[Problem]:
    for agreement in (*case.offers, case.settlement):
        schedule = agreement.schedule if agreement else None
        for part in schedule if isinstance(schedule, tuple) else ():
            if not part.amount:
                yield Problem(f"an instalment of {part.amount}", part.at.of("amount"), "leave it out", "instalments")
        if agreement and isinstance(schedule, Regular) and 1 <= schedule.count <= MOST_INSTALMENTS:
            each = money(agreement.amount, case.currency).parts(schedule.count)[0]
            if not each:
                message = f"{agreement.amount} in {schedule.count} parts: an instalment of {each}"
                yield Problem(message, schedule.at.of("count"), "choose fewer instalments", "instalments")


def _totals_fit(case: Case) -> Iterator[Problem]:
    for invoice in case.invoices:
        if any(_size(line) > MOST for line in invoice.lines):
            message = f"a line of {invoice.number} comes to more than {MOST}"
            yield Problem(message, invoice.at.of("lines"), "mend its quantity or its price", "too-much")
            continue
        payable = bill(invoice, case.currency).payable
        if payable.amount < 0:
            message = f"{invoice.number} comes to {payable}"
            hint = "write a credit note, with its lines positive"
            yield Problem(message, invoice.at.of("lines"), hint, "negative")
        elif invoice.retention and invoice.retention.amount > payable.amount:
            message = f"{invoice.retention.amount} is kept back of {invoice.number}, which comes to {payable}"
            yield Problem(message, invoice.retention.at.of("amount"), "mend the one or the other", "retention")


def _size(line: Line) -> Fraction:
    """How large a line is before it is rounded."""
    return abs(Fraction(line.quantity) * Fraction(line.unit_price) / Fraction(line.base_quantity))


def _discount_is_part(case: Case) -> Iterator[Problem]:
    for invoice in case.invoices:
        early = invoice.early_payment
        if early and early.percent > 100:
            message = f"an early-payment discount of {early.percent} percent"
            yield Problem(message, early.at.of("percent"), "write a percentage up to 100", "discount")


RegimeRule = Callable[[Case, Regime, Regimes], Iterator[Problem]]
Rule = Callable[[Case], Iterator[Problem]]

REGIME_RULES: tuple[RegimeRule, ...] = (_debtor_fits, _agreed_terms_fit, _contract_comes_first, _costs_may_be_asked)
RULES: tuple[Rule, ...] = (
    _conversion_is_readable,
    _days_keep_the_daily_rate,
    _schedules_fit,
    _instalments_bring_something,
    _totals_fit,
    _discount_is_part,
)
