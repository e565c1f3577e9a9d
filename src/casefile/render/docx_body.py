"""Blocks as Word paragraphs, tables and lists, in the styles of the letterhead. Knows blocks and Word, no template.

Fills a place: the body before a marker, or a table cell. Text styles and fences do the same here as in html.py.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from casefile.render.blocks import (
    Block,
    Box,
    Break,
    Code,
    Facts,
    Heading,
    Inlines,
    Items,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Run,
    Table,
)  # fmt: skip
from casefile.render.docx_xml import bookmark, border, element, keep_with_next
from casefile.render.sheet import Asset

_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_ALIGN = {"left": None, "right": WD_ALIGN_PARAGRAPH.RIGHT, "center": WD_ALIGN_PARAGRAPH.CENTER}


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks go, how wide it is, and how plain paragraphs look there."""

    document: Any
    parent: Any  # the XML element the blocks become children of
    before: Any  # the child they go before, or None for the end
    width_mm: float
    assets: Mapping[str, Asset]
    style: str = "Normal"
    align: str = "left"
    depth: int = 0  # of lists
    is_form: bool = False  # whether tables have rules round their cells
    homes: frozenset[str] = frozenset()  # exhibits that a row of this document is about
    at_home: bool = False  # whether this is the first cell of such a row
    set_marks: set[str] = field(default_factory=set)  # bookmarks written so far, in the whole document

    def add(self, xml: Any) -> None:
        if self.before is None:
            self.parent.append(xml)
        else:
            self.before.addprevious(xml)

    def paragraph(self, style: str = "", align: str = "") -> WordParagraph:
        xml = OxmlElement("w:p")
        self.add(xml)
        paragraph = WordParagraph(xml, self.document._body)
        paragraph.style = self.document.styles[style or self.style]
        alignment = _ALIGN[align or self.align]
        if alignment is not None:
            paragraph.alignment = alignment
        return paragraph


def draw(blocks: Sequence[Block], place: Place) -> None:
    """Write `blocks` at `place`."""
    turn = False
    for block in blocks:
        if isinstance(block, Box) and block.name == "page-break":
            turn = True
            continue
        elements = written(place, partial(_block, block, place))
        if turn and elements:
            first = next(xml for each in elements for xml in each.iter(qn("w:p")))
            WordParagraph(first, place.document._body).paragraph_format.page_break_before = True
            turn = False


def written(place: Place, write: Callable[[], None]) -> list[Any]:
    """The elements that `write` adds at a place."""
    known = set(place.parent)
    write()
    return [xml for xml in place.parent if xml not in known]


def _block(block: Block, place: Place) -> None:
    match block:
        case Heading():
            inline(block.content, place.paragraph(f"Heading {min(block.level, 4)}"), place)
        case Paragraph():
            inline(block.content, place.paragraph(), place)
        case Items():
            _items(block, place)
        case Table():
            from casefile.render.docx_table import table

            table(block, place)
        case Facts():
            from casefile.render.docx_table import facts

            facts(block, place)
        case Quote():
            draw(block.blocks, replace(place, style="Quote"))
        case Code():
            _code(block, place)
        case Rule():
            border(place.paragraph()._p, "bottom", 3)
        case Box():
            _box(block, place)


def _code(block: Code, place: Place) -> None:
    paragraph = place.paragraph("Preformatted")
    for number, text in enumerate(block.text.split("\n")):
        run = paragraph.add_run()
        if number:
            run.add_break()
        run.add_text(text)


def _items(block: Items, place: Place) -> None:
    level = f" {place.depth + 1}" if place.depth else ""
    style = f"List {'Bullet' if block.start is None else 'Number'}{level}"
    number = None if block.start is None else _numbering(place.document, style, block.start)
    for item in block.items:
        for position, part in enumerate(item):
            if position == 0 and isinstance(part, Paragraph):
                paragraph = place.paragraph(style)
                if number is not None:
                    numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                    numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, number
                inline(part.content, paragraph, place)
            else:
                draw((part,), replace(place, style=f"List Continue{level}", depth=place.depth + 1))


def _numbering(document: Any, style: str, start: int) -> int:
    """A numbering of its own for one list, beginning at `start`."""
    numbering = document.part.numbering_part.element
    base = document.styles[style].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(base).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _box(block: Box, place: Place) -> None:
    match block.name:
        case "keep":
            keep_with_next(written(place, partial(draw, block.blocks, place)))
        case "small":
            draw(block.blocks, replace(place, style="Small Print"))
        case "form":
            draw(block.blocks, replace(place, is_form=True))
        case "right" | "center":
            draw(block.blocks, replace(place, align=block.name))
        case "lines":
            for _ in range(block.number):
                place.paragraph("Writing Line")
        case "landscape":
            from casefile.render.docx_section import landscape

            landscape(block.blocks, place)
        case "note" | "beside" | "signatures":
            from casefile.render import docx_table

            {"note": docx_table.note, "beside": docx_table.beside, "signatures": docx_table.signatures}[block.name](
                block, place
            )
        case other:
            raise AssertionError(f"no way to draw '{other}' in Word")


def inline(content: Inlines, paragraph: WordParagraph, place: Place) -> None:
    """Write a line of text into a Word paragraph."""
    for each in content:
        match each:
            case Break():
                paragraph.add_run().add_break(WD_BREAK.LINE)
            case Picture():
                picture(each, paragraph.add_run(), place.assets)
            case Run():
                _run(each, paragraph, place)


def _run(each: Run, paragraph: WordParagraph, place: Place) -> None:
    exhibit = each.href.removeprefix("exhibit:").partition("/")[0] if each.href.startswith("exhibit:") else ""
    if exhibit and place.at_home and exhibit not in place.set_marks:
        place.set_marks.add(exhibit)
        with bookmark(paragraph._p, f"exhibit_{exhibit}", len(place.set_marks)):
            run = paragraph.add_run()
    elif exhibit in place.homes:
        run = _linked(paragraph, element("w:hyperlink", anchor=f"exhibit_{exhibit}"))
    elif each.href and not exhibit and not each.href.startswith("#"):
        target = place.document.part.relate_to(each.href, _HYPERLINK, is_external=True)
        run = _linked(paragraph, element("w:hyperlink", **{"r:id": target}))
        run.underline = True
    else:
        run = paragraph.add_run()
    _dress(run, each)


def _linked(paragraph: WordParagraph, link: Any) -> WordRun:
    xml = OxmlElement("w:r")
    link.append(xml)
    paragraph._p.append(link)
    return WordRun(xml, paragraph)


def _dress(run: WordRun, each: Run) -> None:
    run.text = each.text
    if each.strong:
        run.bold = True
    if each.emphasis:
        run.italic = True
    if each.struck:
        run.font.strike = True
    if each.code:
        run.font.name = "Source Sans 3"


def homes(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The exhibits that some row of a table or of facts is about: those its first cell refers to."""
    found: set[str] = set()
    for block in blocks:
        match block:
            case Table():
                firsts = [row[0] for row in block.rows]
            case Facts():
                firsts = [term for term, _ in block.rows]
            case Box() | Quote():
                found |= homes(block.blocks)
                continue
            case _:
                continue
        links = (each.href for first in firsts for each in first if isinstance(each, Run))
        found |= {href.removeprefix("exhibit:").partition("/")[0] for href in links if href.startswith("exhibit:")}
    return frozenset(found)


def picture(each: Picture, run: Any, assets: Mapping[str, Asset]) -> Any:
    """Write a picture into a Word run, with its words; returns its shape."""
    from casefile.render.pdf import raster

    asset = raster(assets[each.name])
    shape = run.add_picture(io.BytesIO(asset.content), width=Mm(asset.width_mm))
    shape._inline.docPr.set("descr", each.alt or asset.alt)
    shape._inline.docPr.set("name", each.name)
    return shape
