"""Every kind in every language, with the cases that letters stumble over: bare, hostile, long, many, tiny."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casefile.documents.kinds import KINDS
from casefile.render import docx, markdown_text, pdf, webpage
from casefile.render.builtin import builtin
from casefile.render.sheet import Sheet
from tests.documents.matters import CASE, DATED, FILES, INVOICE, fitted, sample, sheet, written
from tests.render.pages import paragraphs, texts, words

LANGUAGES = sorted({path.parent.parent.name for path in builtin().glob("*/words/letters.yaml")})
EVERY = [(name, language) for language in LANGUAGES for name in KINDS]

BARE = {
    "casefile.yaml": "creditor: {name: Halvorsen}\n",
    "cases/a/case.yaml": "id: a\ntitle: Website\ncurrency: EUR\ndebtor: {name: Northwind}\n",
}
NAMES = {
    "markup": "*x* <b>&amp; [a](b) | `c` </w:t>",
    "jinja": "{{ 7*7 }}{% raw %}{# x #}",
    "right to left": "שלום \u202eevil\u202c",
    "zero width": "North\u200bwind\u2028\u00adGmbH",
    "long": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3,
}
SHOWN = {  # what would hide or turn text round is spelt out
    "right to left": "שלום <U+202E>evil<U+202C>",
}


def drawn(name: str, language: str, root: Path, files: dict[str, str]) -> Sheet:
    return sheet(name, written(root, fitted(name, files)), language=language)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_smallest_case_makes_sense(name: str, language: str, tmp_path: Path) -> None:
    text = markdown_text.draw(drawn(name, language, tmp_path, BARE))
    assert "Northwind" in text
    assert not re.search(r"\bNone\b|, ,|\( | \.\s|\(\)", text.replace("\u00a0", " "))


@pytest.mark.parametrize("kind_of_name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_names_appear_literally(language: str, kind_of_name: str, tmp_path: Path) -> None:
    name = NAMES[kind_of_name].strip()
    files = {
        "cases/a/case.yaml": CASE.replace("Northwind GmbH", f'"{name}"'),
        "cases/a/invoices/1.yaml": INVOICE.replace("Front end", f'"{name}"'),
    }
    expected = SHOWN.get(kind_of_name, name)
    for each in KINDS:
        made = drawn(each, language, tmp_path / each, files)
        assert expected in " ".join(
            (*made.frame.recipient, *(v for _, v in made.frame.references), markdown_text.draw(made))
        ).replace("\\", ""), each
        assert "49" not in re.findall(r"\b49\b", markdown_text.draw(made))


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_format_is_made_without_a_word_of_complaint(name: str, language: str) -> None:
    case_id, _, step, day = next(row for row in DATED if row[1] == name)
    made = sheet(name, sample(case_id), day, language=language, step=step)
    said: list[object] = []
    assert len(words(" ".join(texts(pdf.draw(made, said.append))))) > 60
    assert len(" ".join(paragraphs(docx.draw(made))).split()) > 30
    assert f'lang="{language}"' in webpage.draw(made)
    assert len(markdown_text.draw(made).split()) > 60
    assert said == []
    assert [
        problem.message for problem in made.problems if problem.rule not in ("enclosures", "court", "privilege")
    ] == []


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["reminder", "demand", "statement", "breakdown"])
def test_two_hundred_invoices_and_a_long_name_stay_on_the_paper(name: str, language: str, tmp_path: Path) -> None:
    files = {f"cases/a/invoices/{n}.yaml": INVOICE.replace("INV-1", f"INV-{n:03}") for n in range(1, 201)}
    files["cases/a/case.yaml"] = CASE.replace("Northwind GmbH", NAMES["long"].strip())
    made = drawn(name, language, tmp_path, {**FILES, **files})
    said: list[object] = []
    pages = texts(pdf.draw(made, said.append))
    assert said == []
    assert "INV-200" in " ".join(pages)
