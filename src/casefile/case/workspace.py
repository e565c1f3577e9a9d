"""Where a workspace is and where its things lie: casefile.yaml, the case folders, templates, regimes, what is built."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from casefile import files, reading
from casefile.case.party import WorkspaceFile
from casefile.errors import Problem, UsageError
from casefile.faults import suggestion

MARKER = "casefile.yaml"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with casefile.yaml in it; `root` is absolute."""

    root: Path
    file: WorkspaceFile

    @property
    def cases(self) -> Path:
        """The folder of the case folders."""
        return self.root / "cases"

    @property
    def templates(self) -> Path:
        """The workspace's own templates, which win over the built-in ones."""
        return self.root / "templates"

    @property
    def regimes(self) -> Path:
        """The workspace's own interest regimes."""
        return self.root / "regimes"

    @property
    def rates(self) -> Path:
        """The workspace's own reference rates."""
        return self.root / "rates"

    @property
    def build(self) -> Path:
        """Everything generated."""
        return self.root / "build"

    def built(self, case_id: str) -> Path:
        """Where a case's generated files go."""
        return self.build / case_id

    def lock(self, case_id: str) -> Path:
        """The lock file of a case; it lies outside the case folder, so that it never gets into git."""
        return self.build / ".locks" / f"{case_id}.lock"

    def shown(self, path: Path) -> str:
        """A path as messages name it: relative to the workspace, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.as_posix()

    def case_ids(self) -> tuple[str, ...]:
        """The names of all case folders, in order."""
        if not self.cases.is_dir():
            return ()
        return tuple(sorted(e.name for e in os.scandir(self.cases) if e.is_dir() and e.name[0] not in "._"))


def find(start: Path) -> Path:
    """The nearest folder at or above `start` that holds casefile.yaml. UsageError when there is none."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    near = next((f for f in (start, *start.parents) if (f / "casefile.yml").is_file()), None)
    hint = f"rename {near / 'casefile.yml'} to {MARKER}" if near else "run casefile init here, or give --workspace DIR"
    raise UsageError(Problem(f"no {MARKER} in {start} or above it", hint=hint, rule="workspace"))


def open_workspace(root: Path) -> Workspace:
    """The workspace at `root`. CaseError with the problems of casefile.yaml."""
    root = root.resolve()
    return Workspace(root, reading.read(files.read(root / MARKER, MARKER), MARKER, WorkspaceFile))


def resolve(workspace: Workspace, name: str) -> str:
    """The id of the one case that `name` means: an id, a part of just one, or a path. UsageError otherwise."""
    known = workspace.case_ids()
    as_path = Path(name).resolve()
    if name in known:
        return name
    if as_path.parent == workspace.cases and as_path.name in known:
        return as_path.name
    found = [case_id for case_id in known if name in case_id]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(Problem(f"'{name}' is part of several cases: {', '.join(found)}", hint="write more of it"))
    hint = suggestion(name, list(known)) or (
        f"there are: {', '.join(known[:8])}" if known else "casefile new makes one"
    )
    raise UsageError(Problem(f"no case '{name}'", hint=hint, rule="case"))
