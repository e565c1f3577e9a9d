"""How wide the columns of a Word table are: as in the PDF, but never too narrow for a date, a sum or a word.

What they need at least is reckoned in a wide face, since a program that takes no fonts from a file sets the table in
another. Knows blocks, no Word.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.render.advance import width_mm as advance
from casefile.render.blocks import Facts, Inlines, Table, label_columns, plain

_SPARE_MM = 0.3  # for letters that stand further apart than they should
_WHITE_MM, _AFTER_TERM_MM = 2.2, 6.0  # beside a cell's text, and a fact's term, as in print.css
_POINTS, _HEAD_POINTS = 9, 8
_STAND_IN = 1.14  # how much wider a face such as Arial is
_LONGEST = 22  # characters of a word that may still claim a line


def widths(block: Table, width_mm: float) -> tuple[float, ...]:
    """Column widths in millimetres, together `width_mm`."""
    return _at_least(_wanted(block, width_mm), _least(block), width_mm)


def is_whole(cell: Inlines) -> bool:
    """Whether a cell holds one date, sum or word, which no line may break."""
    text = plain(cell)
    return bool(text) and len(text) <= _LONGEST and len(_words(text)) == 1


def term_mm(block: Facts, width_mm: float) -> float:
    """The width of the column of terms: the longest on one line, but less than half of all."""
    longest = max((advance(plain(term), _POINTS) for term, _ in block.rows), default=0.0)
    return min(longest + _AFTER_TERM_MM, width_mm * 0.45)


def _wanted(block: Table, width_mm: float) -> tuple[float, ...]:
    """As asked for; else as browsers do it (CSS 2.1, 17.5.2.2): between the longest word and the longest line."""
    if block.widths:
        return tuple(width_mm * each / 100 for each in block.widths)
    columns = range(len(block.head))
    words, lines = (tuple(_breadth(block, column, whole=whole) for column in columns) for whole in (False, True))
    if sum(lines) <= width_mm:
        return tuple(width_mm * each / sum(lines) for each in lines)
    if sum(words) >= width_mm:
        return words
    share = (width_mm - sum(words)) / (sum(lines) - sum(words))
    return tuple(low + (high - low) * share for low, high in zip(words, lines, strict=True))


def _breadth(block: Table, column: int, *, whole: bool) -> float:
    """The longest line of a column with the white beside it, or its longest word; figures break nowhere."""
    figures = block.aligns[column] == "right"
    found = [_longest(block.head[column], _HEAD_POINTS, whole=whole, bold=True)]
    found += [_longest(row[column], _POINTS, whole=whole or figures) for row in block.rows]
    found += [_longest(row[column], _POINTS, whole=whole or figures, bold=True) for row in _single(block, column)]
    return max(found) + (_WHITE_MM if column + 1 < len(block.head) else 0)


def _single(block: Table, column: int) -> list[tuple[Inlines, ...]]:
    """The rows of totals, for their first column without those whose label runs across more."""
    return [row for row in block.totals if column or label_columns(row) == 1]


def _longest(cell: Inlines, points: float, *, whole: bool, bold: bool = False) -> float:
    parts = plain(cell).split("\n") if whole else _words(plain(cell))
    return max((advance(part, points, bold=bold) for part in parts), default=0.0)


def _least(block: Table) -> tuple[float, ...]:
    """What the longest word of each column takes, no-break spaces being no end of a word."""
    least = []
    for column in range(len(block.head)):
        rows = ((block.rows, False), ((block.head, *_single(block, column)), True))
        words = ((word, bold) for some, bold in rows for row in some for word in _words(plain(row[column])))
        longest = max((advance(word[:_LONGEST], _POINTS, bold=bold) for word, bold in words), default=0.0)
        least.append(longest * _STAND_IN + _WHITE_MM + _SPARE_MM)
    return tuple(least)


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.replace("\u00a0", "_").split()]


def _at_least(wanted: Sequence[float], least: Sequence[float], width_mm: float) -> tuple[float, ...]:
    """Narrow columns widened at the cost of those with room to spare; all in proportion where there is none."""
    if sum(least) >= width_mm:
        return tuple(width_mm * each / sum(least) for each in least)
    missing = sum(max(low - width, 0) for width, low in zip(wanted, least, strict=True))
    spare = sum(max(width - low, 0) for width, low in zip(wanted, least, strict=True))
    share = missing / spare if spare else 0
    return tuple(
        low if width < low else width - (width - low) * share for width, low in zip(wanted, least, strict=True)
    )
