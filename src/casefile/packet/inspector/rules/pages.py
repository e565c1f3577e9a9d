"""Rules about every page: its number, its label, words that can be searched, and which way up it is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from casefile.packet.inspector.leaf import Leaf, Numeral
from casefile.packet.inspector.rules.finding import Finding
from casefile.packet.pdf import paper

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading

_PICTURE = 0.25  # of a page covered by a picture make it one
_BARE = 10  # letters outside the margins: fewer than these are no text
_DRAWN = 60  # pages of pictures that are looked at; the others are taken for the same


def numbered(reading: Reading) -> Iterator[Finding]:
    """Every page carries its own number in type, in the margin, and from page to page in the same type."""
    if len(reading.document) != len(reading.pages):
        yield Finding(f"readers do not agree how many pages it has: {len(reading.pages)} or {len(reading.document)}")
    yield from _counted_on(reading)
    kept = _kept_up(reading)
    for leaf in reading.leaves:
        seen = _seen(leaf)
        if not leaf.is_read:
            yield Finding("it cannot be read", leaf.number)
        elif not leaf.numerals:
            yield Finding("its number does not stand in its margin", leaf.number)
        elif not seen:
            yield Finding("its number is in the picture only, not in type", leaf.number)
        elif not any(one.is_like(other) for one in seen for other in kept):
            yield Finding("its number does not stand there in the type of the others", leaf.number)


def _counted_on(reading: Reading) -> Iterator[Finding]:
    """What a person has to know where the numbers are not the file's own count."""
    first, added = reading.printed[0], [number for number in reading.printed if "." in number]
    if added:
        yield Finding(f"its numbers are those of a bundle that was added to, such as {added[0]}", advice=True)
    elif first != "1":
        yield Finding(f"its first page is {first}, as in a later volume", advice=True)


def _seen(leaf: Leaf) -> frozenset[Numeral]:
    return frozenset(numeral for numeral in leaf.numerals if numeral.is_seen)


def _kept_up(reading: Reading) -> frozenset[Numeral]:
    """The types in which numbers run on from one page to the next: one that stands in a margin by chance, as in
    "3 of 12", does not. All of them in a file of a page or two."""
    types = list(map(_seen, reading.leaves))
    if len(types) < 3:
        return frozenset().union(*types)
    return frozenset(
        one for these, those in pairwise(types) for one in these if any(one.is_like(other) for other in those)
    )


def labelled(reading: Reading) -> Iterator[Finding]:
    """What a reader's page box shows is the page's number."""
    for number, (label, printed) in enumerate(zip(reading.labels, reading.printed, strict=True), 1):
        if label != printed:
            yield Finding(f"page {number} is labelled '{label}'")


def searchable(reading: Reading) -> Iterator[Finding]:
    """No page of writing is a picture only.

    Whether a picture shows typed text, handwriting or a scene nobody can tell without reading it. So one among pages of
    text is for a look; a page without any text at all, or a file of which most pages are such, breaks the rule.
    """
    found = [leaf for leaf in reading.leaves if _is_picture(leaf)]
    written = [leaf for place, leaf in enumerate(found) if place >= _DRAWN or paper.looks_like(_picture(reading, leaf))]
    mostly = 2 * len(written) > len(reading.leaves)
    for leaf in found:
        if leaf in written:
            yield Finding("a picture of writing without text", leaf.number, advice=bool(leaf.text) and not mostly)
        else:
            yield Finding("a picture without text, right for a photograph only", leaf.number, advice=True)


def _is_picture(leaf: Leaf) -> bool:
    largest = leaf.largest
    return leaf.is_read and leaf.letters < _BARE and largest is not None and largest.covers >= _PICTURE


def _picture(reading: Reading, leaf: Leaf) -> paper.Shades:
    largest = leaf.largest
    return paper.shades(reading.document, leaf.number, largest.box if largest else None)


def upright(reading: Reading) -> Iterator[Finding]:
    """What is written on a page is read from left to right."""
    ways = {90: "it is read from top to bottom", 180: "it is upside down", 270: "it is read from bottom to top"}
    for leaf in reading.leaves:
        if leaf.turn:
            yield Finding(ways[leaf.turn], leaf.number)
