"""Words of a page that are drawn so that nobody sees them: in the colour of what is behind them, transparent, without
ink, cut off at an edge, or too small.

Text in a dark colour on bare paper needs no second look. The rest is held against a picture of the page: what has no
contrast is not seen. Recognised words that lie without ink over a scan have its ink beneath them. Runs in the child.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from casefile.exhibits import unseen
from casefile.exhibits.painted import MOST, Painted, holds, meet
from casefile.exhibits.unseen import Box, Sight, Word

_LEAST = 3  # letters and digits of a page: fewer say nothing
_NO_INK = (3, 7)  # ISO 32000-1, table 106
_CONTRAST = 16  # levels: light grey on white, as print shows it, has more
_WHITE = 255
_SMALL = 0.5  # points: a pixel at 150 dpi
_AIR = 0.5  # of a recognised word's height: how far it may lie beside its ink


def words(sight: Sight, things: Sequence[Painted], sheet: Box) -> Iterator[str]:
    """Yield the words of a page that nobody sees, those under what is drawn over them apart. `things` are what it
    draws, `sheet` is what is seen of it."""
    ghosts = [each.box for each in things if each.kind == "text" and each.mode in _NO_INK]
    doubtful = list(_doubtful(things, sheet)) if len(things) < MOST else [sheet]
    if not ghosts and not doubtful:
        return
    said = sight.words
    found = list(
        chain(
            unseen.hidden(sight, unseen.within(said, doubtful), tolerance=_CONTRAST),
            unseen.bare(sight, unseen.within(said, ghosts), tolerance=_CONTRAST, air=_AIR),
            _tiny(unseen.within(said, doubtful)),
        )
    )
    if sum(map(str.isalnum, "".join(found))) >= _LEAST:
        yield from dict.fromkeys(found)


def _doubtful(things: Sequence[Painted], sheet: Box) -> Iterator[Box]:
    """Yield where text stands that may not be seen, what has no ink at all apart."""
    behind: list[Painted] = []
    for each in things:
        if each.kind != "text":
            behind.append(each)
        elif each.mode not in _NO_INK and (_is_odd(each, sheet) or any(_swallows(other, each) for other in behind)):
            yield each.box


def _is_odd(text: Painted, sheet: Box) -> bool:
    """Tell whether text may not be seen on bare paper."""
    x0, y0, x1, y1 = text.box
    is_light = text.colour is None or min(text.colour) >= _WHITE - 2 * _CONTRAST
    is_small = min(x1 - x0, y1 - y0) < 2 * _SMALL
    return text.mode != 0 or text.is_faded or text.is_clipped or is_light or is_small or not holds(sheet, text.box)


def _swallows(behind: Painted, text: Painted) -> bool:
    """Tell whether what lies behind text may be of its colour."""
    one, other = behind.colour, text.colour
    alike = one is None or other is None or all(abs(a - b) <= _CONTRAST for a, b in zip(one, other, strict=True))
    return alike and meet(behind.box, text.box)


def _tiny(found: Iterator[Word]) -> Iterator[str]:
    for word in found:
        letters = [(letter, box) for letter, box in word if letter.isalnum()]
        if letters and all(0 < max(box[2] - box[0], box[3] - box[1]) < _SMALL for _, box in letters):
            yield "".join(letter for letter, _ in word)
