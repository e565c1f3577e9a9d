"""Whatever happens becomes an exit code and words; the report of a bug holds nothing of the case."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from casefile.cli import boundary, group
from casefile.cli.commands import COMMANDS, Entry
from tests.cli.conftest import CASE, FOLDER, Casefile

PROGRAM = [sys.executable, "-m", "casefile"]


def run(*arguments: str, cwd: Path, **more: object) -> subprocess.CompletedProcess[str]:
    """`casefile` as a process of its own."""
    return subprocess.run([*PROGRAM, *arguments], cwd=cwd, text=True, check=False, capture_output=True)


def test_problems_go_to_stderr_with_place_and_hint(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "payments.yaml").write_text("- date: 2026-05-06\n  amont: 1\n  amount: 1,5\n")
    result = casefile("owed", CASE)
    assert (result.code, result.out) == (1, "")
    assert f"{FOLDER}/payments.yaml:2:3: unknown key 'amont'\n    → did you mean 'amount'?\n" in result.err
    assert f"{FOLDER}/payments.yaml:3:3: '1,5' is not an amount" in result.err


def test_problems_are_the_one_document_on_stdout_with_json(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "payments.yaml").write_text("- {date: 2026-05-06, amont: 1, amount: 1}\n")
    result = casefile("owed", CASE, "--json")
    assert (result.code, result.err) == (1, "")
    assert result.json == {
        "problems": [
            {
                "file": f"{FOLDER}/payments.yaml",
                "line": 1,
                "column": 22,
                "level": "error",
                "rule": "unknown-key",
                "message": "unknown key 'amont'",
                "hint": "did you mean 'amount'?",
            }
        ]
    }


@pytest.mark.parametrize(
    "arguments", [("owed",), ("owed", CASE, "--nonsense"), ("build", "--jobs", "0"), ("nonsense",)]
)
def test_usage_errors_are_2_for_people_and_programs(arguments: tuple[str, ...], casefile: Casefile) -> None:
    said = casefile(*arguments)
    assert (said.code, said.out) == (2, "")
    assert "--help" in said.err
    listed = casefile(*arguments, "--json")
    assert (listed.code, listed.err) == (2, "")
    assert listed.json["problems"][0]["rule"] == "usage"


def test_without_a_command_the_help_is_shown(casefile: Casefile) -> None:
    result = casefile()
    assert (result.code, result.out) == (2, "")
    assert "Commands:" in result.err


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command `broken` with a bug that knows a secret."""

    @click.command("broken")
    @click.argument("case")
    @click.option("--json", is_flag=True)
    def command(case: str, json: bool) -> None:
        try:
            raise ValueError(f"secret {case}")
        except ValueError as error:
            raise KeyError("secret") from error

    find = group.LazyGroup.get_command
    monkeypatch.setattr(
        group.LazyGroup, "get_command", lambda self, ctx, name: command if name == "broken" else find(self, ctx, name)
    )
    monkeypatch.setitem(COMMANDS, "broken", Entry("broken", "Break."))


@pytest.mark.usefixtures("broken")
def test_a_bug_is_70_and_reported_without_data(casefile: Casefile) -> None:
    result = casefile("broken", "secret-case")
    assert (result.code, result.out) == (70, "")
    assert "command: casefile broken …\nKeyError\n" in result.err
    assert "\nValueError\n" in result.err
    assert "test_boundary:" in result.err
    assert "secret" not in result.err


@pytest.mark.usefixtures("broken")
def test_a_bug_with_json_is_a_document_too(casefile: Casefile) -> None:
    result = casefile("broken", "secret-case", "--json")
    assert result.code == 70
    assert result.json["problems"][0]["rule"] == "bug"
    assert "KeyError" in result.err


def test_values_of_options_are_left_out_of_the_report() -> None:
    arguments = ["pay", "muster", "12.50", "--invoice=R-1", "--payer", "Erika Mustermann", "--json"]
    assert " ".join(boundary._without_values(arguments)) == "pay … … --invoice=… --payer … --json"


def test_what_the_machine_refuses_is_1(casefile: Casefile, northwind: Path) -> None:
    (northwind / "debtors").symlink_to("debtors")  # it leads to itself: no folder that can be listed
    result = casefile("build")
    says = f"cannot read or write {northwind}/debtors: too many levels of symbolic links"
    assert (result.code, result.out, result.err) == (1, "", f"{says}\n    → see to it and run it again\n")
    listed = casefile("build", "--json")
    assert (listed.code, listed.err) == (1, "")
    assert listed.json["problems"][0]["message"] == says


def test_a_closed_pipe_ends_quietly(northwind: Path) -> None:
    script = f"{' '.join(PROGRAM)} schema --json; echo $? >&2"
    ran = subprocess.run(
        ["bash", "-c", f"({script}) | true"], cwd=northwind, text=True, check=True, capture_output=True
    )
    assert ran.stderr.strip() in ("0", "1")
    assert "Traceback" not in ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_stdout_is_1(northwind: Path) -> None:
    ran = subprocess.run(
        ["bash", "-c", f"{' '.join(PROGRAM)} schema --json > /dev/full"],
        cwd=northwind, text=True, check=False, capture_output=True,
    )  # fmt: skip
    assert ran.returncode == 1
    assert ran.stderr == "casefile: cannot write the output: no space left on device\n"


def test_ctrl_c_is_130_and_leaves_no_half_written_case(northwind: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "new", "x", "--ask"],
        cwd=northwind, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    os.read(process.stderr.fileno(), 10)  # it asks its first question
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"interrupted" in err
    assert not (northwind / "cases" / "x").exists()


def test_json_is_alone_on_stdout_of_a_real_process(northwind: Path) -> None:
    ran = run("owed", CASE, "--json", "--as-of", "2026-11-21", cwd=northwind)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("{")
    assert ran.stdout.endswith("}\n")
