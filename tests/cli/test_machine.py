"""`doctor`, `schema`, `completion`: about this machine, for editors and for shells."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from casefile.case.schemas import SCHEMAS
from tests.cli.conftest import Casefile

ROOT = Path(__file__).parents[2]
PROGRAMS = "git libreoffice ocrmypdf tesseract-ocr-deu tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-pol tesseract-ocr-rus qpdf"
linux = pytest.mark.skipif(sys.platform != "linux", reason="names Debian's packages and the loader of Linux")


def doctor(*options: str, **more: str) -> subprocess.CompletedProcess[str]:
    """`casefile doctor` in a process whose environment is ours but for `more`; `options` are Python's."""
    return subprocess.run(
        [sys.executable, *options, "-m", "casefile", "doctor"],
        env={**os.environ, **more}, text=True, check=False, capture_output=True,
    )  # fmt: skip


def advice(out: str) -> str:
    """What is said beneath the table."""
    return out.partition("\n\n")[2]


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with apt-get and no other program."""
    folder = tmp_path / "apt"
    folder.mkdir()
    (folder / "apt-get").write_text("#!/bin/sh\n")
    (folder / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


class TestDoctor:
    def test_each_part_with_its_version_or_what_mends_it(self, casefile: Casefile) -> None:
        found = {part["name"]: part for part in casefile("doctor", "--json").json["parts"]}
        assert {"Python", "Pango", "HarfBuzz subset", "git", "LibreOffice"} <= set(found)
        for part in found.values():
            assert (part["version"] is None) != (part["mend"] is None)

    @linux
    @pytest.mark.usefixtures("apt")
    def test_programs_that_are_absent_are_the_systems_packages(self, casefile: Casefile) -> None:
        result = casefile("doctor")
        assert "absent   git" in result.out
        assert advice(result.out) == f"If you want what is absent:\n  sudo apt-get install {PROGRAMS}\n"
        parts = {part["name"]: part["mend"] for part in casefile("doctor", "--json").json["parts"]}
        assert parts["LibreOffice"] == "sudo apt-get install libreoffice"

    @linux
    def test_without_apt_the_packages_are_named(self, casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        result = casefile("doctor")
        assert advice(result.out) == f"If you want what is absent:\n  install, by their Debian names: {PROGRAMS}\n"

    @linux
    @pytest.mark.usefixtures("apt")
    def test_a_missing_library_is_1_and_the_systems_package_too(self, tmp_path: Path) -> None:
        for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
            (tmp_path / name).write_text("no library")
        ran = doctor(LD_LIBRARY_PATH=str(tmp_path))
        assert (ran.returncode, ran.stderr) == (1, "")
        assert "missing  Pango " in ran.stdout
        assert advice(ran.stdout).startswith(
            "Without these no PDF can be made:\n  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0\n\n"
        )

    @pytest.mark.usefixtures("apt")
    def test_a_missing_python_package_is_casefiles_own_set_up(self, tmp_path: Path) -> None:
        packages = tmp_path / "packages"
        packages.mkdir()
        for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
            if not path.name.lower().startswith(("pikepdf", "jinja2")):
                (packages / path.name).symlink_to(path)
        ran = doctor("-S", PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{packages}")
        assert (ran.returncode, ran.stderr) == (1, "")
        assert "missing  pikepdf" in ran.stdout
        again = f"rm -rf {shlex.quote(str(ROOT))}/.venv && make -C {shlex.quote(str(ROOT))} setup"
        assert advice(ran.stdout).startswith(f"Without these no PDF can be made:\n  {again}\n\n")

    @pytest.mark.usefixtures("apt")
    def test_missing_fonts_come_back_with_the_sources(self, tmp_path: Path) -> None:
        shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "templates", tmp_path / "templates", ignore=shutil.ignore_patterns("fonts"))
        (tmp_path / "tools").mkdir()
        (tmp_path / "tools/setup").touch()
        ran = doctor(PYTHONPATH=str(tmp_path / "src"))
        again = f"git -C {shlex.quote(str(tmp_path))} checkout -- templates/base/fonts"
        assert (ran.returncode, ran.stderr) == (1, "")
        assert advice(ran.stdout).startswith(f"Without these no PDF can be made:\n  {again}\n\n")

    @pytest.mark.usefixtures("apt")
    def test_missing_fonts_of_an_installed_casefile(self, tmp_path: Path) -> None:
        installed = tmp_path / "lib/python3/site-packages"
        shutil.copytree(ROOT / "src", installed, ignore=shutil.ignore_patterns("__pycache__"))
        (installed / "casefile/templates").mkdir()
        ran = doctor(PYTHONPATH=str(installed))
        again = f"{shlex.quote(sys.executable)} -m pip install --force-reinstall casefile-toolkit"
        assert advice(ran.stdout).startswith(f"Without these no PDF can be made:\n  {again}\n\n")


class TestSchema:
    def test_the_list_says_what_each_is(self, casefile: Casefile) -> None:
        lines = casefile("schema").out.splitlines()
        assert [line.split()[0] for line in lines] == list(SCHEMAS)

    def test_one_all_and_into_a_folder(self, casefile: Casefile, tmp_path: Path) -> None:
        one = casefile("schema", "case").json
        assert one["properties"]["id"]
        assert casefile("schema", "--json").json["case"] == one
        casefile("schema", "--into", "schemas")
        assert json.loads((tmp_path / "schemas" / "case.json").read_text()) == one
        assert len(list((tmp_path / "schemas").iterdir())) == len(SCHEMAS)

    def test_an_unknown_one_is_2(self, casefile: Casefile) -> None:
        result = casefile("schema", "payment")
        assert result.code == 2
        assert "did you mean 'payments'?" in result.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str, casefile: Casefile) -> None:
    result = casefile("completion", shell)
    assert result.code == 0
    assert "_CASEFILE_COMPLETE" in result.out


def test_the_bash_script_is_bash(casefile: Casefile) -> None:
    subprocess.run(["bash", "-n"], input=casefile("completion", "bash").out, text=True, check=True)
