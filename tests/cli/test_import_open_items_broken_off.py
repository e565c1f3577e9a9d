"""`import open-items`, broken off at whatever moment: all of the list is in, or nothing, and the same command again ends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import CASE, Casefile
from tests.stopping import STEPS, Stopped, stopping

DAY = ("--as-of", "2026-09-01")
HEAD = "Customer number,Customer,Invoice,Invoice date,Due date,Amount,Open,Currency\n"
ROWS = """\
77,Kestrel Ltd,K-1,2026-05-01,2026-05-31,500.00,500.00,GBP
77,Kestrel Ltd,K-2,2026-05-01,2026-05-31,300.00,300.00,GBP
78,Merlin BV,M-1,2026-05-01,2026-05-31,100.00,100.00,EUR
,Northwind Trading GmbH,INV-1050,2026-06-01,2026-06-15,100.00,100.00,EUR
,Northwind Trading GmbH,INV-1051,2026-06-01,2026-06-15,200.00,200.00,EUR
,Northwind Trading GmbH,CN-9,2026-06-20,,-10.00,-10.00,EUR
"""
IMPORT = ("import", "open-items", "open.csv", "--accept", "--quiet", *DAY)


@pytest.fixture
def listed(northwind: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace, gone into, with a list that makes cases, grows one and puts it on hold."""
    (northwind / "open.csv").write_text(HEAD + ROWS, encoding="utf-8")
    monkeypatch.chdir(northwind)
    return northwind


def lying(root: Path) -> dict[str, bytes]:
    """Every file of the cases and customers, the hidden ones too."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("cases", "debtors")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def ends(casefile: Casefile, root: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files before the import and after it, which is taken back."""
    before = lying(root)
    assert casefile(*IMPORT).code == 3
    after = lying(root)
    back(root, before)
    return before, after


def back(root: Path, before: dict[str, bytes]) -> None:
    """The workspace as it was."""
    for folder in ("cases", "debtors"):
        shutil.rmtree(root / folder, ignore_errors=True)
    for name, content in before.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


def finished(casefile: Casefile, root: Path, before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    """What a command that only looks finds after a stop, and the import run again; whether all was in."""
    looked = casefile("list", "--json", *DAY)
    assert looked.code == 0, looked.err
    found = lying(root)
    assert found in (before, after), sorted(found)
    assert len(looked.json["cases"]) == (1 if found == before else 3)
    again = casefile(*IMPORT)
    assert (again.code, "meanwhile" in again.err) == (3, False), again.err
    assert lying(root) == after
    return found == after


@pytest.mark.slow
def test_stopped_before_any_step_all_of_it_is_in_or_nothing(casefile: Casefile, listed: Path) -> None:
    before, after = ends(casefile, listed)
    found, at, is_over = set(), 0, False
    while not is_over:
        try:
            with stopping(at):
                casefile(*IMPORT)
            is_over = True
        except Stopped:
            pass
        found.add(finished(casefile, listed, before, after))
        back(listed, before)
        at += 1
    assert found == {True, False}
    assert at > 40


KILLED = f"""
import os, signal, sys
left = int(sys.argv.pop(1))
def counted(step):
    def run(*args, **more):
        global left
        if not any(".locks" in str(each) for each in args):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **more)
    return run
for name in {STEPS}:
    setattr(os, name, counted(getattr(os, name)))
from casefile.cli import main
sys.exit(main())
"""


@pytest.mark.slow
@pytest.mark.parametrize("at", [0, 12, 25, 29, 31, 33, 35, 37, 40])
def test_killed_it_is_ended_by_the_next_command(at: int, casefile: Casefile, listed: Path) -> None:
    before, after = ends(casefile, listed)
    command = [sys.executable, "-P", "-c", KILLED, str(at), *IMPORT]
    assert subprocess.run(command, cwd=listed, env=os.environ, capture_output=True, check=False).returncode == -9
    finished(casefile, listed, before, after)


def test_stopped_while_it_is_put_there_a_command_that_writes_ends_it(casefile: Casefile, listed: Path) -> None:
    before, after = ends(casefile, listed)
    at = 0
    while not (listed / "cases/.changes").exists():
        back(listed, before)
        with pytest.raises(Stopped), stopping(at):
            casefile(*IMPORT)
        at += 1
    assert casefile("pay", CASE, "10.00", "--date", "2026-08-01", *DAY).code == 0
    assert lying(listed).keys() == after.keys()
    assert casefile("owed", "kestrel", "--json", *DAY).json["total"] == "800.00"


def test_what_an_older_casefile_left_half_written_is_no_case(casefile: Casefile, listed: Path) -> None:
    _, after = ends(casefile, listed)
    for name in ("77-kestrel-ltd-gbp", "78-merlin-bv-eur"):
        (listed / "cases" / name / "invoices").mkdir(parents=True)
        (listed / "cases" / name / "invoices" / ".new-x69pvrao").touch()
        (listed / "cases" / name / ".new-75_u8rld").touch()
    assert len(casefile("list", "--json", *DAY).json["cases"]) == 1
    assert casefile(*IMPORT).code == 3
    assert lying(listed) == after


def test_two_that_take_in_the_same_at_once_take_it_in_once(casefile: Casefile, listed: Path) -> None:
    _, after = ends(casefile, listed)
    command = [sys.executable, "-P", "-m", "casefile", *IMPORT]
    running = [
        subprocess.Popen(command, cwd=listed, env=os.environ, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in "ab"
    ]
    for each in running:
        each.communicate()
    assert {each.returncode for each in running} <= {1, 3}
    assert lying(listed) == after
