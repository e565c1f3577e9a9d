"""Whether git keeps the evidence as it lies on disk: its last commit's blobs against the bytes. Runs nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile import programs
from casefile.case.custody import Kept
from casefile.case.model import Case
from casefile.case.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Compared:
    """How the files of evidence stand with git asked, and how many of them its last commit holds."""

    kept: tuple[Kept, ...]
    committed: int


def compare(workspace: Workspace, case: Case, kept: tuple[Kept, ...]) -> Compared:
    """The same states, but `changed` where the last commit holds other bytes than the disk; as they are without git.

    CaseError when the repository is set up to run programs on files.
    """
    blobs = _blobs(case.path / "evidence")
    paths = [workspace.root / one.path for one in kept]
    found = tuple(_compared(path, one, blobs) for path, one in zip(paths, kept, strict=True))
    return Compared(found, sum(path in blobs for path in paths))


def _blobs(folder: Path) -> dict[Path, str]:
    repository = programs.repository(folder)
    if repository is None:
        return {}
    return {repository.root / name: blob for name, blob in programs.committed_blobs(repository, folder).items()}


def _compared(path: Path, kept: Kept, blobs: Mapping[Path, str]) -> Kept:
    blob = blobs.get(path)
    if kept.state == "missing" and blob:
        return replace(kept, detail=f"{kept.detail}; git has it: git checkout -- {kept.path}")
    if kept.state != "ok" or blob is None or programs.blob_hash(path, blob) == blob:
        return kept
    return replace(kept, state="changed", detail="git holds other bytes: see to .gitattributes, then commit it anew")


def commit_day(repo: programs.Repository, commit: str) -> date | None:
    """The day of a commit where it was made, None when the repository does not have it."""
    told = programs.git(repo.root, "log", "-1", "--format=%cs", "--no-show-signature", commit, "--")
    text = told.out.decode("ascii", errors="replace").strip()
    return date.fromisoformat(text) if text and not told.code else None
