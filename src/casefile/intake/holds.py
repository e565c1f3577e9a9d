"""Credits that no invoice is named for: the cases of who has one are put on hold, so that nobody is asked for the gross
sum, and it is said what sets the credit off. A hold that is there already is never changed. Pure: nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.errors import Problem
from casefile.intake.holds_told import reason_of, told, useless
from casefile.intake.open_item import Credit
from casefile.intake.portfolio import Added, Known, Plan, is_debtor
from casefile.intake.set_off import same, same_customer
from casefile.money import total


@dataclass(frozen=True, slots=True)
class Held:
    """A case that is put on hold."""

    case_id: str
    is_new: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Holds:
    """The cases that are put on hold, and what is to be said of the credits."""

    cases: tuple[Held, ...] = ()
    problems: tuple[Problem, ...] = ()

    def reason(self, case_id: str) -> str:
        """Why a case is put on hold; empty where it is not."""
        return next((each.reason for each in self.cases if each.case_id == case_id), "")


def holds(
    unset: Sequence[Credit], plan: Plan, known: Known, language: str, as_of: date, *, wanted: bool = True
) -> Holds:
    """What the credits `unset` call for. Those that a case knows are let be; not `wanted`, none is held."""
    numbers = {invoice.number for case, _ in known.cases for invoice in case.invoices}
    on_known = (each for item in plan.known for each in item.notes)
    listed = (*unset, *on_known)
    fresh = [each for each in listed if not each.number or each.number not in numbers]
    held: dict[str, Held] = {}
    problems: list[Problem] = []
    for group in _by_customer(fresh):
        amount = total([each.amount for each in group], group[0].amount.currency)
        reason = reason_of(amount, language)
        made = [each for each in plan.added if each.currency == amount.currency and _is_theirs(group[0], each)]
        there = [case for case in _open(group[0], known) if case.currency == amount.currency]
        new = [Held(each.case_id, True, reason) for each in made if each.is_new]
        new += [Held(case.id, False, reason) for case in there if not case.file.hold]
        for each in new if wanted else ():
            held.setdefault(each.case_id, each)
        stopped = [case for case in there if case.file.hold]
        problems.append(told(group, amount, [each.case_id for each in new], stopped, as_of, wanted=wanted))
    problems += useless(known, _still(fresh, known), _still(listed, known))
    return Holds(tuple(held.values()), tuple(problems))


def _still(some: Iterable[Credit], known: Known) -> frozenset[str]:
    """The ids of the open cases that one of these credits is for."""
    return frozenset(case.id for each in some for case in _open(each, known) if case.currency == each.amount.currency)


def _by_customer(rows: Iterable[Credit]) -> Iterator[tuple[Credit, ...]]:
    groups: dict[tuple[str, str], list[Credit]] = {}
    for each in rows:
        who = f"#{each.customer}" if each.customer else same(each.debtor)
        groups.setdefault((who, each.amount.currency), []).append(each)
    yield from map(tuple, groups.values())


def _is_theirs(credit: Credit, added: Added) -> bool:
    return any(same_customer(credit, item) for item in added.items)


def _open(credit: Credit, known: Known) -> Iterator[Case]:
    """The open cases that there are of the credit's customer."""
    for case, _ in known.cases:
        if not case.file.closed and is_debtor(credit, case.debtor, case.debtor_id):
            yield case
