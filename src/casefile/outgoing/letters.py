"""The day's letters: what is to be done on a day that goes out as a letter, each drawn once for all the cases in it.

Made of the day's actions; knows which cases go into one letter and in which order letters are posted, not how they
are drawn nor how they go out.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from casefile.case.fields import Channel
from casefile.case.party import Address
from casefile.case.workspace import Workspace
from casefile.claim.regimes import Regimes
from casefile.documents.kinds import KINDS, kind
from casefile.followup.actions import Action, Day
from casefile.followup.ladder import REMINDER, rung, tone
from casefile.making import Desk, Wanted, revision

POSTED: frozenset[Channel] = frozenset(("post", "registered"))
"""The ways of letters that are printed."""
MAILED: frozenset[Channel] = frozenset(("email",))
"""The ways of letters that are sent by us."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: the actions that it is, the cases it is about, the first leading, and the document."""

    actions: tuple[Action, ...]
    desks: tuple[Desk, ...]
    wanted: Wanted

    @property
    def channel(self) -> Channel:
        """How it goes out."""
        return self.actions[0].channel

    @property
    def step(self) -> str:
        """The ladder's step that it is."""
        return self.actions[0].step

    @property
    def debtor(self) -> str:
        """Whom it is for, by name."""
        return self.desks[0].case.debtor.name

    @property
    def cases(self) -> frozenset[str]:
        """The ids of the cases it is about."""
        return frozenset(desk.case.id for desk in self.desks)

    def invoices(self, case_id: str) -> tuple[str, ...]:
        """The invoices of one case that it is about; none for all of them."""
        return tuple(number for each in self.actions if each.dossier.case.id == case_id for number in each.invoices)

    @property
    def place(self) -> tuple[bool, str, str, str, str]:
        """Where it goes in the stack: letters within our own country first, then by country, post code, town, name."""
        case = self.desks[0].case
        agent = case.debtor.represented_by
        there = (agent.address if agent and agent.address else None) or case.debtor.address or Address()
        home = case.creditor.address
        country = there.country or ""
        return country != ((home.country if home else "") or ""), country, there.postcode, there.city, self.debtor


def letters(
    workspace: Workspace, regimes: Regimes, today: Day, channels: Collection[Channel] = POSTED
) -> tuple[Letter, ...]:
    """The letters of a day that go out by one of these ways, in posting order."""
    going = [each for each in today.actions if each.channel in channels and _is_letter(each)]
    keyed = sorted(((_key(each), each) for each in going), key=lambda pair: (pair[0], _leads(pair[1])))
    grouped = (tuple(each for _, each in some) for _, some in groupby(keyed, key=lambda pair: pair[0]))
    return tuple(sorted((_letter(workspace, regimes, some) for some in grouped), key=lambda each: each.place))


def _is_letter(action: Action) -> bool:
    return action.document in KINDS and kind(action.document).is_letter


def _key(action: Action) -> str:
    """What the actions of one letter have in common; an action that shares its letter with none stands alone."""
    return action.letter or f"{action.step}:{action.dossier.case.id}:{','.join(action.invoices)}"


def _leads(action: Action) -> tuple[bool, int, int, str]:
    return action.is_announcement, -action.rung, -action.priority, action.dossier.case.id


def _letter(workspace: Workspace, regimes: Regimes, actions: tuple[Action, ...]) -> Letter:
    lead = actions[0]
    dossiers = {each.dossier.case.id: each.dossier for each in actions}
    desks = [
        Desk(workspace, one.case, one.claim, one.claim.as_of, regimes, revision(one.case.path))
        for one in dossiers.values()
    ]
    step = rung(lead.dossier.case, lead.step)
    is_reminder = lead.document == REMINDER
    wanted = Wanted(
        lead.document,
        step=tone(lead.dossier.case, step) if step and is_reminder else "",
        invoices=tuple(number for each in actions for number in each.invoices) if is_reminder else (),
    )
    return Letter(actions, tuple(desks), wanted)
