"""Columns that are as wide as they were given: only where measuring the cells would change nothing."""

from __future__ import annotations

import pytest

from casefile.render import html, pdf
from tests.render.letters import letter
from tests.render.pages import place_of

HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
TEXT = """::: widths 15 71 14
| Exhibit | File and SHA-256 | Bytes |
|:--|:--|--:|
| E01 | {{ long }} | {{ size }} |
| E02 | delivery note.pdf | 9 |
:::
"""


def test_a_column_of_hashes_is_not_measured() -> None:
    assert '<table class="fixed">' in html.markup(letter(TEXT, long=f"contract.pdf\n{HASH}", size="104,857,600"))


@pytest.mark.parametrize(
    ("text", "long", "size"),
    [
        (TEXT, "contract.pdf", "104,857,600"),  # nothing that is costly to measure
        (TEXT, HASH, "1,234,567,890.00 EUR"),  # a sum that its column has to give way to
        (TEXT.replace("E02", "Verfahrensgebühr"), HASH, "9"),  # and a word
        (TEXT.replace("15 71 14", "6 80 14"), HASH, "9"),
        (TEXT.replace("::: widths 15 71 14\n", "").replace("\n:::", ""), HASH, "9"),
    ],
)
def test_other_tables_are(text: str, long: str, size: str) -> None:
    assert "<table>" in html.markup(letter(text, long=long, size=size))


def test_it_looks_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = letter(TEXT, long=f"contract.pdf\n{HASH}", size="104,857,600")
    fixed = pdf.draw(sheet)
    monkeypatch.setattr(html, "is_fixed", lambda _: False)
    measured = pdf.draw(sheet)
    for words in ("E01", "contract.pdf", HASH, "104,857,600", "delivery note.pdf"):
        assert place_of(fixed, words) == pytest.approx(place_of(measured, words), abs=0.01)
