"""Bars as a picture: columns side by side, and bars of several parts below each other or alone in a line of a page.
Knows no case and no language.

An SVG of plain shapes and words, for paper, a Word file and a browser alike. The shades stand in order of weight and
are told apart in grey as well; every figure that a bar shows stands beside it in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

SHADES = ("#d3e2ea", "#e8c98f", "#d3924f", "#a9532f", "#651f1a")
"""The colours of a scale from what is in order to what is grave."""

_TEXT, _QUIET, _LINE = "#111", "#555", "#999"
_FACE = "Source Sans 3, Liberation Sans, sans-serif"
_ROOM = 1000  # units the picture is wide
_SIZE = 20  # of the letters, in the same


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, its height, that height in words, and which of the SHADES it has."""

    label: str
    value: Decimal
    text: str
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar of several parts, a part a shade, the sum of it in words; without parts there are the words alone, for
    what the others are not measured by."""

    label: str
    parts: tuple[Decimal, ...]
    text: str


def columns(bars: Sequence[Bar], *, height: int = 300) -> bytes:
    """The bars side by side on one base line, each with its words above and its label below. What is below nothing is
    drawn as nothing."""
    most = max((bar.value for bar in bars), default=Decimal(0))
    step, head, foot = _ROOM / max(len(bars), 1), _SIZE * 1.6, _SIZE * 1.8
    room = height - head - foot
    drawn: list[str] = []
    for number, bar in enumerate(bars):
        tall, left = _share(bar.value, most) * room, number * step
        drawn += [
            _box(left + step * 0.16, height - foot - tall, step * 0.68, tall, bar.shade),
            _words(bar.text, left + step / 2, height - foot - tall - _SIZE * 0.45, "middle", is_strong=True),
            _words(bar.label, left + step / 2, height - _SIZE * 0.5, "middle", colour=_QUIET),
        ]
    return _picture(height, [*drawn, _line(0, height - foot, _ROOM, height - foot)])


def stacks(rows: Sequence[Stack]) -> bytes:
    """The bars below each other, the longest as wide as there is room, each with its label before and its words after
    it. Parts touch each other: a line between them would hide the thin ones. A label that is too long is cut, and ends
    with dots."""
    most = max((_sum(row) for row in rows), default=Decimal(0))
    label, text, deep = _ROOM * 0.3, _ROOM * 0.15, _SIZE * 1.9
    room = _ROOM - label - text
    drawn: list[str] = []
    for number, row in enumerate(rows):
        top = number * deep
        drawn.append(_words(_cut(row.label, label), 0, top + _SIZE * 1.25))
        left = label
        for shade, part in enumerate(row.parts):
            wide = _share(part, most) * room
            if wide:
                drawn.append(_box(left, top + _SIZE * 0.3, wide, _SIZE * 1.3, shade))
            left += wide
        drawn.append(_words(row.text, left + _SIZE * 0.5, top + _SIZE * 1.25, is_strong=bool(row.parts)))
    return _picture(round(deep * max(len(rows), 1)), drawn)


def strip(parts: Sequence[Decimal], most: Decimal, said: str) -> str:
    """One bar of several parts for a page of HTML, as wide as `most` allows of the room that there is: a picture that
    `said` tells in words. The page's own style gives `s0`, `s1` … their colours, and so follows light and dark."""
    left, drawn = 0.0, []
    for shade, part in enumerate(parts):
        wide = _share(part, most) * 100
        if wide:
            drawn.append(f'<rect class="s{shade}" x="{left:.4g}%" width="{wide:.4g}%" height="100%"/>')
        left += wide
    return f'<svg class="bar" role="img" aria-label="{escape(_printable(said))}">{"".join(drawn)}</svg>'


def _sum(row: Stack) -> Decimal:
    return sum((max(part, Decimal(0)) for part in row.parts), Decimal(0))


def _share(value: Decimal, most: Decimal) -> float:
    return float(max(value, Decimal(0)) / most) if most > 0 else 0.0


def _cut(text: str, room: float) -> str:
    """A label as far as it has room, by the width of a usual letter."""
    most = int(room / (_SIZE * 0.52))
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _box(left: float, top: float, wide: float, tall: float, shade: int) -> str:
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}" '
        f'fill="{SHADES[shade % len(SHADES)]}"/>'
    )


def _line(left: float, top: float, right: float, bottom: float) -> str:
    return f'<path d="M{left:.1f} {top:.1f}L{right:.1f} {bottom:.1f}" stroke="{_LINE}" stroke-width="1.5"/>'


def _words(
    text: str, left: float, base: float, anchor: str = "start", *, is_strong: bool = False, colour: str = _TEXT
) -> str:
    weight = ' font-weight="600"' if is_strong else ""
    shown = escape(_printable(text))
    return f'<text x="{left:.1f}" y="{base:.1f}" text-anchor="{anchor}"{weight} fill="{colour}">{shown}</text>'


def _printable(text: str) -> str:
    return "".join(each for each in text if each.isprintable() or each == "\u00a0")


def _picture(height: int, drawn: Sequence[str]) -> bytes:
    return "".join(_parts(height, drawn)).encode()


def _parts(height: int, drawn: Sequence[str]) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ROOM} {height}" '
    yield f'font-family="{_FACE}" font-size="{_SIZE}">'
    yield from drawn
    yield "</svg>"
