"""The cases as they were when the day was made of them: what goes out rests on all cases of its debtor, and goes only
while they are as they were."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from casefile.case.model import Case
from casefile.errors import Problem
from casefile.followup.debtors import by_debtor


@dataclass(frozen=True, slots=True)
class _Of:
    case: Case


@dataclass(slots=True)
class Plan:
    """The cases that were read, by their ids; and the ids of all that were there, read or not."""

    cases: dict[str, Case] = field(default_factory=dict)
    there: frozenset[str] = frozenset()
    _groups: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._groups = dict(_groups(self.cases.values()))

    def theirs(self, cases: Collection[str]) -> frozenset[str]:
        """The cases of the debtor of these, with them."""
        return frozenset(cases).union(*(self._groups.get(each, ()) for each in cases))

    def others(self, name: str) -> tuple[Case, ...]:
        """The other cases of the debtor of one that could be read, in order."""
        return tuple(self.cases[each] for each in sorted(self.theirs([name]) - {name}) if each in self.cases)

    def take(self, cases: Iterable[Case]) -> None:
        """These are now as we left them: what we recorded ourselves is no change."""
        self.cases |= {case.id: case for case in cases}

    def changed(self, about: Collection[str], now: Iterable[Case], new: Iterable[Case]) -> Problem | None:
        """What keeps a letter `about` some cases back: that one of its debtor's is another `now`, or is `new`."""
        found = next((case for case in now if case != self.cases.get(case.id)), None)
        found = found or next((case for case in new if self._joins(about, case)), None)
        if found is None:
            return None
        which = "the case" if found.id in about else f"{found.id}, of the same debtor,"
        return Problem(f"not sent: {which} was changed meanwhile", found.file.at.source, "run it again", "changed")

    def _joins(self, about: Collection[str], case: Case) -> bool:
        """Whether a case that was not there is of the debtor of these."""
        return not self.theirs(about).isdisjoint(dict(_groups((*self.cases.values(), case)))[case.id])


def _groups(cases: Iterable[Case]) -> Iterator[tuple[str, frozenset[str]]]:
    """Of each case all that are of its debtor."""
    for some in by_debtor([_Of(case) for case in cases]):
        names = frozenset(each.case.id for each in some)
        yield from ((name, names) for name in names)
