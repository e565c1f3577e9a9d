"""The drawn files: Word says what the PDF says, and every page holds together."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from casefile.render import docx, pdf
from casefile.render.blocks import Block, Box, Quote, Table, plain
from casefile.render.sheet import Sheet
from tests.documents.matters import DATED, sample, sheet
from tests.render.pages import paragraphs, texts, words

CHOSEN = [
    ("2026-014-northwind", "reminder", "final"),
    ("2026-014-northwind", "demand", ""),
    ("2026-003-kestrel", "settlement", ""),
    ("2026-003-kestrel", "statement", ""),
    ("2026-017-morgenrot", "breakdown", ""),
    ("2026-022-brightwell", "chronology", ""),
    ("2026-014-northwind", "dispute-reply", ""),
    ("2026-022-brightwell", "correction", ""),
    ("2026-017-morgenrot", "check-in", ""),
    ("2026-003-kestrel", "terms", ""),
    ("2026-003-kestrel", "brief", ""),
    ("2026-014-northwind", "call-sheet", ""),
]
ALL = [pytest.param(*each, marks=() if each[:3] in CHOSEN else pytest.mark.slow) for each in DATED]


def heads(blocks: tuple[Block, ...]) -> list[list[str]]:
    """The words of every table's head."""
    found = []
    for block in blocks:
        if isinstance(block, Table):
            found.append([word for cell in block.head for word in words(plain(cell))])
        elif isinstance(block, (Box, Quote)):
            found += heads(block.blocks)
    return found


def spaced(text: str) -> str:
    """With plain spaces: a PDF has no others."""
    return text.replace("\u00a0", " ")


def unmarked(line: str) -> str:
    """A line without the mark of a list, which Word does not keep in its text."""
    return re.sub(r"^(•|\d\.) ", "", line)


def wordless(drawn: Sheet) -> Sheet:
    """The same with nothing written in its drawings, which are words in a PDF and pictures in Word."""
    assets = {
        name: replace(each, content=re.sub(rb"(?s)<text\b.*?</text>", b"", each.content))
        for name, each in drawn.assets.items()
    }
    return replace(drawn, assets=assets)


def pdf_words(drawn: Sheet, expected: list[str]) -> list[str]:
    """The words of a PDF without what repeats on pages: a table's head counts where it is expected, not again."""
    running = spaced(f"{drawn.frame.sender[0]} · {drawn.title}")
    repeated = tuple(spaced(" · ".join(lines)) for lines in (drawn.frame.details, drawn.frame.footer))
    found: list[str] = []
    for number, page in enumerate(texts(pdf.draw(drawn))):
        text = re.sub(r"Page \d+ of \d+", "", spaced(page))
        text = text.replace(running, "", 1) if number else text
        for each in filter(None, repeated):  # at the foot
            before, _, after = text.rpartition(each)
            text = before + after
        on_page = [word for line in text.splitlines() for word in words(unmarked(line))]
        head = next((each for each in heads(drawn.body) if number and on_page[: len(each)] == each), [])
        again = 0 if expected[len(found) : len(found) + len(head)] == head else len(head)
        found += on_page[again:]
    return found


@pytest.mark.parametrize(("case_id", "name", "step", "day"), ALL)
def test_word_says_what_the_pdf_says(case_id: str, name: str, step: str, day: date) -> None:
    drawn = sheet(name, sample(case_id), day, step=step)
    written = [word for line in paragraphs(docx.draw(drawn)) for word in words(unmarked(line))]
    read = pdf_words(wordless(drawn), written)
    assert sorted(set(read) ^ set(written)) == []
    assert read == written


@pytest.mark.parametrize(("case_id", "name", "step", "day"), ALL)
def test_no_page_is_nearly_empty(case_id: str, name: str, step: str, day: date) -> None:
    pages = texts(pdf.draw(sheet(name, sample(case_id), day, step=step)))
    assert all(len(page.split()) > 40 for page in pages)


def test_the_same_twice() -> None:
    drawn = [sheet("demand", sample("2026-014-northwind")) for _ in range(2)]
    assert pdf.draw(drawn[0]) == pdf.draw(drawn[1])
    assert docx.draw(drawn[0]) == docx.draw(drawn[1])
