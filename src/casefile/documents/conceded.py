"""What was conceded of an objection, and how: by which credit note, or in the settlement. Knows no letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.invoice import Invoice
from casefile.case.model import Case
from casefile.claim.arithmetic import bill
from casefile.documents.matter import Matter
from casefile.documents.objections import Objection, objection, raised
from casefile.documents.proof import Refs, refs
from casefile.errors import Problem
from casefile.money import Money, total

Settling = Literal["", "settled", "lapsed"]


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit note of ours: what it took off which invoice, and for what."""

    number: str
    issued: date
    credits: str
    amount: Money
    descriptions: tuple[str, ...]
    exhibits: Refs


def credited(matter: Matter) -> tuple[Credited, ...]:
    """Every credit note issued by the claim's day, oldest first."""
    notes = (note for note in matter.case.credit_notes if note.issued <= matter.claim.as_of)
    return tuple(_credited(note, matter.case) for note in notes)


def _credited(note: Invoice, case: Case) -> Credited:
    described = tuple(line.description for line in note.lines)
    amount = bill(note, case.currency).payable
    return Credited(note.number, note.issued, note.credits, amount, described, refs(note.evidence))


def settling(one: Objection) -> Settling:
    """Whether the concession was part of the settlement, and whether a default has brought the whole claim back."""
    if not one.in_settlement:
        return ""
    return "lapsed" if one.lapsed else "settled"


def notes_for(one: Objection, notes: tuple[Credited, ...]) -> tuple[Credited, ...]:
    """The credit notes that give effect to what was conceded: the one of that very sum, else all that may have."""
    if one.conceded is None:
        return ()
    since = [
        note for note in notes if one.number in ("", note.credits) and (not one.raised or note.issued >= one.raised)
    ]
    same = [note for note in since if note.amount == one.conceded]
    return tuple(same[:1] or since)


def uncredited(matter: Matter) -> Iterator[Problem]:
    """What was conceded, but stands in no credit note: it would still be asked for."""
    notes = credited(matter)
    for each in raised(matter):
        one = objection(matter, each)
        given = total([note.amount for note in notes_for(one, notes)], matter.case.currency)
        done = each.dispute.resolved
        if done and one.conceded and given < one.conceded and not settling(one):
            about = f"line {one.line} of {one.number}" if one.number else "the claim"
            hint = "write the credit note into invoices/ (kind: credit-note, credits: …), or correct the amount"
            message = f"{one.conceded} {one.conceded.currency} was conceded on {about}, but no credit note gives it"
            yield Problem(message, done.at.of("amount"), hint, "not-credited")
