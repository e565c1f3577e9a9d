"""The few lines that go with a document that is no letter."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from casefile.documents.compose import matters_of
from casefile.documents.covering import NAME, Enclosed, covering
from casefile.documents.kinds import kind
from casefile.documents.matter import Options
from casefile.render import plain
from casefile.render.builtin import builtin
from casefile.render.sheet import Sheet
from tests.documents.matters import ROOT, TODAY, claim, sample, sheet

LANGUAGES = sorted(path.parent.name for path in builtin().glob("*/statement.md"))


def covered(case_id: str, name: str, language: str = "en") -> Sheet:
    case = sample(case_id)
    matters = matters_of(kind(name), (case,), (claim(case),))
    return covering(kind(name), matters, Options(as_of=TODAY, language=language), sheet(name, case, language=language))


def test_it_greets_the_reader_and_says_what_is_enclosed() -> None:
    made = covered("2026-014-northwind", "statement")
    assert made.title == "Statement of account"
    text = plain.draw(made)
    assert text.startswith("Dear Jana Wolff,\n\nPlease find enclosed: Statement of account.\n\n")
    assert "Yours sincerely,\n\nInes Halvorsen, Director\nStudio Halvorsen Ltd\n\n-- \nStudio Halvorsen Ltd\n" in text


def test_a_representative_is_told_whose_matter_it_is() -> None:
    text = plain.draw(covered("2026-003-kestrel", "statement"))
    assert text.startswith("Dear Helen Ormerod,\n\nWe write to you as the representative of Kestrel Interiors Ltd;")


@pytest.mark.parametrize("case_id", ["2026-014-northwind", "2026-003-kestrel"])
def test_what_is_for_counsel_greets_counsel(case_id: str) -> None:
    counsel = sample(case_id).file.attorney
    greeted = f"Dear {counsel.name}," if counsel else "Dear Sir or Madam,"
    assert plain.draw(covered(case_id, "chronology")).startswith(f"{greeted}\n\nPlease find enclosed: Chronology")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_that_has_documents_has_the_lines(language: str) -> None:
    made = covered("2026-014-northwind", "statement", language)
    assert made.title in plain.draw(made)


def test_the_page_on_templates_names_all_that_there_is() -> None:
    page = (ROOT / "docs/templates.md").read_text(encoding="utf-8")
    (row,) = re.findall(rf"^\| `{NAME}` \| (.*) \|$", page, re.MULTILINE)
    assert re.findall(r"`(\w+)`", row) == [field.name for field in fields(Enclosed)]
