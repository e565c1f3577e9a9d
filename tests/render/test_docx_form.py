"""What Word files are made of: real fields, headings, lists and tables, in the order that Word's schema asks for."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from docx.shared import Pt
from fontTools.ttLib import TTFont

from casefile.render import docx, html
from casefile.render.sheet import Asset, Sheet
from tests.render.letters import ASSETS, FRAME, LETTER, in_country, letter
from tests.render.pages import word, xml
from tests.render.test_docx_styles import EVERYTHING, bare, saved

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2" fill="red"/></svg>'
ORDERS = {  # ISO 29500-1, 17.3.1.26, 17.3.2.28, 17.4.60, 17.4.70, 17.6.17
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern sz szCs u lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar cols titlePg docGrid",
    "numPr": "ilvl numId",
}


def parts(content: bytes) -> Iterator[tuple[str, Any]]:
    """Body, heads, feet, styles and numbering."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if re.fullmatch(r"word/(document|styles|numbering|(header|footer)\d)\.xml", name):
                yield name, xml(content, name)


def with_logo() -> Sheet:
    sheet = letter(EVERYTHING, frame=replace(FRAME, logo="logo", banner="DRAFT"))
    return replace(sheet, assets={**ASSETS, "logo": Asset("image/svg+xml", DRAWING, "Kestrel", 30)})


def landscape() -> Sheet:
    return letter(LETTER + "\n::: landscape\n| a |\n|---|\n| b |\n:::\n\nAfter.\n")


@pytest.mark.parametrize("made", ["all", "landscape", "German", "bare"])
def test_everything_stands_in_the_order_of_the_schema(made: str) -> None:
    drawn = {
        "all": lambda: docx.draw(with_logo()),
        "landscape": lambda: docx.draw(landscape()),
        "German": lambda: docx.draw(in_country("DE")),
        "bare": lambda: docx.draw(with_logo(), saved(bare())),
    }[made]()
    for name, part in parts(drawn):
        for tag, order in ORDERS.items():
            for each in part.iter(f"{W}{tag}"):
                found = [child.tag.removeprefix(W) for child in each]
                assert found == sorted(found, key=order.split().index), f"{name}: {tag} {found}"


def test_pages_are_numbered_by_fields() -> None:
    drawn = docx.draw(letter())
    feet = [part for name, part in parts(drawn) if "footer" in name]
    assert len(feet) == 2
    for foot in feet:
        assert [each.get(f"{W}instr") for each in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


def test_headings_are_headings_and_stay_with_what_follows() -> None:
    document = word(docx.draw(letter(EVERYTHING)))
    levels = {
        each.text: each.style.element.pPr.find(f"{W}outlineLvl").get(f"{W}val")
        for each in document.paragraphs
        if each.style.name.startswith("Heading")
    }
    assert levels == {"What is open": "0", "A smaller heading": "1"}
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        assert document.styles[name].paragraph_format.keep_with_next, name


def test_figures_stand_under_each_other_at_the_right() -> None:
    table = word(docx.draw(letter(count=12))).tables[0]
    aligned = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert {tuple(row) for row in aligned} == {(None, None, 2)}


def test_every_picture_has_words() -> None:
    found = [(each.get("descr"), each.get("id")) for each in xml(docx.draw(with_logo())).iter(f"{WP}docPr")]
    assert sorted(words for words, _ in found) == ["Kestrel", "Scan to pay"]
    assert len({number for _, number in found}) == 2


def test_lists_end_with_the_white_of_a_paragraph_and_loose_ones_have_it_throughout() -> None:
    def white(text: str) -> list[float | None]:
        lists = [each for each in word(docx.draw(letter(text))).paragraphs if each.style.name.startswith("List ")]
        return [each.paragraph_format.space_after and each.paragraph_format.space_after.pt for each in lists]

    assert white("- a\n- b\n\nAfter.\n") == [None, 6.8]
    assert white("- a\n\n- b\n\nAfter.\n") == [5.7, 6.8]
    assert white("- a\n  - c\n  - d\n- b\n") == [None, None, None, 6.8]
    style = word(docx.draw(letter("x"))).styles["List Bullet"]
    assert style.paragraph_format.space_after.pt == 2.3
    assert style.element.pPr.find(f"{W}contextualSpacing") is None


def test_lists_nested_deeper_than_word_has_styles_for_stay_lists() -> None:
    document = word(docx.draw(letter("- a\n  - b\n    - c\n      - d\n        1. e\n")))
    names = [each.style.name for each in document.paragraphs if each.text in set("abcde")]
    assert names == ["List Bullet", "List Bullet 2", "List Bullet 3", "List Bullet 3", "List Number 3"]


@pytest.mark.parametrize("text", ["| a |\n|---|\n| b |\n", "| a |\n|---|\n| b |\n\n## Next\n\nText\n"])
def test_the_white_under_a_table_takes_no_room_before_a_heading_or_at_the_end(text: str) -> None:
    body = xml(docx.draw(letter(text)))
    (table,) = body.iter(f"{W}tbl")
    assert table.getnext().find(f"{W}pPr/{W}spacing").get(f"{W}line") == "20"


def test_the_white_under_a_table_before_text_stays() -> None:
    document = word(docx.draw(letter("| a |\n|---|\n| b |\n\nText\n")))
    (gap,) = [each for each in document.paragraphs if each.style.name == "Table Gap"]
    assert gap.paragraph_format.line_spacing is None
    assert gap.style.paragraph_format.line_spacing == Pt(11.3)


def test_word_lays_the_file_out_as_its_own() -> None:
    settings = xml(docx.draw(letter("x")), "word/settings.xml")
    modes = {each.get(f"{W}name"): each.get(f"{W}val") for each in settings.iter(f"{W}compatSetting")}
    assert modes["compatibilityMode"] == "15"


def named(text: str, *prefixes: str) -> list[str]:
    document = word(docx.draw(letter(text)))
    cells = [each for table in document.tables for row in table.rows for cell in row.cells for each in cell.paragraphs]
    return [each.style.name for each in (*document.paragraphs, *cells) if each.style.name.startswith(prefixes)]


def test_small_print_is_small_throughout_by_styles() -> None:
    text = ":::: small\nText.\n\n- a\n  - b\n\n1. c\n\n> d\n\n| e |\n|---|\n| f |\n| **g** |\n::::\n"
    found = named(text, "Small", "List", "Quote", "Normal", "Table T")
    assert found == [
        "Small Print", "Small List Bullet", "Small List Bullet 2", "Small List Number", "Small Quote",
        "Small Table Text", "Small Table Total",
    ]  # fmt: skip
    styles = word(docx.draw(letter("x"))).styles
    assert {styles[name].font.size for name in found} == {Pt(8.5)}


def test_the_fonts_are_in_the_file() -> None:
    drawn = docx.draw(letter("x"))
    table = xml(drawn, "word/fontTable.xml")
    fonts = {each.get(f"{W}name"): [face.tag.removeprefix(f"{W}embed") for face in each] for each in table}
    assert {"Regular", "Bold", "Italic", "BoldItalic"} <= set(fonts["Source Serif 4"])
    assert {"Regular", "Bold", "Italic"} <= set(fonts["Source Sans 3"])
    parts = word(drawn).part.package.iter_parts()
    (part,) = [each for each in parts if each.partname == "/word/fontTable.xml"]
    for face in table.iter(f"{W}embedBold"):
        mixed, key = part.rels[face.get(f"{R}id")].target_part.blob, uuid.UUID(face.get(f"{W}fontKey"))
        mask = key.bytes[::-1] * 2
        font = TTFont(io.BytesIO(bytes(a ^ b for a, b in zip(mixed[:32], mask, strict=True)) + mixed[32:]))
        assert font["name"].getDebugName(2) == "Bold"
        assert font["OS/2"].fsType == 0
        assert not [each for each in "ąćęłńóśźżЖщы₽€£„”’–…\u00a0" if ord(each) not in font.getBestCmap()]


def test_a_total_runs_across_the_empty_cells_before_its_figure() -> None:
    text = "| a | b | c |\n|---|---|---:|\n| 1 | 2 | 3 |\n| **Total on 1 September 2026** | | **3** |\n"
    (table,) = xml(docx.draw(letter(text))).iter(f"{W}tbl")
    last = list(table.iter(f"{W}tr"))[-1]
    assert [each.find(f"{W}tcPr/{W}gridSpan") is not None for each in last.iter(f"{W}tc")] == [True, False]
    assert 'colspan="2"' in html.markup(letter(text))


def test_no_last_row_stands_alone_on_a_page() -> None:
    def kept(count: int) -> list[bool]:
        text = "| a |\n|---|\n" + "| b |\n" * count
        (table,) = xml(docx.draw(letter(text))).iter(f"{W}tbl")
        return [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]

    assert kept(5) == [True, False, False, False, True, False]
    assert kept(2) == [True, False, False]


def test_a_heading_that_begins_a_page_has_no_white_over_it() -> None:
    document = word(docx.draw(letter("Text.\n\n::: page-break\n:::\n\n## Next\n\nText.\n")))
    (heading,) = [each for each in document.paragraphs if each.text == "Next"]
    assert heading.paragraph_format.page_break_before
    assert heading.paragraph_format.space_before == 0


def test_the_white_under_a_kept_table_may_fall_on_the_next_page() -> None:
    body = xml(docx.draw(letter("::: keep\nText.\n\n| a |\n|---|\n| b |\n:::\n\nMore.\n")))
    (table,) = body.iter(f"{W}tbl")
    assert [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")] == [True, False]
