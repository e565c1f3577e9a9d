"""`add` broken off at every step, on a disk that fails, beside another run: what was acknowledged is there, and whole."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from casefile.case import folder
from casefile.case.custody import verify
from casefile.case.workspace import open_workspace
from casefile.cli import boundary
from tests.cli.conftest import CASE, FOLDER
from tests.cli.test_add import mail
from tests.program import program

Meddle = Callable[[str, Sequence[object]], None]


class Ended(NamedTuple):
    """How a run ended: what the system says of it, its exit code (negative: the signal), and what it printed."""

    code: int
    out: str


def run(root: Path, *arguments: str, meddle: Meddle | None = None, seconds: float = 0) -> Ended:
    """`casefile …` in a process of its own, that `meddle` is asked in before each step on the disk; killed after some
    seconds if told so."""
    told = root / "out.txt"
    pid = os.fork()
    if not pid:
        _child(root, arguments, told, meddle)
    if seconds:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    return Ended(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), told.read_text())


def _child(root: Path, arguments: Sequence[str], told: Path, meddle: Meddle | None) -> None:
    """What the new process does; it never returns."""
    code = 99
    try:
        os.chdir(root)
        with told.open("w") as file:
            sys.stdout = sys.stderr = file
            if meddle:
                sys.addaudithook(meddle)
            code = boundary.run(list(arguments))
            sys.stdout.flush()
    finally:
        os._exit(code)


def at_step(number: int, act: Callable[[], None]) -> Meddle:
    """Acts at the step of this number on files of the case."""
    left = [number]

    def meddle(event: str, arguments: Sequence[object]) -> None:
        on_disk = event == "open" or event.startswith("os.")
        path = next((str(each) for each in arguments if isinstance(each, (str, Path)) and FOLDER in str(each)), "")
        if on_disk and path:
            left[0] -= 1
            if left[0] == 0:
                Path("fired").touch()
                act()

    return meddle


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fails(number: int) -> Callable[[], None]:
    def act() -> None:
        raise OSError(number, os.strerror(number))

    return act


@pytest.fixture
def papers(northwind: Path) -> Path:
    """Files and a mail to take in."""
    folder = northwind / "papers"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_bytes(f"{number}\r\n".encode() * 5000)
    message = mail()
    for number in range(3):
        message.add_attachment(f"a{number}\n".encode(), maintype="a", subtype="b", filename=f"{number}.bin")
    (folder / "m.eml").write_bytes(message.as_bytes())
    return folder


def is_sound(root: Path, originals: set[bytes], said: str = "") -> bool:
    """Whether the register reads, all it has is whole, what lies beside is a whole copy, and what was said is there."""
    workspace = open_workspace(root)
    case = folder.load(workspace, CASE)
    kept = verify(workspace, case)
    assert {one.state for one in kept} <= {"ok", "unregistered"}
    assert all((root / one.path).read_bytes() in originals for one in kept[1:])
    ids = [exhibit.id for exhibit in case.exhibits]
    assert len(set(ids)) == len(ids)
    acknowledged = {line.split()[0] for line in said.splitlines() if line.startswith("E") and "  " in line}
    assert acknowledged <= set(ids)
    return all(one.state == "ok" for one in kept)


def is_complete(root: Path, originals: set[bytes]) -> bool:
    """Whether each original is registered once, and nothing half-written is left."""
    exhibits = folder.load(open_workspace(root), CASE).exhibits
    contents = [(root / FOLDER / exhibit.file).read_bytes() for exhibit in exhibits[1:]]
    left = list((root / FOLDER).rglob(".new-*"))
    return sorted(contents) == sorted(originals) and not left


def copied(root: Path, number: int) -> Path:
    return Path(shutil.copytree(root, root.parent / f"{root.name}-{number}"))


@pytest.fixture
def two(northwind: Path) -> set[bytes]:
    """Two files to take in, and their contents."""
    (northwind / "a.txt").write_bytes(b"a\r\n" * 1000)
    (northwind / "b.txt").write_bytes(b"b\n" * 1000)
    return {(northwind / name).read_bytes() for name in ("a.txt", "b.txt")}


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.slow)])
def test_killed_at_any_step_nothing_is_torn_and_the_next_run_goes_on(
    stride: int, northwind: Path, two: set[bytes]
) -> None:
    for step in range(1, 200, stride):
        root = copied(northwind, step)
        ended = run(root, "add", CASE, "a.txt", "b.txt", meddle=at_step(step, killed))
        is_sound(root, two, ended.out)
        if ended.code == 0:
            break
        assert ended.code == -signal.SIGKILL
        again = run(root, "add", CASE, "a.txt", "b.txt")
        assert again.code == 0, again.out
        assert is_sound(root, two, again.out)
        assert is_complete(root, two)
    assert 20 < step < 199  # as many steps as there are


@pytest.mark.parametrize(("number", "first"), [(errno.ENOSPC, 1), (errno.EIO, 4)])
def test_a_disk_that_fails_at_any_step_is_said(number: int, first: int, northwind: Path, two: set[bytes]) -> None:
    failures = 0
    for step in range(first, 200, 6):
        root = copied(northwind, step)
        ended = run(root, "add", CASE, "a.txt", "b.txt", meddle=at_step(step, fails(number)))
        is_sound(root, two, ended.out)
        assert ended.code in (0, 1), ended.out
        if ended.code:
            failures += 1
            assert os.strerror(number).lower() in ended.out
            assert run(root, "add", CASE, "a.txt", "b.txt").code == 0
        assert is_complete(root, two)
        if not (root / "fired").exists():
            break
    assert 5 < failures < 30


def test_killed_at_random_again_and_again_all_is_taken_in_once(northwind: Path, papers: Path) -> None:
    originals = {path.read_bytes() for path in papers.iterdir()} | {f"a{number}\n".encode() for number in range(3)}
    chance = random.Random(5)  # noqa: S311 - the same moments on every run
    for _ in range(20):
        ended = run(northwind, "add", CASE, "papers", seconds=chance.uniform(0.01, 0.3))
        is_sound(northwind, originals, ended.out)
    ended = run(northwind, "add", CASE, "papers")
    assert (ended.code, sum(line.startswith("E") for line in ended.out.splitlines())) == (0, 16)
    assert is_sound(northwind, originals, ended.out)
    assert is_complete(northwind, originals)


@pytest.fixture
def small_disk(northwind: Path) -> Iterator[Path]:
    """`cases/` on a disk of 300 KB."""
    cases, aside = northwind / "cases", northwind / "aside"
    cases.rename(aside)
    cases.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "none", cases], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        shutil.copytree(aside, cases, dirs_exist_ok=True)
        yield northwind
    finally:
        subprocess.run(["umount", cases], check=True)


def test_a_full_disk_keeps_what_was_acknowledged(small_disk: Path) -> None:
    for name in "abcdef":
        (small_disk / f"{name}.bin").write_bytes(name.encode() * 60_000)
    originals = {(small_disk / f"{name}.bin").read_bytes() for name in "abcdef"}
    ended = run(small_disk, "add", CASE, *(f"{name}.bin" for name in "abcdef"))
    assert ended.code == 1
    assert "no space left on device" in ended.out
    assert "free some space and run it again" in ended.out
    is_sound(small_disk, originals, ended.out)
    assert len(folder.load(open_workspace(small_disk), CASE).exhibits) > 1
    assert not list((small_disk / FOLDER).rglob(".new-*"))


@pytest.mark.slow
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize(
    ("call", "when"),
    [
        *((call, "1+") for call in ("fsync", "link", "rename", "fchmodat,chmod", "unlink")),
        *(("write", str(number)) for number in (2, 3, 4)),
        *(("fsync", str(number)) for number in (2, 4, 6, 7)),
    ],
)
def test_a_system_call_that_fails(call: str, when: str, error: str, northwind: Path, two: set[bytes]) -> None:
    strace = (
        program("strace"),
        "-f",
        "-o",
        "/dev/null",
        "-e",
        f"trace={call}",
        f"--inject={call}:error={error}:when={when}",
    )
    ran = subprocess.run(
        [*strace, sys.executable, "-B", "-m", "casefile", "add", CASE, "a.txt", "b.txt"],
        cwd=northwind, check=False, capture_output=True, text=True,
    )  # fmt: skip
    is_sound(northwind, two, ran.stdout)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "cannot " in ran.stderr
    assert run(northwind, "add", CASE, "a.txt", "b.txt").code == 0
    assert is_complete(northwind, two)


def test_two_runs_at_once_both_succeed(northwind: Path) -> None:
    sets = [[f"{name}{number}.txt" for number in range(8)] for name in "ab"]
    for name in (*sets[0], *sets[1]):
        (northwind / name).write_text(name)
    command = (sys.executable, "-m", "casefile", "add", CASE)
    runs = [
        subprocess.Popen([*command, *names], cwd=northwind, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for names in sets
    ]
    said = [each.communicate(timeout=60) for each in runs]
    assert [each.returncode for each in runs] == [0, 0], said
    assert is_complete(northwind, {name.encode() for names in sets for name in names})
    exhibits = folder.load(open_workspace(northwind), CASE).exhibits
    assert sorted(exhibit.id for exhibit in exhibits) == [f"E{number:02d}" for number in range(1, 18)]
