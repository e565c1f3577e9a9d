"""The claim, and ways out, as plain values for JSON.

Amounts are text with the currency's decimals, rates and percentages text with two, dates ISO.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from casefile.claim.accrual import Period
from casefile.claim.exact import decimal
from casefile.claim.limitation import Barring, Step
from casefile.claim.model import Claim, InvoiceClaim, Settled
from casefile.claim.ways import Assumed, Comparison, Even, Way
from casefile.money import round_half_up


def figures(claim: Claim) -> dict[str, Any]:
    """What `owed --json` prints, key for key in its order."""
    return {
        "case": claim.case,
        "as_of": claim.as_of.isoformat(),
        "currency": claim.currency,
        "regime": claim.regime.id,
        "principal": str(claim.principal),
        "interest": str(claim.interest),
        "compensation": str(claim.compensation),
        "fees": str(claim.fees),
        "costs": str(claim.costs),
        "credit": str(claim.credit),
        "total": str(claim.total),
        "per_day": str(claim.per_day),
        "paid": str(claim.paid),
        "credited": str(claim.credited),
        "open": list(claim.open),
        "invoices": [_invoice(one) for one in claim.invoices],
        "settlement": _settlement(claim.settlement) if claim.settlement else None,
    }


def explained(claim: Claim) -> dict[str, Any]:
    """What `owed --explain --json` adds under its key `explained`: a list for each thing that is told of."""
    return {name: tell(claim) for name, tell in EXPLAINED.items()}


def _limitation(claim: Claim) -> list[dict[str, Any]]:
    return [_barring(barring) for one in claim.invoices for barring in one.limitation]


def _barring(barring: Barring) -> dict[str, Any]:
    return {
        "number": barring.number,
        "retention": barring.is_retention,
        "law": barring.law or None,
        "rule": barring.rule,
        "paragraph": barring.paragraph,
        "last_day": barring.last.isoformat() if barring.last else None,
        "reason": barring.reason,
        "barred": barring.is_barred,
        "confirmed": False,
        "steps": [_step(step) for step in barring.steps],
        "notes": list(barring.notes),
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "date": step.day.isoformat(),
        "what": step.what,
        "why": step.why,
        "law": step.law,
        "last_day": step.last.isoformat() if step.last else None,
        "source": str(step.source),
    }


EXPLAINED: Mapping[str, Callable[[Claim], list[dict[str, Any]]]] = {"limitation": _limitation}


def _invoice(one: InvoiceClaim) -> dict[str, Any]:
    return {
        "number": one.number,
        "due": one.due.isoformat(),
        "days_overdue": one.days_overdue,
        "total": str(one.total),
        "outstanding": str(one.outstanding),
        "contested": str(one.contested),
        "interest": str(one.interest),
        "interest_paid": str(one.interest_paid),
        "compensation": str(one.compensation),
        "periods": [_period(row) for row in one.periods],
    }


def _period(row: Period) -> dict[str, Any]:
    return {
        "from": row.first.isoformat(),
        "to": row.last.isoformat(),
        "days": row.days,
        "principal": str(row.principal),
        "rate": f"{round_half_up(row.quote.percent, 2):f}",
        "interest": str(row.interest),
    }


def _settlement(settled: Settled) -> dict[str, Any]:
    progress = settled.progress
    return {
        "agreed": settled.settlement.agreed.isoformat(),
        "amount": str(progress.amount),
        "paid": str(progress.paid),
        "remaining": str(progress.remaining),
        "state": progress.state,
        "instalments": [
            {"due": one.due.isoformat(), "amount": str(one.amount), "paid": str(one.paid), "state": one.state}
            for one in progress.instalments
        ],
        "without": str(settled.without.total),
    }


def compared(comparison: Comparison) -> dict[str, Any]:
    """What `options --json` prints. What nobody has said, and what can't be reckoned without it, is null."""
    return {
        "case": comparison.case,
        "as_of": comparison.as_of.isoformat(),
        "currency": comparison.currency,
        "total": str(comparison.total),
        "retained": str(comparison.retained),
        "assumed": _assumed(comparison.assumed),
        "against": comparison.against or None,
        "ways": [_way(one) for one in comparison.ways],
        "underbilled": str(comparison.underbilled),
        "corrections_against": comparison.corrections_against or None,
        "corrections": [_way(one) for one in comparison.corrections],
        "lapsed": [offer.id for offer in comparison.lapsed],
    }


def _assumed(assumed: Assumed) -> dict[str, Any]:
    return {
        "discount_rate": _percent(assumed.rate),
        "discounting": "simple",
        "days": "actual/365",
        "cost": str(assumed.cost) if assumed.cost is not None else None,
        "months": assumed.months,
        "chances": {name: _percent(chance) for name, chance in assumed.chances.items()},
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "id": way.id,
        "kind": way.kind,
        "nominal": str(way.nominal) if way.nominal is not None else None,
        "last": way.last.isoformat() if way.last else None,
        "payments": [{"due": one.day.isoformat(), "amount": str(one.amount)} for one in way.payments],
        "chance": _percent(way.chance),
        "cost": str(way.cost) if way.cost is not None else None,
        "worth": str(way.worth) if way.worth is not None else None,
        "missing": list(way.missing),
        "interest_until": way.until.isoformat() if way.until else None,
        "break_even": _even(way.even) if way.even else None,
    }


def _even(even: Even) -> dict[str, Any]:
    value = even.value
    return {"kind": even.kind, "value": value.isoformat() if isinstance(value, date) else _percent(value)}


def _percent(number: Fraction | Decimal | None) -> str | None:
    return None if number is None else f"{decimal(Fraction(number), 2):f}"
