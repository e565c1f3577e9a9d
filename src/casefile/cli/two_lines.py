"""A table whose rows take two lines where the terminal is narrow, so that names can be told apart; no figure is cut."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from casefile.cli.terminal import Align, Rank, columns, escape, is_terminal, say, table, wrapped

_GAP = "  "
_INDENT = "    "
LEGIBLE = 32
"""The columns of a name from which on two can be told apart: with fewer it stands on a line of its own, whole."""


def two_lines(heads: Sequence[tuple[str, Align]], rows: Sequence[Sequence[str]], upper: int) -> None:
    """A table to stdout. The last of its first `upper` columns is cut where the terminal is a little too narrow; where
    not enough of it would be left, those columns stand whole above the others. Piped, each row is one line."""
    widths = [max(map(_length, cells)) for cells in zip((head for head, _ in heads), *rows, strict=True)]
    wide = columns(sys.stdout)
    name = widths[upper - 1]
    if not is_terminal(sys.stdout) or wide - (_sum(widths) - name) >= min(name, LEGIBLE):
        table(heads, rows, shortened=heads[upper - 1][0])
        return
    aligned = _sum(widths[:upper]) <= wide
    below = _INDENT if _sum(widths[upper:]) + len(_INDENT) <= wide else ""
    for number, row in enumerate(([head for head, _ in heads], *rows)):
        rank: Rank = "plain" if number else "strong"
        cells = [_padded(*each) for each in zip(row, widths, (align for _, align in heads), strict=True)]
        names = cells[:upper] if aligned else row[:upper]
        for line in wrapped(_GAP.join(names).rstrip(), wide):
            say(line, rank)
        say(f"{below}{_GAP.join(cells[upper:])}".rstrip(), rank)
        if not number:
            say("─" * wide)


def _sum(widths: Sequence[int]) -> int:
    return sum(widths) + len(_GAP) * (len(widths) - 1)


def _length(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(escape(text))


def _padded(text: str, width: int, align: Align) -> str:
    blanks = " " * (width - _length(text))
    return f"{blanks}{text}" if align == "right" else f"{text}{blanks}"
