"""`init` and `new`: what they write loads, and they write over nothing."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.schemas import SCHEMAS
from casefile.case.workspace import open_workspace
from casefile.cli import init, starters
from tests.cli.conftest import Casefile

NAMES = ["A Ltd", 'Quotes "and" # signs: x', "Søren & Źródło, 株式会社", "- dash", "null", "yes", "{{ 7*7 }}", "$name"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_read_back_as_it_was_given(name: str, casefile: Casefile, tmp_path: Path) -> None:
    assert casefile("init", "w", "--name", name).code == 0
    assert open_workspace(tmp_path / "w").file.creditor.name == name
    made = casefile("--workspace", "w", "new", "c", "--debtor", name, "--title", name)
    assert made.code == 0, made.err
    case = folder.load(open_workspace(tmp_path / "w"), "c")
    assert (case.debtor.name, case.title) == (name, name)


class TestInit:
    def test_what_is_there_afterwards(self, casefile: Casefile, tmp_path: Path) -> None:
        result = casefile("init", "--json").json
        assert set(result["written"]) >= {
            "casefile.yaml",
            "Makefile",
            ".gitignore",
            ".gitattributes",
            ".vscode/settings.json",
        }
        assert all((tmp_path / name).is_file() for name in result["written"])
        assert (tmp_path / ".gitattributes").read_text().splitlines()[-1] == "cases/*/evidence/** -text -diff -merge"
        assert "/build/" in (tmp_path / ".gitignore").read_text()

    def test_a_workspace_is_not_made_twice(self, casefile: Casefile, tmp_path: Path) -> None:
        casefile("init", "--name", "First")
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        result = casefile("init", "--name", "Second")
        assert result.code == 1
        assert "is a workspace already" in result.err
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

    def test_a_file_is_no_place_for_one(self, casefile: Casefile, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("mine")
        result = casefile("init", "notes.txt")
        assert result.code == 2
        assert "notes.txt is a file" in result.err
        assert (tmp_path / "notes.txt").read_text() == "mine"

    def test_files_that_are_there_are_left_alone(self, casefile: Casefile, tmp_path: Path) -> None:
        (tmp_path / "Makefile").write_text("mine:\n")
        assert "Makefile" not in casefile("init", "--json").json["written"]
        assert (tmp_path / "Makefile").read_text() == "mine:\n"

    def test_the_editor_knows_the_schema_of_every_yaml_file(self, casefile: Casefile, tmp_path: Path) -> None:
        casefile("init")
        settings = json.loads((tmp_path / ".vscode/settings.json").read_text())
        assert set(init.EDITED) == set(SCHEMAS) - {"correspondence"}  # which is no YAML file
        for path in settings["yaml.schemas"]:
            assert json.loads((tmp_path / path).read_text())["type"] in ("object", "array")

    @pytest.mark.parametrize("language", ["en", "de", "fr"])
    def test_the_sample_case_loads_and_owes(self, language: str, casefile: Casefile) -> None:
        casefile("init", "--sample", "--language", language)
        owed = casefile("owed", "sample", "--as-of", "2026-05-01", "--json")
        assert owed.json["total"] == "3248.70"

    def test_the_comments_hold_true_examples(self) -> None:
        """Each commented line of casefile.yaml is valid when its # is taken away."""
        from casefile import reading
        from casefile.case.party import WorkspaceFile

        text = starters.filled("casefile.yaml", {"name": "A", "language": "en"}).decode()
        keys = re.sub(r"^(\s*)# (?=[a-z_]+:|  - )", r"\1", text, flags=re.MULTILINE)
        file = reading.read(keys.encode(), "casefile.yaml", WorkspaceFile)
        assert file.creditor.bank is not None
        assert len(file.ladder) == 4

    def test_the_makefile_runs_the_casefile_that_is_there(self, casefile: Casefile, tmp_path: Path) -> None:
        casefile("init")
        system = {"PATH": f"{tmp_path}/bin:/usr/bin:/bin"}

        def make(*arguments: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(
                ["make", *arguments], cwd=tmp_path, env=system, capture_output=True, text=True, check=False
            )

        assert "make packet" in make("help").stdout
        bare = make()
        assert bare.returncode != 0
        assert "make CASEFILE=/path/to/casefile" in bare.stderr
        assert not (tmp_path / ".venv").exists()
        for place in ("elsewhere/casefile", "bin/casefile", ".venv/bin/casefile"):
            _program(tmp_path / place, f"echo {place.split('/')[0]} $*; exit 3")
            named = [f"CASEFILE={tmp_path / place}"] if place.startswith("elsewhere") else []
            ran = make("AS_OF=2026-09-01", *named)
            assert (ran.returncode, ran.stdout) == (0, f"{place.split('/')[0]} --as-of 2026-09-01 build\n")


def _program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


class TestNew:
    @pytest.fixture(autouse=True)
    def _workspace(self, casefile: Casefile) -> None:
        casefile("init")

    def test_a_plain_case_loads_and_explains_itself(self, casefile: Casefile, tmp_path: Path) -> None:
        result = casefile(
            "new", "2026-001-x", "--debtor", "B", "--currency", "GBP", "--country", "GB", "--email", "a@b.example"
        )
        assert result.out == (
            "The case 2026-001-x:\n  cases/2026-001-x/case.yaml\n  cases/2026-001-x/payments.yaml\n"
            "  cases/2026-001-x/invoices/example.yaml.txt\n"
        )
        assert result.err == "Next: fill it in, then casefile check 2026-001-x\n"
        case = folder.load(open_workspace(tmp_path), "2026-001-x")
        assert (case.currency, case.debtor.email) == ("GBP", "a@b.example")
        assert case.debtor.address is not None
        example = tmp_path / "cases/2026-001-x/invoices/example.yaml.txt"
        example.rename(example.with_name("1.yaml"))
        assert folder.load(open_workspace(tmp_path), "2026-001-x").invoices[0].number == "INV-1043"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("x", "--currency", "EURO"), "'EURO' is no currency"),
            (("x", "--country", "ZZ"), "'ZZ' is no country"),
        ],
    )
    def test_what_would_not_load_is_not_made(
        self, arguments: tuple[str, ...], message: str, casefile: Casefile, tmp_path: Path
    ) -> None:
        result = casefile("new", *arguments)
        assert result.code == 1
        assert message in result.err
        assert list((tmp_path / "cases").iterdir()) == []

    @pytest.mark.parametrize(("country", "regime"), [("DE", "de"), ("GB", "contract"), ("", "contract")])
    def test_the_comments_hold_true_examples(
        self, country: str, regime: str, casefile: Casefile, tmp_path: Path
    ) -> None:
        """Each commented line of a new case is valid when its # is taken away."""
        from casefile import reading
        from casefile.case.dealings import Payment
        from casefile.case.invoice import Invoice
        from casefile.case.terms import CaseFile

        casefile("new", "x", "--debtor", "B", "--country", country)
        folder = tmp_path / "cases/x"
        sources = {
            path.name: re.sub(
                r"^(\s*)# ?(?=[ -]*[a-z_]+:(?: |$))", r"\1", path.read_text(), flags=re.MULTILINE
            ).encode()
            for path in folder.rglob("*.*")
            if path.is_file()
        }
        file = reading.read(sources["case.yaml"].replace(b"debtor:  ", b"debtor:", 1), "case.yaml", CaseFile)
        assert file.interest is not None
        assert file.interest.regime == regime
        assert (file.interest.rate is not None) is (regime == "contract")
        assert reading.read_list(sources["payments.yaml"], "payments.yaml", Payment)[0].reference == "part payment"
        assert reading.read(sources["example.yaml.txt"], "invoice.yaml", Invoice).lines[0].tax == 19

    def test_a_payment_comes_under_the_comments(self, casefile: Casefile, tmp_path: Path) -> None:
        casefile("new", "x", "--debtor", "B")
        before = (tmp_path / "cases/x/payments.yaml").read_text()
        assert casefile("pay", "x", "5.00", "--date", "2026-05-06").code == 0
        assert (tmp_path / "cases/x/payments.yaml").read_text() == f"{before}- date: 2026-05-06\n  amount: 5.00\n"

    @pytest.mark.parametrize("name", ["a/b", "../x", "x.", "bad name"])
    def test_a_name_that_is_no_id_is_a_usage_error(self, name: str, casefile: Casefile, tmp_path: Path) -> None:
        result = casefile("new", name)
        assert result.code == 2
        assert f"invalid value for CASE: '{name}' is no case id" in result.err
        assert list((tmp_path / "cases").iterdir()) == []

    def test_without_anybody_to_answer_nothing_is_made(
        self, casefile: Casefile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.stdin", __import__("io").StringIO("Northwind\n"))
        result = casefile("new", "x", "--ask")
        assert result.code == 2
        assert "no more answers came, and nothing was made" in result.err
        assert list((tmp_path / "cases").iterdir()) == []

    def test_a_case_that_is_there_is_left_alone(self, casefile: Casefile, tmp_path: Path) -> None:
        casefile("new", "x", "--debtor", "First")
        before = (tmp_path / "cases/x/case.yaml").read_bytes()
        assert casefile("new", "x", "--debtor", "Second").code == 1
        assert (tmp_path / "cases/x/case.yaml").read_bytes() == before

    def test_asking_makes_a_case_that_can_be_reckoned(
        self, casefile: Casefile, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        answers = [
            "Northwind: GmbH",
            "ap@n.example",
            "de",
            "Website",
            "",
            "R/17 #2",
            "2026-03-31",
            "2026-04-14",
            "Design",
            "1250.00",
            "19",
        ]
        monkeypatch.setattr("sys.stdin", __import__("io").StringIO("\n".join(answers) + "\n"))
        result = casefile("new", "x", "--ask", "--json")
        assert result.json["written"] == ["cases/x/case.yaml", "cases/x/payments.yaml", "cases/x/invoices/R-17-2.yaml"]
        owed = casefile("owed", "x", "--as-of", "2026-04-01", "--json").json
        assert (owed["total"], owed["invoices"][0]["number"]) == ("1487.50", "R/17 #2")
