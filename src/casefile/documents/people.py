"""Everybody whom a case names, and in what capacity: for the conflict check, as witnesses, and to be reached.

Names as the case writes them, tokens for what they are; knows no kind's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casefile.case.model import Case
from casefile.case.party import Party
from casefile.case.proof import ContactHead
from casefile.documents.matter import Matter

Capacity = Literal[
    "creditor", "debtor", "joint", "guarantor", "partner", "assignor", "representative", "administrator", "contact",
    "signatory", "agreed", "signed", "payer",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody named in the case, `ours` or theirs. `role` is what they are in a party or firm (`of`), as the case
    writes it."""

    name: str
    capacity: Capacity
    role: str
    of: str
    ours: bool


def everybody(matter: Matter) -> tuple[Known, ...]:
    """Every person and firm on either side by the claim's day, each name once, in the first capacity it is met in."""
    found: dict[str, Known] = {}
    for each in _everybody(matter.case, matter.claim.as_of):
        if each.name:
            found.setdefault(" ".join(each.name.casefold().split()), each)
    return tuple(found.values())


def _everybody(case: Case, as_of: date) -> Iterator[Known]:
    creditor, debtor = case.creditor, case.debtor
    yield Known(creditor.name, "creditor", "", "", True)
    yield Known(debtor.name, "debtor", "", "", False)
    yield from _around(debtor, ours=False)
    for liable in case.co_debtors:
        yield Known(liable.party.name, liable.terms.liability, "", "", False)
        yield from _around(liable.party, ours=False)
    if case.assignor:
        yield Known(case.assignor.party.name, "assignor", "", "", True)
        yield from _around(case.assignor.party, ours=True)
    ruin = case.file.insolvency
    if ruin and ruin.opened <= as_of:
        yield Known(ruin.administrator, "administrator", "", "", False)
    yield from _signing(case, as_of)
    yield from _around(creditor, ours=True)
    for payment in (one for one in case.payments if one.date <= as_of):
        yield Known(payment.payer, "payer", "", "", False)


def _around(party: Party, *, ours: bool) -> Iterator[Known]:
    """Who acts for a party, and its people."""
    agent = party.represented_by
    if agent:
        yield Known(agent.name, "representative", "", agent.firm, ours)
        yield Known(agent.firm, "representative", "", party.name, ours)
    for person in party.contacts:
        yield Known(person.name, "contact", person.role, party.name, ours)


def _signing(case: Case, as_of: date) -> Iterator[Known]:
    """Who agreed, signed and signs."""
    made, settlement, signs = case.contract.made, case.settlement, case.workspace.signatory
    if made:
        yield Known(made.by, "agreed", "", case.creditor.name, True)
        yield Known(made.with_, "agreed", "", case.debtor.name, False)
    if settlement and settlement.signed and settlement.agreed <= as_of:
        yield Known(settlement.signed.us, "signed", "", case.creditor.name, True)
        yield Known(settlement.signed.debtor, "signed", settlement.signed.authority, case.debtor.name, False)
    if signs:
        yield Known(signs.name, "signatory", signs.role, case.creditor.name, True)


def speakers(case: Case, head: ContactHead) -> tuple[str, ...]:
    """Those of the debtor's side who took part in a contact, as far as it names anybody the case knows."""
    agent = case.debtor.represented_by
    if head.channel == "attorney":
        return (agent.name,) if agent else ()
    people = [person for person in case.debtor.contacts if person.name]
    marks = {person.name: (person.name, person.email, person.phone) for person in people}
    if agent:
        marks[agent.name] = (agent.name, agent.email, "")
    text = (head.from_ if head.direction == "in" else head.to).casefold()
    found = tuple(name for name, own in marks.items() if any(mark.casefold() in text for mark in own if mark))
    return found or _by_surname(tuple(marks), head.subject)


def _by_surname(names: tuple[str, ...], subject: str) -> tuple[str, ...]:
    """The one whose surname, which no other has, stands in the subject: `Voice message of Mr Ashdown`."""
    words = set(re.findall(r"[^\W\d_]+", subject.casefold()))
    surnames = [name.casefold().split()[-1] for name in names]
    hit = tuple(name for name, last in zip(names, surnames, strict=True) if last in words and surnames.count(last) == 1)
    return hit if len(hit) == 1 else ()
