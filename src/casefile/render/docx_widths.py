"""How wide the columns of a Word table are: as asked for, but never too narrow for a date, a sum or a word.

Reckons with a wide face, since a machine without our fonts sets the table in another. Knows blocks, no Word.
"""

from __future__ import annotations

from collections.abc import Sequence

from casefile.render.blocks import Inlines, Table, plain

CHARACTER_MM, PADDING_MM = 1.75, 3.0  # of the table type, for columns as wide as their words
_WIDE_MM, _BOLD_MM = 2.05, 2.3  # a figure of a wide stand-in at 9 points, plain and bold
_NARROW, _BROAD = frozenset(" ijlftrI.,:;-()'’|"), frozenset("mwMWQжмфшщыюДЖМФШЩЫЮ@%—")  # about 0.6 and 1.3 figures
_LONGEST = 22  # characters of a word that may still claim a line


def widths(block: Table, width_mm: float) -> tuple[float, ...]:
    """Column widths in millimetres, together `width_mm`."""
    return _at_least(_wanted(block, width_mm), _least(block), width_mm)


def is_whole(cell: Inlines) -> bool:
    """Whether a cell holds one date, sum or word, which no line may break."""
    text = plain(cell)
    return bool(text) and len(text) <= _LONGEST and len(_words(text)) == 1


def _wanted(block: Table, width_mm: float) -> tuple[float, ...]:
    """As asked for; else figures get what they need, the other columns share the rest."""
    if block.widths:
        return tuple(width_mm * each / 100 for each in block.widths)
    columns = list(zip(block.head, *block.rows, *block.totals, strict=True))
    wanted = [
        max(len(line) for cell in column for line in plain(cell).split("\n")) * CHARACTER_MM + PADDING_MM
        for column in columns
    ]
    fixed = sum(width for width, align in zip(wanted, block.aligns, strict=True) if align == "right")
    free = [min(width, 80) for width, align in zip(wanted, block.aligns, strict=True) if align != "right"]
    if fixed >= width_mm or not free:
        return tuple(width_mm * width / sum(wanted) for width in wanted)
    share = (width_mm - fixed) / sum(free)
    return tuple(
        width if align == "right" else min(width, 80) * share for width, align in zip(wanted, block.aligns, strict=True)
    )


def _least(block: Table) -> tuple[float, ...]:
    """What the longest word of each column takes, no-break spaces being no end of a word."""
    rows = [*((row, _WIDE_MM) for row in block.rows), *((row, _BOLD_MM) for row in (block.head, *block.totals))]
    return tuple(
        max(_figures(word) * each for row, each in rows for word in _words(plain(row[column])) or ("",)) + PADDING_MM
        for column in range(len(block.head))
    )


def _words(text: str) -> list[str]:
    return [word.replace("_", " ") for word in text.replace("\u00a0", "_").split()]


def _figures(word: str) -> float:
    """How many figures wide a word is."""
    return sum(0.6 if each in _NARROW else 1.3 if each in _BROAD else 1 for each in word[:_LONGEST])


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
