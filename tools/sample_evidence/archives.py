"""Zip archives and spreadsheets with fixed times."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Stamp = tuple[int, int, int, int, int, int]
Cell = str | int | float
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def zipped(entries: Mapping[str, bytes], stamp: Stamp) -> bytes:
    """A zip archive, every entry dated `stamp`; stored, because deflate differs between zlib versions."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries.items():
            row = zipfile.ZipInfo(name, stamp)
            row.external_attr = 0o644 << 16
            row.create_system = 3
            archive.writestr(row, content)
    return out.getvalue()


def sheet(name: str, rows: Sequence[Sequence[Cell]], widths: Sequence[int], stamp: Stamp) -> bytes:
    """An .xlsx of one sheet, its first row bold; text inline, numbers as numbers, text starting with = as a formula."""
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1))
    body = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + _type("workbook", "sheet.main")
        + _type("styles", "styles")
        + _type("worksheets/sheet1", "worksheet")
        + "</Types>",
        "_rels/.rels": _links([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="{escape(name)}" '
        'sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _links([("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="10"/>'
        '<name val="Liberation Sans"/></font><font><b/><sz val="10"/><name val="Liberation Sans"/></font></fonts>'
        '<fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/>'
        '<xf fontId="1" applyFont="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><cols>{columns}</cols><sheetData>{body}</sheetData>'
        '<pageSetup paperSize="9" orientation="landscape"/></worksheet>',
    }
    xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped({name: (xml + text).encode() for name, text in parts.items()}, stamp)


def _type(part: str, kind: str) -> str:
    media = f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
    return f'<Override PartName="/xl/{part}.xml" ContentType="{media}"/>'


def _links(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def _row(number: int, cells: Sequence[Cell]) -> str:
    style = ' s="1"' if number == 1 else ""
    shown = "".join(_cell(f"{chr(65 + at)}{number}", cell, style) for at, cell in enumerate(cells))
    return f'<row r="{number}">{shown}</row>'


def _cell(place: str, cell: Cell, style: str) -> str:
    if isinstance(cell, str) and cell.startswith("="):
        formula, _, value = cell[1:].partition("|")
        return f'<c r="{place}"{style}><f>{escape(formula)}</f><v>{value}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{place}"{style} t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{place}"{style}><v>{cell}</v></c>'
