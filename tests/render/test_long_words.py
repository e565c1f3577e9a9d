"""A word that fits on no line breaks where the paper ends, and pushes no column off it."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from casefile.render import html, pdf
from tests.render.letters import FRAME, letter
from tests.render.pages import MM, place_of, texts

WORD = "X" * 300
FILE = "IMG_20260429_photographs_of_the_autumn_collection_final_version_retouched_v3_approved_by_client_2026_b.tif"
DOCUMENT = "---\nsubject: A test\nlayout: document\n---\n"
TABLE = "| Line | What | Net | Gross |\n|---|---|---:|---:|\n| 1 | {{ v }} | 1,280.00 | 1,523.20 |\n| **Total** | | 1,280.00 | 1,523.20 |\n"


def rightmost_mm(drawn: bytes) -> float:
    """How far to the right anything stands on any page."""
    right = 0.0
    for page in pypdfium2.PdfDocument(drawn):
        read = page.get_textpage()
        right = max(right, *(read.get_charbox(each, loose=True)[2] for each in range(read.count_chars())))
    return right / MM


@pytest.mark.parametrize("word", [WORD, FILE])
@pytest.mark.parametrize(
    "text",
    ["{{ v }}", "## {{ v }}", "A line before {{ v }} and after.", "- {{ v }}", "Term\n: {{ v }}", "{{ v }}\n: What", TABLE],
)  # fmt: skip
def test_text_stays_within_the_margins(text: str, word: str) -> None:
    drawn = pdf.draw(letter(DOCUMENT + text, v=word))
    assert rightmost_mm(drawn) <= 210 - 22 + 1
    assert word in "".join(texts(drawn)).replace("\r\n", "")


def test_sums_keep_their_columns_on_the_paper() -> None:
    drawn = pdf.draw(letter(DOCUMENT + TABLE, v=WORD))
    net, gross = place_of(drawn, "1,280.00"), place_of(drawn, "1,523.20")
    assert net[2] < gross[0]
    assert gross[2] == pytest.approx(210 - 22, abs=0.3)


def test_a_long_sum_is_not_broken() -> None:
    drawn = pdf.draw(letter(DOCUMENT + TABLE.replace("1,280.00", "{{ n }}"), v=FILE, n="1,000" + ",000" * 7))
    assert place_of(drawn, "1,000" + ",000" * 7)[2] < 210 - 22
    assert len({round(each, 1) for each in (place_of(drawn, "1,000,000")[1], place_of(drawn, "1,523.20")[1])}) == 1


def test_the_head_and_foot_of_every_page_stay_on_it() -> None:
    frame = replace(FRAME, sender=(WORD, "14 Wharf Road"), footer=("Y" * 300,))
    drawn = pdf.draw(letter("{% for row in rows %}\n\n{{ row.number }}\n\n{% endfor %}", count=60, frame=frame))
    assert len(pypdfium2.PdfDocument(drawn)) > 1
    assert rightmost_mm(drawn) <= 210 - 22 + 1
    head = [each for each in texts(drawn)[1].split("\r\n") if "X" in each]
    assert 0 < sum(map(len, head)) <= 160


def test_ordinary_words_are_not_marked() -> None:
    text = html.markup(letter(DOCUMENT + TABLE, v="Photography of the autumn collection, https://a.example"))
    assert 'class="long"' not in text
    assert html.markup(letter(DOCUMENT + TABLE, v="<b>" + FILE)).count('class="long"') == 1


def test_a_link_with_a_long_word_stays_one_link() -> None:
    cell = '<a href="https://pay.example/x">https://pay.example/a-very-long-address</a>'
    assert html._breakable(cell) == cell.replace("<a ", '<a class="long" ')
    assert "span" in html._breakable("https://pay.example/a-very-long-address")
