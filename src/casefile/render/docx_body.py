"""Blocks as Word paragraphs, tables and lists, in the styles of the letterhead. Knows blocks and Word, no template.

Fills a place: the body before a marker, or a table cell. Text styles and fences do the same here as in html.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from casefile.render import docx_table
from casefile.render.blocks import (
    Block,
    Box,
    Code,
    Facts,
    Heading,
    Items,
    Paragraph,
    Quote,
    Rule,
    Run,
    Table,
)  # fmt: skip
from casefile.render.docx_place import Place
from casefile.render.docx_section import landscape
from casefile.render.docx_text import inline
from casefile.render.docx_xml import border, keep_with_next, set_apart

_LOOSE = Pt(5.7)  # under an item of a list that is set apart, as in print.css
_DEEPEST = 3  # levels of lists that Word has styles for


def draw(blocks: Sequence[Block], place: Place) -> None:
    """Write `blocks` at `place`."""
    turn = False
    for block in blocks:
        if isinstance(block, Box) and block.name == "page-break":
            turn = True
            continue
        elements = place.written(partial(_block, block, place))
        if turn and elements:
            first = next(xml for each in elements for xml in each.iter(qn("w:p")))
            form = WordParagraph(first, place.document._body).paragraph_format
            form.page_break_before, form.space_before = True, 0  # white over what begins a page is dropped
            turn = False


def _block(block: Block, place: Place) -> None:
    match block:
        case Heading():
            heading = place.paragraph(f"Heading {min(block.level, 4)}")
            docx_table.close_up(heading._p)
            inline(block.content, heading, place)
        case Paragraph():
            inline(block.content, place.paragraph(), place)
        case Items():
            _items(block, place)
        case Table():
            docx_table.table(block, place)
        case Facts():
            docx_table.facts(block, place)
        case Quote():
            draw(block.blocks, replace(place, style=place.sized("Quote")))
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
    level = f" {min(place.depth + 1, _DEEPEST)}" if place.depth else ""
    style = place.sized(f"List {'Bullet' if block.start is None else 'Number'}{level}")
    number = None if block.start is None else _numbering(place.document, style, block.start)
    inside = replace(place, style=place.sized(f"List Continue{level}"), depth=place.depth + 1)
    for at, item in enumerate(block.items, 1):
        elements = place.written(partial(_item, item, style, number, inside))
        if at == len(block.items) and not place.depth:
            _end_as_a_paragraph(elements, place)
        elif not block.tight:
            _space_after(elements, _LOOSE, place)


def _item(item: Sequence[Block], style: str, number: int | None, inside: Place) -> None:
    for position, part in enumerate(item):
        if position == 0 and isinstance(part, Paragraph):
            paragraph = inside.paragraph(style)
            if number is not None:
                numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                numbered.get_or_add_ilvl().val, numbered.get_or_add_numId().val = 0, number
            inline(part.content, paragraph, inside)
        else:
            draw((part,), inside)


def _end_as_a_paragraph(elements: Sequence[Any], place: Place) -> None:
    """The white under a paragraph of text beneath a list's item, which its own style sets closer."""
    _space_after(elements, place.document.styles["Normal"].paragraph_format.space_after, place)


def _space_after(elements: Sequence[Any], white: Any, place: Place) -> None:
    if elements and elements[-1].tag == qn("w:p"):
        WordParagraph(elements[-1], place.document._body).paragraph_format.space_after = white
        set_apart(elements[-1])


def _numbering(document: Any, style: str, start: int) -> int:
    """A numbering of its own for one list, beginning at `start`."""
    numbering = document.part.numbering_part.element
    base = _number_of(document.styles[style])
    abstract = numbering.num_having_numId(base).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(number.numId)


def _number_of(style: Any) -> int:
    """The numbering that a style names, or one of those it builds on."""
    while style.element.pPr is None or style.element.pPr.numPr is None or style.element.pPr.numPr.numId is None:
        style = style.base_style
    return int(style.element.pPr.numPr.numId.val)


def _box(block: Box, place: Place) -> None:
    match block.name:
        case "keep":
            keep_with_next(place.written(partial(draw, block.blocks, place)))
        case "small":
            draw(block.blocks, replace(place, style="Small Print", is_small=True))
        case "form":
            draw(block.blocks, replace(place, is_form=True))
        case "right" | "center" | "large":
            draw(block.blocks, replace(place, align="right" if block.name == "right" else "center"))
        case "lines":
            for _ in range(block.number):
                place.paragraph("Writing Line")
        case "landscape":
            landscape(block.blocks, place)
        case "note" | "beside" | "signatures":
            {"note": docx_table.note, "beside": docx_table.beside, "signatures": docx_table.signatures}[block.name](
                block, place
            )
        case other:
            raise AssertionError(f"no way to draw '{other}' in Word")


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
