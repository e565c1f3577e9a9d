"""A workspace that was opened: what casefile.yaml says, and where the things beside it lie."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casefile import files, reading
from casefile.case import ladders, layout, strays, together
from casefile.case.layout import MARKER as MARKER
from casefile.case.layout import find as find
from casefile.case.party import WorkspaceFile
from casefile.errors import CaseError


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with casefile.yaml in it; `root` is absolute."""

    root: Path
    file: WorkspaceFile

    @property
    def cases(self) -> Path:
        """The folder of the case folders."""
        return layout.cases(self.root)

    @property
    def templates(self) -> Path:
        """The workspace's own templates, which win over the built-in ones."""
        return self.root / "templates"

    @property
    def profiles(self) -> Path:
        """The workspace's own packet profiles, which win over those that come with casefile."""
        return layout.profiles(self.root)

    @property
    def debtors(self) -> Path:
        """The parties that several cases share, one file each."""
        return self.root / "debtors"

    @property
    def regimes(self) -> Path:
        """The workspace's own interest regimes."""
        return self.root / "regimes"

    @property
    def limitation(self) -> Path:
        """The workspace's own laws of limitation."""
        return self.root / "limitation"

    @property
    def rates(self) -> Path:
        """The workspace's own reference rates."""
        return self.root / "rates"

    @property
    def build(self) -> Path:
        """Everything generated."""
        return layout.build(self.root)

    def built(self, case_id: str) -> Path:
        """Where a case's generated files go."""
        return self.build / case_id

    def lock(self, case_id: str) -> Path:
        """The lock file of a case."""
        return layout.lock(self.root, case_id)

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the workspace, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def case_ids(self) -> tuple[str, ...]:
        """The names of all case folders, in order."""
        return layout.case_ids(self.root)


def open_workspace(root: Path) -> Workspace:
    """The workspace at `root`, with nothing in it half done. CaseError with the problems of casefile.yaml, its
    ladders included, and of what would be passed over."""
    root = root.resolve()
    together.recover(root)
    workspace = Workspace(root, reading.read(files.read(root / MARKER, MARKER), MARKER, WorkspaceFile))
    if problems := (*strays.of_workspace(root, workspace.shown), *ladders.faults(workspace.file)):
        raise CaseError(problems)
    return workspace


def resolve(workspace: Workspace, name: str) -> str:
    """The id of the one case that `name` means: an id, a part of just one, or a path. UsageError otherwise."""
    return layout.resolve(workspace.root, name)
