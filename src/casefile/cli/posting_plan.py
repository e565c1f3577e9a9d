"""What a run of `casefile send` goes by: all cases, the day that they make, its letters; read once, before it sends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from casefile.case.workspace import Workspace
    from casefile.cli.choices import Choices
    from casefile.cli.dossiers import Read
    from casefile.cli.held import Held
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.outgoing.letters import Letter
    from casefile.outgoing.outbox import Entry, State
    from casefile.outgoing.plan import Plan


@dataclass(frozen=True, slots=True)
class Planned:
    """The cases, the day without what is held, the letters of it that go by e-mail, and the plan to be kept to."""

    read: Read
    today: Held
    mailed: Sequence[Letter]
    plan: Plan

    def wanted(self, workspace: Workspace, name: str, choices: Choices) -> tuple[Sequence[Letter], list[Problem]]:
        """The letters that one document of a case is; with a warning where counsel has another of the same debtor, and
        where only another says who acts for them. CaseError and UsageError, as `asked_for`."""
        from casefile import making
        from casefile.followup.action import Dossier
        from casefile.followup.shared import shared
        from casefile.outgoing.addressed import through_another
        from casefile.outgoing.letters import asked_for
        from casefile.outgoing.represented import beside_counsel

        as_of = self.today.day.as_of
        desk = making.open_desk(workspace, name, as_of)
        self.plan.take([desk.case])
        own, others = desk.case, self.plan.others(name)
        theirs = (Dossier(own, desk.claim), *(each for each in self.read.dossiers if each.case.id != name))
        desk = replace(desk, case=shared(theirs)[0].case)
        found = asked_for(desk, choices.wanted(desk), choices.step, self.mailed, self.today.day, others)
        warned = (*through_another([desk.case], {name: own}), *beside_counsel({name}, self.read.dossiers, as_of))
        return found, list(warned)

    def doubt(self, entry: Entry) -> str:
        """Why a message that was written down must not go out any more; "" where it may."""
        from casefile.outgoing.asking import Asked
        from casefile.outgoing.letters import LADDER, kept_back
        from casefile.outgoing.prepared import address

        cases, as_of = sorted(entry.cases), self.today.day.as_of
        if entry.document not in LADDER:
            told = [self.today.why[name].message for name in cases if name in self.today.why]
            found = [each.case for each in self.read.dossiers if each.case.id in entry.cases]
            told += [why for case in found if (why := kept_back(case, self.plan.others(case.id), as_of))]
            return "; ".join(dict.fromkeys(told))
        if doubt := Asked(self.today.day, self.read.dossiers).doubt(entry):
            return doubt
        letter = next(each for each in self.mailed if each.wanted.kind == entry.document and each.cases & set(cases))
        now = address(letter)
        return "" if now == entry.to else f"it is addressed to {entry.to}, and goes to {now or 'nobody'} now"


def planned(session: Session, workspace: Workspace, freed: Container[State] = ()) -> Planned:
    """All cases and their day. `freed`: what waits in the outbox in these states holds nothing back."""
    from casefile.cli.dossiers import dossiers
    from casefile.cli.held import held
    from casefile.cli.session import regimes_of
    from casefile.followup.actions import day
    from casefile.outgoing.letters import MAILED, letters
    from casefile.outgoing.plan import Plan

    there = frozenset(workspace.case_ids())  # before they are read: what comes in meanwhile is seen when it is sent
    read = dossiers(session, workspace)
    today = held(workspace, read, day(read.dossiers, session.as_of), is_sending=True, freed=freed)
    mailed = letters(workspace, regimes_of(workspace), today.day, MAILED)
    return Planned(read, today, mailed, Plan(dict(read.cases), there))
