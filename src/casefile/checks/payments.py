"""Is the money that was recorded plausible: nothing twice, and not more than was owed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem
from casefile.records import Record


def recorded_twice(matter: Matter) -> Iterator[Problem]:
    """A payment that stands there twice makes the claim too small, a cost too large; and whoever finds the one mistake
    doubts every other figure."""
    payments = ("date", "amount", "reference", "kind", "invoice", "payer")
    yield from _alike(matter.case.payments, payments, "payment")
    yield from _alike(matter.case.file.costs, ("date", "amount", "what"), "cost")


def _alike(found: Iterable[Record], keys: tuple[str, ...], what: str) -> Iterator[Problem]:
    first: dict[tuple[object, ...], Record] = {}
    for record in found:
        facts = tuple(getattr(record, key) for key in keys)
        if earlier := first.get(facts):
            message = f"the same {what} as at {earlier.at.source}: {facts[1]} on {facts[0]}"
            hint = f"delete one; if there were two, say in {keys[2]}: how they differ"
            yield weakness("twice", message, record.at.source, hint)
        first.setdefault(facts, record)


def overpaid(matter: Matter) -> Iterator[Problem]:
    """Money beyond what is owed has to be paid back, or it was meant for another invoice, or an amount was mistyped; in
    each of these a letter that asks for more is wrong."""
    came = [payment for payment in matter.case.payments if payment.date <= matter.as_of and payment.kind != "refund"]
    if came and matter.claim.credit and matter.claim.invoices:
        message = f"more was paid than is owed: {matter.claim.credit} {matter.claim.currency} too much"
        hint = "compare the amounts with the bank statement; pay back what is left, or record it as a refund"
        yield weakness("overpaid", message, came[-1].at.of("amount"), hint)
