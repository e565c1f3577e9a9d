"""What is wanted of the day's letters for the post, and what was done with them, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from casefile.cli.terminal import say

if TYPE_CHECKING:
    from datetime import date

    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.followup.told import Part
    from casefile.outgoing.printed import Leaf, Named
    from casefile.outgoing.record import Recorded

Did = Literal["printed", "recorded", "discarded"]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is wanted: the file; the day as of which its letters are recorded as posted, None where they are not;
    whether also what the day does not ask for any more (`anyway`); or whether they are forgotten (`discard`)."""

    file: str
    on: date | None = None
    anyway: bool = False
    discard: bool = False

    def stack(self, workspace: Workspace, as_of: date) -> Named:
        """The stack that it is about."""
        from casefile import files
        from casefile.outgoing.printed import Named

        return Named(workspace.shown(files.real(Path(self.file).absolute())), as_of)


@dataclass(frozen=True, slots=True)
class Printed:
    """The stack: its file, its letters in order with where they were recorded, what was done with them, how many sheets
    were printed, how many letters go by e-mail instead, and what was wrong."""

    file: str
    leaves: tuple[tuple[Leaf, tuple[Recorded, ...]], ...]
    did: Did
    sheets: int
    mailed: int
    problems: tuple[Problem, ...]

    @property
    def recorded(self) -> tuple[Part, ...]:
        """What was recorded: of each letter each case, the document and the invoices."""
        return tuple((one.case, leaf.document, leaf.cases[one.case]) for leaf, found in self.leaves for one in found)

    def values(self) -> list[dict[str, object]]:
        """The letters for programs."""
        return [
            {
                "debtor": each.debtor,
                "cases": list(each.cases),
                "document": each.document,
                "step": each.step,
                "channel": each.sent.channel,
                "title": each.sent.title,
                "recorded": [{"case": one.case, "exhibit": one.exhibit, "file": one.note} for one in recorded],
            }
            for each, recorded in self.leaves
        ]

    def show(self, session: Session) -> None:
        """The letters for people, in the order in which they lie in the stack."""
        from casefile.followup.phrases import counted

        for number, (each, recorded) in enumerate(self.leaves, 1):
            say(f"{number:>3}. {each.debtor}: {each.sent.title}{_REGISTERED.get(each.sent.channel, '')}")
            for one in recorded:
                say(f"     recorded: {one.note}, {one.exhibit}", "dim")
        if self.leaves:
            sheets = f", {counted(self.sheets, 'sheet')} on both sides" if self.sheets else f" {self.did}"
            say(f"{self.file}: {counted(len(self.leaves), 'letter')}{sheets}")
        elif not self.problems:
            say(_NONE[self.did])
        if self.mailed and not session.quiet:
            say(f"{counted(self.mailed, 'letter')} by e-mail: casefile send", "dim", err=True)
        if self.did == "printed" and self.leaves and not session.quiet:
            say("When they are posted, the same command with --log records them.", "dim", err=True)


_REGISTERED = {"registered": "  (registered)"}
_NONE: dict[Did, str] = {
    "printed": "No letter goes by post today.",
    "recorded": "What was printed to that file is recorded.",
    "discarded": "No letter of that day in that file waits to be recorded.",
}


def posting_day(session: Session, posted: date | None, *, recorded: bool) -> date | None:
    """The day on which the letters are recorded as posted; None where they are not. UsageError for a day that they
    cannot have been posted on, and when it would be guessed."""
    from casefile.errors import Problem, UsageError

    if not recorded:
        if posted:
            raise UsageError(Problem("--posted is the day for --log", hint="add --log", rule="log"))
        return None
    on = posted or session.today
    if on > session.today or on < session.as_of:
        message = f"letters dated {session.as_of} cannot have been posted on {on}; today is {session.today}"
        raise UsageError(Problem(message, hint="give the day they are dated as --as-of", rule="log"))
    if not posted and session.as_of != session.today:
        message = f"these letters are dated {session.as_of}, and today is {session.today}: when were they posted?"
        raise UsageError(Problem(message, hint=f"--posted {session.as_of}, or the day it was", rule="log"))
    return on
