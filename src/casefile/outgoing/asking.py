"""Whether a letter that was written down earlier is still what the day asks for, and if not, why. Pure.

Between writing and sending, or printing and posting, an invoice may be paid, a hold or an insolvency recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from casefile.followup.action import Dossier
from casefile.followup.actions import Day
from casefile.followup.phrases import listed
from casefile.followup.stops import stop
from casefile.outgoing.letters import Letter, instead


class Written(Protocol):
    """A letter as it was written down; its parts as `letters.Letter` has them, its cases with their invoices."""

    @property
    def document(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def cases(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def steps(self) -> Mapping[str, Mapping[str, str]]: ...
    @property
    def asks(self) -> Mapping[str, str]: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """What the day asks for: the letters of it, and the cases it was made of."""

    letters: Sequence[Letter]
    today: Day
    dossiers: Sequence[Dossier]

    def found(self, written: Written) -> Letter | None:
        """The day's letter that this one is."""
        return next((each for each in self.letters if _is_it(written, each)), None)

    def doubt(self, written: Written) -> str:
        """Why the day does not ask for this letter as it was written; "" where it does."""
        found = self.found(written)
        if found is None:
            told = [f"{name}: {why}" for name in sorted(written.cases) if (why := self._otherwise(written, name))]
            return "; ".join(told) or "the letter would now be about other cases as well"
        now = {name: found.asks.get(name, "") for name, asked in written.asks.items()}
        return "; ".join(_sums(written.asks, now))

    def _otherwise(self, written: Written, name: str) -> str:
        """What the day says of a case in place of the letter; "" where it asks for the same."""
        dossier = next((each for each in self.dossiers if each.case.id == name), None)
        if dossier is None:
            return "the case cannot be read"
        if stopped := stop(dossier.case, dossier.claim):
            return stopped.why
        steps = {number: step for number, step in _steps(written, name).items() if number}
        due = [each for each in self.today.actions if each.dossier.case.id == name]
        now = {number: each.step for each in due if each.document == written.document for number in each.invoices}
        if now and now != steps:
            return f"the {written.document} would now be about {listed(sorted(now))}"
        return "" if now else instead(name, self.today)


def _is_it(written: Written, letter: Letter) -> bool:
    about = {name: sorted(numbers) for name, numbers in letter.about.items()}
    return (
        letter.wanted.kind == written.document
        and letter.step == written.step
        and about == {name: sorted(numbers) for name, numbers in written.cases.items()}
        and all(letter.steps.get(name, {}) == written.steps.get(name, {}) for name in about)
    )


def _steps(written: Written, name: str) -> Mapping[str, str]:
    own = written.steps.get(name, {})
    return {number: own.get(number, written.step) for number in written.cases[name]}


def _sums(asked: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    """Of which cases another sum is owed than a letter asks for."""
    for name, amount in sorted(asked.items()):
        if amount != now[name]:
            yield f"{name}: it asks for {amount}, and {now[name] or 'nothing'} is owed"
