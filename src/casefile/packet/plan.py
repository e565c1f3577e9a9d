"""What a packet holds, in which order and on which pages: pure data from a case on the open side of the wall.

Knows no PDF and no template. `arranged` decides what goes where; `paginated` puts page numbers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from casefile.case.fields import Language
from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.packet.profile import Profile, SectionRule
from casefile.packet.words import Words, words
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.sheet import Location

CORRESPONDENCE = "correspondence"
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")  # but the spaces that hold words together
WIDEST = 8888  # a page reference as wide as any: what front matter is first set with


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the packet. `key` is its name for references (E07, index); `first` its page in the packet."""

    key: str
    title: str
    label: str = ""
    day: date | None = None
    mark: str = ""  # what its stamps call it: its label, or section and day of a printed contact
    file: str = ""  # its file in the case's folder
    native: str = ""  # its file's name in the packet's folder of natives; none when it is not handed over
    sha256: str = ""
    size: int = 0
    first: int = 0
    count: int = 0
    numbers: tuple[str, ...] = ()  # its pages' printed numbers, where they are not simply those of the packet's pages
    volume: int = 0  # the file it stands in, where there are several

    @property
    def printed(self) -> tuple[str, ...]:
        """The number that each of its pages bears."""
        return self.numbers or tuple(str(page) for page in range(self.first, self.last + 1))

    @property
    def last(self) -> int:
        """Its last page in the packet."""
        return self.first + self.count - 1

    @property
    def name(self) -> str:
        """What documents refer to it by."""
        return self.key if self.label else self.file

    @property
    def words(self) -> str:
        """What index and outline call it."""
        return f"{self.label} {self.title}".strip()


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
    """A packet: our papers in front, sections, our papers at the back."""

    front: tuple[Item, ...]
    sections: tuple[Section, ...]
    back: tuple[Item, ...]

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
    def pages(self) -> int:
        """How many there are."""
        return sum(item.count for item in self.items)

    @property
    def locations(self) -> Mapping[str, Location]:
        """Where each exhibit is found, by its key, and each printed contact, by its file in the case's folder."""
        return {item.name: Location(item.mark, item.count, item.first, item.numbers) for item in self.exhibits}


def arranged(case: Case, profile: Profile, language: Language, withheld_natives: frozenset[str] = frozenset()) -> Plan:
    """What goes where, without pages. `case` is on the open side of the wall; `withheld_natives` are the exhibits
    and, by their files, the contacts that are printed but not handed over. Front and back are named, not yet titled.
    CaseError for a missing section title."""
    demands = _demands(case) if _keeps_demands(profile) else frozenset()
    spoken = words(language)
    printed = {contact.file: f"C{number:02}" for number, contact in enumerate(printed_contacts(case), 1)}
    sections = []
    for rule in profile.sections:
        rows = [
            exhibit for exhibit in case.exhibits if _leading(case, exhibit) and _kind(exhibit, demands) in rule.kinds
        ]
        found = [(_order(row.date, row.id), _with_translations(case, row, spoken, withheld_natives)) for row in rows]
        found += [
            (
                _order(contact.head.date, printed[contact.file]),
                (_marked(_contact(contact, printed[contact.file], spoken, withheld_natives), rule.letter, language),),
            )
            for contact in printed_contacts(case)
            if _goes_here(contact, rule, profile)
        ]
        items = tuple(item for _, items in sorted(found, key=lambda pair: pair[0]) for item in items)
        if items:
            sections.append(Section(rule.letter, profile.title(rule, language), items))
    named = {key: Item(key, key) for key in (*profile.front, *profile.back)}
    return Plan(tuple(named[key] for key in profile.front), tuple(sections), tuple(named[key] for key in profile.back))


def paginated(plan: Plan, counts: Mapping[str, int], titles: Mapping[str, str] | None = None) -> Plan:
    """The plan with page numbers, given how many pages each item has, and with the titles of our own papers."""
    page = 1

    def placed(items: Iterable[Item]) -> Iterator[Item]:
        nonlocal page
        for item in items:
            yield replace(item, first=page, count=counts[item.key], title=(titles or {}).get(item.key, item.title))
            page += counts[item.key]

    def filled(late: bool) -> tuple[Section, ...]:
        found = (section for section in plan.sections if section.late is late)
        return tuple(replace(section, items=tuple(placed(section.items))) for section in found)

    front, sections, back = tuple(placed(plan.front)), filled(late=False), tuple(placed(plan.back))
    return Plan(front, (*sections, *filled(late=True)), back)


def widest(plan: Plan, counts: Mapping[str, int]) -> Mapping[str, Location]:
    """Locations as wide as any can be, to set our papers with before the pages are known."""
    return {item.name: Location(item.mark, counts[item.key], WIDEST) for item in plan.exhibits}


def printed_contacts(case: Case) -> tuple[Contact, ...]:
    """The contacts that no exhibit shows, oldest first; one whose words are withheld is not printed."""
    return tuple(
        contact
        for contact in case.contacts
        if not contact.head.evidence and (contact.text or contact.file.endswith(".eml"))
    )


def _goes_here(contact: Contact, rule: SectionRule, profile: Profile) -> bool:
    if _is_demand(contact) and _keeps_demands(profile):
        return "notice" in rule.kinds
    return rule.contacts


def _keeps_demands(profile: Profile) -> bool:
    """Whether the profile has a section for demands as sent."""
    return any("notice" in rule.kinds for rule in profile.sections)


def _is_demand(contact: Contact) -> bool:
    return contact.head.direction == "out" and contact.head.step == "demand"


def _demands(case: Case) -> frozenset[str]:
    """The exhibits that are demands as sent."""
    return frozenset(name for contact in case.contacts if _is_demand(contact) for name in contact.head.evidence)


def _kind(exhibit: Exhibit, demands: frozenset[str]) -> str:
    return "notice" if exhibit.id in demands and exhibit.kind == "correspondence" else exhibit.kind


def _leading(case: Case, exhibit: Exhibit) -> bool:
    """Whether an exhibit stands by itself: a translation follows its original."""
    return not exhibit.translation_of or case.exhibit(exhibit.translation_of) is None


def _order(day: date | None, name: str) -> tuple[date, int, str]:
    """By date, what has none last; then by number."""
    return day or date.max, int(name[1:]), name


def _with_translations(case: Case, exhibit: Exhibit, spoken: Words, withheld: frozenset[str]) -> tuple[Item, ...]:
    following = [each for each in case.exhibits if each.translation_of == exhibit.id and each.id != exhibit.id]
    behind = (item for each in following for item in _with_translations(case, each, spoken, withheld))
    return (_item(exhibit, spoken, withheld), *behind)


def _item(exhibit: Exhibit, spoken: Words, withheld: frozenset[str]) -> Item:
    title = f"{exhibit.title} ({spoken.redacted})" if exhibit.redacts else exhibit.title
    native = "" if exhibit.id in withheld else exhibit.file.rpartition("/")[2]
    return Item(
        exhibit.id, _one_line(title), exhibit.id, exhibit.date, exhibit.id, exhibit.file, native, exhibit.sha256 or "",
        exhibit.size or 0,
    )  # fmt: skip


def _marked(item: Item, letter: str, language: Language) -> Item:
    """A printed contact's item, known by its section and day."""
    return replace(item, mark=f"{letter}, {locale.day(item.day, language, short=True)}" if item.day else letter)


def _contact(contact: Contact, key: str, spoken: Words, withheld: frozenset[str]) -> Item:
    head = contact.head
    whom = (spoken.to, head.to) if head.direction == "out" else (spoken.sent_by, head.from_)
    who = whom[1].partition(",")[0]  # the name, not the address behind it
    named = f" {whom[0].format(whom=who)}" if who else f", {_way(head.direction, spoken)}"
    channel = f"{spoken.channels[head.channel]}{named}"
    title = spoken.about.format(channel=channel, subject=head.subject) if head.subject else channel
    file = f"{CORRESPONDENCE}/{contact.file.rpartition('/')[2]}"
    native = "" if contact.file in withheld else file
    return Item(key, _one_line(title), "", head.date, "", file, native)


def _one_line(title: str) -> str:
    """A title as index and outline print it: what hides or turns round other characters is spelled out."""
    return _GAPS.sub(" ", visible(title)).strip()


def _way(direction: str, spoken: Words) -> str:
    return spoken.sent if direction == "out" else spoken.received
