"""Rules about finding one's way: the outline, links, and how the file opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from casefile.packet.inspector import lenient, said
from casefile.packet.inspector.reading import MOST_LINKS, Link
from casefile.packet.inspector.rules.finding import Finding
from casefile.packet.pdf import links

if TYPE_CHECKING:
    from casefile.packet.inspector.reading import Reading

_NUMBER = r"\d+(?:\.\d+)*"
_STATED = re.compile(rf"\[B({_NUMBER})\]|^({_NUMBER})(?:–{_NUMBER})?$")
_WORD = re.compile(r"\w{2,}")
_AGREE = 0.5  # of the words of the shorter one


def outlined(reading: Reading) -> Iterator[Finding]:
    """Every line of the outline leads to the page whose number it says; every document of the index has its line, in
    the same words."""
    if not reading.outline:
        yield Finding("there is no outline")
        return
    for line in reading.outline:
        if line.page is None:
            yield Finding(f"'{line.title}' leads to no page")
        elif not re.search(rf"(?<!\d){re.escape(printed := reading.printed[line.page - 1])}(?!\d)", line.title):
            yield Finding(f"'{line.title}' leads to page {printed}, and does not say so")
    yield from _missing(reading)


def _missing(reading: Reading) -> Iterator[Finding]:
    """The rows of the index that the outline has not, or calls otherwise. With a plan the plan is held against it."""
    if reading.plan is not None or reading.contents is None:
        return
    titles: dict[int | None, list[str]] = {}
    for line in reading.outline:
        titles.setdefault(line.page, []).append(line.title)
    for row in reading.contents.rows:
        if row.first not in titles:
            yield Finding(f"'{row.words}' on page {row.first} is in the index, and not in the outline")
        elif not any(_agree(title, row.words) for title in titles[row.first]):
            yield Finding(f"page {row.first} is '{titles[row.first][0]}' in the outline, '{row.words}' in the index")


def _agree(title: str, words: str) -> bool:
    """Whether a line of the outline says what a row of the index says: all of it, wherever the row's lines break its
    words, or half of the words of the shorter one."""
    if said.is_turned(title) or said.is_turned(words):
        return True  # a library's guess at such a script is not held against the file
    if said.bare(words) in said.bare(title):
        return True
    one, other = ({word.casefold() for word in _WORD.findall(each)} for each in (title, words))
    return len(one & other) >= _AGREE * min(len(one), len(other))


def linked(reading: Reading) -> Iterator[Finding]:
    """Every link inside the file leads to a page of it, and to the one that its words say."""
    if reading.has_too_many_links:
        yield Finding(f"it has more than {MOST_LINKS:,} links and notes: the others were not looked at")
    for found in reading.links.values():
        right = [link for link in found if link.target and _named(reading, link.words) == link.target]
        before, says_none = None, False
        for link in found:
            goes_on = before is not None and _is_below(before, link)
            is_title = link not in right and any(_is_beside(link, each) for each in right)
            says_none = is_title or (goes_on and (says_none or not (before and _STATED.search(before.words))))
            if not (reading.is_ours(link.page) and link.is_web):
                yield from _wrong(reading, link, says_none=says_none)
            before = link


def _is_below(before: Link, link: Link) -> bool:
    """Whether a link is the next line of the one before it: '… to June' and below that '2026' name no page."""
    below = before.box[1] - link.box[3]
    return before.target == link.target and abs(below) < (before.box[3] - before.box[1]) / 2


def _is_beside(link: Link, other: Link) -> bool:
    """Whether both lead to the same page from the same line: a row of an index, whose title may be a number."""
    shared = min(link.box[3], other.box[3]) - max(link.box[1], other.box[1])
    return link.target == other.target and shared > (other.box[3] - other.box[1]) / 2


def _named(reading: Reading, said: str) -> int | None:
    """The page of the file that the words of a link state; 0 where they state none."""
    stated = _STATED.search(said)
    words = stated[1] or stated[2] if stated else ""
    is_page = words in reading.places or words.isdecimal()  # 65.00 is an amount
    return reading.places.get(words) if is_page else 0


def _wrong(reading: Reading, link: Link, *, says_none: bool) -> Iterator[Finding]:
    """What is wrong with a link. `says_none`: a number in its words is none of a page: it goes on from the line above,
    or is the title of a document ('1043') beside which the page stands."""
    named = 0 if says_none else _named(reading, link.words)
    if not link.has_goal:
        yield Finding(f"the link '{link.words}' on page {link.page} leads nowhere")
    elif link.target is None:
        yield Finding(f"the link '{link.words}' on page {link.page} leads to no page of the file")
    elif named != 0 and link.target != named and reading.is_ours(link.page):
        yield Finding(f"the link '{link.words}' on page {link.page} leads to page {link.target}")


def full_size(reading: Reading) -> Iterator[Finding]:
    """The file opens on its first page at 100 %."""
    try:
        goal = lenient.entry(reading.pdf.Root, "/OpenAction")
        found = None if goal is None else links.target(goal, reading.named)
        place = [] if found is None else list(found)
    except lenient.odd():
        place = []
    if len(place) < 5 or reading.page_of(place[0]) != 1 or lenient.number(place[4]) != 1:
        yield Finding("it does not open on page 1 at 100 %")
