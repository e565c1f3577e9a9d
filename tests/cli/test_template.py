"""`template`: what there is, copying it, what is wrong with it, and how it differs."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document

from tests.cli.conftest import CASE, Casefile

DAY = ("--as-of", "2026-05-01")
HEAD = "---\nsubject: Reminder\nreviewed: {by: Ada Krüger, on: 2026-04-01}\n---\n"


def word(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_list_marks_what_is_ones_own(casefile: Casefile, northwind: Path) -> None:
    assert casefile("template", "eject", "reminder").out.startswith("templates/en/reminder.md\n")
    result = casefile("template", "list")
    assert result.code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.out.splitlines() if line}
    en = rows["Document"].index("en")
    assert (rows["reminder"][en], rows["demand"][en]) == ("own", "·")
    assert max(map(len, result.out.splitlines())) <= 80
    listed = casefile("template", "list", "--json").json["templates"]
    assert {"document": "reminder", "language": "en", "origin": "own", "reviewed": "2026-11-21"} in listed


def test_a_copy_is_never_written_over(casefile: Casefile, northwind: Path) -> None:
    assert casefile("template", "eject", "clauses/payment", "demand").code == 0
    mine = northwind / "templates" / "en" / "demand.md"
    mine.write_text("mine", encoding="utf-8")
    result = casefile("template", "eject", "reminder", "demand")
    assert (result.code, mine.read_text(encoding="utf-8")) == (1, "mine")
    assert "templates/en/demand.md:1:1: there is a file already" in result.err
    assert not (northwind / "templates" / "en" / "reminder.md").exists()


def test_a_letterhead_comes_with_the_line_that_uses_it(casefile: Casefile, northwind: Path) -> None:
    result = casefile("template", "eject", "letterhead")
    assert "write letterhead: templates/letterhead.docx in casefile.yaml" in result.out
    assert Document(str(northwind / "templates" / "letterhead.docx")).paragraphs
    assert casefile("template", "check", *DAY).out == "nothing is wrong with the templates\n"


def test_an_unknown_template_is_told_with_a_near_one(casefile: Casefile, northwind: Path) -> None:
    result = casefile("template", "eject", "remindr")
    assert result.code == 2
    assert "did you mean 'reminder'?" in result.err


def test_check_tells_file_and_line(casefile: Casefile, northwind: Path) -> None:
    folder = northwind / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "reminder.md").write_text(f"{HEAD}\n{{{{ who.debtor.nam }}}}\n", encoding="utf-8")
    result = casefile("template", "check", *DAY)
    assert result.code == 1
    assert "templates/en/reminder.md:6:1: there is no 'nam' here" in result.out
    assert "did you mean 'name'?" in result.out
    assert casefile("template", "check", "--json", *DAY).json["problems"][0]["line"] == 6


def test_check_fills_a_template_for_a_case(casefile: Casefile, northwind: Path) -> None:
    folder = northwind / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "reminder.md").write_text(f"{HEAD}\n{{{{ only }}}}\n", encoding="utf-8")
    assert casefile("template", "check", "--no-trial", *DAY).code == 0
    result = casefile("template", "check", *DAY)
    assert result.code == 1
    assert "templates/en/reminder.md:6:1: a Item cannot be printed as it is" in result.out
    (told,) = casefile("template", "check", "--json", *DAY).json["problems"]
    assert f"; tried with the case {CASE} and the step " in told["message"]


def test_check_names_the_paragraph_of_a_word_file(casefile: Casefile, northwind: Path) -> None:
    folder = northwind / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "reminder.docx").write_bytes(word("Dear {{ who.greting }}"))
    result = casefile("template", "check", *DAY)
    assert "there is no 'greting' here, in the paragraph" in result.out
    (folder / "reminder.docx").write_bytes(word("Dear {{ who.greeting }}", "{{ '{{' }} left }}"))
    result = casefile("template", "check", *DAY)
    assert f"tried with the case {CASE} and the step" in " ".join(result.out.split())
    assert (result.code, "a tag is left when it is filled" in result.out) == (0, True)


def test_what_no_case_here_needs_is_said_to_be_untried(casefile: Casefile, northwind: Path) -> None:
    assert casefile("template", "eject", "settlement").code == 0
    text = northwind / "templates/en/settlement.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nOurs.\n", encoding="utf-8")
    result = casefile("template", "check", *DAY)
    assert (result.code, "not tried: no case here has what the settlement needs" in result.out) == (0, True)


def test_diff_shows_what_was_changed(casefile: Casefile, northwind: Path) -> None:
    assert casefile("template", "diff").out == "no text of this workspace differs from casefile's\n"
    casefile("template", "eject", "demand")
    path = northwind / "templates" / "en" / "demand.md"
    path.write_text(path.read_text(encoding="utf-8").replace("What follows", "What comes next"), encoding="utf-8")
    lines = casefile("template", "diff", "demand").out.splitlines()
    assert lines[:2] == ["--- built-in/en/demand.md", "+++ templates/en/demand.md"]
    assert {"-# What follows", "+# What comes next"} <= set(lines)
    assert casefile("template", "diff", "reminder", "--json").json == {"diff": []}
    assert casefile("render", CASE, "demand", "--format", "md", *DAY).code == 0
