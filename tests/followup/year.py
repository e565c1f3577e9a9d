"""A year of following up, replayed: what `day` asks for is done and logged, and the debtor pays, promises, objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from casefile.case.dealings import Payment
from casefile.case.events import Hold
from casefile.case.model import Case, Contact
from casefile.case.party import FollowUp
from casefile.case.proof import ContactHead
from casefile.claim import regimes
from casefile.claim.owed import owed
from casefile.followup.action import Action, Dossier
from casefile.followup.actions import day
from tests.claim import cases

START = date(2026, 1, 1)


@dataclass(frozen=True)
class Sent:
    """One contact as it was logged."""

    on: date
    case: str
    step: str
    channel: str
    invoices: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """What happens to one case, by the day of the year: invoices fall due, sums come in, holds, promises, bounces.

    `dues` are (day of issue, days to pay); `paid` (days after issue, invoice); `hold` (first, last day); `promise` (day, days to
    pay); `bounces` the numbers of our mails that come back on the next day; `without` the steps that their ladder lacks.
    """

    id: str
    dues: tuple[tuple[int, int], ...]
    paid: tuple[tuple[int, int], ...] = ()
    hold: tuple[int, int] | None = None
    without: tuple[str, ...] = ()
    promise: tuple[int, int] | None = None
    bounces: frozenset[int] = frozenset()

    def number(self, place: int) -> str:
        """An invoice's number."""
        return f"{self.id}-{place}"

    @property
    def payments(self) -> tuple[tuple[date, int], ...]:
        """When which invoice is paid in full."""
        return tuple((at(self.dues[place][0] + on), place) for on, place in self.paid if place < len(self.dues))


def at(days: int) -> date:
    """A day of the year."""
    return START + timedelta(days=days)


@cache
def _written(story: Story) -> Case:
    texts = [
        cases.invoice(story.number(place), str(at(issued)), str(at(issued + days)), "1000.00")
        for place, (issued, days) in enumerate(story.dues)
    ]
    made = cases.case(*texts)
    paid = tuple(
        Payment.model_validate({"date": str(on), "amount": "1000.00", "invoice": story.number(place)})
        for on, place in story.payments
    )
    ways = FollowUp.model_validate({"without": list(story.without)})
    made = replace(made, debtor=made.debtor.model_copy(update={"follow_up": ways}))
    return replace(made, file=made.file.model_copy(update={"id": story.id}), payments=paid)


@dataclass
class Replay:
    """A year of some stories with one debtor; `sent` is the log."""

    stories: Sequence[Story]
    contacts: dict[str, list[Contact]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)

    def run(self, days: Iterable[int]) -> Replay:
        """Does on each of these days what is to be done."""
        for number in days:
            on = at(number)
            for action in self.asked(number):
                self._log(action, on)
        return self

    def letter_by_letter(self, days: Iterable[int]) -> Replay:
        """Does on each of these days one thing after the other, and asks again after each."""
        for number in days:
            while asked := self.asked(number):
                for action in [each for each in asked if each.letter == asked[0].letter]:
                    self._log(action, at(number))
        return self

    def asked(self, number: int) -> tuple[Action, ...]:
        """What is to be done on a day."""
        return day([self._dossier(story, number) for story in self.stories], at(number)).actions

    def _dossier(self, story: Story, number: int) -> Dossier:
        case, on = _written(story), at(number)
        if story.hold and story.hold[0] <= number:
            hold = Hold.model_validate({"reason": "we talk", "until": str(at(story.hold[1]))})
            case = replace(case, file=case.file.model_copy(update={"hold": hold}))
        case = replace(case, contacts=(*self._promised(story), *self.contacts.get(story.id, ())))
        return Dossier(case, owed(case, on, regimes.bundled()))

    def _promised(self, story: Story) -> tuple[Contact, ...]:
        if story.promise is None:
            return ()
        made, days = story.promise
        promise = {"on": str(at(made + days))}
        return (_contact(at(made), direction="in", channel="call", outcome="promised", promise=promise),)

    def _log(self, action: Action, on: date) -> None:
        case = action.dossier.case
        told = Sent(on, case.id, action.step, action.channel, action.invoices)
        story = next(each for each in self.stories if each.id == case.id)
        back = {"outcome": "bounced"} if len(self.sent) in story.bounces and action.channel == "email" else {}
        self.sent.append(told)
        made = _contact(
            on, direction="out", channel=action.channel, step=action.step, invoices=list(action.invoices), **back
        )
        self.contacts.setdefault(case.id, []).append(made)

    def arrived(self) -> list[Sent]:
        """What was sent and did not come back."""
        return [each for number, each in enumerate(self.sent) if not self._came_back(number, each)]

    def _came_back(self, number: int, sent: Sent) -> bool:
        story = next(each for each in self.stories if each.id == sent.case)
        return number in story.bounces and sent.channel == "email"

    def steps(self, invoice: str) -> list[tuple[date, str]]:
        """What arrived about an invoice and asked for it, by day."""
        return [(each.on, each.step) for each in self.arrived() if invoice in each.invoices]


def _contact(on: date, **head: Any) -> Contact:
    values = {key: value for key, value in head.items() if value}
    return Contact(ContactHead.model_validate({"date": str(on), **values}), "", "correspondence/x.md")
