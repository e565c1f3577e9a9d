"""Which tables take their columns' widths as they are given, so that no cell need be measured to lay them out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.render.blocks import Align, Inlines, Picture, Table, plain

LONGEST = 24  # characters of what is not broken within itself: no word, date or sum is longer
_NARROWEST = 150.0  # millimetres that a page has for a table, on any paper
_LETTER, _FIGURE, _PADDING = 2.1, 1.6, 2.3  # millimetres that each takes in a table at most, and the white of a cell
_WORD = re.compile(r"[^ \n]+")


def is_fixed(table: Table) -> bool:
    """Whether every column keeps the percentage that it was given, as all that is not broken fits into it, in a table
    with something so long that it is."""
    if not table.widths or not _has_long(table):
        return False
    columns = zip(*(table.head, *table.rows, *table.totals), strict=True)
    return all(
        _taken(piece) <= _NARROWEST * width / 100
        for column, align, width in zip(columns, table.aligns, table.widths, strict=True)
        for piece in _whole(column, align)
    )


def _has_long(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row]
    if any(isinstance(each, Picture) for cell in cells for each in cell):
        return False
    return any(len(word) > LONGEST for cell in cells for word in _WORD.findall(plain(cell)))


def _whole(column: tuple[Inlines, ...], align: Align) -> Iterator[str]:
    """What is not broken in a column: a sum as a whole, a heading's words, and words that are not very long."""
    head, *cells = map(plain, column)
    yield from _WORD.findall(head)
    for cell in cells:
        yield from [cell] if align == "right" else (word for word in _WORD.findall(cell) if len(word) <= LONGEST)


def _taken(piece: str) -> float:
    """How many millimetres a piece of text takes at most."""
    return _PADDING + sum(_LETTER if each.isalpha() else _FIGURE for each in piece)
