"""Tables in Word: columns of figures, facts, notes, pictures beside text, signatures.

Heads repeat on every page, rows do not split, totals stay with the last row. Knows blocks, no template.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm

from casefile.render.blocks import (
    Align,
    Block,
    Box,
    Facts,
    Inlines,
    Items,
    Picture,
    Table,
    inlines,
    label_columns,
    with_pictures_apart,
)
from casefile.render.docx_place import Place
from casefile.render.docx_text import inline
from casefile.render.docx_widths import is_whole, term_mm, widths
from casefile.render.docx_xml import cell_borders, cell_margins, element, keep_with_next, no_wrap

_HEAD_RULE, _ROW_RULE = (5, "111111"), (2, "CCCCCC")
_BESIDE = 62  # twips over pictures and the text beside them, more than between paragraphs
_FEW = 3  # rows that a table has at least before its last is kept with the one above, as in print.css
_FORM_RULE, _FORM_SIDE = (3, "999999"), 85  # round each cell, and twips of white beside its text


def table(block: Table, place: Place) -> None:
    """A table with a repeated head, hairlines between rows, and no last row or total alone on a page."""
    rows = [block.head, *block.rows, *block.totals]
    last = len(rows) - len(block.totals)
    xml = _grid(len(rows), widths(block, place.width_mm), place)
    for number, (row, content) in enumerate(zip(xml.tr_lst, rows, strict=True)):
        total = number >= last
        style = "Table Head" if number == 0 else place.sized("Table Total" if total else "Table Text")
        across = label_columns(content) if total and not place.is_form else 1
        _join(row, across)
        columns = [column for column in range(len(content)) if not 0 < column < across]
        for column, cell in zip(columns, row.tc_lst, strict=True):
            within = replace(place, at_home=column == 0 < number < last)
            _write(cell, content[column], style, block.aligns[column], within)
            if number and is_whole(content[column]):
                no_wrap(cell)
            _rule(cell, place, head=number == 0, total=total)
        _row(row, head=number == 0)
        if number == 0 or last - 1 <= number < len(rows) - 1 or number == len(rows) - 2 >= _FEW:
            for paragraph in row.iter(qn("w:p")):
                paragraph.get_or_add_pPr().get_or_add_keepNext()
    _space(place)


def _join(row: Any, columns: int) -> None:
    """Make the first cell of a row as wide as so many columns."""
    first, *others = row.tc_lst[:columns]
    for each in others:
        first.width += each.width
        row.remove(each)
    if others:
        first.grid_span = columns


def _rule(cell: Any, place: Place, *, head: bool, total: bool) -> None:
    if place.is_form:
        cell_borders(cell, **dict.fromkeys(("top", "left", "bottom", "right"), _FORM_RULE))
    elif head:
        cell_borders(cell, bottom=_HEAD_RULE)
        cell.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    elif not total:
        cell_borders(cell, bottom=_ROW_RULE)


def facts(block: Facts, place: Place) -> None:
    """Rows of a term and what is said of it, without rules."""
    left = term_mm(block, place.width_mm)
    xml = _grid(len(block.rows), (left, place.width_mm - left), place)
    for row, (term, blocks) in zip(xml.tr_lst, block.rows, strict=True):
        _write(row.tc_lst[0], term, place.sized("Fact Term"), "left", replace(place, at_home=True))
        _fill(row.tc_lst[1], blocks, replace(place, style=place.sized("Fact Text"), width_mm=place.width_mm - left))
        _row(row)
    _space(place)


def note(block: Box, place: Place) -> None:
    """Blocks between two hairlines, on one page."""
    xml = _grid(1, (place.width_mm,), place)
    cell = xml.tr_lst[0].tc_lst[0]
    _fill(cell, block.blocks, place)
    cell_borders(cell, top=(4, "111111"), bottom=(4, "111111"))
    cell_margins(cell, top=135, bottom=50)
    _row(xml.tr_lst[0])
    _space(place)


def beside(block: Box, place: Place) -> None:
    """Pictures at the right of the other blocks."""
    pictures, others = with_pictures_apart(block)
    right = max((_picture_width(each, place) for each in pictures), default=0) + 4
    xml = _grid(1, (place.width_mm - right, right), place)
    left_cell, right_cell = xml.tr_lst[0].tc_lst
    for cell in (left_cell, right_cell):
        cell_margins(cell, top=_BESIDE)
    _fill(left_cell, others, replace(place, width_mm=place.width_mm - right))
    _fill(right_cell, pictures, replace(place, width_mm=right, align="right"))
    _row(xml.tr_lst[0])
    _space(place)


def signatures(block: Box, place: Place) -> None:
    """Each item of the lists inside as a line to sign on with what stands under it, two in a row."""
    items = [item for each in block.blocks if isinstance(each, Items) for item in each.items]
    gap = 12.0
    width = (place.width_mm - gap) / 2

    def write() -> None:
        for start in range(0, len(items), 2):
            _space(place, points=38)
            row = _grid(1, (width, gap, width), place).tr_lst[0]
            for column, item in zip((0, 2), items[start : start + 2], strict=False):
                cell = row.tc_lst[column]
                _fill(cell, item, replace(place, style="Signature Line", width_mm=width))
                cell_borders(cell, top=(4, "111111"))
                cell_margins(cell, top=80)
            _row(row)

    keep_with_next(place.written(write))
    _space(place)


def _picture_width(block: Block, place: Place) -> float:
    pictures = (each for each in inlines((block,)) if isinstance(each, Picture))
    return sum(place.assets[each.name].width_mm for each in pictures)


def _grid(rows: int, widths: Sequence[float], place: Place) -> Any:
    xml = CT_Tbl.new_tbl(rows, len(widths), Mm(sum(widths)))
    place.add(xml)
    properties = xml.tblPr
    for child in list(properties):
        properties.remove(child)
    properties.append(element("w:tblStyle", val=place.document.styles["House Table"].style_id))
    properties.append(element("w:tblW", w=str(_twips(sum(widths))), type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    for column, width in zip(xml.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    for row in xml.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Mm(width)
        for cell in row.tc_lst if place.is_form else ():
            cell_margins(cell, left=_FORM_SIDE, right=_FORM_SIDE)
        if not place.is_form:
            cell_margins(row.tc_lst[-1], right=0)
    return xml


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _write(cell: Any, words: Inlines, style: str, align: Align, place: Place) -> None:
    paragraph = _within(cell, place).paragraph(style, align)
    inline(words, paragraph, place)


def _fill(cell: Any, blocks: Sequence[Block], place: Place) -> None:
    inside = replace(_within(cell, place), style=place.style, align=place.align, width_mm=place.width_mm)
    place.draw(blocks, inside)
    if not len(cell) or cell[-1].tag != qn("w:p"):
        # the schema wants a cell to end with a paragraph; as small as can be
        _tiny(inside)


def _within(cell: Any, place: Place) -> Place:
    for paragraph in cell.findall(qn("w:p")):
        if not len(paragraph):
            cell.remove(paragraph)
    return replace(place, parent=cell, before=None, depth=0)


def _row(row: Any, *, head: bool = False) -> None:
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))


def _tiny(place: Place) -> None:
    _high(place.paragraph("Table Gap")._p, 1)


def _space(place: Place, points: int = 0) -> None:
    """White over or under a table: Word gives tables none, and joins two that touch."""
    gap = place.paragraph("Table Gap")
    if points:
        _high(gap._p, points)


def _high(paragraph: Any, points: int) -> None:
    spacing = paragraph.get_or_add_pPr().get_or_add_spacing()
    for name, value in {"line": str(points * 20), "lineRule": "exact"}.items():
        spacing.set(qn(f"w:{name}"), value)


def close_up(following: Any) -> None:
    """Take back the white under a table that stands before `following`, a heading or the end of the document: a heading
    has white of its own, and at the end, where the schema wants a paragraph, it could open a page."""
    white = following.getprevious()
    if white is None or white.tag != qn("w:p") or white.find(qn("w:r")) is not None:
        return
    table = white.getprevious()
    if table is not None and table.tag == qn("w:tbl"):
        _high(white, 1)
