"""Whether git keeps the evidence as it lies on disk: its last commit's blobs against the bytes. Runs nothing of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile import git
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

    What only the last commit still has is `missing`. A thread a core hashes.

    CaseError when the repository is set up to run programs on files.
    """
    blobs = _blobs(case.path / "evidence")
    paths = [workspace.root / one.path for one in kept]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = tuple(pool.map(lambda path, one: _compared(path, one, blobs), paths, kept))
    gone = (path for path in sorted(blobs.keys() - set(paths)) if not path.exists() and path.name[0] != ".")
    return Compared((*found, *(_gone(workspace.shown(path)) for path in gone)), sum(path in blobs for path in paths))


def _blobs(folder: Path) -> dict[Path, str]:
    repository = git.repository(folder)
    if repository is None:
        return {}
    return {repository.root / name: blob for name, blob in git.committed_blobs(repository, folder).items()}


def _gone(shown: str) -> Kept:
    """What the last commit has, but neither the register nor the disk: row and file were taken away together."""
    detail = f"git has it, the register no longer does: git checkout -- {shown}, or commit that it is gone"
    return Kept(shown, "missing", detail)


def _compared(path: Path, kept: Kept, blobs: Mapping[Path, str]) -> Kept:
    blob = blobs.get(path)
    if kept.state == "missing" and blob:
        return replace(kept, detail=f"{kept.detail}; git has it: git checkout -- {kept.path}")
    if kept.state != "ok" or blob is None or git.blob_hash(path, blob) == blob:
        return kept
    return replace(kept, state="changed", detail="git holds other bytes: see to .gitattributes, then commit it anew")


def commit_day(repo: git.Repository, commit: str) -> date | None:
    """The day of a commit where it was made, None when the repository does not have it."""
    told = git.ask(repo.root, "log", "-1", "--format=%cs", "--no-show-signature", commit, "--")
    text = told.out.decode("ascii", errors="replace").strip()
    return date.fromisoformat(text) if text and not told.code else None
