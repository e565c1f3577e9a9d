"""The worksheets of an Excel file as tables of cells: words, and numbers as they were last worked out."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from casefile.errors import CaseError
from casefile.intake.grid import Cell, Returned, Row
from casefile.intake.package import Package, damaged
from casefile.intake.unseen_xlsx import Unseen, unseen
from casefile.render.xlsx import is_difference

ROWS, _COLUMNS, _SHEETS = 3000, 64, 20
_BROKEN = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, NotImplementedError, OSError,
    RuntimeError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What the library raises for a file that is not as it should be: it has nothing of its own for that. Those of XML are
SyntaxErrors."""


@dataclass(frozen=True, slots=True)
class _Hides:
    """What of a sheet is not shown."""

    title: str
    whole: bool
    parts: Unseen | None

    def what(self, row: int, column: int) -> str:
        """What hides a cell, by its row from 1 and its column from 0; empty for one that is shown."""
        if self.whole:
            return f"the sheet '{self.title}'"
        if self.parts and self.parts.row(row):
            return f"row {row} of '{self.title}'"
        if self.parts and self.parts.column(column + 1):
            return f"column {_letters(column)} of '{self.title}'"
        return ""


def returned(package: Package, rows: int = ROWS) -> Returned:
    """Its worksheets, those that are hidden too, each up to so many `rows`. CaseError when it is damaged."""
    try:
        tables = tuple(_sheets(package, rows))
    except CaseError:
        raise
    except _BROKEN as error:
        raise damaged(package.name) from error
    if not tables:
        raise damaged(package.name)
    words = "\n".join(cell.text for table in tables for row in table for cell in row if cell.text)
    has_comments = any("comments" in name.casefold() for name in package.parts)
    return Returned(package.name, tables, words, ("comments",) if has_comments else ())


def _sheets(package: Package, most: int) -> Iterator[tuple[Row, ...]]:
    """Each sheet, from two readings: with the results of formulas, and with the formulas."""
    found = unseen(package, _SHEETS, most)
    with warnings.catch_warnings():  # of things in the file that the library leaves out, none of which is a cell
        warnings.simplefilter("ignore")
        results, formulas = (_book(package, results=each) for each in (True, False))
        for shown, written in list(zip(results.worksheets, formulas.worksheets, strict=True))[:_SHEETS]:
            bounds = {"max_row": most, "max_col": _COLUMNS}
            shown.reset_dimensions()  # what the file says of its size need not be true
            written.reset_dimensions()
            rows = zip(shown.iter_rows(**bounds), written.iter_rows(**bounds), strict=True)
            hides = _Hides(shown.title, shown.sheet_state != "visible", found.get(shown.title))
            yield tuple(_row(number, *row, hides) for number, row in enumerate(rows, 1) if any(row[1]))


def _book(package: Package, *, results: bool) -> Any:
    import openpyxl

    return openpyxl.load_workbook(io.BytesIO(package.content), read_only=True, data_only=results, keep_links=False)


def _row(number: int, shown: tuple[Any, ...], written: tuple[Any, ...], hides: _Hides) -> Row:
    cells = [
        replace(
            _cell(cell, source, f"cell {_letters(column)}{number} of '{hides.title}'"),
            hidden=hides.what(number, column),
            is_worked_out=source.data_type == "f" and is_difference(str(source.value)),
        )
        for column, (cell, source) in enumerate(zip(shown, written, strict=False))
    ]
    while cells and cells[-1].is_empty:
        cells.pop()
    return tuple(cells)


def _cell(shown: Any, source: Any, place: str) -> Cell:
    match value := shown.value:
        case None if source.value is not None and source.data_type == "f":
            return Cell(place, fault="a formula whose result the file does not hold")
        case None:
            return Cell(place)
        case bool() | time() | timedelta():
            return Cell(place, fault=f"'{value}' is no amount")
        case date():
            day = value.date() if isinstance(value, datetime) else value
            return Cell(place, fault=f"the date {value:%Y-%m-%d}, and no amount", day=day)
        case int() | float() if "%" in (shown.number_format or ""):  # written out beside the figure, it is read so too
            return Cell(place, fault="a percentage, and no amount")
        case int() | float():
            return Cell(place, number=value)
    return Cell(place, str(value))


def _letters(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else chr(ord("A") + column // 26 - 1) + chr(ord("A") + column % 26)
