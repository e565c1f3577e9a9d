"""A run of `casefile next --print`: the day's letters printed, what was printed recorded as posted, or forgotten."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.letters import Asking, Printed
from casefile.cli.terminal import progress

if TYPE_CHECKING:
    from datetime import date

    from casefile.case.fields import Channel
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import CaseError, Problem
    from casefile.followup.action import Dossier
    from casefile.followup.actions import Day
    from casefile.outgoing.letters import Letter
    from casefile.outgoing.printed import Stack, Stacks
    from casefile.outgoing.record import Sent


@dataclass(frozen=True, slots=True)
class Whole:
    """The day over all cases: what is to be done without what is held, what the cases alone ask for, and they."""

    held: Day
    alone: Day
    dossiers: tuple[Dossier, ...]


@dataclass(frozen=True, slots=True)
class Pile:
    """One run: the letters of the day that touch some cases, and what is wanted of them."""

    session: Session
    workspace: Workspace
    day: Whole
    cases: Collection[str]
    asking: Asking

    def made(self) -> Printed:
        """Prints, records or forgets. What is recorded is what was printed to the file on that day, as it was printed.
        CaseError where nothing was, and where letters would be forgotten that may have been posted."""
        import os

        from casefile import files
        from casefile.cli.session import PATIENCE, user

        holder = f"{user() or 'somebody'}, process {os.getpid()}"
        with files.locked(self.workspace.lock(".printed"), holder, seconds=PATIENCE):
            kept = self._stacks.of(self._name, self.session.as_of)
            if self.asking.discard:
                return self._discarded(kept)
            if kept and self.asking.on:
                return self._recorded(kept, self.asking.on)
            return self._printed()

    @property
    def _stacks(self) -> Stacks:
        from casefile.outgoing.printed import Stacks

        return Stacks(self.workspace.root)

    @property
    def _name(self) -> str:
        """The file, as the stacks call it."""
        return self.asking.stack(self.workspace, self.session.as_of).file

    def _letters(self, *channels: Channel) -> list[Letter]:
        from casefile.cli.session import regimes_of
        from casefile.outgoing.letters import letters

        found = letters(self.workspace, regimes_of(self.workspace), self.day.held, channels)
        return [each for each in found if each.cases & set(self.cases)]

    def _refuse_others(self, going: Sequence[Letter]) -> None:
        """CaseError where what was printed to the file, on whichever day, is not recorded: it would be printed over;
        where another run has just printed one of these; and where something is to be recorded that was not printed."""
        about = {name for each in going for name in each.cases}
        there = [each.waiting() for each in self._stacks.waiting() if each.file == self._name or each.cases & about]
        if there or (self.asking.on and going):
            raise _unprinted(self.asking, self.session.as_of, there)

    def _printed(self) -> Printed:
        """The letters drawn, kept, and written to the file."""
        from casefile import files
        from casefile.outgoing.printed import Stack, leaf
        from casefile.outgoing.stack import stack

        problems: list[Problem] = []
        going = self._letters("post", "registered")
        self._refuse_others(going)
        drawn = progress(going, "Drawing", len(going), quiet=self.session.quiet)
        leaves = tuple(leaf(letter, sent) for letter in drawn if (sent := _drawn(letter, problems)))
        sheets = 0
        if leaves:
            content, sheets = stack((f"{each.debtor}: {each.sent.title}", each.sent.content) for each in leaves)
            self._stacks.keep(Stack(self._name, self.session.as_of, leaves))
            files.write(Path(self.asking.file), content)
        problems += _homeless(self.day.held, self.cases)
        shown, mailed = tuple((each, ()) for each in leaves), len(self._letters("email"))
        return Printed(self.asking.file, shown, "printed", sheets, mailed, tuple(dict.fromkeys(problems)))

    def _recorded(self, kept: Stack, on: date) -> Printed:
        """The letters that were printed to the file, recorded as posted."""
        from casefile.cli.letters_log import Log
        from casefile.outgoing.asking import Asked

        asked = [Asked(day, self.day.dossiers) for day in (self.day.held, self.day.alone)]
        log = Log(self.session, self.workspace, self._stacks, self.cases, on, asked, self.asking.anyway)
        log.run(kept)
        return Printed(self.asking.file, tuple(log.done), "recorded", 0, 0, tuple(dict.fromkeys(log.problems)))

    def _discarded(self, kept: Stack | None) -> Printed:
        """The letters about these cases forgotten: they were not posted. CaseError where a run that broke off began to
        record them."""
        from casefile.errors import CaseError

        there = set(self.workspace.case_ids())  # a letter whose cases are gone can go with any others
        found = (
            [each for each in kept.leaves if set(each.cases) & {*self.cases} or there.isdisjoint(each.cases)]
            if kept
            else []
        )
        if kept and found:
            if kept.posted:
                raise CaseError(kept.waiting())
            rest = tuple(each for each in kept.leaves if each not in found)
            if rest:
                self._stacks.keep(replace(kept, leaves=rest))
            else:
                self._stacks.forget(kept)
        return Printed(self.asking.file, tuple((each, ()) for each in found), "discarded", 0, 0, ())


def _unprinted(asking: Asking, on: date, there: Sequence[Problem]) -> CaseError:
    """That nothing can be recorded as posted, or printed; and what was printed to the file before."""
    from casefile.errors import CaseError, Problem

    if not asking.on:
        return CaseError(there)
    hint = "print them first, without --log" if not there else ""
    message = f"no letter of {on} in {asking.file} waits to be recorded as posted"
    return CaseError([Problem(message, None, hint, "printed"), *there])


def _drawn(letter: Letter, problems: list[Problem]) -> Sent | None:
    """The letter as it goes out; None, with the reason among the problems, where it cannot be made."""
    from casefile.errors import CaseError
    from casefile.outgoing.prepared import drawn
    from casefile.outgoing.record import Sent

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
    from casefile.case.postal import post_goes_to
    from casefile.errors import Problem
    from casefile.followup.ladder import rung
    from casefile.outgoing.letters import is_letter

    for action in today.actions:
        case = action.dossier.case
        step = rung(case, action.step)
        is_meant = step is not None and step.channel == "call"
        if action.channel == "call" and not is_meant and is_letter(action.document) and case.id in cases:
            whose = post_goes_to(case.debtor)
            named = case.debtor.name if whose is case.debtor else f"{whose.name} for {case.debtor.name}"
            message = f"{case.id}: nothing was written to {named}: find out where to write"
            hint = "an address needs a street or box, a town, and a post code where the country has them; or an e-mail"
            yield Problem(message, whose.at.source, hint, "address", "weakness")
