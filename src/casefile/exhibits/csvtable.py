"""A CSV file becomes a table: its first row is the head of every page, and each row has its line's number.

What is ragged, very large or too wide to be read as a table is shown as its lines. Knows no amounts and no dates: each
cell stands as the file has it.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from casefile.case.decoding import Text
from casefile.exhibits import text, typeset
from casefile.exhibits.pages import Made, Native
from casefile.exhibits.words import say

_MOST_ROWS = 1500
_MOST_COLUMNS = 12
_LONGEST_CELL = 400
_DELIMITERS = ",;\t|"

Row = tuple[int, list[str]]
"""The number of the line a row ends on in the file, and its cells."""


def convert(native: Native, out: Path) -> Made:
    """Write a CSV file to `out` as a table, or as its lines; raises NotShownError when it is no text."""
    found = text.read(native)
    rows = table(found.text)
    if not rows:
        return text.listed(native, found, out)
    return typeset.made(native, typeset.headed(native) + _drawn(rows), out, notes=_notes(native, found))


def table(content: str) -> list[Row]:
    """Return the rows of a text that is a table, none of one that is ragged, very large or too wide."""
    delimiter = _delimiter(content)
    reader = csv.reader("\n".join(text.lines(content)).splitlines(keepends=True), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        for cells in reader:
            if cells:
                rows.append((reader.line_num, cells))
            if len(rows) > _MOST_ROWS:
                return []
    except csv.Error:
        return []
    columns = {len(cells) for _, cells in rows}
    even = len(columns) == 1 and 2 <= columns.pop() <= _MOST_COLUMNS
    short = all(len(cell) <= _LONGEST_CELL for _, cells in rows for cell in cells)
    return rows if len(rows) > 1 and even and short else []


def _delimiter(content: str) -> str:
    """Return what separates the cells: what the first line has most of."""
    first = content.lstrip("\r\n").partition("\n")[0]
    return max(_DELIMITERS, key=first.count)


def _notes(native: Native, found: Text) -> list[str]:
    return [say(native.language, "guessed", encoding=found.guessed)] if found.guessed else []


def _drawn(rows: Sequence[Row]) -> str:
    (_, head), *rest = rows
    right = [_is_figures(column) for column in zip(*(cells for _, cells in rest), strict=True)]
    heads = "".join(_cell("th", words, at_right) for words, at_right in zip(head, right, strict=True))
    body = "".join(
        f'<tr><td class="at">{number}</td>'
        + "".join(_cell("td", words, at_right) for words, at_right in zip(cells, right, strict=True))
        + "</tr>"
        for number, cells in rest
    )
    return f'<table class="csv"><thead><tr><th></th>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _cell(tag: str, words: str, at_right: bool) -> str:
    side = ' class="right"' if at_right else ""
    return f"<{tag}{side}>{typeset.shown(words)}</{tag}>"


def _is_figures(cells: Sequence[str]) -> bool:
    """Tell whether a column holds nothing but figures, which stand at the right."""
    written = [cell.strip() for cell in cells if cell.strip()]
    return bool(written) and all(cell.lstrip("+-").replace(".", "").replace(",", "").isdigit() for cell in written)
