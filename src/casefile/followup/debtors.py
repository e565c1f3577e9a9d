"""Which cases are about the same debtor, however they are written. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from casefile.case.message import addresses_of
from casefile.case.model import Case
from casefile.case.party import Party


class _OfCase(Protocol):
    @property
    def case(self) -> Case: ...


T = TypeVar("T")
C = TypeVar("C", bound=_OfCase)


class Who(NamedTuple):
    """By what a debtor is known: the id in debtors/ where there is one, and all that marks them."""

    id: str
    marks: tuple[str, ...]


NOBODY = Who("", ())
"""Where nothing is known of the debtor."""


def debtor_key(case: Case) -> str:
    """What tells one debtor of one creditor from another: the id in debtors/, else name and post code, as `folded`."""
    place = case.debtor.address.postcode if case.debtor.address else ""
    return "\n".join((case.creditor.name, case.debtor_id or f"{folded(case.debtor.name)}\n{folded(place)}"))


def folded(text: str) -> str:
    """Letters and digits only, whatever their case: `10 001` is `10001`, and a name with a comma the same without."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum()) or plain


def by_debtor(found: Iterable[C]) -> tuple[Sequence[C], ...]:
    """What is about one debtor, together, in order of the first of each: by `debtor_key`; and where the name is the
    same, by an e-mail address of theirs as well. Two files in debtors/ are two debtors, and so are two names with one
    address: an accountant may read the mail of both."""
    return grouped(found, lambda one: who(one.case))


def grouped(found: Iterable[T], known: Callable[[T], Who]) -> tuple[Sequence[T], ...]:
    """The same of whatever tells by what its debtor is known."""
    groups: dict[int, _Group[T]] = {}
    owner: dict[str, int] = {}
    for number, one in enumerate(found):
        name, marks = known(one)
        groups[number] = group = _Group({name} - {""}, [(number, one)], set(marks))
        for mark in sorted(group.marks):
            other = groups.get(owner.get(mark, number))
            if other is not None and other is not group and len(group.ids | other.ids) <= 1:
                group.take(groups.pop(owner[mark]))
        owner |= dict.fromkeys(group.marks, number)
    ordered = sorted((sorted(each.members, key=_place) for each in groups.values()), key=lambda some: some[0][0])
    return tuple([one for _, one in members] for members in ordered)


def who(case: Case) -> Who:
    """By what a case's debtor is known."""
    return Who(case.debtor_id, tuple(dict.fromkeys(_marks(case))))


def about_same(case: Case, others: Iterable[Case]) -> tuple[Case, ...]:
    """Which of other cases are about the debtor of this one."""
    groups = grouped((case, *(each for each in others if each.id != case.id)), who)
    return tuple(each for some in groups if some[0] is case for each in some[1:])


def _marks(case: Case) -> Iterator[str]:
    yield debtor_key(case)
    yield from (f"{case.creditor.name}\n{mark}" for mark in alike(case.debtor))


def alike(party: Party) -> Iterator[str]:
    """What a party has in common with one that is the same: the name with the post code, and with each address."""
    name, place = folded(party.name), party.address
    if place and place.postcode:
        yield f"{name}\n{folded(place.postcode)}"
    yield from (f"{name}\n{address}" for address in sorted(addresses_of(party)))


def _place(member: tuple[int, T]) -> int:
    return member[0]


@dataclass(slots=True, eq=False)
class _Group(Generic[T]):
    """The cases that turned out to be about one debtor, with their places in the list, and all that marks it."""

    ids: set[str]
    members: list[tuple[int, T]]
    marks: set[str] = field(default_factory=set)

    def take(self, other: _Group[T]) -> None:
        self.ids |= other.ids
        self.members += other.members
        self.marks |= other.marks
