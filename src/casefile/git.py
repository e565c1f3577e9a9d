"""git, asked without letting the repository that it is asked about run anything or reach the network.

Knows no case.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from casefile import programs
from casefile.errors import CaseError, Problem

# What a repository may set that would start a program, or reach the network, is overruled or makes git refuse.
_GIT = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.pager", "cat"),
    ("core.attributesFile", os.devnull),
    ("protocol.allow", "never"),
    ("safe.bareRepository", "explicit"),
    ("safe.directory", "*"),  # whoever owns it: nothing in it is run
)
_GIT_ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_FILTERS = r"^filter\..*\.(clean|smudge|process)$"


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository that may be asked: its root folder. Made by `repository`, which refuses unsafe ones."""

    root: Path


def repository(folder: Path) -> Repository | None:
    """Return the repository that a folder is in, None when there is none, no git, or no work tree.

    Raises CaseError when the repository's own configuration sets filters, as asking it would run them.
    """
    if programs.found("git") is None or not folder.is_dir():
        return None
    root = ask(folder, "rev-parse", "--show-toplevel")
    if root.code or not root.out.strip():
        return None
    repo = Repository(Path(os.fsdecode(root.out.rstrip(b"\n"))))
    filters = ask(repo.root, "config", "--includes", "--name-only", "--get-regexp", _FILTERS)
    if filters.out.strip():
        name = filters.out.decode(errors="replace").split()[0]
        hint = f"remove it: git config --unset {name}"
        raise CaseError(Problem(f"the repository runs a program on files ({name})", hint=hint, rule="git-filter"))
    return repo


def last_commit(repo: Repository, folder: Path) -> str | None:
    """Return the hash of the last commit that changed anything below `folder`, None when there is none."""
    told = ask(repo.root, "log", "-1", "--format=%H", "--no-show-signature", "--", str(folder.resolve()))
    return told.out.decode("ascii", errors="replace").strip() or None


def uncommitted(repo: Repository, folder: Path | None = None) -> tuple[str, ...]:
    """Return the paths (from the root) that differ from the last commit or are not in it, below `folder` if given."""
    below = ("--", str(folder.resolve().relative_to(repo.root.resolve()))) if folder else ()
    told = ask(repo.root, "status", "--porcelain", "-z", "--no-renames", "--ignore-submodules=all", "-uall", *below)
    return tuple(os.fsdecode(entry[3:]) for entry in told.out.split(b"\0") if entry)


def committed_blobs(repo: Repository, folder: Path | None = None) -> dict[str, str]:
    """Return path (from the root) -> blob hash of the files in the last commit, below `folder` if given."""
    below = ("--", str(folder.resolve().relative_to(repo.root.resolve()))) if folder else ()
    told = ask(repo.root, "ls-tree", "-r", "-z", "--full-tree", "HEAD", *below)
    entries = (entry.split(b"\t", 1) for entry in told.out.split(b"\0") if b"\t" in entry)
    return {os.fsdecode(name): meta.split()[2].decode("ascii") for meta, name in entries}


def committed_bytes(repo: Repository, blob: str) -> bytes:
    """Return the bytes that a blob of the repository has, none where it has no such blob."""
    told = ask(repo.root, "cat-file", "blob", blob)
    return b"" if told.code else told.out


def blob_hash(path: Path, like: str) -> str:
    """Return the hash git would give a file's bytes as they are, by the algorithm that a hash `like` has."""
    digest = hashlib.sha256() if len(like) == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % path.stat().st_size)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def ask(folder: Path, *arguments: str) -> programs.Ran:
    """Return how git ended, asked in `folder` without letting the repository run anything."""
    overruled = [part for name, value in _GIT for part in ("-c", f"{name}={value}")]
    argv = ("git", "--no-pager", "--literal-pathspecs", *overruled, *arguments)
    return programs.run(argv, cwd=folder, extra=_GIT_ENVIRONMENT)
