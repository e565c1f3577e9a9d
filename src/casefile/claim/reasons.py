"""By which rule, and which paragraph, each figure of a claim comes about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casefile.claim.regime import Regime


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule in words and the law or standard it follows (empty: arithmetic or what was agreed)."""

    rule: str
    law: str = ""


def _interest(regime: Regime) -> Reason:
    if regime.rate is None:
        return Reason("no interest is claimed", regime.law)
    return Reason(
        "on the gross unpaid balance, in periods of one rate and one balance, both days included; the day of a payment"
        f" still counts at the old balance; {regime.days.count}, rounded {ROUNDED[regime.rounding]}",
        regime.rate.law,
    )


def _compensation(regime: Regime) -> Reason:
    rule = regime.compensation
    if rule is None:
        return Reason("the regime gives none", regime.law)
    return Reason("a fixed sum for each invoice unpaid on its first interest day; it stays", rule.law)


def _paid(regime: Regime) -> Reason:
    order = ", then ".join(regime.allocation.order)
    return Reason(f"all money received, less refunds; it covers {order}", regime.allocation.law)


ROUNDED: Mapping[str, str] = {"period": "each period, then added", "invoice": "once an invoice, on the running sum"}

RULES: Mapping[str, Callable[[Regime], Reason]] = {
    "principal": lambda _: Reason("what is unpaid of all issued invoices, due or not; credit notes as if never owed"),
    "interest": _interest,
    "compensation": _compensation,
    "fees": lambda _: Reason("agreed late fees, once an invoice on its first day overdue"),
    "costs": lambda _: Reason("costs of getting paid, by their dates, with the fees of returned payments"),
    "credit": lambda _: Reason("what was paid or credited beyond what was open"),
    "total": lambda _: Reason("principal, interest, compensation, fees and costs, less credit"),
    "per_day": lambda regime: Reason("one day at tomorrow's rate on today's balance", _interest(regime).law),
    "paid": _paid,
    "credited": lambda _: Reason("all credit notes issued up to the day"),
    "tax": lambda _: Reason("for each rate on the sum of its lines, allowances and charges", "EN 16931, BR-CO-17"),
}  # fmt: skip


def reasons(regime: Regime) -> dict[str, Reason]:
    """The reason of each figure under this regime."""
    return {figure: rule(regime) for figure, rule in RULES.items()}
