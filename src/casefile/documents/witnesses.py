"""Who could testify, and to what: those whom the case shows to have agreed, signed, spoken, or taken exhibits in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from casefile.case.model import Case
from casefile.documents.matter import Matter
from casefile.documents.people import speakers
from casefile.documents.proof import Refs, refs

_SPOKEN = ("call", "meeting")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw or did: agreement, settlement, call, meeting; `day` where it is known."""

    what: Literal["agreement", "settlement", "call", "meeting"]
    day: date | None
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Witness:
    """One person and what they saw, oldest first; `took` are the exhibits that they took in."""

    name: str
    role: str
    ours: bool
    seen: tuple[Seen, ...]
    took: Refs


def witnesses(matter: Matter) -> tuple[Witness, ...]:
    """Everybody with something to tell, ours first, each once."""
    found: dict[str, Witness] = {}
    for each in (*_agreed(matter), *_spoke(matter), *_took_in(matter)):
        before = found.get(each.name)
        if before is None:
            found[each.name] = each
        else:
            found[each.name] = replace(before, seen=before.seen + each.seen, took=before.took + each.took)
    return tuple(sorted(found.values(), key=lambda each: not each.ours))


def _agreed(matter: Matter) -> Iterator[Witness]:
    case, contract = matter.case, matter.case.contract
    if contract.made:
        seen = (Seen("agreement", contract.date, refs(contract.evidence)),)
        yield from _named(case, contract.made.by, ours=True, seen=seen)
        yield from _named(case, contract.made.with_, ours=False, seen=seen)
    settlement = case.settlement
    if settlement and settlement.signed and settlement.agreed <= matter.claim.as_of:
        seen = (Seen("settlement", settlement.agreed, refs(settlement.evidence)),)
        yield from _named(case, settlement.signed.us, ours=True, seen=seen)
        yield from _named(case, settlement.signed.debtor, ours=False, seen=seen)


def _spoke(matter: Matter) -> Iterator[Witness]:
    case = matter.case
    for contact in sorted(case.contacts, key=lambda each: (each.head.date, each.file)):
        head = contact.head
        if head.channel in _SPOKEN and head.date <= matter.claim.as_of and head.outcome != "no-answer":
            seen = (Seen("call" if head.channel == "call" else "meeting", head.date, refs(head.evidence)),)
            for name in speakers(case, head):
                yield from _named(case, name, ours=False, seen=seen)
            for name in _ours(case):
                if head.direction == "in" and name.casefold() in head.to.casefold():
                    yield from _named(case, name, ours=True, seen=seen)


def _took_in(matter: Matter) -> Iterator[Witness]:
    """Who took exhibits in, as the register writes them, if not in full: `K. Halvorsen` is one of ours by that name."""
    case = matter.case
    for row in case.exhibits:
        by = row.acquired.by if row.acquired else ""
        if by:
            name = next((each for each in _ours(case) if _is_short_for(by, each)), by)
            yield from _named(case, name, ours=True, took=refs((row.id,)))


def _is_short_for(short: str, name: str) -> bool:
    """`K. Halvorsen` for `Kai Halvorsen`."""
    first, _, last = short.partition(". ")
    return bool(last) and len(first) == 1 and name.startswith(first) and name.endswith(f" {last}")


def _ours(case: Case) -> tuple[str, ...]:
    signs, made = case.workspace.signatory, case.contract.made
    people = (*case.workspace.creditor.contacts, *case.creditor.contacts)
    names = [person.name for person in people]
    names += [signs.name] if signs else []
    names += [made.by] if made and made.by else []
    return tuple(dict.fromkeys(names))


def _named(case: Case, name: str, *, ours: bool, seen: tuple[Seen, ...] = (), took: Refs = ()) -> Iterator[Witness]:
    roles = {person.name: person.role for person in (*case.debtor.contacts, *case.creditor.contacts)}
    signs = case.workspace.signatory
    roles |= {signs.name: signs.role} if signs else {}
    if name:
        yield Witness(name, roles.get(name, ""), ours, seen, took)
