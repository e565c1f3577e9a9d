"""Rows as CSV that spreadsheets read as what they are: figures as figures, words as words. Knows plain values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula at the start of a cell."""
BOM = "\ufeff"

Cell = str | int | Decimal | date


def draw(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The rows as CSV (RFC 4180) in UTF-8 with a byte order mark. Words that begin like a formula get an apostrophe in
    front, and stay text."""
    made = io.StringIO()
    csv.writer(made).writerows([_harmless(cell) for cell in row] for row in rows)
    return (BOM + made.getvalue()).encode()


def _harmless(cell: Cell) -> str:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else str(cell)
