"""Build templates/base/letterhead.docx: the styles, header and footer of every Word file. Run it after a change here.

The same look as templates/base/print.css. Writes the same bytes each time.
"""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from letterhead_fonts import embed
from letterhead_lists import number

from casefile.render.docx_xml import border, cell_borders, cell_margins, element
from casefile.render.docx_zip import fixed

TARGET = Path(__file__).resolve().parents[1] / "templates" / "base" / "letterhead.docx"
SERIF, SANS = "Source Serif 4", "Source Sans 3"
STAND_INS = {SERIF: ("Georgia", "roman"), SANS: ("Calibri", "swiss")}
INK, DARK, GREY, PALE, PALER = "111111", "333333", "444444", "555555", "666666"
ACCENT = "8C2F1B"
AT_LEAST = 14.9  # points from line to line of the text; a picture makes its line higher

# name: (based on, font, points, bold, space before, space after, line to line, colour), measures in points
STYLES: dict[str, tuple[str, str, float, bool, float, float, float, str]] = {
    "Sender Name": ("Normal", SERIF, 15, True, 0, 2, 17.3, INK),
    "Sender Details": ("Normal", SANS, 8.5, False, 0, 0, 11.9, DARK),
    "Return Line": ("Normal", SANS, 6.5, False, 0, 0, 8.5, PALE),
    "Recipient": ("Normal", SERIF, 10.5, False, 0, 0, 13.9, INK),
    "Dated": ("Normal", SANS, 9, False, 0, 0, 12.6, INK),
    "References": ("Normal", SANS, 8.5, False, 0, 0, 11.9, DARK),
    "Masthead": ("Normal", SANS, 8.5, False, 0, 0, 11.9, GREY),
    "Small Print": ("Normal", SERIF, 8.5, False, 0, 6.8, 11.5, DARK),
    "Small Quote": ("Quote", SERIF, 8.5, False, 0, 6.8, 11.5, DARK),
    "Table Text": ("Normal", SANS, 9, False, 3.1, 3.1, 12.15, INK),
    "Table Head": ("Table Text", SANS, 8, True, 3.1, 3.1, 10.8, DARK),
    "Table Total": ("Table Text", SANS, 9, True, 3.1, 3.1, 12.15, INK),
    "Small Table Text": ("Table Text", SANS, 8.5, False, 1.6, 1.6, 11.05, INK),
    "Small Table Total": ("Table Total", SANS, 8.5, True, 1.6, 1.6, 11.05, INK),
    "Fact Term": ("Table Text", SANS, 9, False, 2, 2, 12.15, PALE),
    "Fact Text": ("Table Text", SANS, 9, False, 2, 2, 12.15, INK),
    "Small Fact Term": ("Fact Term", SANS, 8.5, False, 2, 2, 11.05, PALE),
    "Small Fact Text": ("Fact Text", SANS, 8.5, False, 2, 2, 11.05, INK),
    "Table Gap": ("Normal", SANS, 1, False, 0, 0, 11.3, INK),
    "Preformatted": ("Normal", SANS, 8.5, False, 0, 6.8, 11.9, INK),
    "Signature Line": ("Normal", SERIF, 9.5, False, 0, 0, 13.5, INK),
    "Writing Line": ("Normal", SERIF, 10.5, False, 0, 0, 21.7, INK),
    "Draft Mark": ("Normal", SANS, 9, True, 0, 0, 12.6, ACCENT),
}
HEADINGS = {
    "Title": (SERIF, 13, 0, 12.8, 16.25),
    "Heading 1": (SERIF, 11, 15.6, 5.7, 14.3),
    "Heading 2": (SANS, 9, 11.3, 4.25, 11.7),
    "Heading 3": (SANS, 9, 11.3, 4.25, 11.7),
    "Heading 4": (SANS, 9, 11.3, 4.25, 11.7),
}
LISTS = tuple(f"List {kind}{level}" for kind in ("Bullet", "Number", "Continue") for level in ("", " 2", " 3"))


def main() -> None:
    document = Document()
    _drop_unused(document)
    _drop_parts(document)
    _basics(document)
    for name, row in STYLES.items():
        _style(document, name, *row)
    for name in LISTS:
        _style(document, f"Small {name}", name, SERIF, 8.5, False, 0, 2.3, 11.5, DARK)
    for name, row in HEADINGS.items():
        _heading(document.styles[name], *row)
    number(document)
    _characters(document)
    _table_style(document)
    _stand_ins(document)
    _as_word_writes_now(document)
    _first_page(document)
    _header_and_footer(document.sections[0])
    written = io.BytesIO()
    document.save(written)
    TARGET.write_bytes(fixed(written.getvalue(), date(2026, 1, 1)))


def _drop_unused(document: Any) -> None:
    keep = {"Normal Table"}
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in keep:
            style.element.getparent().remove(style.element)


def _drop_parts(document: Any) -> None:
    """What the library's own file brings along: a picture of its first page, and all styles a second time."""
    for whole in (document.part.package, document.part):
        for key, each in list(whole.rels.items()):
            if each.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                whole.rels.pop(key)


def _font(style: Any, name: str, size: float, *, bold: bool = False, colour: str = INK) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = name, Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in list(fonts.attrib):
        del fonts.attrib[kind]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), name)


def _spacing(style: Any, before: float, after: float, lines: float) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), Pt(lines)
    if lines == AT_LEAST:
        form.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    form.widow_control = True


def _basics(document: Any) -> None:
    normal = document.styles["Normal"]
    _font(normal, SERIF, 10.5)
    _spacing(normal, 0, 6.8, AT_LEAST)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(25), Mm(22)
    section.top_margin, section.bottom_margin = Mm(25), Mm(28)
    section.header_distance, section.footer_distance = Mm(13.6), Mm(11.3)
    section.different_first_page_header_footer = True
    for name in LISTS:
        style = document.styles[name]
        _font(style, SERIF, 10.5)
        _spacing(style, 0, 2.3, AT_LEAST)
        for each in style.element.pPr.findall(qn("w:contextualSpacing")):
            style.element.pPr.remove(each)
    for name in ("Header", "Footer"):
        style = document.styles[name]
        _font(style, SANS, 7.5, colour=GREY)
        _spacing(style, 0, 0, 10.9)
        style.paragraph_format.tab_stops.clear_all()
    quote = document.styles["Quote"]
    _font(quote, SERIF, 10.5)
    quote.font.italic = True
    _spacing(quote, 0, 6.8, AT_LEAST)
    quote.paragraph_format.left_indent = Mm(4)
    border(quote.element, "left", 8, "BBBBBB", 11)


def _style(
    document: Any,
    name: str,
    base: str,
    font: str,
    size: float,
    bold: bool,
    before: float,
    after: float,
    lines: float,
    colour: str,
) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    style.quick_style = not name.startswith("Small List") and name != "Table Gap"
    _font(style, font, size, bold=bold, colour=colour)
    style.font.italic = name == "Small Quote"
    _spacing(style, before, after, lines)
    if name == "Writing Line":
        border(style.element, "bottom", 3, "888888", 1)
        border(style.element, "between", 3, "888888", 1)
    if name == "Draft Mark":
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        spacing = OxmlElement("w:spacing")
        spacing.set(qn("w:val"), "32")
        style.element.rPr.insert_element_before(spacing, "w:kern", "w:position", "w:sz")


def _heading(style: Any, font: str, size: float, before: float, after: float, lines: float) -> None:
    _font(style, font, size, bold=True)
    _spacing(style, before, after, lines)
    style.paragraph_format.keep_with_next = True
    borders = style.element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    for name in ("w:spacing", "w:kern"):
        for each in style.element.rPr.findall(qn(name)):
            style.element.rPr.remove(each)


def _characters(document: Any) -> None:
    """The looks of links and of a reference's label; letters set as close as the font asks (17.3.2.19)."""
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True
    document.styles.add_style("Reference Label", WD_STYLE_TYPE.CHARACTER).font.color.rgb = RGBColor.from_string(PALER)
    defaults = next(document.styles.element.iter(qn("w:rPrDefault")))[0]
    defaults.find(qn("w:sz")).addprevious(element("w:kern", val="2"))


def _table_style(document: Any) -> None:
    style = document.styles.add_style("House Table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("left", 0), ("right", 125)):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties = OxmlElement("w:tblPr")
    properties.append(margins)
    style.element.append(properties)


def _stand_ins(document: Any) -> None:
    """The two fonts, and names for programs that take none from a file (ISO 29500-1, 17.8.3.1 altName)."""
    part = next(each for each in document.part.package.parts if str(each.partname) == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>{embed(name, part)}</w:font>'
        for name, (other, family) in STAND_INS.items()
    )
    part._blob = part.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _as_word_writes_now(document: Any) -> None:
    """Word 2013 and later lay the file out as their own; an older mode is shown in the title bar."""
    settings = document.settings.element
    for each in settings.iter(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")
    for each in settings.findall(qn("w:savePreviewPicture")):
        settings.remove(each)
    zoom = settings.find(qn("w:zoom"))
    zoom.set(qn("w:percent"), "100")
    zoom.addnext(element("w:embedTrueTypeFonts"))


def _paragraph(document: Any, text: str, style: str, *, framed: bool = False) -> Any:
    paragraph = document.add_paragraph(text, style=style)
    if framed:
        frame = OxmlElement("w:framePr")
        for key, value in {
            "wrap": "around",
            "hAnchor": "page",
            "vAnchor": "page",
            "x": "1417",
            "y": "900",
            "w": "4500",
        }.items():
            frame.set(qn(f"w:{key}"), value)
        paragraph._p.get_or_add_pPr().insert_element_before(
            frame, "w:widowControl", "w:numPr", "w:pBdr", "w:tabs", "w:spacing", "w:jc"
        )
    return paragraph


def _first_page(document: Any) -> None:
    _paragraph(document, "{%p if letter %}", "Normal")
    _paragraph(document, "{{ logo }}{{ sender_name }}", "Sender Name", framed=True)
    for names, style in (
        ("details", "Sender Details"),
        ("return_lines", "Return Line"),
        ("recipient", "Recipient"),
        ("dated", "Dated"),
    ):
        _paragraph(document, f"{{%p for line in {names} %}}", "Normal")
        _paragraph(document, "{{ line }}", style, framed=True)
        _paragraph(document, "{%p endfor %}", "Normal")
    _paragraph(document, "{%p for row in references %}", "Normal")
    _reference(_paragraph(document, "", "References", framed=True))
    _paragraph(document, "{%p endfor %}", "Normal")
    _paragraph(document, "{%p else %}", "Normal")
    _paragraph(document, "{%p for line in masthead %}", "Normal")
    _paragraph(document, "{{ line }}", "Masthead")
    _paragraph(document, "{%p endfor %}", "Normal")
    _paragraph(document, "{%p endif %}", "Normal")
    _paragraph(document, "{{ title }}", "Title")
    _paragraph(document, "{%p if not letter %}", "Normal")
    _paragraph(document, "{%p for row in references %}", "Normal")
    _reference(_paragraph(document, "", "References"))
    _paragraph(document, "{%p endfor %}", "Normal")
    _paragraph(document, "{%p endif %}", "Normal")
    _paragraph(document, "{{ body }}", "Normal")


def _reference(paragraph: Any) -> None:
    """Its label and a space, where it has one, and what it refers to."""
    label = paragraph.add_run("{% if row.label %}{{ row.label }} {% endif %}", style="Reference Label")
    label._r.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    paragraph.add_run("{{ row.value }}")


def _header_and_footer(section: Any) -> None:
    for header in (section.header, section.first_page_header):
        header.is_linked_to_previous = False
        left, right = _two_cells(header)
        left.text = "{{ running }}" if header is section.header else ""
        right.style, right.text = "Draft Mark", "{{ banner }}"
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        left, right = _two_cells(footer, ruled=True)
        left.text = "{{ creditor_details }}"
        _below(left).text = "{{ footer }}"
        line = _below(right)
        line.alignment = right.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.add_run("{{ page_before }}")
        _field(line, "PAGE")
        line.add_run("{{ page_between }}")
        _field(line, "NUMPAGES")
        line.add_run("{{ page_after }}")


def _two_cells(part: Any, *, ruled: bool = False) -> tuple[Any, Any]:
    """A table as wide as the text, on portrait and on landscape pages, in place of the part's paragraph; its two cells'
    paragraphs."""
    table = part.add_table(1, 2, Mm(163))
    table.style = part.part.package.main_document_part.document.styles["House Table"]
    width = table._tbl.tblPr.find(qn("w:tblW"))
    if width is None:
        width = OxmlElement("w:tblW")
        table._tbl.tblPr.insert(1, width)
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    for column, share in zip(table.columns, (4300, 700), strict=True):
        column.width = Mm(163 * share / 5000)
    cell_margins(table.rows[0].cells[1]._tc, right=0)
    for cell, share in zip(table.rows[0].cells, (4300, 700), strict=True):
        size = cell._tc.get_or_add_tcPr().get_or_add_tcW()
        size.set(qn("w:type"), "pct")
        size.set(qn("w:w"), str(share))
        if ruled:
            cell_borders(cell._tc, top=(3, "999999"))
            cell.paragraphs[0].paragraph_format.space_before = Pt(5)
        cell.paragraphs[0].style = "Footer" if ruled else "Header"
    empty = part.paragraphs[0]
    table._tbl.addnext(empty._p)
    empty.paragraph_format.line_spacing = Pt(1)
    left, right = (cell.paragraphs[0] for cell in table.rows[0].cells)
    return left, right


def _below(paragraph: Any) -> Any:
    below = paragraph._parent.add_paragraph(style=paragraph.style)
    below.alignment = paragraph.alignment
    return below


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


if __name__ == "__main__":
    main()
