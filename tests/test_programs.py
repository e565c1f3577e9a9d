"""Programs: limits hold, and what a program leaves goes with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from casefile import programs
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


@pytest.mark.parametrize("end", ["os.abort()", "os.kill(os.getpid(), 9)", "sys.exit(3)"])
def test_a_program_that_dies_is_told_of_in_plain_words(end: str) -> None:
    argv = [sys.executable, "-c", f"import os, sys; input(); {end}"]
    with Child(argv) as child, pytest.raises(StoppedError) as stopped:
        child.ask("hello", 20)
    assert (str(stopped.value), stopped.value.overran) == ("broke off", False)


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
        with pytest.raises(StoppedError, match="broke off"):
            child.ask("x", 10)


def test_child_that_hangs_is_stopped() -> None:
    with Child([sys.executable, "-c", "import time; time.sleep(60)"]) as child, pytest.raises(StoppedError) as stopped:
        child.ask("hello", 0.5)
    assert stopped.value.overran
