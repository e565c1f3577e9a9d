"""A slip in Word: the payment part with receipt on a page of its own, as a table of fixed size at the page's foot.

Word alone knows how far a text reaches, so the last page's room is not asked for; and on a page of its own the letter's
foot gives way. The page's margins put the table where it belongs, since not every program places a floating one. Knows
the slip and Word, no sheet.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from casefile.render import slip as slips
from casefile.render.blocks import Picture
from casefile.render.docx_section import without_first_page
from casefile.render.docx_text import picture
from casefile.render.docx_xml import cell_borders, element
from casefile.render.qr import borderless
from casefile.render.sheet import Asset
from casefile.render.slip import Slip

_FACE = "Arial"  # one of the four that the guidelines allow, and on every machine or measured alike
_SEPARATE = 4.0  # millimetres above the slip, for the line's words
_COLUMNS = (5.0, 52.0, 5.0, 5.0, 51.0, 87.0, 5.0)
_MARGIN = 5.0  # under the table: the slip's own, which is blank and which few printers reach
_LAST = 0.5  # left for the paragraph that must follow a table
_EDGE = 5.0  # millimetres of white above what stands in a part
_RECEIPT = (12.0, 56.0, 14.0, 17.0)
_ROWS = (_SEPARATE, 12.0, 56.0, 14.0, 8.0, 10.0 - _LAST)
_CUT = (4, "000000")
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_CORNER = 3.0  # millimetres of the marks round a field to be filled in
_CORNERS = {(0, 0): ("top", "left"), (0, 2): ("top", "right"), (2, 0): ("left", "bottom"), (2, 2): ("bottom", "right")}


def add(document: Any, slip: Slip, name: str, asset: Asset, language: str) -> None:
    """Put the slip, with the code `asset`, on a last page: a section of its own, without the letter's foot."""
    section = _last_section(document)
    section.top_margin = section.page_height - Mm(slips.HEIGHT + _SEPARATE)
    section.bottom_margin = Mm(_MARGIN)
    last = document.add_paragraph()
    _set(last, 1, 1)
    xml = _fixed(_COLUMNS, _ROWS, document, left=-section.left_margin.mm)
    last._p.addprevious(xml)
    _fill(Table(xml, document._body), slip, name, asset, language)


def _last_section(document: Any) -> Any:
    body = document.element.body
    final = body.sectPr
    last = final.getprevious()
    if last is None or last.tag != qn("w:p") or last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        last = document.add_paragraph()._p
    last.get_or_add_pPr().append(deepcopy(final))
    without_first_page(final)
    section = document.sections[-1]
    if section.page_width > section.page_height:
        section.page_width, section.page_height = section.page_height, section.page_width
        final.find(qn("w:pgSz")).attrib.pop(qn("w:orient"), None)
    for each in (*final.findall(qn("w:footerReference")), *final.findall(qn("w:type"))):
        final.remove(each)
    section.footer.is_linked_to_previous, section.footer_distance = False, Mm(0)
    _set(section.footer.paragraphs[0], 1, 1)  # without words, but as high as a line
    return section


def _fill(table: Table, slip: Slip, name: str, asset: Asset, language: str) -> None:
    """Row by row it is read: the line's words, the receipt, and then the payment part."""
    said = slips.words(language)
    for row in range(1, len(_ROWS)):
        cell_borders(table.cell(row, 2)._tc, right=_CUT)
    for column in range(len(_COLUMNS)):
        cell_borders(table.cell(0, column)._tc, bottom=_CUT)
    _line(_area(table, (0, 0), (0, 6)), said.separate, 8, 9, align="center")
    _receipt(_inside(_area(table, (1, 1), (5, 1)), (52.0,), _RECEIPT), slip, said)
    _title(table.cell(1, 4), said.payment_part)
    _information(_area(table, (1, 5), (4, 5)), slip.sections(said), 8 if slip.is_long else 10, slips.BLANK, _EDGE)
    _code(table.cell(2, 4), name, asset)
    _amount(_area(table, (3, 4), (4, 4)), slip, said, 10, 16)


def _receipt(table: Table, slip: Slip, said: slips.Words) -> None:
    title, information, amount, acceptance = (table.cell(row, 0) for row in range(len(_RECEIPT)))
    _title(title, said.receipt)
    _information(information, slip.receipt.sections(said), 8, slips.BLANK_ON_RECEIPT)
    _amount(amount, slip, said, 8, 12)
    _line(acceptance, said.acceptance_point, 6, 9, bold=True, align="right")


def _title(cell: _Cell, words: str) -> None:
    _line(cell, words, 11, 12, bold=True).paragraph_format.space_before = Mm(_EDGE)


def _code(cell: _Cell, name: str, asset: Asset) -> None:
    paragraph = _line(cell, "", 1, 1)
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.line_spacing = Mm(_EDGE), 1.0
    drawn = picture(Picture(name, asset.alt), paragraph.add_run(), {name: borderless(asset)})
    for side in ("distT", "distB", "distL", "distR"):  # LibreOffice takes white where none is named
        drawn._inline.set(side, "0")


def _area(table: Table, first: tuple[int, int], last: tuple[int, int]) -> _Cell:
    joined: _Cell = table.cell(*first).merge(table.cell(*last))
    return joined


def _information(
    cell: _Cell, sections: Iterable[tuple[str, tuple[str, ...]]], size: float, blank: tuple[int, int], before: float = 0
) -> None:
    """Headings and values in a cell, `size` points high, from `before` millimetres under its top."""
    for number, (heading, lines) in enumerate(sections):
        label = _line(cell, heading, size - 2, size + 1, bold=True, more=number > 0)
        label.paragraph_format.space_before = Pt(size + 1) if number else Mm(before)
        for line in lines:
            _line(cell, line, size, size + 1, more=True)
        if not lines:
            _blank(cell, blank)


def _amount(cell: _Cell, slip: Slip, said: slips.Words, size: float, tab: float) -> None:
    for number, (words, points) in enumerate(
        ((f"{said.currency}\t{said.amount}", size - 2), (f"{slip.currency}\t{slip.amount}", size))
    ):
        line = _line(cell, words, points, size + 1, bold=not number, more=number > 0)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(tab))


def _line(
    cell: _Cell, words: str, size: float, high: float, *, bold: bool = False, align: str = "left", more: bool = False
) -> Paragraph:
    """A paragraph of a cell, its first or one `more`, in lines of `high` points."""
    paragraph: Paragraph = cell.add_paragraph() if more else cell.paragraphs[0]
    _set(paragraph, size, high)
    paragraph.alignment = _ALIGN[align]
    run = paragraph.add_run(words)
    run.font.name, run.font.size, run.font.bold = _FACE, Pt(size), bold
    return paragraph


def _set(paragraph: Paragraph, size: float, high: float) -> None:
    """Lines of exactly `high` points with no white round them, whatever the letterhead's paragraphs have."""
    form = paragraph.paragraph_format
    form.space_before = form.space_after = form.first_line_indent = Pt(0)
    form.line_spacing = Pt(high)
    form.widow_control = False
    properties = paragraph._p.get_or_add_pPr()
    for each in properties.findall(qn("w:rPr")):
        properties.remove(each)
    mark = OxmlElement("w:rPr")  # of the paragraph's end, which is as high as what stands before it
    mark.append(element("w:sz", val=str(round(size * 2))))
    properties.append(mark)


def _blank(cell: _Cell, size: tuple[int, int]) -> None:
    """The field to write the payer in: a table with nothing but its corners drawn."""
    wide, high = size
    table = _inside(cell, (_CORNER, wide - 2 * _CORNER, _CORNER), (_CORNER, high - 2 * _CORNER, _CORNER))
    for (row, column), marked in _CORNERS.items():
        cell_borders(table.cell(row, column)._tc, **dict.fromkeys(marked, (6, "000000")))


def _inside(cell: _Cell, columns: tuple[float, ...], rows: tuple[float, ...]) -> Table:
    """A table in a cell, after what stands there, and the paragraph that a cell ends with."""
    for paragraph in cell.paragraphs:
        if not paragraph.runs:
            cell._tc.remove(paragraph._p)
    xml = _fixed(columns, rows, cell)
    cell._tc.append(xml)
    _set(cell.add_paragraph(), 1, 1)
    return Table(xml, cell)


def _fixed(columns: tuple[float, ...], rows: tuple[float, ...], parent: Any, left: float = 0) -> Any:
    """A table without rules or white in its cells, of exactly these widths and heights in millimetres."""
    xml = CT_Tbl.new_tbl(len(rows), len(columns), Mm(sum(columns)))
    properties = xml.tblPr
    for child in list(properties):
        properties.remove(child)
    properties.append(element("w:tblW", w=str(_twips(sum(columns))), type="dxa"))
    properties.append(element("w:tblInd", w=str(_twips(left)), type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    white = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        white.append(element(f"w:{side}", w="0", type="dxa"))
    properties.append(white)
    for column, width in zip(xml.tblGrid.gridCol_lst, columns, strict=True):
        column.w = Mm(width)
    for row, height in zip(Table(xml, parent).rows, rows, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.EXACTLY
        for cell, width in zip(row.cells, columns, strict=True):
            cell.width = Mm(width)
            _set(cell.paragraphs[0], 1, 1)
    return xml


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)
