"""What to look at in a settlement: whether its sum is too high, and whether what came later was meant in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from casefile.claim.basis import Basis
from casefile.claim.beside import Parted, costs_since
from casefile.errors import Problem, Source
from casefile.money import Money
from casefile.records import Record

RULE = "settlement"
BESIDE = "is owed beside the agreed sum"


def hindsight(basis: Basis, parts: Parted) -> tuple[Problem, ...]:
    """The weaknesses of a settlement in force on the as-of date."""
    return tuple(problem for rule in RULES for problem in rule(basis, parts))


def more_than_owed(amount: Decimal, owing: Money, day: date, place: Source) -> tuple[Problem, ...]:
    """The weakness of a sum, offered or agreed, that is more than what was owed on its day."""
    if amount <= owing.amount:
        return ()
    hint = "look at the sum and the day; right if interest for the time to pay is in it"
    return (Problem(f"{amount} is more than the {owing} that was owed on {day}", place, hint, RULE, "weakness"),)


def _weak(message: str, record: Record, key: str, hint: str) -> Problem:
    return Problem(message, record.at.of(key), hint, RULE, "weakness")


def _invoices(basis: Basis, parts: Parted) -> Iterator[Problem]:
    for bill in basis.case.bills:
        if parts.agreed < bill.issued <= basis.as_of:
            message = f"{bill.number} was issued after the settlement of {parts.agreed}"
            if bill.number in parts.numbers:
                hint = "if the agreed sum has it in it, take it out, or date the settlement after it"
                yield _weak(f"{message} and {BESIDE}", bill, "issued", hint)
            else:
                hint = "a settlement follows what it settles: look at the two dates"
                yield _weak(f"{message}, which stands for it: nothing was invoiced before", bill, "issued", hint)


def _credit_notes(basis: Basis, parts: Parted) -> Iterator[Problem]:
    for note in basis.case.credit_notes:
        if parts.agreed < note.issued <= basis.as_of and note.credits not in parts.numbers:
            message = f"{note.number}, issued after the settlement of {parts.agreed}, leaves the agreed sum as it is"
            hint = "right if it only books what was agreed; else write the lower sum into the settlement"
            yield _weak(message, note, "issued", hint)


def _costs(basis: Basis, parts: Parted) -> Iterator[Problem]:
    for cost in costs_since(parts, basis.case):
        if cost.date <= basis.as_of:
            message = f"a cost of {cost.amount} came after the settlement of {parts.agreed} and {BESIDE}"
            yield _weak(message, cost, "amount", "if the agreed sum has it in it, take it out")


def _returns(basis: Basis, parts: Parted) -> Iterator[Problem]:
    for payment, back in parts.returned(basis.as_of):
        if payment.kind != "refund":
            message = (
                f"the settlement of {parts.agreed} counted on a payment of {payment.amount} that was returned on"
                f" {back.on}: it {BESIDE}, without interest"
            )
            yield _weak(message, back, "on", "ask counsel whether the settlement still binds you")


RULES: tuple[Callable[[Basis, Parted], Iterator[Problem]], ...] = (_invoices, _credit_notes, _costs, _returns)
