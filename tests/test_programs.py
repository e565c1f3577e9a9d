"""Programs: limits hold, and a hostile repository runs nothing."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import programs
from casefile.case.committed import commit_day
from casefile.errors import CaseError
from casefile.programs import Child, Limits, StoppedError


def test_program_that_is_not_there() -> None:
    assert programs.found("no-such-program-here") is None
    with pytest.raises(FileNotFoundError):
        programs.run(["no-such-program-here"])


def test_run_returns_how_it_ended() -> None:
    ran = programs.run([sys.executable, "-c", "import sys; print(input()); sys.exit(3)"], stdin=b"hello\n")
    assert (ran.code, ran.out, ran.overran) == (3, b"hello\n", False)


def test_time_is_limited_for_the_program_and_what_it_starts(tmp_path: Path) -> None:
    script = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    ran = programs.run([sys.executable, "-c", script], limits=Limits(seconds=1))
    assert ran.overran
    assert ran.code < 0


def test_memory_and_file_size_are_limited(tmp_path: Path) -> None:
    greedy = programs.run([sys.executable, "-c", "x = bytearray(900 << 20)"], limits=Limits(memory=600 << 20))
    assert b"MemoryError" in greedy.err
    script = "open('big', 'wb').write(b'x' * 2_000_000)"
    big = programs.run([sys.executable, "-c", script], cwd=tmp_path, limits=Limits(file=1_000_000))
    assert big.code != 0
    assert (tmp_path / "big").stat().st_size <= 1_000_000


def test_environment_is_cut_down(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_SECRET", "CANARY")
    assert b"CANARY" not in programs.run(["env"]).out


def test_what_a_killed_child_left_in_its_temporary_folder_is_gone() -> None:
    script = "import tempfile\nfor line in open(0): print(tempfile.mkdtemp(), flush=True)"
    with Child([sys.executable, "-u", "-c", script]) as child:
        left = Path(child.ask("go on", 10))
        assert left.is_dir()
        child.kill()
    assert not left.parent.exists()


def test_child_answers_until_it_dies() -> None:
    script = (
        "import sys\nfor line in sys.stdin: print(line.strip()[::-1], flush=True) if 'x' not in line else sys.exit(9)"
    )
    with Child([sys.executable, "-u", "-c", script]) as child:
        assert child.ask("abc", 10) == "cba"
        with pytest.raises(StoppedError, match="code 9"):
            child.ask("x", 10)


def test_child_that_hangs_is_stopped() -> None:
    with Child([sys.executable, "-c", "import time; time.sleep(60)"]) as child, pytest.raises(StoppedError) as stopped:
        child.ask("hello", 0.5)
    assert stopped.value.overran


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
    repo = programs.repository(committed / "cases")
    assert repo is not None
    assert repo.root.samefile(committed)
    assert programs.head_commit(repo) == git(committed, "rev-parse", "HEAD")
    commit = str(programs.head_commit(repo))
    assert str(commit_day(repo, commit)) == git(committed, "show", "-s", "--format=%cs", commit)
    assert commit_day(repo, "0" * len(commit)) is None
    assert programs.uncommitted(repo) == ()
    blobs = programs.committed_blobs(repo, committed / "cases")
    assert blobs == {"cases/é.txt": programs.blob_hash(committed / "cases" / "é.txt", blobs["cases/é.txt"])}
    assert blobs["cases/é.txt"] == hashlib.sha1(b"blob 10\0evidence\r\n", usedforsecurity=False).hexdigest()
    (committed / "cases" / "é.txt").write_bytes(b"changed")
    (committed / "new.txt").write_bytes(b"new")
    assert programs.uncommitted(repo) == ("cases/é.txt", "new.txt")
    assert programs.uncommitted(repo, committed / "cases") == ("cases/é.txt",)


def test_no_repository_no_commit(tmp_path: Path) -> None:
    assert programs.repository(tmp_path) is None
    git(tmp_path, "init", "-q")
    empty = programs.repository(tmp_path)
    assert empty is not None
    assert programs.head_commit(empty) is None


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
    repo = programs.repository(committed)
    assert repo is not None
    assert programs.uncommitted(repo) == ("cases/é.txt",)
    assert programs.head_commit(repo)
    assert programs.committed_blobs(repo)
    assert not canary.exists()


@pytest.mark.parametrize("kind", ["clean", "smudge", "process"])
def test_repository_with_a_filter_is_refused(committed: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "more").write_text(f'[filter "x"]\n  {kind} = touch {tmp_path}/canary\n')
    git(committed, "config", "include.path", str(tmp_path / "more"))
    with pytest.raises(CaseError, match=f"filter.x.{kind}"):
        programs.repository(committed)
    assert not (tmp_path / "canary").exists()
