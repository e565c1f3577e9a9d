"""What was printed earlier, recorded as posted, byte for byte: what `casefile next --print FILE --log` does then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.outgoing.asking import Asked
    from casefile.outgoing.printed import Leaf, Stack, Stacks
    from casefile.outgoing.record import Recorded


@dataclass(slots=True)
class Log:
    """One run: of which cases, the day they were posted, and what the day asks for, without what is held and with it.
    `anyway`: what it does not ask for is recorded as well, for it was posted. `done` are the letters that were
    recorded, with where; `problems` what kept others from it, or is to be said."""

    session: Session
    workspace: Workspace
    stacks: Stacks
    cases: Collection[str]
    on: date
    asked: Sequence[Asked]
    anyway: bool
    done: list[tuple[Leaf, tuple[Recorded, ...]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def run(self, stack: Stack) -> None:
        """Records the letters of the stack that touch these cases. Killed, it is finished when it is run again; what is
        recorded already is not recorded twice."""
        if stack.leaves:
            _refuse_another_day(stack, self.on)
            self.stacks.keep(replace(stack, posted=self.on))
            rest = tuple(each for each in stack.leaves if not self._recorded(each, stack))
            is_open = rest and not any(map(self._is_begun, rest))
            self.stacks.keep(replace(stack, leaves=rest, posted=None if is_open else self.on))

    def _recorded(self, leaf: Leaf, stack: Stack) -> bool:
        """Whether a letter is recorded now in all of its cases."""
        if not set(leaf.cases) & set(self.cases):
            return False
        doubt = "" if self._is_begun(leaf) else self._doubt(leaf)
        if doubt:
            self.problems.append(_changed(leaf, stack, doubt, is_recorded=self.anyway))
            if not self.anyway:
                return False
        found = self._written(leaf)
        self.done += [(leaf, found)] if found else []
        return len(found) == len(leaf.cases)

    def _doubt(self, leaf: Leaf) -> str:
        """Why the day does not ask for it any more; "" where it does."""
        doubts = [each.doubt(leaf) for each in self.asked]
        return "" if "" in doubts else doubts[-1]

    def _is_begun(self, leaf: Leaf) -> bool:
        """Whether one of its cases keeps the letter as an exhibit: an earlier run began to record it."""
        cases = (each.case for asked in self.asked for each in asked.dossiers if each.case.id in leaf.cases)
        is_now = any(each == leaf and found for each, found in self.done)
        return is_now or any(exhibit.sha256 == leaf.digest for case in cases for exhibit in case.exhibits)

    def _written(self, leaf: Leaf) -> tuple[Recorded, ...]:
        from casefile.case.taking import Custody
        from casefile.cli.session import user
        from casefile.errors import CaseError
        from casefile.outgoing.record import record

        found: list[Recorded] = []
        custody = Custody(self.on, user(), method="written by casefile")
        for name, numbers in leaf.cases.items():
            try:
                with self.session.writing(self.workspace, name) as case:
                    steps = leaf.steps.get(name, {})
                    found.append(record(self.workspace, case, leaf.sent, numbers, custody, steps))
            except CaseError as error:
                self.problems += error.problems
        return tuple(found)


def _refuse_another_day(stack: Stack, on: date) -> None:
    """UsageError where an earlier run that broke off recorded some as posted on another day."""
    from casefile.errors import Problem, UsageError

    if stack.posted and stack.posted != on:
        message = f"some of these letters are recorded as posted on {stack.posted}, and not on {on}"
        raise UsageError(Problem(message, hint=f"--posted {stack.posted} records the others", rule="log"))


def _changed(leaf: Leaf, stack: Stack, doubt: str, *, is_recorded: bool) -> Problem:
    """What is said of a letter that would not be written any more."""
    from casefile.errors import Problem

    message = f"{leaf.whose} would not be written any more: {doubt}"
    if is_recorded:
        hint = "see whether the debtor is to be told that it is overtaken"
        return Problem(f"{message}; recorded, as it was posted", None, hint, "printed", "warning")
    again = f"casefile next {' '.join(leaf.cases)} --as-of {stack.on} --print {stack.file}"
    hint = f"if it was posted: {again} --log --anyway, with --posted DATE; if not: {again} --discard"
    return Problem(f"not recorded: {message}", None, hint, "printed")
