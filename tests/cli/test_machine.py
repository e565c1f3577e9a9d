"""`doctor`, `schema`, `completion`: about this machine, for editors and for shells."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from casefile.case.schemas import SCHEMAS
from tests.cli.conftest import Casefile


class TestDoctor:
    def test_each_part_with_its_version_or_what_mends_it(self, casefile: Casefile) -> None:
        found = {part["name"]: part for part in casefile("doctor", "--json").json["parts"]}
        assert {"Python", "Pango", "HarfBuzz subset", "git", "LibreOffice"} <= set(found)
        for part in found.values():
            assert (part["version"] is None) != (part["mend"] is None)

    def test_what_is_missing_is_said_with_its_command(
        self, casefile: Casefile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "/nowhere")
        result = casefile("doctor")
        assert "absent   git" in result.out
        assert "install, by their Debian names: " in result.out
        assert "libreoffice" in result.out

    def test_a_missing_library_is_1(self, casefile: Casefile, monkeypatch: pytest.MonkeyPatch) -> None:
        from casefile.cli import doctor

        parts = [doctor.Part("Nix", "PDF", True, doctor._library("nix-there-is-none", 7), "libnix7", "nix")]
        monkeypatch.setattr(doctor, "_parts", lambda: parts)
        result = casefile("doctor")
        assert result.code == 1
        assert "missing  Nix" in result.out
        assert "libnix7" in result.out


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
