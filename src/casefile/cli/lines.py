"""Every case on its line, for what looks over all of them: those whose files did not change are not read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.cli.terminal import progress

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.followup.action import Dossier
    from casefile.followup.line import Line


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of the cases in order of their ids, bare ones of those that cannot be read or reckoned; and all their
    problems, once each."""

    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]

    @property
    def readable(self) -> tuple[Line, ...]:
        """Those of the cases that could be read."""
        return tuple(each for each in self.lines if each.owed is not None)


def lines(session: Session, workspace: Workspace, names: Sequence[str] = (), read: Iterable[Dossier] = ()) -> Read:
    """The cases named, or all; those that were `read` already are not read again. UsageError for a name that means
    none."""
    from casefile.build import lines as kept
    from casefile.followup.action import Dossier
    from casefile.followup.line import joined, line

    def tell(case_id: str) -> Line:
        if case_id in known:
            return line(known[case_id])
        case = session.read(workspace, case_id)
        return line(Dossier(case, session.claim(workspace, case)))

    known = {each.case.id: each for each in read}
    chosen = session.chosen(names)
    shown = progress(chosen, "Reading", len(chosen), quiet=session.quiet)
    found = tuple(kept.lines(workspace.root, shown, session.as_of, tell))
    problems = dict.fromkeys(problem for _, problems in found for problem in problems)
    return Read(joined([each for each, _ in found]), tuple(problems))
