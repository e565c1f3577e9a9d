"""git as it is asked: what a repository holds, and that a hostile one runs nothing."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

import pytest

from casefile import git as asked
from casefile.errors import CaseError


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def committed(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    (root / "cases").mkdir(parents=True)
    (root / "cases" / "é.txt").write_bytes(b"evidence\r\n")
    git(root, "init", "-q")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "x")
    return root


def test_repository_is_read(committed: Path) -> None:
    repo = asked.repository(committed / "cases")
    assert repo is not None
    assert repo.root.samefile(committed)
    commit = git(committed, "rev-parse", "HEAD")
    assert asked.last_commit(repo, committed) == commit
    assert asked.uncommitted(repo) == ()
    blobs = asked.committed_blobs(repo, committed / "cases")
    assert blobs == {"cases/é.txt": asked.blob_hash(committed / "cases" / "é.txt", blobs["cases/é.txt"])}
    assert blobs["cases/é.txt"] == hashlib.sha1(b"blob 10\0evidence\r\n", usedforsecurity=False).hexdigest()
    (committed / "cases" / "é.txt").write_bytes(b"changed")
    (committed / "new.txt").write_bytes(b"new")
    assert asked.uncommitted(repo) == ("cases/é.txt", "new.txt")
    assert asked.uncommitted(repo, committed / "cases") == ("cases/é.txt",)


def test_no_repository_no_commit(tmp_path: Path) -> None:
    assert asked.repository(tmp_path) is None
    git(tmp_path, "init", "-q")
    empty = asked.repository(tmp_path)
    assert empty is not None
    assert asked.last_commit(empty, tmp_path) is None


def test_hostile_repository_runs_nothing(committed: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    bait = tmp_path / "bait"
    bait.write_text(f"#!/bin/sh\ntouch {canary}\n")
    bait.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.alternateRefsCommand"):
        git(committed, "config", name, str(bait))
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-index-change", "reference-transaction", "fsmonitor-watchman"):
        (hooks / hook).symlink_to(bait)
    git(committed, "config", "core.hooksPath", str(hooks))
    canary.unlink(missing_ok=True)
    (committed / "cases" / "é.txt").write_bytes(b"changed")
    repo = asked.repository(committed)
    assert repo is not None
    assert asked.uncommitted(repo) == ("cases/é.txt",)
    assert asked.last_commit(repo, committed)
    assert asked.committed_blobs(repo)
    assert not canary.exists()


@pytest.mark.parametrize("kind", ["clean", "smudge", "process"])
def test_repository_with_a_filter_is_refused(committed: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "more").write_text(f'[filter "x"]\n  {kind} = touch {tmp_path}/canary\n')
    git(committed, "config", "include.path", str(tmp_path / "more"))
    with pytest.raises(CaseError, match=f"filter.x.{kind}"):
        asked.repository(committed)
    assert not (tmp_path / "canary").exists()
