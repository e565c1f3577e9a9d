"""Invoices that are open in two cases of one debtor under the same number: one of them is asked for twice. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from casefile.followup.action import Dossier
from casefile.followup.debtors import by_debtor


def in_two_cases(dossiers: Sequence[Dossier]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By case the numbers of open invoices that are open in other cases of the same debtor, too, each with those."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for theirs in by_debtor(dossiers):
        numbers = {each.case.id: _open(each) for each in theirs}
        for name, own in numbers.items():
            others = {each: _having(each, numbers, name) for each in own}
            found[name] = {number: cases for number, cases in others.items() if cases}
    return found


def _having(number: str, numbers: Mapping[str, Sequence[str]], name: str) -> tuple[str, ...]:
    """The cases but this one that have a number."""
    return tuple(each for each, theirs in numbers.items() if each != name and number in theirs)


def _open(dossier: Dossier) -> tuple[str, ...]:
    """The numbers of what is open in a case that is not closed."""
    closed = dossier.case.file.closed
    if closed and closed.on <= dossier.claim.as_of:
        return ()
    return tuple(one.number for one in dossier.claim.invoices if one.outstanding)
