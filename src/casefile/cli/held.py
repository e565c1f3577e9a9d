"""The day without the letters that must not go out now, for `next` and `send`; and what to say of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from casefile.case.workspace import Workspace
    from casefile.cli.dossiers import Read
    from casefile.errors import Problem
    from casefile.followup.actions import Day
    from casefile.outgoing.outbox import State
    from casefile.outgoing.printed import Named


@dataclass(frozen=True, slots=True)
class Held:
    """The day without what is held; why nothing goes out, by case; what is to be said of it; and of how many letters
    nobody knows whether they went."""

    day: Day
    why: Mapping[str, Problem]
    problems: tuple[Problem, ...]
    unknown: int


def held(
    workspace: Workspace, read: Read, today: Day, *, is_sending: bool = False, freed: Container[State | Named] = ()
) -> Held:
    """The day of these cases without what is held back, also by a send that runs; `is_sending`: that is we. `freed`:
    letters in these states, and stacks of these names, hold nothing back. CaseError when the outbox cannot be read."""
    from casefile.outgoing.addressed import addressed
    from casefile.outgoing.holds import is_written, of_outbox, of_printed, of_ruins, of_twice, of_unread, stopped
    from casefile.outgoing.outbox import Outbox, sender
    from casefile.outgoing.printed import Stacks
    from casefile.outgoing.represented import beside_counsel

    outbox = Outbox(workspace.root)
    running = sender(workspace.lock("outbox")) if not is_sending and outbox.entries() else ""
    entries = outbox.entries()  # read after the lock was asked for: a run that has just ended left no letter behind
    holds = (
        *of_outbox(outbox, [each for each in entries if each.state not in freed], read.dossiers, running),
        *of_printed([each for each in Stacks(workspace.root).waiting() if each.name not in freed], read.dossiers),
        *of_unread(workspace.root, read.faults, read.dossiers),
        *of_ruins(read.dossiers, today.as_of),
    )
    day, problems = stopped(today, (*holds, *of_twice(today, read.dossiers)))
    written = frozenset(each.dossier.case.id for each in day.actions if is_written(each))
    problems = (*problems, *beside_counsel(written, read.dossiers, today.as_of), *addressed(day, read.cases))
    why = {name: hold.problem(today.as_of) for hold in reversed(holds) for name in hold.cases}
    return Held(day, why, problems, sum(each.state == "sending" for each in entries))
