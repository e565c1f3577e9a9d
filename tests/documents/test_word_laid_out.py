"""Every document in every language there is, laid out by a real LibreOffice: what it shows is what the PDF shows."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from casefile.documents.kinds import stem
from casefile.render import docx, locale, pdf
from casefile.render.blocks import Block, Box, Quote, Table, plain
from casefile.render.builtin import builtin
from casefile.render.sheet import Sheet
from tests.documents.matters import DATED, sample, sheet
from tests.office import laid_out
from tests.render.pages import texts

LANGUAGES = sorted({path.parent.name for path in builtin().glob("*/*.md")})
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKS = frozenset("•–")  # of lists; nested ones have others in Word


def tokens(text: str) -> Counter[str]:
    """Words and signs, however lines and pages are broken; a hyphen at a line's end parts no word."""
    whole = re.sub("[\u00ad\ufffe\u0002]", "-", unicodedata.normalize("NFKC", text))
    # Word's own bullets come from a symbol font, whose characters are private
    return Counter(
        each for each in _TOKEN.findall(whole) if each not in _MARKS and unicodedata.category(each[0]) != "Co"
    )


def on_each_page(drawn: Sheet) -> Counter[str]:
    """What may stand there as often as there are pages: heads and feet of pages, heads of tables."""
    frame = drawn.frame
    lines = [*frame.sender[:1], drawn.title, "·", frame.banner, " · ".join(frame.footer), " · ".join(frame.details)]
    return tokens(" ".join([*lines, *heads(drawn.body)]))


def heads(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from (plain(cell) for cell in block.head)
        elif isinstance(block, (Box, Quote)):
            yield from heads(block.blocks)


def said(drawn: Sheet, content: bytes) -> tuple[Counter[str], int]:
    """The tokens of a PDF, without the numbers of its pages, and how many pages it has."""
    pages = texts(content)
    numbered = re.escape(locale.language(drawn.language).page_of)
    number = re.compile(numbered.replace(r"\{page\}", r"\d+").replace(r"\{pages\}", r"\d+").replace(r"\ ", r"\s+"))
    assert all(number.search(page) for page in pages)
    return tokens(" ".join(number.sub("", page) for page in pages)), len(pages)


def in_pictures(drawn: Sheet) -> Counter[str]:
    """The words in drawings, which are words in a PDF and a picture in Word."""
    drawings = (each.content for each in drawn.assets.values() if each.media_type == "image/svg+xml")
    return tokens(" ".join(text for each in drawings for text in etree.fromstring(each).itertext()))


def differences(drawn: Sheet, ours: bytes, theirs: bytes) -> dict[str, int]:
    """How much oftener Word shows a word than the PDF does, less what another number of pages explains."""
    (wanted, pages), (more, others) = said(drawn, ours), said(drawn, theirs)
    more.subtract(wanted)
    more.update(in_pictures(drawn))
    repeated = on_each_page(drawn)
    found = {word: n for word, n in more.items() if abs(n) > repeated[word] * (max(pages, others) - 1)}
    # two columns that stand close are read as one word: what is left over has the same letters then
    spelled = [Counter("".join(word * abs(n) for word, n in found.items() if n * sign > 0)) for sign in (1, -1)]
    return {} if spelled[0] == spelled[1] else found


def drawn_in(language: str) -> Iterator[tuple[str, Sheet]]:
    """Each document of each sample that has a template in a language."""
    for case_id, name, step, day in DATED:
        if (builtin() / language / f"{name}.md").is_file():
            file = f"{case_id}-{stem(name, step)}-{day}"
            yield file, sheet(name, sample(case_id), day, step=step, language=language)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_shows_what_the_pdf_shows(language: str, tmp_path: Path) -> None:
    sheets = dict(drawn_in(language))
    shown = laid_out(tmp_path, {name: docx.draw(drawn) for name, drawn in sheets.items()})
    found = {name: differences(drawn, pdf.draw(drawn), shown[name]) for name, drawn in sheets.items()}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert sheets, "no document has a template in this language"


@pytest.mark.slow
def test_what_word_lacks_or_has_too_much_is_found(tmp_path: Path) -> None:
    drawn = sheet("demand", sample("2026-014-northwind"))
    ours = pdf.draw(drawn)
    less = Sheet(
        drawn.language, drawn.title, drawn.layout, drawn.frame, drawn.body[:-3], drawn.created, assets=drawn.assets
    )
    shown = laid_out(tmp_path, {"less": docx.draw(less), "same": docx.draw(drawn)})
    assert differences(drawn, ours, shown["same"]) == {}
    assert min(differences(drawn, ours, shown["less"]).values()) < 0
