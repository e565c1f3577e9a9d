"""Whether git keeps the evidence as it lies on disk: its last commit's blobs against the bytes. Runs nothing of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from casefile import programs
from casefile.case.custody import Kept
from casefile.case.model import Case
from casefile.case.workspace import Workspace


def compare(workspace: Workspace, case: Case, kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """The same states, but `changed` where the last commit holds other bytes than the disk; as they are without git.

    CaseError when the repository is set up to run programs on files.
    """
    blobs = _blobs(case.path / "evidence")
    return tuple(_compared(workspace.root / one.path, one, blobs) for one in kept)


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
