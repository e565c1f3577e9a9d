"""Files are whole or not there, whatever the disk does; every failure names the file and what to do."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from casefile import files
from casefile.errors import CaseError


def test_write_replaces_as_a_whole_and_keeps_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.txt"
    files.write(path, b"one")
    path.chmod(0o640)
    files.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in path.parent.iterdir()] == ["a.txt"]


def test_what_a_killed_run_left_is_swept_up_an_hour_later(tmp_path: Path) -> None:
    for name, age in (("old", 3700), ("young", 60)):
        (tmp_path / f".new-{name}").write_text("half")
        (tmp_path / f".new-{name}-folder").mkdir()
        for left in (tmp_path / f".new-{name}", tmp_path / f".new-{name}-folder"):
            os.utime(left, (left.stat().st_mtime - age,) * 2)
    files.write(tmp_path / "a.txt", b"one")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new-young", ".new-young-folder", "a.txt"]


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.create(path, b"one", read_only=True)
    assert path.stat().st_mode & 0o777 == 0o444
    with pytest.raises(CaseError, match=r"cannot create .*a\.txt: file exists .move it away"):
        files.create(path, b"two")
    assert path.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_create_copies_a_file_byte_for_byte(tmp_path: Path) -> None:
    original = tmp_path / "original.bin"
    original.write_bytes(os.urandom(3_000_000))
    files.create(tmp_path / "copy.bin", original)
    assert (tmp_path / "copy.bin").read_bytes() == original.read_bytes()


@pytest.mark.parametrize(("doing", "what"), [("read", "the right to read it"), ("write", "the right to write there")])
def test_a_right_that_lacks_is_named(tmp_path: Path, doing: str, what: str) -> None:
    with pytest.raises(CaseError) as raised, files.reported(tmp_path / "a", doing):
        raise PermissionError(errno.EACCES, "Permission denied")
    assert what in raised.value.problems[0].hint


def test_a_file_in_place_of_a_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("in the way")
    with pytest.raises(CaseError, match=r"a file stands where the folder .*/build is needed \(move it away\)"):
        files.write(tmp_path / "build" / "a.pdf", b"x")


FULL = """
import resource, sys
from pathlib import Path
from casefile import files
from casefile.errors import CaseError
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    files.write(Path(sys.argv[1]), b"x" * 5000)
except CaseError as error:
    print(error)
"""


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    run = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    assert run.stdout.startswith(f"cannot write {path}: file too large")
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_read_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"cases/a/case\.yaml:1:1: cannot be read: no such file"):
        files.read(tmp_path / "case.yaml", "cases/a/case.yaml")


def test_staged_folder_takes_the_place_as_a_whole(tmp_path: Path) -> None:
    target = tmp_path / "packet"
    for content in ("one", "two"):
        with files.staged(target) as folder:
            (folder / "a.txt").write_text(content)
    assert (target / "a.txt").read_text() == "two"
    assert [p.name for p in tmp_path.iterdir()] == ["packet"]


def test_staged_folder_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "packet"
    with files.staged(target) as folder:
        (folder / "a.txt").write_text("one")

    def fail() -> None:
        with files.staged(target) as again:
            (again / "b.txt").write_text("two")
            raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        fail()
    assert [p.name for p in target.iterdir()] == ["a.txt"]
    assert [p.name for p in tmp_path.iterdir()] == ["packet"]


def test_staged_folder_that_cannot_take_the_place_puts_the_old_one_back(tmp_path: Path) -> None:
    target = tmp_path / "packet"
    with files.staged(target) as folder:
        (folder / "a.txt").write_text("one")

    def vanish() -> None:
        with files.staged(target) as again:
            again.rmdir()

    with pytest.raises(CaseError, match=r"cannot write .*packet: no such file"):
        vanish()
    assert (target / "a.txt").read_text() == "one"


def test_staged_folder_that_is_gone(tmp_path: Path) -> None:
    def vanish() -> None:
        with files.staged(tmp_path / "packet") as folder:
            folder.rmdir()

    with pytest.raises(CaseError, match=r"cannot write .*packet: no such file"):
        vanish()
    assert list(tmp_path.iterdir()) == []


HOLD = """
import sys, time
from pathlib import Path
from casefile import files
with files.locked(Path(sys.argv[1]), "casefile add (process 12)"):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_names_its_holder(tmp_path: Path) -> None:
    lock = tmp_path / "locks" / "2026-014.lock"
    with subprocess.Popen([sys.executable, "-c", HOLD, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdin
        other.stdout.readline()
        with (
            pytest.raises(CaseError, match=r"2026-014 is in use by casefile add \(process 12\) \(wait until"),
            files.locked(lock, "me", seconds=0.1),
        ):
            pass
        other.stdin.close()
    with files.locked(lock, "me", seconds=0.1):
        assert lock.with_suffix(".holder").read_text() == "me"
    assert not lock.with_suffix(".holder").exists()


def test_hashes(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(5)]
    for path in paths[:4]:
        path.write_bytes(path.name.encode() * 1000)
    hashed = files.sha256_of_all(paths)
    assert hashed == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths[:4]}
    with pytest.raises(CaseError, match="cannot read"):
        files.sha256(paths[4])


def test_a_folder_is_filled_once(tmp_path: Path) -> None:
    files.fill(tmp_path / "new", {"a.yaml": b"one", "deep/er/b.yaml": b"two"})
    found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert found == {"new/a.yaml": b"one", "new/deep/er/b.yaml": b"two"}
    with pytest.raises(CaseError, match=r"cannot write .*new: file exists"):
        files.fill(tmp_path / "new", {"c.yaml": b"three"})


def test_a_link_replaces_nothing_and_is_a_copy_on_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"one")
    files.link(tmp_path / "a", tmp_path / "deep" / "b")
    assert (tmp_path / "deep" / "b").read_bytes() == b"one"
    with pytest.raises(CaseError, match=r"cannot create .*b: file exists"):
        files.link(tmp_path / "a", tmp_path / "deep" / "b")
    real = os.link

    def other_disk(old: Path, new: Path) -> None:
        if old.parent != new.parent:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        real(old, new)

    monkeypatch.setattr(os, "link", other_disk)
    files.link(tmp_path / "a", tmp_path / "deep" / "c")
    assert [path.read_bytes() for path in sorted((tmp_path / "deep").iterdir())] == [b"one", b"one"]


def test_what_was_hashed_once_is_hashed_again_when_it_is_another(tmp_path: Path) -> None:
    path, gone = tmp_path / "a", tmp_path / "gone"

    def hashed() -> str:
        assert list(files.sha256_once([path, gone])) == [path]
        return files.sha256_once([path, gone])[path]

    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        os.utime(path, ns=(0, len(content) + content[0]))
        assert hashed() == hashed() == hashlib.sha256(content).hexdigest()
    files.write(path, b"seven")
    os.utime(path, ns=(0, 5 + b"three"[0]))
    assert hashed() == hashlib.sha256(b"seven").hexdigest()
