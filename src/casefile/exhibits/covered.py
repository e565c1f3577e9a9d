"""Words of a page that lie under what is drawn over them, such as a black box: they are hidden from the eye alone.

What may cover words is told by the order of drawing; whether it does, by a picture of the page, so what lets them shine
through covers nothing. A large picture over a whole page is mostly a scan over its recognised words: only what it shows
dark is taken to be hidden. Runs in the child.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.exhibits import unseen
from casefile.exhibits.painted import DARK, MOST, Painted, area, meet
from casefile.exhibits.unseen import Box, Sight

_WHOLE = 0.5  # of a page


def words(sight: Sight, things: Sequence[Painted], sheet: Box) -> Iterator[str]:
    """Yield the words of a page that lie under what it draws over them. `things` are what it draws, `sheet` is what is
    seen of it."""
    covers = list(_covers(things, sheet))
    large = [box for box in covers if area(box) >= _WHOLE * area(sheet)]
    small = [box for box in covers if box not in large]
    for found, darkest in ((small, 255), (large, DARK)):
        if found:
            yield from unseen.hidden(sight, unseen.within(sight.words, found), darkest=darkest)


def _covers(things: Sequence[Painted], sheet: Box) -> Iterator[Box]:
    """Yield where something is drawn that may hide words: over some that were drawn before, or dark round some."""
    if len(things) >= MOST:
        yield sheet
        return
    before: list[Box] = []
    texts = [each.box for each in things if each.kind == "text"]
    for each in things:
        if each.kind == "text":
            before.append(each.box)
        elif any(meet(each.box, text) for text in (texts if each.is_dark else before)):
            yield each.box
