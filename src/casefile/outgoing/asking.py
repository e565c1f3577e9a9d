"""Whether a letter that was written down earlier is still what the day asks for, and if not, why. Pure.

Between writing and sending, or printing and posting, an invoice may be paid, a hold or an insolvency recorded. That the
day asks for more than the letter says against nothing in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from casefile.followup.action import Action, Dossier
from casefile.followup.actions import Day
from casefile.followup.letters import asked
from casefile.followup.phrases import listed, spelt
from casefile.followup.stops import stop
from casefile.followup.wording import plain
from casefile.outgoing.letters import instead


class Written(Protocol):
    """A letter as it was written down; its parts as `letters.Letter` has them, its cases with their invoices."""

    @property
    def document(self) -> str: ...
    @property
    def channel(self) -> str: ...
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
    """What a day asks for, and the cases it was made of."""

    today: Day
    dossiers: Sequence[Dossier]

    def doubt(self, written: Written) -> str:
        """Why the day does not ask for this letter as it was written, by case; "" where it does."""
        told = [f"{name}: {why}" for name in sorted(written.cases) if (why := self._otherwise(written, name))]
        return "; ".join(told)

    def _otherwise(self, written: Written, name: str) -> str:
        dossier = next((each for each in self.dossiers if each.case.id == name), None)
        if dossier is None:
            return "the case cannot be read"
        if stopped := stop(dossier.case, dossier.claim):
            return plain(dossier.claim.as_of).told(stopped.why)
        due = [each for each in self.today.actions if each.dossier.case.id == name]
        same = [each for each in due if (each.document, each.channel) == (written.document, written.channel)]
        if not same:
            return instead(name, self.today)
        numbers, own = written.cases[name], written.steps.get(name, {})
        now = {number: each.step for each in same for number in each.invoices}
        gone = [number for number in numbers if now.get(number) != own.get(number, written.step)]
        if gone:
            return f"the day asks for the {written.step} {written.document} about {listed(gone)} no more"
        if not numbers and written.step not in {each.step for each in same}:
            return f"the {same[0].step} {written.document} is due instead"
        return _sum(written, same, name)


def _sum(written: Written, same: Sequence[Action], name: str) -> str:
    """That another sum is owed than the letter asks for; "" where it is the same."""
    numbers = set(written.cases[name])
    parts = [replace(each, invoices=tuple(n for n in each.invoices if n in numbers)) for each in same]
    amount = spelt(asked([each for each in parts if each.invoices] or parts)[name])
    before = written.asks.get(name, amount)
    return "" if amount == before else f"it asks for {before}, and {amount} is owed"
