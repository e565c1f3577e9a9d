"""Whether git keeps the evidence as it lies on disk. Git is asked for names and hashes only: no filter, no hook runs."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from casefile import files, programs
from casefile.case.custody import Kept
from casefile.case.model import Case
from casefile.case.workspace import Workspace

_SAFE = ("--no-replace-objects", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")


def compare(workspace: Workspace, case: Case, kept: tuple[Kept, ...]) -> tuple[Kept, ...]:
    """The same states, where git's last commit holds other bytes than the disk: changed. Unchanged without git."""
    blobs = _blobs(case.path / "evidence")
    return tuple(_compared(workspace.root / one.path, one, blobs) for one in kept)


def _compared(path: Path, kept: Kept, blobs: Mapping[Path, str]) -> Kept:
    blob = blobs.get(path)
    if kept.state == "missing" and blob:
        return replace(kept, detail=f"{kept.detail}; git has it: git checkout -- {kept.path}")
    if kept.state != "ok" or blob is None or blob == _blob_hash(path, len(blob)):
        return kept
    return replace(kept, state="changed", detail="git holds other bytes: see to .gitattributes, then commit it anew")


def _blobs(folder: Path) -> dict[Path, str]:
    """The files under `folder` in git's last commit with their object ids; none without git, repository or commit."""
    if not folder.is_dir() or programs.found("git") is None:
        return {}
    ran = programs.run(["git", *_SAFE, "ls-tree", "-r", "-z", "HEAD", "--", "."], cwd=folder)
    if ran.code != 0:
        return {}
    rows = (row.partition("\t") for row in ran.out.decode("utf-8", "surrogateescape").split("\0") if row)
    return {folder / name: head.split()[2] for head, _, name in rows}


def _blob_hash(path: Path, digits: int) -> str:
    """Git's object id of a file's bytes (40 digits: SHA-1, 64: SHA-256), by the definition of a blob."""
    content = files.read(path, path.name)
    digest = hashlib.sha1(usedforsecurity=False) if digits == 40 else hashlib.sha256()
    digest.update(b"blob %d\0" % len(content))
    digest.update(content)
    return digest.hexdigest()
