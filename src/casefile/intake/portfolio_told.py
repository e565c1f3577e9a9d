"""What is said of a list beside its figures: parts paid on days that it does not tell, and interest that does not run.

Many sentences that are the same are one, with their sum and their lines, unless all are wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from casefile.case.exports import OpenItems
from casefile.claim.regime import Regime
from casefile.errors import Problem
from casefile.intake.portfolio import Plan
from casefile.intake.set_off import TWICE
from casefile.money import Money

FEW = 3
_LINES = 8
_FACTS = {"due": "the due date", "received": "receipt", "performed": "performance"}
_UNDATED = "it bears no interest; with the day, take prepaid out of the invoice and record it: casefile pay"


def undated(plan: Plan, *, verbose: bool) -> Iterator[Problem]:
    """The parts of invoices that were paid on days that the list does not tell."""
    parts = [
        (item, part)
        for added in plan.added
        for item in added.items
        if (part := item.total - item.open - sum((each.amount for each in item.credits), _none(item.total)))
    ]
    if len(parts) > FEW and not verbose:
        sums = _summed([part for _, part in parts])
        lines = numbered(sorted(item.source.line for item, _ in parts))
        message = f"parts of {len(parts)} invoices, {sums}, were paid on days that the list does not tell: {lines}"
        yield Problem(message, None, f"{_UNDATED}; --verbose names all", "open-items", "warning")
        return
    for item, part in parts:
        message = f"{part} of invoice {item.number} was paid on a day that the list does not tell"
        yield Problem(message, item.source, _UNDATED, "open-items", "warning")


def repeated(problems: Sequence[Problem], *, verbose: bool) -> Iterator[Problem]:
    """The problems, rows that stand twice together where they are many."""
    twice = [each for each in problems if each.rule == TWICE]
    if len(twice) > FEW and not verbose:
        lines = numbered([each.source.line for each in twice if each.source])
        message = f"{len(twice)} rows stand in the list twice, the same, and are left out once: {lines}"
        yield Problem(message, None, "--verbose names all", TWICE, "warning")
        problems = [each for each in problems if each.rule != TWICE]
    yield from problems


def no_interest(plan: Plan, settings: OpenItems, regime: Regime | None) -> Iterator[Problem]:
    """That a due date which may stand on the invoice alone starts no interest by itself, where the regime says so. A
    list cannot say that its dates were agreed."""
    rule = regime.start.unilateral if regime and regime.start else None
    items = [item for added in plan.added for item in added.items]
    if not regime or not rule or not items or not (settings.due_basis == "invoice" or rule.always):
        return
    late = [item for item in items if "performed" in rule.after or not item.received]
    if not late or rule.after == ("due",):
        return
    facts = " and ".join(_FACTS[each] for each in rule.after)
    begins = [f"{rule.days} days after {facts}"] if rule.days is not None else []
    begins += {"any": ["with a reminder"], "demand": ["with a formal demand"]}.get(rule.reminder or "", [])
    why = "" if rule.always else "a list does not say whether its due dates were agreed (due_basis: invoice), so that "
    message = f"no interest on {len(late)} of {len(items)} new invoices yet: {why}default begins {' or '.join(begins)}"
    unknown = " and ".join({"received": "received:", "performed": "delivered:"}.get(each, "") for each in rule.after
                           if each != "due")  # fmt: skip
    hint = f"write {unknown} into the invoices" + (", or send the reminder" if rule.reminder else "")
    if not rule.always:
        hint = f"if your terms agreed the dates: open_items: {{due_basis: contract}}, and quote the clause; else {hint}"
    yield Problem(f"{message} ({regime.id}: {rule.law})", None, hint, "interest-start", "warning")


def _none(of: Money) -> Money:
    return Money(Decimal(0), of.currency)


def _summed(parts: Sequence[Money]) -> str:
    sums: dict[str, Decimal] = {}
    for part in parts:
        sums[part.currency] = sums.get(part.currency, Decimal(0)) + part.amount
    return " and ".join(f"{amount:,} {currency}" for currency, amount in sorted(sums.items()))


def numbered(lines: Sequence[int]) -> str:
    """The lines of a list by their numbers, the first ones only where they are many."""
    more = len(lines) - _LINES
    return f"lines {', '.join(map(str, lines[:_LINES]))}" + (f" and {more} more" if more > 0 else "")
