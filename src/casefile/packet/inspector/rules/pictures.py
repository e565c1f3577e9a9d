"""Rules about what pages look like: how fine their pictures are, and that no document is in the bundle twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from casefile.packet.inspector.leaf import Leaf
from casefile.packet.inspector.rules.finding import Finding
from casefile.packet.pdf import paper

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading

DPI = 300
_SLACK = 1.05  # a scanner's 300 dots an inch are seldom just that
_SMALL = 250_000  # dots: a logo or a code is no scan, and scrolls as quickly
_TELLING = 120  # letters that make a page's text its own
_DRAWN = 400  # pages that are compared by their looks
_MARGIN = 0.12


def fine(reading: Reading) -> Iterator[Finding]:
    """No picture has more dots an inch than the court or reader takes."""
    most = reading.profile.limits.dpi or DPI
    for leaf in reading.leaves:
        found = max((each.dpi for each in leaf.pictures if each.dots >= _SMALL), default=0)
        if found > most * _SLACK:
            yield Finding(f"a picture of {found:.0f} dots an inch, {most} at most", leaf.number)


def once(reading: Reading) -> Iterator[Finding]:
    """No document is in the bundle twice; single pages that are may be meant, as general terms on each invoice are."""
    twins = _twins(reading)
    starts = sorted({line.page for line in reading.outline if line.page and line.page <= len(reading.leaves)})
    whole: set[int] = set()
    for first, after in pairwise([*starts, len(reading.leaves) + 1]):
        last = after - 1
        if other := _copied(first, last, starts, twins):
            whole.update(range(first, last + 1))
            yield from (Finding(f"again what begins on page {other}", number) for number in range(first, last + 1))
    for number, other in twins.items():
        if number not in whole:
            yield Finding(f"page {number} is the same as page {other}", advice=True)


def _copied(first: int, last: int, starts: Sequence[int], twins: Mapping[int, int]) -> int | None:
    """The page at which an earlier document begins whose pages are all those from `first` to `last`."""
    begins = twins.get(first)
    if begins not in starts or begins is None:
        return None
    same = all(twins.get(number) == begins + number - first for number in range(first, last + 1))
    end = begins + last - first + 1
    return begins if same and (end in starts) else None


def _twins(reading: Reading) -> Mapping[int, int]:
    """Each page that looks and reads like an earlier one, with that page."""
    alike: dict[str, list[int]] = {}
    for leaf in reading.leaves:
        if key := _key(leaf):
            alike.setdefault(key, []).append(leaf.number)
    found: dict[int, int] = {}
    left = _DRAWN
    for numbers in alike.values():
        looks: dict[bytes, int] = {}
        for number in numbers if len(numbers) > 1 else ():
            left -= 1
            look = paper.likeness(reading.document, number, _MARGIN) if left >= 0 else b""
            if look and looks.setdefault(look, number) != number:
                found[number] = looks[look]
    return dict(sorted(found.items()))


def _key(leaf: Leaf) -> str:
    """What pages that are the same have in common; nothing for a page that holds too little to tell."""
    if leaf.letters >= _TELLING:
        return hashlib.sha256(leaf.body.encode()).hexdigest()
    largest = leaf.largest
    return f"{leaf.body} {largest.dots}" if largest and largest.covers >= 0.25 else ""
