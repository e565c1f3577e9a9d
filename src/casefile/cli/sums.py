"""Sums by name on the screen: names are never cut, and no figure either."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefile.cli.terminal import Rank, columns, escape, is_terminal, say, wrapped

_GAPS = (2, 1)
"""The blanks between two columns, and those where a name would not fit otherwise."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of the name and of each figure, and the blanks between them."""

    place: int
    widths: tuple[int, ...]
    gap: int

    @property
    def whole(self) -> int:
        """The columns of a row."""
        return self.place + sum(self.widths) + self.gap * (len(self.widths) - (not self.place))

    def row(self, cells: Sequence[str]) -> str:
        """The figures of a row, each at the right of its column."""
        return (" " * self.gap).join(_padded(cell, width) for cell, width in zip(cells, self.widths, strict=True))


def sums(head: str, names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    """A table of figures with a name before each row, as wide as the terminal: a name that is too long for its place
    stands above its figures. Where the figures alone are too wide each stands behind the name of its column.

    Piped, each row is one line, as long as it is.
    """
    widths = tuple(max(map(_length, column)) for column in zip(names, *(row[1:] for row in rows), strict=True))
    longest = max(_length(name) for name in (head, *(name for name, *_ in rows)))
    wide = columns(sys.stdout) if is_terminal(sys.stdout) else longest + sum(widths) + _GAPS[0] * len(widths)
    for gap in _GAPS:
        place = wide - sum(widths) - gap * len(widths)
        if place >= longest:
            break
    layout = _Layout(min(max(place, 0), longest), widths, gap)
    if layout.whole > wide:
        _listed(head, names, rows, wide)
        return
    for number, (name, *cells) in enumerate(((head, *names), *rows)):
        rank: Rank = "plain" if number else "strong"
        fits = _length(name) <= layout.place
        for line in () if fits else wrapped(name, wide, "  "):
            say(line, rank)
        before = f"{_left(name if fits else '', layout.place)}{' ' * gap}" if layout.place else ""
        say(f"{before}{layout.row(cells)}".rstrip(), rank)
        if not number:
            say("─" * layout.whole)


def _listed(head: str, names: Sequence[str], rows: Sequence[tuple[str, ...]], wide: int) -> None:
    say(head, "strong")
    for name, *cells in rows:
        told = [f"{each}: {cell}" for each, cell in zip(names, cells, strict=True) if cell]
        for line in (*wrapped(name, wide, "  "), *_filled(told, wide)):
            say(line)


def _filled(parts: Sequence[str], wide: int) -> Iterator[str]:
    """As many parts on a line as there is room for."""
    line = " "
    for part in parts:
        if len(line) > 1 and len(line) + 2 + len(part) > wide:
            yield line
            line = " "
        line += f"{' ' * (1 + (len(line) > 1))}{part}"
    yield line


def _length(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(escape(text))


def _left(text: str, width: int) -> str:
    return text + " " * (width - _length(text))


def _padded(text: str, width: int) -> str:
    return " " * (width - _length(text)) + text
