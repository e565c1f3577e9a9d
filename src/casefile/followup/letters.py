"""What is done at once: the actions that go out as one letter, what it is about, and how much. Pure.

For whoever shows a day: an action is about one case and some of its invoices, a letter may be several of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from casefile.followup.action import Action, Dossier
from casefile.followup.phrases import listed
from casefile.money import Money, total


class _Part(Protocol):
    """One action of a letter, with its own words or as plain values."""

    @property
    def letter(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def invoices(self) -> tuple[str, ...]: ...


T = TypeVar("T")
P = TypeVar("P", bound=_Part)


def key(action: Action) -> str:
    """The same for what is done at once: the letter; on a later day the same step about the same case."""
    parts = (action.due, action.dossier.case.id, action.step, action.document, action.channel)
    return action.letter or "\n".join(map(str, parts))


def together(found: Iterable[T], by: Callable[[T], str]) -> tuple[tuple[T, ...], ...]:
    """What has the same key, each where the first of it stands."""
    grouped: dict[str, list[T]] = {}
    for each in found:
        grouped.setdefault(by(each), []).append(each)
    return tuple(map(tuple, grouped.values()))


def lead(parts: Sequence[P]) -> P:
    """The part that says which step it is: what only falls due soon goes with a reminder of what is late."""
    return next((each for each in parts if each.letter.startswith(f"{each.step}:")), parts[0])


def invoices(parts: Sequence[P]) -> tuple[str, ...]:
    """The invoices that it is about, none for all of the case."""
    return tuple(number for each in parts for number in each.invoices)


def asked(parts: Sequence[Action]) -> Mapping[str, Money]:
    """What is owed by case, with interest and costs, of the invoices that it is about: of all where these are all that
    is open."""
    about: dict[str, tuple[Dossier, list[str]]] = {}
    for each in parts:
        about.setdefault(each.dossier.case.id, (each.dossier, []))[1].extend(each.invoices)
    return {case: _owed(dossier, frozenset(numbers)) for case, (dossier, numbers) in about.items()}


def _owed(dossier: Dossier, numbers: frozenset[str]) -> Money:
    claim = dossier.claim
    owing = [one for one in claim.invoices if one.outstanding]
    chosen = [one for one in owing if one.number in numbers]
    if not chosen or len(chosen) == len(owing):
        return claim.total
    parts = [part for one in chosen for part in (one.outstanding, one.interest, one.compensation, one.fees)]
    return total(parts, claim.currency)


_NAMED = 3
"""How many invoices are named one by one."""


def some(numbers: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Those to be named, and how many more there are: never one more."""
    if len(numbers) <= _NAMED:
        return tuple(numbers), 0
    return tuple(numbers[: _NAMED - 1]), len(numbers) - _NAMED + 1


def about(numbers: Sequence[str]) -> str:
    """`R1`, `R1, R2 and R3`, `R1, R2 and 3 more`."""
    named, more = some(numbers)
    return listed((*named, f"{more} more") if more else named)
