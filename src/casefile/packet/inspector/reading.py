"""A finished PDF while it is inspected: its pages, outline, links and index, each read once, by qpdf and PDFium.

Owns what is looked up, and how much of a hostile file is looked at; knows no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.packet.inspector import leaf, lenient
from casefile.packet.inspector.leaf import Leaf
from casefile.packet.inspector.numbering import goes_on, was_added_to
from casefile.packet.pdf import links
from casefile.packet.pdf.geometry import Box, Matrix, inverse, moved
from casefile.packet.plan import Plan
from casefile.packet.profile import Profile

if TYPE_CHECKING:
    import pikepdf
    import pypdfium2

    from casefile.packet.inspector.found_index import Contents

MOST_LINKS = 50_000  # annotations of a file that are looked at
_MOST_LINES = 50_000  # of an outline
_MOST_READ = 10_000  # links whose words are read
_DEEPEST = 50
_LONGEST_MARK = 6  # words


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page: its place in user space, the words in it, the page it leads to, whether it leads anywhere at
    all, and whether it is a plain web address."""

    page: int
    box: Box
    words: str
    target: int | None
    has_goal: bool
    is_web: bool
    objects: tuple[int, ...] = ()  # the numbers of the file's objects that it is made of, the page's too


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the outline: its words, the page it leads to, and how deep it hangs."""

    title: str
    page: int | None
    depth: int = 0


class Reading:
    """A finished file, opened by both libraries while its rules are tested."""

    def __init__(
        self,
        file: Path,
        pdf: pikepdf.Pdf,
        document: pypdfium2.PdfDocument,
        profile: Profile,
        plan: Plan | None = None,
        stated: Mapping[str, str] | None = None,
    ) -> None:
        self.file, self.pdf, self.document = file, pdf, document
        self.profile, self.plan, self.stated = profile, plan, stated or {}
        self._read = _MOST_READ

    @cached_property
    def pages(self) -> Sequence[Any]:
        """Every page's object."""
        return [page.obj for page in self.pdf.pages]

    @cached_property
    def numbers(self) -> Mapping[tuple[int, int], int]:
        """The number, from 1, of each page object."""
        return {lenient.identity(page): number for number, page in enumerate(self.pages, 1)}

    @cached_property
    def labels(self) -> Sequence[str]:
        """What a reader's page box shows for each page."""
        shown: Any = [page.label for page in self.pdf.pages]  # a property, which the library's types don't say
        return list(map(str, shown))

    @cached_property
    def printed(self) -> Sequence[str]:
        """The number that each page ought to bear: the planned one; the label's in a later volume, and in a bundle that
        was added to, where the profile takes additions; else its place in the file."""
        counted = [str(number) for number in range(1, len(self.pages) + 1)]
        if self.plan is not None:
            planned = [number for item in self.plan.items for number in item.printed]
            return planned if len(planned) == len(counted) else counted
        try:
            labels = self.labels
        except lenient.odd():
            return counted
        told = goes_on(labels) or (self.profile.takes_late and was_added_to(labels))
        return labels if told else counted

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The page of the file that ought to bear each number."""
        return {number: place for place, number in enumerate(self.printed, 1)}

    @cached_property
    def leaves(self) -> Sequence[Leaf]:
        """What is on each page."""
        count = min(len(self.document), len(self.pages))
        read = leaf.read
        return [read(self.document, at, self._unit(at), self.printed[at - 1]) for at in range(1, count + 1)]

    @cached_property
    def outline(self) -> Sequence[Line]:
        """The outline's lines in order."""
        seen: set[tuple[int, int]] = set()
        waiting = [(lenient.entry(lenient.entry(self.pdf.Root, "/Outlines"), "/First"), 0)]
        found: list[Line] = []
        while waiting and len(found) < _MOST_LINES:
            item, depth = waiting.pop()
            identity = lenient.identity(item)
            if item is None or identity in seen or depth > _DEEPEST:
                continue
            seen.add(identity)
            found.append(Line(lenient.words(lenient.entry(item, "/Title")), self.landing(item), depth))
            waiting += [(lenient.entry(item, "/Next"), depth), (lenient.entry(item, "/First"), depth + 1)]
        return found

    @cached_property
    def links(self) -> Mapping[int, Sequence[Link]]:
        """The links of each page that has some."""
        left = MOST_LINKS
        found: dict[int, Sequence[Link]] = {}
        for number in range(1, len(self.leaves) + 1):
            places = []
            for annotation in lenient.items(lenient.entry(self.pages[number - 1], "/Annots")):
                left -= 1
                if left < 0:
                    return found
                if str(lenient.entry(annotation, "/Subtype")) == "/Link":
                    places.append(annotation)
            if places:
                found[number] = list(self._read_links(number, places))
        return found

    @cached_property
    def has_too_many_links(self) -> bool:
        """Whether there are more annotations than are looked at."""
        return sum(lenient.length(lenient.entry(page, "/Annots")) for page in self.pages) > MOST_LINKS

    @cached_property
    def named(self) -> Mapping[str, Any]:
        """The file's named destinations; none where they cannot be read."""
        try:
            return links.destinations(self.pdf)
        except lenient.odd():
            return {}

    @cached_property
    def contents(self) -> Contents | None:
        """The bundle's index; None when it has none."""
        from casefile.packet.inspector.found_index import find

        return find(self)

    def landing(self, annotation: Any) -> int | None:
        """The page that a link or an outline's line leads to; None when it leads to none."""
        try:
            action = lenient.entry(annotation, "/A")
            goal = lenient.entry(annotation, "/Dest") if action is None else lenient.entry(action, "/D")
            found = None if goal is None else links.target(goal, self.named)
            return None if found is None else self.page_of(found[0])
        except lenient.odd():
            return None

    def page_of(self, goal: Any) -> int | None:
        """The number of a page that a destination names, as object or (against the standard, but read by all) index."""
        index = lenient.number(goal)
        if index is not None:
            return int(index) + 1 if 0 <= index < len(self.pages) else None
        return self.numbers.get(lenient.identity(goal))

    def is_ours(self, number: int) -> bool:
        """Whether a page is ours to answer for; without a plan all are."""
        papers = (*self.plan.front, *self.plan.back) if self.plan else ()
        return self.plan is None or any(item.first <= number <= item.last for item in papers)

    def mark(self, number: int) -> str:
        """What the stamp on a page calls its document, as `E07, 2 of 3 41` and the outline both say; "" for none."""
        above = [line for line in self.outline if line.page and line.page <= number <= len(self.leaves)]
        if not above:
            return ""
        words = max(above, key=lambda line: line.page or 0).title.split()
        marks = (" ".join(words[:count]) for count in range(min(len(words), _LONGEST_MARK), 0, -1))
        stamp = rf"(?:, \d+ \w+ \d+)? {re.escape(self.printed[number - 1])}(?!\w)"
        shown = self.leaves[number - 1].text
        return next((mark for mark in marks if re.search(rf"(?<!\w){re.escape(mark)}{stamp}", shown)), "")

    def margins(self, number: int) -> tuple[Matrix, float, float]:
        """A page's way from user space to its reader's coordinates, its height, and how high its margins are."""
        page = self.document[number - 1]
        try:
            shown = leaf.view(page, self._unit(number))
            return inverse(shown.matrix), shown.height, leaf.band(shown)
        finally:
            page.close()

    def lines_of(self, number: int) -> Iterator[tuple[str, Box]]:
        """A page's lines of text, each with the place of its last letter as its reader sees it."""
        import pypdfium2.raw as raw

        page = self.document[number - 1]
        letters = page.get_textpage()
        try:
            back, most, start = inverse(leaf.view(page, self._unit(number)).matrix), letters.count_chars() - 1, 0
            for line in str(letters.get_text_range()).split("\n"):
                text = line.rstrip()
                if text:
                    last = raw.FPDFText_GetCharIndexFromTextIndex(letters, start + len(text) - 1)
                    yield " ".join(text.split()), moved(back, letters.get_charbox(min(max(last, 0), most)))
                start += len(line) + 1
        finally:
            letters.close()
            page.close()

    def _read_links(self, number: int, annotations: Sequence[Any]) -> Iterator[Link]:
        page = self.document[number - 1]
        letters = page.get_textpage()
        try:
            for annotation in annotations:
                box = lenient.box(lenient.entry(annotation, "/Rect")) or (0, 0, 0, 0)
                action = lenient.entry(annotation, "/A")
                has_goal = action is not None or lenient.entry(annotation, "/Dest") is not None
                self._read -= 1
                words = _words_in(letters, box) if self._read >= 0 else ""
                objects = tuple(lenient.identity(each)[0] for each in (self.pages[number - 1], annotation, action))
                target = self.landing(annotation)
                yield Link(number, box, words, target, has_goal, _is_web(annotation), objects)
        finally:
            letters.close()
            page.close()

    def _unit(self, number: int) -> float:
        unit = lenient.number(lenient.entry(self.pages[number - 1], "/UserUnit"))
        return unit if unit is not None and 0.01 <= unit <= 1e4 else 1.0


def _words_in(letters: Any, box: Box) -> str:
    left, bottom, right, top = box
    return " ".join(str(letters.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)).split())


def _is_web(annotation: Any) -> bool:
    try:
        return links.is_web(annotation)
    except lenient.odd():
        return False
