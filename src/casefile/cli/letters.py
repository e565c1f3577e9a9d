"""The day's letters printed for the post, and recorded: what `casefile next --print` does beside showing the day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.terminal import progress, say

if TYPE_CHECKING:
    from datetime import date

    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.followup.actions import Day
    from casefile.outgoing.letters import Letter
    from casefile.outgoing.record import Recorded, Sent


@dataclass(frozen=True, slots=True)
class Leaf:
    """One letter of the stack: what it is, how it goes out, and where it was recorded."""

    letter: Letter
    sent: Sent
    recorded: tuple[Recorded, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """The stack: its file, its letters in order, how many sheets it has, how many letters go by e-mail instead, and
    what was wrong."""

    file: str
    leaves: tuple[Leaf, ...]
    sheets: int
    mailed: int
    problems: tuple[Problem, ...]

    def values(self) -> list[dict[str, object]]:
        """The letters for programs."""
        return [
            {
                "debtor": each.letter.debtor,
                "cases": [desk.case.id for desk in each.letter.desks],
                "document": each.sent.document,
                "step": each.sent.step,
                "channel": each.sent.channel,
                "title": each.sent.title,
                "recorded": [{"case": one.case, "exhibit": one.exhibit, "file": one.note} for one in each.recorded],
            }
            for each in self.leaves
        ]

    def show(self, session: Session) -> None:
        """The letters for people, in the order in which they lie in the stack."""
        from casefile.followup.phrases import counted

        for number, each in enumerate(self.leaves, 1):
            say(f"{number:>3}. {each.letter.debtor}: {each.sent.title}{_REGISTERED.get(each.sent.channel, '')}")
            for one in each.recorded:
                say(f"     recorded: {one.note}, {one.exhibit}", "dim")
        if self.leaves:
            say(f"{self.file}: {counted(len(self.leaves), 'letter')}, {counted(self.sheets, 'sheet')} on both sides")
        elif not self.problems:
            say("No letter goes by post today.")
        if self.mailed and not session.quiet:
            say(f"{counted(self.mailed, 'letter')} by e-mail: casefile send", "dim", err=True)
        if self.leaves and not session.quiet and not any(each.recorded for each in self.leaves):
            say("When they are posted, the same command with --log records them.", "dim", err=True)


_REGISTERED = {"registered": "  (registered)"}


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


def printed(
    session: Session, workspace: Workspace, today: Day, cases: Iterable[str], file: str, *, on: date | None
) -> Printed:
    """Draws the day's letters that touch these cases, writes them to `file`, and records them as posted on a day, where
    one is given."""
    from casefile import files
    from casefile.cli.session import regimes_of
    from casefile.outgoing.letters import MAILED, POSTED, letters
    from casefile.outgoing.stack import stack

    regimes, wanted = regimes_of(workspace), set(cases)
    going = [each for each in letters(workspace, regimes, today, POSTED) if wanted & each.cases]
    mailed = [each for each in letters(workspace, regimes, today, MAILED) if wanted & each.cases]
    made: list[tuple[Letter, Sent]] = []
    problems: list[Problem] = []
    for letter in progress(going, "Drawing", len(going), quiet=session.quiet):
        sent = _drawn(letter, problems)
        made += [(letter, sent)] if sent else []
    sheets = 0
    if made:
        content, sheets = stack((f"{letter.debtor}: {sent.title}", sent.content) for letter, sent in made)
        files.write(Path(file), content)
    problems += _homeless(today, wanted)
    leaves = [Leaf(*each, _recorded(session, workspace, *each, on, problems) if on else ()) for each in made]
    return Printed(file, tuple(leaves), sheets, len(mailed), tuple(dict.fromkeys(problems)))


def _drawn(letter: Letter, problems: list[Problem]) -> Sent | None:
    """The letter as it goes out; None, with the reason among the problems, where it cannot be made."""
    from casefile.errors import CaseError
    from casefile.outgoing.record import Sent
    from casefile.outgoing.sending import drawn

    try:
        made = drawn(letter, problems)
        content = made.drawn("pdf")
    except CaseError as error:
        problems += error.problems
        return None
    name = f"{letter.wanted.stem(letter.desks[0].case)}.pdf"
    return Sent(made.kind.name, made.sheet.title, content, name, letter.channel, letter.debtor, letter.step)


def _homeless(today: Day, cases: Container[str]) -> Iterator[Problem]:
    """The letters of the day that could not be addressed, by post or otherwise."""
    from casefile.errors import Problem
    from casefile.followup.ladder import rung
    from casefile.outgoing.letters import is_letter

    for action in today.actions:
        case = action.dossier.case
        step = rung(case, action.step)
        is_meant = step is not None and step.channel == "call"
        if action.channel == "call" and not is_meant and is_letter(action.document) and case.id in cases:
            message = f"{case.id}: nothing was written to {case.debtor.name}: find out where to write"
            hint = "an address needs a street or box, a town, and a post code where the country has them; or an e-mail"
            yield Problem(message, case.debtor.at.source, hint, "address", "weakness")


def _recorded(
    session: Session, workspace: Workspace, letter: Letter, sent: Sent, on: date, problems: list[Problem]
) -> tuple[Recorded, ...]:
    from casefile.case.taking import Custody
    from casefile.cli.session import user
    from casefile.errors import CaseError
    from casefile.outgoing.record import record

    found: list[Recorded] = []
    custody = Custody(on, user(), method="written by casefile")
    for desk in letter.desks:
        try:
            with session.writing(workspace, desk.case.id) as case:
                found.append(
                    record(workspace, case, sent, letter.about[case.id], custody, letter.steps.get(case.id, {}))
                )
        except CaseError as error:
            problems += error.problems
    return tuple(found)
