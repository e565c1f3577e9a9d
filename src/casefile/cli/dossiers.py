"""Every case with its claim on the day, for what looks over all of them: one that cannot be read hides no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.cli.terminal import progress

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.followup.actions import Dossier


@dataclass(frozen=True, slots=True)
class Read:
    """The cases that could be read and reckoned, in order of their ids; the ids and problems of the others."""

    dossiers: tuple[Dossier, ...]
    unread: tuple[str, ...]
    problems: tuple[Problem, ...]


def dossiers(session: Session, workspace: Workspace, names: Sequence[str] = ()) -> Read:
    """The cases named, or all. UsageError for a name that means none."""
    from casefile.errors import CaseError
    from casefile.followup.actions import Dossier

    chosen = session.chosen(names)
    found: list[Dossier] = []
    unread: list[str] = []
    problems: list[Problem] = []
    for case_id in progress(chosen, "Reading", len(chosen), quiet=session.quiet):
        try:
            case = session.case(workspace, case_id)
            found.append(Dossier(case, session.claim(workspace, case)))
        except CaseError as error:
            unread.append(case_id)
            problems += error.problems
    return Read(tuple(found), tuple(unread), tuple(dict.fromkeys(problems)))
