"""Is the money that was recorded plausible: nothing twice, not more than was owed, and not taken for the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casefile.case import privilege
from casefile.checks.matter import Matter, weakness
from casefile.checks.phrases import said
from casefile.errors import Problem, Source
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


def tendered_in_full(matter: Matter) -> Iterator[Problem]:
    """Money that comes "in full and final settlement" is an offer, and keeping it can be its acceptance: then the rest
    is gone. A cheque that is cashed is the usual trap (UCC § 3-311; in Germany the "Erlassfalle", BGH, 10 May 2001,
    XII ZR 60/99: not where the sum is out of all proportion). Say at once, in writing, that it is taken on account."""
    settled = matter.case.settlement
    if not matter.claim.principal or (settled and settled.agreed <= matter.as_of):
        return
    for payment in matter.case.payments:
        words = said("in_full", payment.reference)
        if words and payment.date <= matter.as_of and not payment.reversed:
            message = f"{payment.amount} came with the words “{words}”, and more is owed"
            yield weakness("tendered-in-full", message, payment.at.of("reference"), _ON_ACCOUNT)
    for contact in matter.came:
        words = "" if privilege.is_with_counsel(matter.case, contact) else said("in_full", matter.words(contact))
        if words:
            message = f"money is offered or sent with the words “{words}”, and more is owed"
            yield weakness("tendered-in-full", message, Source(contact.file), _ON_ACCOUNT)


_ON_ACCOUNT = "ask counsel before it is cashed or kept; else answer that it is taken on account only"
