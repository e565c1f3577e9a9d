"""`build` on the command line: what it says, its exit codes, and what stands in its way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import CASE, FOLDER, Casefile


def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casefile", "build", "--as-of", "2026-05-01", *arguments],
        cwd=root, text=True, check=False, capture_output=True,
    )  # fmt: skip


def test_made_then_nothing_to_do(casefile: Casefile, northwind: Path) -> None:
    day = ("--as-of", "2026-01-01")  # nothing has happened yet: no document applies
    made = casefile("build", *day, "--json").json
    assert made == {"cases": [{"case": CASE, "state": "made", "outputs": []}], "problems": []}
    again = casefile("build", *day)
    assert (again.code, again.out, again.err) == (0, "Nothing to do: 1 case up to date for 2026-01-01.\n", "")
    assert casefile("build", *day, "--force").out == f"build/{CASE}: 0 files\n"


def test_problems_are_said_once_and_end_with_1(casefile: Casefile, northwind: Path) -> None:
    shutil.copytree(northwind / FOLDER, northwind / "cases" / "second")
    for name in (CASE, "second"):
        path = northwind / "cases" / name / "case.yaml"
        path.write_text(path.read_text().replace("debtor:\n", "debtor: nobody\nx:\n"))
    result = casefile("build")
    assert result.code == 1
    assert "not finished, see above" in result.out
    assert result.err.count("unknown key 'x'") == 2


def test_nothing_is_built_in_an_empty_workspace(casefile: Casefile, tmp_path: Path) -> None:
    (tmp_path / "casefile.yaml").write_text("creditor: {name: A}\n")
    assert casefile("build").out == "No cases yet: casefile new makes one.\n"


def test_a_file_where_the_folder_has_to_be(northwind: Path) -> None:
    (northwind / "build").mkdir()
    (northwind / "build" / CASE).write_text("mine")
    ran = build(northwind)
    assert ran.returncode == 1
    assert f"build/{CASE}" in ran.stderr
    assert "move it away" in ran.stderr
    assert (northwind / "build" / CASE).read_text() == "mine"


def test_a_file_in_place_of_the_folder_of_all_builds(casefile: Casefile, northwind: Path) -> None:
    (northwind / "build").write_text("mine")
    message = f"a file stands where the folder {northwind / 'build'} is needed\n    → move it away\n"
    for command in (
        ("build",),
        ("render", CASE, "statement", "--format", "md"),
        ("pay", CASE, "1.00"),
        ("packet", CASE),
    ):
        result = casefile(*command, "--as-of", "2026-05-01")
        assert (result.code, result.out, result.err) == (1, "", message)
    assert (northwind / "build").read_text() == "mine"


@pytest.fixture
def small_disk(northwind: Path) -> Path:
    """`build/` on a disk of 100 KB."""
    (northwind / "build").mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=100k", "none", northwind / "build"], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    return northwind


def test_a_full_disk_is_said_and_leaves_no_part_of_a_file(small_disk: Path) -> None:
    try:
        ran = build(small_disk)
        left = [path for path in (small_disk / "build").rglob("*") if path.name.startswith(".new-")]
        assert ran.returncode == 1
        assert "no space left on device" in ran.stderr
        assert f"cannot write {small_disk}/build/" in ran.stderr
        assert "case.yaml" not in ran.stderr
        assert "free some space and run it again" in ran.stderr
        assert "Traceback" not in ran.stderr
        assert left == []
    finally:
        subprocess.run(["umount", small_disk / "build"], check=True)


def test_ctrl_c_ends_it_with_its_processes(northwind: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "casefile", "build"], cwd=northwind, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    until = time.monotonic() + 20
    while not (northwind / "build" / CASE).exists() and time.monotonic() < until:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as the terminal does: to all of them
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "\ncasefile: interrupted; what was finished is kept, nothing is half-written\n"
    while time.monotonic() < until and _lives(process.pid):
        time.sleep(0.05)
    assert not _lives(process.pid)


def _lives(group: int) -> bool:
    """Whether any process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
