"""One run of a command: where, on which day, how much it says. Opens the workspace and the cases that are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from casefile.cli.places import only_written
from casefile.errors import Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.claim.model import Claim
    from casefile.claim.regimes import Regimes
    from casefile.errors import Source

PATIENCE = 10.0
"""Seconds to wait for another run that writes to the same case."""


@dataclass(frozen=True, slots=True)
class Session:
    """What the global options add up to, and the day it is."""

    start: str | None
    as_of: date
    today: date
    json: bool = False
    noise: Literal["quiet", "normal", "verbose"] = "normal"

    @property
    def quiet(self) -> bool:
        """Whether only what is wrong is said."""
        return self.noise == "quiet" or self.json

    def root(self) -> Path:
        """The workspace's folder. UsageError when there is none."""
        from casefile.case import layout

        if self.start is None:
            return layout.find(Path.cwd())
        start = Path(self.start).resolve()
        if not (start / layout.MARKER).is_file():
            hint = "casefile init makes one" if start.is_dir() else "check the path"
            raise UsageError(Problem(f"no {layout.MARKER} in {start}", hint=hint, rule="workspace"))
        return start

    def workspace(self) -> Workspace:
        """The workspace, read. UsageError when there is none, CaseError when its file has problems."""
        from casefile.case.workspace import open_workspace

        return open_workspace(self.root())

    def chosen(self, names: Sequence[str]) -> tuple[str, ...]:
        """The ids of the cases named, in order and once each; of all cases when none is named. UsageError."""
        from casefile.case import layout

        root = self.root()
        return tuple(dict.fromkeys(layout.resolve(root, name) for name in names)) or layout.case_ids(root)

    def case(self, workspace: Workspace, name: str) -> Case:
        """The case that `name` means, read. UsageError, or CaseError with its problems."""
        from casefile.case import layout

        return self.read(workspace, layout.resolve(workspace.root, name))

    def read(self, workspace: Workspace, case_id: str) -> Case:
        """The case of that id, read: for many of them, as finding out what a name means looks at all that there are.
        CaseError with its problems."""
        from casefile.case import folder

        return folder.load(workspace, case_id, judged=judged(workspace))

    def claim(self, workspace: Workspace, case: Case) -> Claim:
        """What is owed of the case on the as-of date. CaseError when the claim can't be computed."""
        from casefile.claim.owed import owed

        return owed(case, self.as_of, regimes_of(workspace))

    def ahead(self, day: date, place: Source) -> tuple[Problem, ...]:
        """The weakness of a day, written at `place`, that lies after the as-of date."""
        if day <= self.as_of:
            return ()
        message = f"{day} lies after {self.as_of}: it counts from its day on"
        return (Problem(message, place, "right if that is meant; else mend the day", "ahead", "weakness"),)

    def regimes(self) -> Regimes:
        """The regimes and rates of the workspace, or the bundled ones outside any. CaseError, as for `workspace`."""
        from casefile.claim.regimes import bundled, of_folders

        try:
            workspace = self.workspace()
        except UsageError:
            if self.start is not None:
                raise
            return bundled()
        return of_folders(workspace.regimes, workspace.rates)

    def profiles(self) -> tuple[Path, ...]:
        """The folder of the workspace's own packet profiles; none outside any. UsageError for a path that is none."""
        from casefile.case import layout

        try:
            return (layout.profiles(self.root()),)
        except UsageError:
            if self.start is not None:
                raise
            return ()

    @contextmanager
    def writing(self, workspace: Workspace, name: str, *, seconds: float | None = None) -> Iterator[Case]:
        """The case that `name` means, locked against another run that writes while the body does; waits for that."""
        import os

        from casefile import files
        from casefile.case import layout

        case_id = layout.resolve(workspace.root, name)
        holder = f"{user() or 'somebody'}, process {os.getpid()}"
        with files.locked(workspace.lock(case_id), holder, seconds=seconds or PATIENCE), only_written(workspace.root):
            yield self.case(workspace, case_id)


def user() -> str:
    """Who is logged in; "" where the system does not know."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def regimes_of(workspace: Workspace) -> Regimes:
    """The bundled regimes, rates and laws of limitation, with the workspace's own."""
    from casefile.claim.regimes import of_folders

    return of_folders(workspace.regimes, workspace.rates, workspace.limitation)


def judged(workspace: Workspace) -> Callable[[Case], Sequence[Problem]]:
    """What keeps a case's claim from being computed, said beside what keeps the case from being read."""

    def problems(case: Case) -> Sequence[Problem]:
        from casefile.claim import admissible

        return admissible.problems(case, regimes_of(workspace))

    return problems
