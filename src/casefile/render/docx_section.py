"""Sections in Word: the paper of the whole document, and pages turned to landscape in the middle of it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from casefile.render.blocks import Block
from casefile.render.docx_place import Place
from casefile.render.geometry import Geometry

_SIDE, _TOP, _FOOT = 20, 22, 25  # margins of a landscape page, as in print.css
_FOOTER = 16.7  # from the end of the text to the end of the page's foot


def paper(document: Any, place: Geometry, *, landscape: bool) -> float:
    """Set the paper and margins of a document; returns the width of its text in millimetres."""
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(place.width), Mm(place.height)
    section.left_margin, section.right_margin = Mm(place.margin_left), Mm(place.margin_right)
    section.bottom_margin = Mm(place.margin_bottom)
    section.footer_distance = Mm(place.margin_bottom - _FOOTER)
    return turned(document) if landscape else width_mm(document)


def turned(document: Any) -> float:
    """Turn the last section's pages to landscape, if they are not; returns the width of their text in millimetres."""
    final = document.element.body.sectPr
    if final.orientation.value == 0:
        _turn(final, document.part)
    return width_mm(document)


def width_mm(document: Any) -> float:
    """The width of the text on the last section's pages, in millimetres."""
    section = document.sections[-1]
    return float((section.page_width - section.left_margin - section.right_margin) / 36000)


def landscape(blocks: Sequence[Block], place: Place) -> None:
    """Blocks on landscape pages: a section break before, the blocks, a section break after."""
    final = place.document.element.body.sectPr
    if final.orientation.value == 1:
        place.draw(blocks, place)
        return
    _end_section(place, deepcopy(final))
    without_first_page(final)
    across = deepcopy(final)
    _turn(across, place.document.part)
    place.draw(blocks, replace(place, width_mm=float((across.page_width - 2 * Mm(_SIDE)) / 36000)))
    _end_section(place, across)


def _end_section(place: Place, properties: Any) -> None:
    previous = place.before.getprevious()
    if previous is None or previous.tag != qn("w:p") or previous.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        previous = place.paragraph()._p
    previous.get_or_add_pPr().append(properties)


def without_first_page(properties: Any) -> None:
    """Let the first page of a section look like its others."""
    for each in properties.findall(qn("w:titlePg")):
        properties.remove(each)


def _turn(properties: Any, part: Any) -> None:
    section = Section(properties, part)
    section.page_width, section.page_height = section.page_height, section.page_width
    properties.find(qn("w:pgSz")).set(qn("w:orient"), "landscape")
    section.left_margin = section.right_margin = Mm(_SIDE)
    if section.footer_distance and section.bottom_margin:  # the foot stays as far from the text
        section.footer_distance = max(0, section.footer_distance - section.bottom_margin + Mm(_FOOT))
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_FOOT)
