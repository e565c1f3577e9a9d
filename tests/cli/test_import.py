"""`import schedule`: what changes is shown first, written only when that is wanted, and then just that."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-05-01")
INVOICE = f"{FOLDER}/invoices/INV-1043.yaml"


@pytest.fixture
def returned(casefile: Casefile, northwind: Path) -> Path:
    """The schedule of the case, filled in by the other side."""
    casefile("render", CASE, "scott-schedule", "--format", "docx", "--output", "r.docx", *DAY)
    fill("r.docx", "We counted 36 hours.", "EUR 3.000,00")
    return northwind / "r.docx"


def fill(path: str, statement: str, admitted: str) -> None:
    document = docx.Document(path)
    cells = document.tables[0].rows[1].cells
    cells[4].text, cells[5].text = statement, admitted
    document.save(path)


class Terminal(io.StringIO):
    """A person who answers."""

    def __init__(self, answer: Callable[[], str]) -> None:
        super().__init__()
        self.answer = answer

    def isatty(self) -> bool:
        return True

    def readline(self, *_: object) -> str:  # type: ignore[override]  # typeshed knows two of them, for text and bytes
        return self.answer()


def text(northwind: Path) -> str:
    return (northwind / INVOICE).read_text(encoding="utf-8")


def test_shown_and_not_written_without_being_told(casefile: Casefile, returned: Path, northwind: Path) -> None:
    before = text(northwind)
    result = casefile("import", "schedule", "r.docx", *DAY)
    assert result.code == 3
    assert "their case  –       We counted 36 hours." in result.out
    assert "contested   400.00  248.70" in result.out
    assert (
        "warning: r.docx: nothing was written\n    → look at the changes, then run it again with --accept" in result.err
    )
    assert max(map(len, result.out.splitlines())) <= 80
    assert text(northwind) == before


def test_a_dry_run_writes_nothing_and_is_fine(casefile: Casefile, returned: Path, northwind: Path) -> None:
    before = text(northwind)
    result = casefile("import", "schedule", "r.docx", "--dry-run", "--accept", *DAY)
    assert result.code == 0
    assert "248.70" in result.out
    assert text(northwind) == before


def test_accepted(casefile: Casefile, returned: Path, northwind: Path) -> None:
    before = text(northwind)
    result = casefile("import", "schedule", "r.docx", "--accept", *DAY)
    assert result.code == 0
    assert result.out.endswith(f"written: {INVOICE}\n")
    assert "115" not in result.out
    assert "it may restart limitation" in result.err
    assert f"casefile add {CASE} r.docx keeps the file itself as evidence" in result.err
    assert text(northwind) == before.replace(
        "{amount: 400.00, reason: overcharged, response",
        "{amount: 248.70, reason: overcharged, statement: We counted 36 hours., response",
    )
    again = casefile("import", "schedule", "r.docx", "--accept", *DAY)
    assert again.code == 0
    assert again.out == f"r.docx: nothing new in {CASE}\n"


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_asked_on_a_terminal(
    answer: str, written: bool, casefile: Casefile, returned: Path, northwind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(lambda: answer))
    result = casefile("import", "schedule", "r.docx", *DAY)
    assert result.code == 0
    assert ("248.70" in text(northwind)) == written


def test_as_json(casefile: Casefile, returned: Path, northwind: Path) -> None:
    result = casefile("import", "schedule", "r.docx", "--accept", "--json", *DAY)
    assert result.err == ""
    (told,) = result.json["files"]
    assert told == {
        "file": "r.docx",
        "case": CASE,
        "language": "en",
        "changes": [
            {"invoice": "INV-1043", "line": "1", "key": "statement", "before": "", "after": "We counted 36 hours."},
            {"invoice": "INV-1043", "line": "1", "key": "amount", "before": "400.00", "after": "248.70"},
        ],
        "written": [INVOICE],
    }
    assert [problem["rule"] for problem in result.json["problems"]] == ["admission"]


def test_an_amount_that_is_unclear_keeps_everything_from_being_written(
    casefile: Casefile, returned: Path, northwind: Path
) -> None:
    before = text(northwind)
    casefile("render", CASE, "scott-schedule", "--format", "docx", "--output", "s.docx", *DAY)
    fill("s.docx", "No.", "1,234")
    result = casefile("import", "schedule", "r.docx", "s.docx", "--accept", *DAY)
    assert result.code == 1
    assert "row 2 of table 1, column 6, INV-1043, line 1: '1,234' can be read in two ways" in result.err
    assert text(northwind) == before


def test_two_files_one_after_the_other(casefile: Casefile, returned: Path, northwind: Path) -> None:
    casefile("render", CASE, "scott-schedule", "--format", "docx", "--output", "s.docx", *DAY)
    fill("s.docx", "We counted 35.", "2,848.70")
    result = casefile("import", "schedule", "r.docx", "s.docx", "--accept", "--json", *DAY)
    assert [change["before"] for told in result.json["files"] for change in told["changes"]] == [
        "",
        "400.00",
        "We counted 36 hours.",
        "248.70",
    ]
    assert "amount: 400.00, reason: overcharged, statement: We counted 35.," in text(northwind)


def test_the_case_is_the_one_the_file_names(casefile: Casefile, returned: Path, northwind: Path) -> None:
    assert casefile("import", "schedule", "r.docx", "--case", "north", "--dry-run", *DAY).code == 0
    other = docx.Document()
    other.add_paragraph("Good morning")
    other.save(str(northwind / "other.docx"))
    result = casefile("import", "schedule", "other.docx", *DAY)
    assert (result.code, result.err) == (
        2,
        "other.docx names no case of this workspace\n    → say which it is of: --case CASE\n",
    )
    result = casefile("import", "schedule", "other.docx", "--case", "north", *DAY)
    assert result.code == 1
    assert f"other.docx has no Scott schedule of {CASE}" in result.err


def test_a_case_that_was_changed_between_showing_and_writing(
    casefile: Casefile, returned: Path, northwind: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile() -> str:
        path = northwind / INVOICE
        path.write_text(text(northwind).replace("400.00", "300.00"), encoding="utf-8")
        return "y\n"

    monkeypatch.setattr("sys.stdin", Terminal(meanwhile))
    result = casefile("import", "schedule", "r.docx", *DAY)
    assert result.code == 1
    assert "the case was changed meanwhile" in result.err
    assert "300.00" in text(northwind)
    assert "36 hours" not in text(northwind)


def test_what_the_other_side_wrote_cannot_steer_the_terminal(casefile: Casefile, returned: Path) -> None:
    fill("r.docx", "We\u202e counted\u200b 36.", "0")
    result = casefile("import", "schedule", "r.docx", "--dry-run", *DAY)
    assert "We counted 36." in result.out


def test_an_unknown_kind_of_import_names_the_nearest(casefile: Casefile) -> None:
    result = casefile("import", "shedule", "x")
    assert result.code == 2
    assert "'schedule'" in result.err
    assert casefile("import").code == 2
    assert re.search(r"schedule +Read a returned Scott schedule", casefile("import", "--help").out)
