"""Small pieces of Word's XML that python-docx has no words for (ISO 29500-1, 17). Knows no block and no document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

# what follows w:pBdr, w:framePr and w:sectPr inside w:pPr: the schema fixes the order
_AFTER_BORDERS = (
    "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
    "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
    "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
    "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def element(tag: str, **attributes: str) -> Any:
    """A new element; attribute names are prefixed like `tag`, those without a prefix get `w:`."""
    xml = OxmlElement(tag)
    for name, value in attributes.items():
        xml.set(qn(name if ":" in name else f"w:{name}"), value)
    return xml


def border(paragraph: Any, side: str, eighths: int, colour: str = "999999", space: int = 1) -> None:
    """A rule along one side of a `w:p` or a paragraph style, `eighths` of a point thick."""
    properties = paragraph.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, *_AFTER_BORDERS)
    borders.append(element(f"w:{side}", val="single", sz=str(eighths), space=str(space), color=colour))


def frame_mark(paragraph: Any, top_mm: float, width_mm: float) -> None:
    """Make an empty `w:p` a short hairline at the left edge of the page: where to fold or punch the sheet."""
    place = {"w": width_mm, "x": 5.0, "y": top_mm}
    twips = {name: str(round(value * 1440 / 25.4)) for name, value in place.items()}
    frame = element("w:framePr", **twips, h="20", hRule="exact", wrap="around", vAnchor="page", hAnchor="page")
    properties = paragraph.get_or_add_pPr()
    properties.insert_element_before(
        frame, "w:widowControl", "w:numPr", "w:suppressLineNumbers", "w:pBdr", *_AFTER_BORDERS
    )
    border(paragraph, "top", 3, "888888", 0)


def keep_with_next(blocks: Iterable[Any]) -> None:
    """Keep `blocks` on one page: every paragraph in them stays with the one after it, but for the last, or for those of
    the last row. The white under a table at their end may fall on the next page."""
    kept = list(blocks)
    if len(kept) > 1 and kept[-2].tag == qn("w:tbl") and kept[-1].find(qn("w:r")) is None:
        kept.pop()
    lines = [each for block in kept for each in (block.tr_lst if block.tag == qn("w:tbl") else [block])]
    for line in lines:
        for paragraph in line.iter(qn("w:p")):
            properties = paragraph.get_or_add_pPr()
            properties.get_or_add_keepLines()
            if line is not lines[-1]:
                properties.get_or_add_keepNext()


def set_apart(paragraph: Any) -> None:
    """Keep the white between a `w:p` and one of the same style, whatever the style says (17.3.1.9)."""
    properties = paragraph.get_or_add_pPr()
    for each in properties.findall(qn("w:contextualSpacing")):
        properties.remove(each)
    after = _AFTER_BORDERS[_AFTER_BORDERS.index("w:contextualSpacing") + 1 :]
    properties.insert_element_before(element("w:contextualSpacing", val="0"), *after)


def cell_borders(cell: Any, **sides: tuple[int, str]) -> None:
    """Rules along sides of a `w:tc`: side=(eighths of a point, colour)."""
    borders = OxmlElement("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            eighths, colour = sides[side]
            borders.append(element(f"w:{side}", val="single", sz=str(eighths), space="0", color=colour))
    properties = cell.get_or_add_tcPr()
    properties.insert_element_before(
        borders, "w:shd", "w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


def cell_margins(cell: Any, **sides: int) -> None:
    """The white inside a `w:tc` along sides, in twips; sides that are not named stay as they are."""
    properties = cell.get_or_add_tcPr()
    margins = properties.find(qn("w:tcMar"))
    if margins is None:
        margins = OxmlElement("w:tcMar")
        properties.insert_element_before(margins, "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
    known = {name: margins.find(qn(f"w:{name}")) for name in ("top", "left", "bottom", "right")}
    for name, old in known.items():
        if name in sides:
            margins.append(element(f"w:{name}", w=str(sides[name]), type="dxa"))
            if old is not None:
                margins.remove(old)
        elif old is not None:
            margins.append(old)


def no_wrap(cell: Any) -> None:
    """Keep the text of a `w:tc` on one line."""
    properties = cell.get_or_add_tcPr()
    properties.insert_element_before(
        OxmlElement("w:noWrap"), "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark"
    )


@contextmanager
def bookmark(paragraph: Any, name: str, number: int) -> Iterator[None]:
    """A bookmark round what is added to a `w:p` meanwhile; `number` is its own in the document."""
    paragraph.append(element("w:bookmarkStart", id=str(number), name=name))
    yield
    paragraph.append(element("w:bookmarkEnd", id=str(number)))
