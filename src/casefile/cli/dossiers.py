"""Every case with its claim on the day, for what looks over all of them: one that cannot be read hides no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.cli.terminal import progress

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.followup.action import Dossier


@dataclass(frozen=True, slots=True)
class Read:
    """The cases that could be read and reckoned, in order of their ids, each with what another case of its debtor says
    that goes for all of theirs; the cases as they were read, and the problems of the others, by theirs."""

    dossiers: tuple[Dossier, ...]
    cases: Mapping[str, Case]
    faults: Mapping[str, tuple[Problem, ...]]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, once each."""
        return tuple(dict.fromkeys(each for found in self.faults.values() for each in found))


def dossiers(session: Session, workspace: Workspace, names: Sequence[str] = ()) -> Read:
    """The cases named, or all. UsageError for a name that means none."""
    from casefile.errors import CaseError
    from casefile.followup.action import Dossier
    from casefile.followup.shared import shared

    chosen = session.chosen(names)
    found: list[Dossier] = []
    faults: dict[str, tuple[Problem, ...]] = {}
    for case_id in progress(chosen, "Reading", len(chosen), quiet=session.quiet):
        try:
            case = session.read(workspace, case_id)
            found.append(Dossier(case, session.claim(workspace, case)))
        except CaseError as error:
            faults[case_id] = tuple(error.problems)
    return Read(shared(found), {each.case.id: each.case for each in found}, faults)
