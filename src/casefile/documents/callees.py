"""Whom to call at the debtor's, in which order, and who must not hear of the debt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.case.model import Case
from casefile.case.party import Person


@dataclass(frozen=True, slots=True)
class Callee:
    """Somebody to reach. `is_invalid`: the address or number no longer works. `is_counsel`: the debtor is reached only
    through them. `is_third`: the debt is none of their business; they may take a name and a number."""

    name: str
    role: str
    phone: str
    email: str
    is_invalid: bool
    is_counsel: bool
    is_third: bool


def callees(case: Case) -> tuple[Callee, ...]:
    """Who acts for the debtor alone, where somebody does; else its people who can be called, the debtor's own numbers,
    then those whose address or number no longer works."""
    agent = case.debtor.represented_by
    if agent:
        return (Callee(agent.name, agent.firm, "", agent.email, False, True, False),)
    people = tuple(_people(case))
    party = case.debtor
    own = Callee(party.name, "", party.phone, party.email, False, False, False)
    has_own = not any(one.phone == own.phone and not one.is_third for one in people)
    return tuple(sorted((*people, *((own,) if has_own else ())), key=_rank))


def _people(case: Case) -> Iterator[Callee]:
    for person in case.debtor.contacts:
        third = case.debtor.is_person and person.name not in case.debtor.name
        yield _callee(person, third=third)


def _callee(person: Person, *, third: bool) -> Callee:
    return Callee(person.name, person.role, person.phone, person.email, person.invalid, False, third)


def _rank(one: Callee) -> tuple[bool, bool, bool]:
    return one.is_invalid, one.is_third, not one.phone
