"""What a packet holds, as plain values: its documents with their pages, in sections, in one file or several.

Says where things are; what goes where is the plan's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from casefile.render.sheet import Location

Files = Literal["one", "each", "none"]
TAB = "-tab"  # behind a document's key: the slip sheet before it


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the packet. `key` is its name for references (E07, index); `first` the page where it begins in
    its file, the first of `slip` pages where a slip sheet stands before it."""

    key: str
    title: str
    label: str = ""  # what this packet calls it: E07, or Exhibit B
    day: date | None = None
    mark: str = ""  # what its stamps call it: its label, or section and day of a printed contact
    file: str = ""  # its file in the case's folder
    native: str = ""  # its file's name in the packet's folder of natives; none when it is not handed over
    sha256: str = ""
    size: int = 0
    first: int = 0
    count: int = 0  # with its slip sheet
    number: str = ""  # an exhibit's in the register
    kind: str = ""  # an exhibit's, or what a printed contact is filed under
    tab: str = ""  # its label without the words round it: B
    slip: int = 0
    numbers: tuple[str, ...] = ()  # its pages' printed numbers, where they are not simply those of the file's pages
    volume: int = 0  # the file it stands in, where there are several
    parent: str = ""  # the key of the document that it came with
    came: str = ""  # in words: attached to E05

    @property
    def printed(self) -> tuple[str, ...]:
        """The number that each of its pages bears."""
        return self.numbers or tuple(str(page) for page in range(self.first, self.last + 1))

    @property
    def last(self) -> int:
        """Its last page in the packet."""
        return self.first + self.count - 1

    @property
    def begins(self) -> int:
        """The page of its own first page, behind a slip sheet."""
        return self.first + self.slip

    @property
    def own(self) -> int:
        """How many pages it has itself."""
        return self.count - self.slip

    @property
    def opens(self) -> str:
        """The name by which a link leads to where it begins, slip sheet and all."""
        return f"{self.key}{TAB}" if self.slip else self.key

    @property
    def name(self) -> str:
        """What documents refer to it by."""
        return self.key if self.number or not self.file else self.file

    @property
    def short(self) -> str:
        """What a narrow column calls it: its label, or a printed contact's section, whose day stands beside it."""
        return self.label or self.mark.partition(",")[0]

    @property
    def named(self) -> str:
        """Its title, and what it is attached to."""
        return f"{self.title} ({self.came})" if self.came else self.title

    @property
    def words(self) -> str:
        """What index and outline call it."""
        return f"{self.label} {self.named}".strip()


@dataclass(frozen=True, slots=True)
class Section:
    """Exhibits under one letter; never empty. Late ones stand behind everything else, under no letter."""

    letter: str
    title: str
    items: tuple[Item, ...]
    late: bool = False

    @property
    def words(self) -> str:
        """What index and outline call it."""
        return f"{self.letter} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Plan:
    """A packet: our papers in front, sections, our papers at the back.

    `files`: all of it in one PDF, or one each, with pages from 1; or our papers in one, and exhibits in none: they are
    only named.
    """

    front: tuple[Item, ...]
    sections: tuple[Section, ...]
    back: tuple[Item, ...]
    files: Files = "one"

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything in the order of the pages."""
        late = [item for section in self.sections if section.late for item in section.items]
        return (*self.front, *(item for item in self.exhibits if item not in late), *self.back, *late)

    @property
    def exhibits(self) -> tuple[Item, ...]:
        """What stands in the sections: exhibits, and contacts printed because they have none."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def renamed(self) -> bool:
        """Whether exhibits are called otherwise than in the register."""
        return any(item.number and item.label != item.number for item in self.exhibits)

    @property
    def pages(self) -> int:
        """How many there are."""
        return sum(item.count for item in self.items)

    @property
    def numbers(self) -> tuple[str, ...]:
        """What each page bears, in the order of the pages."""
        return tuple(number for item in self.items for number in item.printed)

    @property
    def bound(self) -> Plan:
        """What of it is in the one PDF: all, or what is in front and at the back where exhibits are only named."""
        return replace(self, sections=()) if self.files == "none" else self

    @property
    def locations(self) -> Mapping[str, Location]:
        """Where each exhibit is found, by its key, and each printed contact, by its file in the case's folder. Pages
        are known where all are in one file, or in its own."""
        return {
            item.name: Location(item.mark, item.own or None, item.begins, item.numbers[item.slip :], item.title)
            if self.files == "one"
            else Location(item.mark, item.own or None, title=item.title)
            for item in self.exhibits
        }
