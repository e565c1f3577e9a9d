"""Whether git keeps the evidence as it lies on disk: its last commit's blobs against the bytes. Runs nothing of it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile import git
from casefile.case.custody import REGISTER, Kept
from casefile.case.model import Case
from casefile.case.workspace import Workspace

_LINE_ENDS = "git holds it with other line ends: see to .gitattributes, then commit it anew"
_OTHERWISE = "git holds other bytes: see to .gitattributes, then commit it anew"
_BOTH = (
    "file and register were both changed since the last commit: git log -- {0} lists the commits, "
    "git checkout COMMIT -- {0} brings the file of one back"
)


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
    repository = git.repository(case.path / "evidence")
    blobs = _blobs(repository, case.path / "evidence")
    paths = [workspace.root / one.path for one in kept]
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = tuple(pool.map(lambda path, one: _compared(path, one, blobs), paths, kept))
    if repository:
        found = tuple(_why(repository, case, path, one, blobs) for path, one in zip(paths, found, strict=True))
    gone = (path for path in sorted(blobs.keys() - set(paths)) if not path.exists() and path.name[0] != ".")
    return Compared((*found, *(_gone(workspace.shown(path)) for path in gone)), sum(path in blobs for path in paths))


def _blobs(repository: git.Repository | None, folder: Path) -> dict[Path, str]:
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
    return replace(kept, state="changed", detail=_OTHERWISE)


def _why(repository: git.Repository, case: Case, path: Path, kept: Kept, blobs: Mapping[Path, str]) -> Kept:
    """The same state, with why the last commit holds other bytes: line ends, or file and row were both changed."""
    if kept.detail != _OTHERWISE or kept.exhibit is None:
        return kept
    if _with_one_end(path.read_bytes()) == _with_one_end(git.committed_bytes(repository, blobs[path])):
        return replace(kept, detail=_LINE_ENDS)
    register = _blobs(repository, case.path).get(case.path / REGISTER, "")
    said = git.committed_bytes(repository, register) if register else b""
    both = (kept.exhibit.sha256 or "").encode() not in said
    return replace(kept, detail=_BOTH.format(kept.path)) if both else kept


def _with_one_end(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")


def commit_day(repo: git.Repository, commit: str) -> date | None:
    """The day of a commit where it was made, None when the repository does not have it."""
    told = git.ask(repo.root, "log", "-1", "--format=%cs", "--no-show-signature", commit, "--")
    text = told.out.decode("ascii", errors="replace").strip()
    return date.fromisoformat(text) if text and not told.code else None
