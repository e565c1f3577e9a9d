"""A letterhead of somebody else's: what it has is used as it is, what it lacks is added from ours."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from casefile.errors import CaseError
from casefile.render import docx
from casefile.render.docx_styles import PARAGRAPHS, TABLE
from tests.render.letters import LETTER, letter
from tests.render.pages import paragraphs, word, xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EVERYTHING = f"""{LETTER}
1. one
   - under it
     - deeper
       - deepest
2. two

   1. first
   2. second

### A smaller heading

::: note
```
pre
  formatted
```
:::

::: lines 2
:::
"""


def saved(document: Any) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def bare(keep: Iterable[str] = ("Normal", "Normal Table"), *, size: float = 12) -> Any:
    """A letterhead with hardly a style and without numbering, as a person makes it who styles by hand."""
    document = Document()
    for style in list(document.styles):
        if style.name not in keep:
            style.element.getparent().remove(style.element)
    part = document.part
    for key, each in list(part.rels.items()):
        if each.reltype.endswith("/numbering"):
            del part.rels[key]
    document.styles["Normal"].font.size = Pt(size)
    document.styles["Normal"].font.name = "Papyrus"
    for line in ("OUR HOUSE", "{{ title }}", "{{ body }}"):
        document.add_paragraph(line)
    return document


def test_everything_can_be_set_on_a_letterhead_without_styles() -> None:
    drawn = docx.draw(letter(EVERYTHING), saved(bare()))
    ours = docx.draw(letter(EVERYTHING))
    assert (
        paragraphs(drawn)[2:] == paragraphs(ours)[paragraphs(ours).index("Invoice 2026-0117: payment reminder") + 1 :]
    )
    document = word(drawn)
    assert {style.name for style in document.styles} >= {*PARAGRAPHS, TABLE}
    assert docx.draw(letter(EVERYTHING), saved(bare())) == drawn


def test_added_styles_have_the_letterheads_face_and_the_size_beside_its_text() -> None:
    document = word(docx.draw(letter(EVERYTHING), saved(bare(size=14))))
    assert document.styles["Normal"].font.name == "Papyrus"
    for name in ("Table Text", "Heading 1", "Small Print"):
        assert document.styles[name].font.name is None, name
    assert document.styles["Table Text"].font.size == Pt(12)


def test_what_the_letterhead_has_stays_as_it_is() -> None:
    own = bare()
    style = own.styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.name = Pt(7), "Impact"
    own.styles.add_style("TableHead", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(40)
    own.styles["TableHead"].element.styleId = "TableHead"
    document = word(docx.draw(letter(EVERYTHING), saved(own)))
    assert (document.styles["Table Text"].font.size, document.styles["Table Text"].font.name) == (Pt(7), "Impact")
    assert document.styles["TableHead"].font.size == Pt(40)
    assert document.styles["Table Head"].style_id != "TableHead"
    assert document.styles["Table Head"].base_style.name == "Table Text"


def test_a_base_is_found_by_its_name_where_word_speaks_another_language() -> None:
    own = bare()
    own.styles["Normal"].element.styleId = "Standard"
    for each in own.element.body.iter(f"{W}pStyle"):
        each.set(f"{W}val", "Standard")
    document = word(docx.draw(letter(EVERYTHING), saved(own)))
    assert document.styles["Table Text"].element.basedOn_val == "Standard"


def test_a_heading_that_another_program_spelt_in_its_own_way_is_used() -> None:
    own = bare()
    own.styles.add_style("Heading 1", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(33)
    own.styles["Heading 1"].element.name_val = "Heading 1"
    drawn = docx.draw(letter(EVERYTHING), saved(own))
    assert [each.style.font.size for each in word(drawn).paragraphs if each.text == "What is open"] == [Pt(33)]


def test_lists_are_numbered_where_the_letterhead_knows_no_numbering() -> None:
    drawn = docx.draw(letter(EVERYTHING), saved(bare()))
    numbering = xml(drawn, "word/numbering.xml")
    abstracts = {each.get(f"{W}abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
    formats = {}
    for paragraph in word(drawn).paragraphs:
        if paragraph.style.name.startswith("List "):
            own, style = paragraph._p.pPr.numPr, paragraph.style.element.pPr.numPr
            number = (own if own is not None else style).numId.val
            abstract = abstracts[str(numbering.num_having_numId(number).abstractNumId.val)]
            formats[paragraph.text] = abstract.find(f"{W}lvl/{W}numFmt").get(f"{W}val")
    assert formats["First, this."] == formats["one"] == formats["first"] == "decimal"
    assert formats["under it"] == formats["deeper"] == formats["deepest"] == "bullet"
    tags = [each.tag for each in numbering]
    assert tags == sorted(tags), "the schema wants w:abstractNum before w:num"


def test_a_list_style_whose_numbering_is_gone_gets_ours() -> None:
    own = bare()
    style = own.styles.add_style("List Number", WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 77
    drawn = docx.draw(letter("1. a\n"), saved(own))
    number = word(drawn).paragraphs[2]._p.pPr.numPr.numId.val
    numbering = xml(drawn, "word/numbering.xml")
    abstract = numbering.num_having_numId(number).abstractNumId.val
    assert str(abstract) in [each.get(f"{W}abstractNumId") for each in numbering.iter(f"{W}abstractNum")]


def test_a_style_of_ours_that_is_of_another_type_is_a_problem() -> None:
    own = bare()
    own.styles.add_style("Table Text", WD_STYLE_TYPE.CHARACTER)
    own.styles.add_style("House Table", WD_STYLE_TYPE.PARAGRAPH)
    with pytest.raises(CaseError) as caught:
        docx.draw(letter("x"), saved(own))
    assert [problem.message for problem in caught.value.problems] == [
        "the letterhead's style 'Table Text' is no paragraph style",
        "the letterhead's style 'House Table' is no table style",
    ]


def test_a_landscape_document_turns_a_placed_letterhead() -> None:
    own = bare()
    section = own.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    landscape = "---\nsubject: A\nlayout: document\npage: landscape\n---\n| a |\n|---|\n| b |\n"
    drawn = docx.draw(letter(landscape), saved(own))
    assert [section.page_width.mm for section in word(drawn).sections] == [pytest.approx(297, abs=0.1)]
    assert docx.draw(letter(landscape), drawn_again(own)) == drawn


def drawn_again(own: Any) -> bytes:
    """The same letterhead, turned already."""
    section = own.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)
    section.footer_distance += Mm(25) - section.bottom_margin
    section.top_margin, section.bottom_margin = Mm(22), Mm(25)
    own.element.body.sectPr.find(qn("w:pgSz")).set(qn("w:orient"), "landscape")
    return saved(own)


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("en-US", "en-US"), ("pl", "pl-PL"), ("ru", "ru-RU")])
@pytest.mark.parametrize("own", [False, True])
def test_all_text_is_in_the_letters_language(own: bool, language: str, tag: str) -> None:
    letterhead = bare()
    defaults = letterhead.styles.element.find(f"{W}docDefaults")
    defaults.getparent().remove(defaults)
    drawn = docx.draw(letter(language=language), saved(letterhead) if own else None)
    styles = xml(drawn, "word/styles.xml")
    assert styles[0].tag == f"{W}docDefaults"
    assert styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang").get(f"{W}val") == tag
    assert {each.get(f"{W}val") for each in styles.iter(f"{W}lang")} == {tag}
    assert {each.get(f"{W}val") for each in xml(drawn, "word/settings.xml").iter(f"{W}themeFontLang")} == {tag}
