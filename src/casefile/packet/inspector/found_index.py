"""A bundle's index as it is read back, ours or anybody's: the pages it stands on, and its rows with their links.

An index is known by what it does: lines that end with a page's number and lead to that page, near the front.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from casefile.packet.inspector.days import day_in
from casefile.packet.pdf.geometry import Box, moved

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading

_FRONT = 40  # pages among which an index is looked for
_FEWEST = 2  # rows that make an index
_COLUMN = 12.0  # points by which the page numbers of one column may end apart
_LINE = 4.0  # points by which a link may miss its line
_LEADERS = " .…·_"  # what leads from a title to its page
_LETTER = re.compile(r"[^\W\d]")
_ROW = re.compile(r"^(?P<words>.*\S)\s[\[(]?(?P<first>\d{1,6})(?:\s?[-–—]\s?\d{1,6})?[\])]?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an index: the page it stands on, its words (its link's, which may take several lines), the first page
    that it states, the page its link leads to, and the day that it names."""

    at: int
    words: str
    first: int
    target: int | None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """An index: its pages, and its rows in order."""

    pages: tuple[int, ...]
    rows: tuple[Row, ...]


def find(reading: Reading) -> Contents | None:
    """The index of a bundle: the first page near the front on which most rows lead where they say, and those after it
    that go on like that. With a plan, its pages are known. None when there is none."""
    planned = [item for item in reading.plan.front if item.key == "index"] if reading.plan else []
    pages = range(planned[0].first, planned[0].last + 1) if planned else range(1, min(_FRONT, len(reading.leaves)) + 1)
    rows = {number: list(_rows(reading, number)) for number in pages}
    if planned:
        return _made(rows)
    return _made(_run(rows, astray=False)) or _made(_run(rows, astray=True))


def _made(rows: Mapping[int, Sequence[Row]]) -> Contents | None:
    return Contents(tuple(rows), tuple(row for found in rows.values() for row in found)) if rows else None


def _run(rows: Mapping[int, Sequence[Row]], *, astray: bool) -> Mapping[int, Sequence[Row]]:
    """The first pages in a row on which most lines lead where they say, or, `astray`, anywhere: the index of a bundle
    whose numbers are not the PDF's."""
    found: dict[int, Sequence[Row]] = {}
    for number, of_page in rows.items():
        led = sum(row.target is not None if astray else row.target == row.first for row in of_page)
        if led >= (1 if found else _FEWEST) and 2 * led >= len(of_page):
            found[number] = of_page
        elif found:
            break
    return found


def _rows(reading: Reading, number: int) -> Iterator[Row]:
    """The lines of a page that end with a page's number, in the column of those that are links."""
    if number not in reading.links:
        return
    back, height, margin = reading.margins(number)
    leading = [(moved(back, link.box), link.target) for link in reading.links[number] if link.target]
    titles = {link.target: _bare(link.words) for link in reading.links[number] if _LETTER.search(link.words)}
    found: list[tuple[Row, Box]] = []
    for line, end in reading.lines_of(number):
        told = _ROW.match(line)
        is_body = margin / 2 < (end[1] + end[3]) / 2 < height - margin / 2
        first = int(told["first"]) - reading.before if told else 0
        if told and is_body and _LETTER.search(told["words"]) and 1 <= first <= len(reading.pages):
            words = titles.get(first, told["words"]).rstrip(_LEADERS)
            found.append((Row(number, words, first, _leads(leading, end, first), day_in(told["words"])), end))
    if column := [end[2] for row, end in found if row.target]:
        edge = median(column)
        yield from (row for row, end in found if row.target or abs(end[2] - edge) <= _COLUMN)


def _bare(words: str) -> str:
    """The words of a link over a whole row, without the page that it names."""
    told = _ROW.match(words)
    return told["words"] if told else words


def _leads(leading: Sequence[tuple[Box, int]], end: Box, first: int) -> int | None:
    """Where the links in a line lead: the page it states where one does, else any."""
    middle = (end[1] + end[3]) / 2
    targets = [target for box, target in leading if box[1] - _LINE <= middle <= box[3] + _LINE]
    return first if first in targets else next(iter(targets), None)
