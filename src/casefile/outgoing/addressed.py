"""What is said where the cases of a debtor do not agree on whom a letter goes to. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casefile.case.model import Case
from casefile.errors import Problem
from casefile.followup.action import Action
from casefile.followup.actions import Day
from casefile.followup.debtors import folded
from casefile.followup.letters import key, together
from casefile.followup.phrases import listed
from casefile.followup.reach import address, reaching
from casefile.outgoing.holds import is_written

_HINT = "write it the same in both; best once in debtors/, with debtor: ID in each case"


def addressed(today: Day, own: Mapping[str, Case]) -> Iterator[Problem]:
    """A warning for each letter of the day that goes to a representative whom one of its cases does not name, or to an
    address that one of them has otherwise. `own`: the cases as their files alone have them."""
    for actions in together(filter(is_written, today.actions), key):
        cases = tuple({each.dossier.case.id: each.dossier.case for each in actions}.values())
        yield from through_another(cases, own)
        yield from _elsewhere(actions, cases)


def through_another(cases: Sequence[Case], own: Mapping[str, Case]) -> Iterator[Problem]:
    """That the debtor's representative is known from another case of theirs."""
    for case in cases:
        agent = case.debtor.represented_by
        if agent and own[case.id].debtor.represented_by is None:
            message = (
                f"the letter about {case.id} goes to {agent.name}, who acts for the debtor as {agent.at.source.file}"
                f" says; {case.debtor.at.source.file} names nobody"
            )
            yield Problem(message, case.debtor.at.source, _HINT, "addressed", "warning")


def _elsewhere(actions: Sequence[Action], cases: Sequence[Case]) -> Iterator[Problem]:
    """That the cases of one letter have two addresses for the way it goes."""
    way = actions[0].channel
    chosen = reaching(cases, way, actions[0].dossier.claim.as_of)
    if chosen is None:
        return
    there = address(chosen, way)
    for other in cases:
        found = address(other, way)
        if found and folded(found) != folded(there):
            message = (
                f"the letter about {listed([each.id for each in cases])} goes to {there}, as"
                f" {chosen.debtor.at.source.file} says; {other.debtor.at.source.file} has {found}"
            )
            yield Problem(message, other.debtor.at.source, _HINT, "addressed", "warning")
