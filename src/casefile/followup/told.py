"""What a day asks for as plain values: what `next` tells of each thing to do, and of each case that waits. Pure.

Plain, so that it can be kept and told again without reading a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, TypeVar

from casefile.followup.action import Action
from casefile.followup.actions import Day, Waiting, late
from casefile.followup.letters import asked, key, together
from casefile.followup.why import Why
from casefile.money import Money

T = TypeVar("T", "Doing", "Wait")


Part: TypeAlias = "tuple[str, str, tuple[str, ...]]"
"""A part of a letter: the case, the document, and the invoices that it is about, none for all."""


@dataclass(frozen=True, slots=True)
class Doing:
    """One thing to do about a case, as `actions.Action` has it; `amount` is what is owed in the case, `when` says how
    its day lies to the as-of date. `together` is the same for what is done at once; `asked` is what is owed in the case
    of all that this is about."""

    case: str
    debtor: str
    amount: Money
    due: date
    when: str
    step: str
    channel: str
    document: str
    reason: str
    priority: int
    invoices: tuple[str, ...]
    by: date | None
    barred: date | None
    letter: str
    together: str
    asked: Money

    def is_one_of(self, done: Sequence[Part]) -> bool:
        """Whether it is done with these."""
        mine = set(self.invoices)
        return any((self.case, self.document) == each[:2] and mine <= set(each[2]) for each in done)


@dataclass(frozen=True, slots=True)
class Wait:
    """A case in which something is open and nothing is to be done, why, and the last day of that where it is known."""

    case: str
    debtor: str
    amount: Money
    why: str
    until: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be done on the day, what later, and which cases wait."""

    as_of: date
    actions: tuple[Doing, ...]
    planned: tuple[Doing, ...]
    waiting: tuple[Wait, ...]

    def only(self, cases: frozenset[str]) -> Told:
        """The same of some cases: what the others ask for counted, and is not told."""

        def kept(found: tuple[T, ...]) -> tuple[T, ...]:
            return tuple(each for each in found if each.case in cases)

        return replace(self, actions=kept(self.actions), planned=kept(self.planned), waiting=kept(self.waiting))


def told(day: Day) -> Told:
    """The day as plain values, in the terminal's English."""
    from casefile.followup.wording import plain  # what is kept is told without it

    said = plain(day.as_of).told
    return Told(
        day.as_of,
        tuple(_doings(day.actions, lambda each: f"due {late(each, day.as_of)}", said)),
        tuple(_doings(day.planned, lambda each: f"from {each.due}", said)),
        tuple(_wait(each, said) for each in day.waiting),
    )


def _doings(actions: Sequence[Action], when: Callable[[Action], str], said: Callable[[Why], str]) -> Iterator[Doing]:
    sums = {key(some[0]): asked(some) for some in together(actions, key)}
    for action in actions:
        case = action.dossier.case
        yield Doing(
            case.id, case.debtor.name, action.dossier.claim.total, action.due, when(action), action.step,
            action.channel, action.document, said(action.reason), action.priority, action.invoices, action.by,
            action.barred, action.letter, key(action), sums[key(action)][case.id],
        )  # fmt: skip


def _wait(each: Waiting, said: Callable[[Why], str]) -> Wait:
    case = each.dossier.case
    return Wait(case.id, case.debtor.name, each.dossier.claim.total, said(each.why), each.until)
