"""A bundle's index as it is read back, ours or anybody's: the pages it stands on, and its rows with their links.

An index is known by what it does: lines that end with a page's number and lead to that page, near the front.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, get_args

from casefile.case.fields import Language
from casefile.packet.inspector.days import day_in
from casefile.packet.pdf.geometry import Box, moved
from casefile.packet.words import words

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Link, Reading

_FRONT = 40  # pages among which an index is looked for
_FEWEST = 2  # rows that make an index
_COLUMN = 12.0  # points by which the page numbers of one column may end apart
_LINE = 4.0  # points by which a link may miss its line
_TOUCHING = 0.5  # of a line's height between two lines of a row
_LEADERS = " .…·_"  # what leads from a title to its page
_LETTER = re.compile(r"[^\W\d]")
_NUMBER = r"\d{1,6}(?:\.\d{1,4})?"
_LAST = r"\d{1,6}(?:\.\d{1,4}|(?:\.\d{1,2}){2,3})?"  # also of a paper that grew again: 21.0.1; no day with its year
_ROW = re.compile(rf"^(?P<words>.*\S)\s[\[(]?(?P<first>{_NUMBER})(?:\s?[-–—]\s?{_LAST})?[\])]?$")
_HYPHEN = re.compile("[\u0002\ufffe]\\s*")  # as PDFium gives one at the end of a line


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


@dataclass(frozen=True, slots=True)
class _Block:
    """Links that lead to the same page from lines that touch: a row of an index, as a rule. Its lines from above, each
    with its foot, head and words, as the page is seen."""

    target: int
    lines: tuple[tuple[float, float, str], ...]

    def holds(self, height: float) -> bool:
        """Whether one of its lines is at this height of the page."""
        return any(foot - _LINE <= height <= head + _LINE for foot, head, _ in self.lines)

    def words(self, stated: str, height: float | None = None) -> str:
        """Its words, or those of its line at this height, without the page that they state."""
        lines = (words for foot, head, words in self.lines if height is None or foot <= height <= head)
        said = [_bare(words, stated) for words in lines if _LETTER.search(_volume().sub("", words))]
        return _HYPHEN.sub("-", " ".join(said)).rstrip(_LEADERS)


@dataclass(frozen=True, slots=True)
class _End:
    """A line that ends with a number as a row of an index does: its words, the number, the page of the file that it
    means, how high and how far right it stands, and the block of links that it is in."""

    words: str
    stated: str
    first: int
    height: float
    right: float
    block: _Block | None

    @property
    def is_right(self) -> bool:
        """Whether its link leads to the page that it states."""
        return self.block is not None and self.block.target == self.first


def _rows(reading: Reading, number: int) -> Iterator[Row]:
    """The lines of a page that end with a page's number, in the column of those that are links."""
    if number not in reading.links:
        return
    ends = list(_ends(reading, number))
    column = [end.right for end in ends if end.is_right] or [end.right for end in ends if end.block]
    edge = median(column) if column else 0.0
    right = {id(end.block) for end in ends if end.is_right}

    def is_row(end: _End) -> bool:
        """A number outside the column ends no row where its links' row is another line: '… of 19 August, 12'."""
        return abs(end.right - edge) <= _COLUMN or (
            end.block is not None and (end.is_right or id(end.block) not in right)
        )

    rows = [end for end in ends if column and is_row(end)]
    shared = Counter(id(end.block) for end in rows)
    for end in rows:
        whole = None if shared[id(end.block)] == 1 else end.height
        title = end.block.words(end.stated, whole) if end.block else ""
        target = end.block.target if end.block else None
        yield Row(number, title or end.words.rstrip(_LEADERS), end.first, target, day_in(end.words))


def _ends(reading: Reading, number: int) -> Iterator[_End]:
    """The lines of a page that end with the number of one of the file's pages, and are not the volume's below it."""
    back, high, margin = reading.margins(number)
    blocks = _blocks([(moved(back, link.box), link) for link in reading.links[number]])
    for line, end in reading.lines_of(number):
        told = _ROW.match(_volume().sub("", line))
        height, first = (end[1] + end[3]) / 2, reading.places.get(told["first"]) if told else None
        if told and first and _LETTER.search(told["words"]) and margin / 2 < height < high - margin / 2:
            here = [block for block in blocks if block.holds(height)]
            block = next((each for each in here if each.target == first), next(iter(here), None))
            yield _End(told["words"], told["first"], first, height, end[2], block)


def _blocks(found: Sequence[tuple[Box, Link]]) -> Sequence[_Block]:
    """The links of a page as blocks."""
    lines: dict[int, list[tuple[float, float, str]]] = {}
    for box, link in found:
        if link.target is not None:
            lines.setdefault(link.target, []).append((box[1], box[3], link.words))
    blocks = []
    for target, of_target in lines.items():
        of_target.sort(key=lambda line: -line[1])
        begins = [
            place
            for place, (line, above) in enumerate(zip(of_target, [None, *of_target], strict=False))
            if above is None or above[0] - line[1] > _TOUCHING * (line[1] - line[0])
        ]
        for first, after in pairwise([*begins, len(of_target)]):
            blocks.append(_Block(target, tuple(of_target[first:after])))
    return blocks


def _bare(words: str, stated: str) -> str:
    """The words of a link over a whole row, without the page that it states."""
    told = _ROW.match(words)
    return told["words"] if told and told["first"] == stated else words


@cache
def _volume() -> re.Pattern[str]:
    """How our own index says behind or below a row's pages in which volume they are, in every language."""
    forms = (words(language).volume.format(number="0").split() for language in get_args(Language))
    said = "|".join(r"\s".join(map(re.escape, form)).replace("0", r"\d+") for form in forms)
    return re.compile(rf"(?:^|\s)(?:{said})$")
