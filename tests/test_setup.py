"""tools/setup says exactly what is missing, and does nothing when nothing is. The programs it calls are stand-ins."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
NEEDED = ("cat", "cmp", "dirname", "env", "head", "sh", "tr")

OLD_PYTHON = "case $1 in --version) echo Python 3.9.2;; *) exit 1;; esac"
# Its ensurepip is missing, and so are the libraries that it is asked to open (`python - NAMES`).
BARE_PYTHON = """
case $1 in
  --version) echo Python 3.12.3;;
  -) echo libpango-1.0-0; echo libharfbuzz-subset0;;
  -c) case $2 in *print*) echo python3.12-venv;; *ensurepip*) exit 1;; esac;;
esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with only what set-up reads, and a bin/ that is all the programs there are."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "tools/setup", tmp_path / "tools/setup")
    for name in (*LOCKS, "pyproject.toml"):
        (tmp_path / name).write_text(f"{name}\n", encoding="utf-8")
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(Path(shutil.which(name) or name).resolve())
    _program(tmp_path, "uname", "echo Linux")
    _program(tmp_path, "id", "echo 1000")
    return tmp_path


def _program(checkout: Path, name: str, text: str) -> None:
    path = checkout / "bin" / name
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def _setup(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout / "bin")}
    command = [str(checkout / "tools/setup"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def _stamp(checkout: Path, lock: str) -> None:
    """What set-up leaves behind, last of all, when it has installed `lock`."""
    python = checkout / ".venv/bin/python"
    python.parent.mkdir(parents=True, exist_ok=True)
    python.touch(mode=0o755)
    parts = [(checkout / name).read_text(encoding="utf-8") for name in ("requirements-build.lock", lock, "tools/setup")]
    (checkout / ".venv" / lock).write_text(f"{checkout}\n{''.join(parts)}", encoding="utf-8")
    shutil.copy(checkout / "pyproject.toml", checkout / ".venv/pyproject.toml")


def test_without_python_it_says_what_is_needed(checkout: Path) -> None:
    result = _setup(checkout)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer; there is no python3." in result.stderr


def test_an_old_python_is_named(checkout: Path) -> None:
    _program(checkout, "python3", OLD_PYTHON)
    _program(checkout, "apt-get", "echo called >&2")
    result = _setup(checkout)
    assert result.returncode == 1
    assert "needs Python 3.11 or newer; python3 is Python 3.9.2." in result.stderr
    assert "sudo apt-get install python3 python3-venv" in result.stderr
    assert "called" not in result.stderr


def test_a_newer_python_beside_an_old_one_is_found(checkout: Path) -> None:
    _program(checkout, "python3", OLD_PYTHON)
    _program(checkout, "python3.12", BARE_PYTHON)
    assert "needs Python" not in _setup(checkout).stderr


def test_who_may_not_install_is_told_the_exact_command(checkout: Path) -> None:
    _program(checkout, "python3", BARE_PYTHON)
    _program(checkout, "apt-get", "echo called >&2")
    _program(checkout, "sudo", "exit 1")
    result = _setup(checkout)
    assert result.returncode == 1
    assert result.stderr.endswith("sudo apt-get install python3.12-venv libpango-1.0-0 libharfbuzz-subset0\n")
    assert "called" not in result.stderr
    assert not (checkout / ".venv").exists()


def test_who_may_install_has_it_installed(checkout: Path) -> None:
    _program(checkout, "python3", BARE_PYTHON)
    _program(checkout, "apt-get", 'echo "apt-get $*" >&2; [ "$1" = update ]')
    _program(checkout, "sudo", '[ "$2" = true ] || { shift; exec "$@"; }')
    result = _setup(checkout)
    assert result.returncode != 0, "apt-get failed, so set-up stops"
    assert "python3.12-venv libpango-1.0-0 libharfbuzz-subset0\n" in result.stderr
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("lock", "arguments"),
    [("requirements.lock", []), ("requirements-dev.lock", ["--dev"]), ("requirements-dev.lock", [])],
)
def test_the_second_run_has_nothing_to_do(checkout: Path, lock: str, arguments: list[str]) -> None:
    _stamp(checkout, lock)
    for reader in ("pdftotext", "qpdf"):
        _program(checkout, reader, "exit 0")
    result = _setup(checkout, *arguments)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_what_runs_is_not_enough_for_the_tests(checkout: Path) -> None:
    _stamp(checkout, "requirements.lock")
    result = _setup(checkout, "--dev")
    assert "Installing requirements-dev.lock" in result.stderr
    assert "Making" not in result.stderr


def _changed_lock(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("another\n", encoding="utf-8")


def _python_gone(checkout: Path) -> None:
    (checkout / ".venv/bin/python").unlink()
    (checkout / ".venv/bin/python").symlink_to("/nowhere/python3")


def _broken_off(checkout: Path) -> None:
    (checkout / ".venv/requirements.lock").unlink()


def _moved(checkout: Path) -> None:
    stamp = checkout / ".venv/requirements.lock"
    stamp.write_text("/elsewhere\n" + stamp.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")


@pytest.mark.parametrize("change", [_changed_lock, _python_gone, _broken_off, _moved])
def test_an_environment_that_no_longer_holds_is_made_anew(checkout: Path, change: object) -> None:
    _stamp(checkout, "requirements.lock")
    assert callable(change)
    change(checkout)
    result = _setup(checkout)
    assert result.returncode == 1
    assert "there is no python3" in result.stderr, "it set out to make .venv, which takes a Python"


def test_usage(checkout: Path) -> None:
    assert _setup(checkout, "--fast").returncode == 2
