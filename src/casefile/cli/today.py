"""What the day asks for over all cases, for whoever tells of it: kept between runs, without what is held back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.cli.dossiers import dossiers

if TYPE_CHECKING:
    from collections.abc import Container

    from casefile.case.workspace import Workspace
    from casefile.cli.letters_pile import Whole
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.followup.action import Dossier
    from casefile.followup.actions import Day
    from casefile.followup.told import Told
    from casefile.outgoing.printed import Named


@dataclass(frozen=True, slots=True)
class ReadToday:
    """The day without what is held back and with it, and all cases that can be read; why, and the problems of the
    others."""

    whole: Whole
    problems: tuple[Problem, ...]

    @property
    def day(self) -> Day:
        """What is to be done."""
        return self.whole.held

    @property
    def dossiers(self) -> tuple[Dossier, ...]:
        """The cases."""
        return self.whole.dossiers


def asked_today(
    session: Session, workspace: Workspace, *, whole: bool = False, freed: Container[Named] = ()
) -> tuple[Told, ReadToday | None]:
    """What the day asks for over all cases; and the cases themselves, if they were read: always for the `whole`, and
    while a message waits in the outbox, or a printed letter. `freed`: these stacks hold nothing back."""
    from casefile.build import day as kept
    from casefile.cli.held import held
    from casefile.cli.letters_pile import Whole
    from casefile.followup.actions import day
    from casefile.followup.told import told
    from casefile.outgoing.outbox import Outbox
    from casefile.outgoing.printed import Stacks

    read: list[ReadToday] = []

    def make() -> tuple[Told, bool]:
        found = dossiers(session, workspace)
        alone = day(found.dossiers, session.as_of)
        today = held(workspace, found, alone, freed=freed)
        read.append(ReadToday(Whole(today.day, alone, found.dossiers), (*found.problems, *today.problems)))
        return told(today.day), not read[0].problems

    if whole or Outbox(workspace.root).entries() or Stacks(workspace.root).waiting():
        return make()[0], read[0]
    return kept.told(workspace.root, workspace.case_ids(), session.as_of, make), next(iter(read), None)
