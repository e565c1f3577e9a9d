"""Tables of figures as an Excel workbook: real numbers and dates, a head that stays in sight, sums that count.

Words never become formulas. The same input gives the same bytes. Knows plain values.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from casefile.money import Money, minor_units
from casefile.render.docx_zip import fixed

Cell = str | int | date | Money | None

_DANGEROUS = str.maketrans(dict.fromkeys("[]:*?/\\'", "-"))  # what no name of a worksheet may hold
_MOST = 60  # characters' widths of a column
_DATE = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Table:
    """One worksheet: its name, the head, and the rows, each cell of its kind. `summed` are the columns, counted from 0,
    that a last row adds up, which `total` begins."""

    name: str
    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    summed: tuple[int, ...] = ()
    total: str = ""


def draw(title: str, author: str, tables: Sequence[Table], created: date) -> bytes:
    """The tables as XLSX, a worksheet each."""
    import xlsxwriter

    written = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False,
        "default_date_format": _DATE,
    }  # fmt: skip
    book = xlsxwriter.Workbook(written, options)
    book.set_properties({"title": title[:255], "author": author[:255], "created": datetime.combine(created, time())})
    for table in tables:
        _write(book, table)
    book.close()
    return fixed(written.getvalue(), created)


def _write(book: Any, table: Table) -> None:
    page, bold = book.add_worksheet(table.name.translate(_DANGEROUS)[:31]), book.add_format({"bold": True})
    for column, words in enumerate(table.head):
        page.write_string(0, column, words, bold)
        cells = [row[column] for row in table.rows]
        longest = max((len(_shown(cell)) for cell in (words, *cells)), default=0)
        page.set_column(column, column, min(longest + 3, _MOST))
    for number, row in enumerate(table.rows, 1):
        for column, cell in enumerate(row):
            _put(book, page, number, column, cell)
    if table.rows:
        page.autofilter(0, 0, len(table.rows), len(table.head) - 1)
        _sum(book, page, table, bold)
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _put(book: Any, page: Any, row: int, column: int, cell: Cell) -> None:
    match cell:
        case None:
            return
        case Money():
            page.write_number(row, column, cell.amount, book.add_format({"num_format": _figures(cell.currency)}))
        case date():
            page.write_datetime(row, column, datetime.combine(cell, time()))
        case int():
            page.write_number(row, column, cell)
        case _:
            page.write_string(row, column, cell)


def _sum(book: Any, page: Any, table: Table, bold: Any) -> None:
    """The last row: what the columns come to, as formulas with what they come to now."""
    last = len(table.rows)
    page.write_string(last + 1, 0, table.total, bold)
    for column in table.summed:
        found = [cell for row in table.rows if isinstance(cell := row[column], Money)]
        if not found:
            continue
        look = book.add_format({"bold": True, "top": 1, "num_format": _figures(found[0].currency)})
        known = sum((cell.amount for cell in found), Decimal(0))
        name = _letter(column)
        page.write_formula(last + 1, column, f"=SUM({name}2:{name}{last + 1})", look, known)


def _shown(cell: Cell) -> str:
    return f"{cell.amount:,}" if isinstance(cell, Money) else "" if cell is None else str(cell)


def _figures(currency: str) -> str:
    digits = minor_units(currency)
    return "#,##0" + (f".{'0' * digits}" if digits else "")


def _letter(column: int) -> str:
    return chr(ord("A") + column)
