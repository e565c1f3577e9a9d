"""The day without the letters that must not go out now, for `next` and `send`; and what to say of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from casefile.case.workspace import Workspace
    from casefile.cli.dossiers import Read
    from casefile.errors import Problem
    from casefile.followup.actions import Day


@dataclass(frozen=True, slots=True)
class Held:
    """The day without what is held; why nothing goes out, by case; what is to be said of it; and of how many letters
    nobody knows whether they went."""

    day: Day
    why: Mapping[str, Problem]
    problems: tuple[Problem, ...]
    unknown: int


def held(workspace: Workspace, read: Read, today: Day) -> Held:
    """The day of these cases without what is held back. CaseError when the outbox cannot be read."""
    from casefile.outgoing.holds import of_outbox, of_unread, stopped
    from casefile.outgoing.outbox import Outbox

    outbox = Outbox(workspace.root)
    entries = outbox.entries()
    holds = (
        *of_outbox(outbox, entries, read.dossiers),
        *of_unread(workspace.root, read.faults, read.dossiers),
    )
    day, problems = stopped(today, holds)
    why = {name: hold.problem(today.as_of) for hold in reversed(holds) for name in hold.cases}
    return Held(day, why, problems, sum(each.state == "sending" for each in entries))
