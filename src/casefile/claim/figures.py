"""The claim as plain values for JSON: amounts as text with the currency's decimals, rates with two, dates ISO."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from casefile.claim.accrual import Period
from casefile.claim.limitation import Barring, Step
from casefile.claim.model import Claim, InvoiceClaim, Settled
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
