"""The head of a Word letter: its framed areas put where the sender's country wants them, and the logo above the name.

Knows the styles of our letterhead; no block, no sheet.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from casefile.render.blocks import Picture
from casefile.render.geometry import Geometry
from casefile.render.room import LOGO_HEIGHT
from casefile.render.sheet import Asset

if TYPE_CHECKING:
    from docx.document import Document

LOGO_MARK = "\ue201"  # no printed value can hold it: literal.visible spells it out
_FRAME = re.compile(rb"<w:framePr\b[^>]*>")


def is_unplaced(letterhead: bytes) -> bool:
    """Whether all framed areas of a letterhead still stand at one spot, as in the file we ship: nobody placed them."""
    with zipfile.ZipFile(io.BytesIO(letterhead)) as packed:
        if "word/document.xml" not in packed.namelist():
            return False
        found = _FRAME.findall(packed.read("word/document.xml"))
    return len(found) > 1 and len(set(found)) == 1


def arrange(document: Document, place: Geometry, *, letter: bool) -> None:
    """Put the areas of a letter, or the white round a document's head, where they belong."""
    if letter:
        _arrange(document, place)
    else:
        _space_masthead(document)


def _arrange(document: Document, place: Geometry) -> None:
    from docx.shared import Mm

    from casefile.render.docx_xml import frame_mark

    _place_frames(document, place)
    for title in _titles(document):
        title.paragraph_format.space_before = Mm(place.subject - 25)
        title.alignment = 1 if place.centered else title.alignment
    for top, width in (*((fold, 4) for fold in place.folds), *([(place.hole, 6)] if place.hole else [])):
        mark = document.paragraphs[0].insert_paragraph_before(style="Return Line")
        frame_mark(mark._p, top, width)


def _place_frames(document: Document, place: Geometry) -> None:
    from docx.oxml.ns import qn

    details = place.sender if place.stacked else place.details
    areas = {
        "Sender Name": place.sender, "Sender Details": details, "Return Line": place.returned,
        "Recipient": place.address, "Dated": place.dated, "References": place.references,
    }  # fmt: skip
    for paragraph in document.paragraphs:
        frame = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:framePr')}")
        area = areas.get(paragraph.style.name if paragraph.style else "")
        if frame is not None and area is not None:
            for name, value in {"x": area.left, "y": area.top, "w": area.width}.items():
                frame.set(qn(f"w:{name}"), str(round(value * 1440 / 25.4)))


def _space_masthead(document: Document) -> None:
    """White between date, title, references and text of a document that is no letter."""
    from docx.shared import Pt

    for title in _titles(document):
        title.paragraph_format.space_before = Pt(16)
    rows = [each for each in document.paragraphs if each.style and each.style.name == "References"]
    for last in rows[-1:]:
        last.paragraph_format.space_after = Pt(12)


def _titles(document: Document) -> list[Any]:
    """The paragraph of the title; a letterhead may have none."""
    return [each for each in document.paragraphs if each.style and each.style.name == "Title"][:1]


def set_logo(document: Document, name: str, assets: Mapping[str, Asset]) -> None:
    """The logo in a paragraph of its own above the one that holds its mark, in the same frame."""
    from docx.shared import Mm, Pt
    from docx.text.paragraph import Paragraph

    from casefile.render.docx_text import picture

    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            if LOGO_MARK in run.text:
                run.text = run.text.replace(LOGO_MARK, "")
                above: Paragraph = paragraph.insert_paragraph_before()
                if paragraph._p.pPr is not None:
                    above._p.insert(0, deepcopy(paragraph._p.pPr))
                above.paragraph_format.line_spacing, above.paragraph_format.space_after = 1.0, Pt(4)
                shape = picture(Picture(name, assets[name].alt), above.add_run(), assets)
                if shape.height.mm > LOGO_HEIGHT:
                    shape.width, shape.height = round(shape.width * LOGO_HEIGHT / shape.height.mm), Mm(LOGO_HEIGHT)
