"""What a packet holds, in which order and on which pages: pure data from a case on the open side of the wall.

Knows no PDF and no template. `arranged` decides what goes where; `paginated` puts page numbers to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casefile.case.fields import Language
from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.errors import CaseError, Problem
from casefile.packet.contents import Files
from casefile.packet.contents import Item as Item
from casefile.packet.contents import Plan as Plan
from casefile.packet.contents import Section as Section
from casefile.packet.families import Families, families
from casefile.packet.labels import form, tabs
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import Profile, SectionRule
from casefile.packet.words import Words, words
from casefile.render import locale
from casefile.render.literal import visible
from casefile.render.sheet import Location, within

CORRESPONDENCE = "correspondence"
_SPOKEN = ("call", "meeting")
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")  # but the spaces that hold words together
_SMALL: frozenset[Language] = frozenset({"fr", "pl", "ru"})  # where the word of a label is small within a sentence
WIDEST = 8888  # a page reference as wide as any: what front matter is first set with


def arranged(
    case: Case,
    profile: Profile,
    language: Language,
    withheld_natives: frozenset[str] = frozenset(),
    wanted: frozenset[str] | None = None,
) -> Plan:
    """What goes where, without pages. `case` is on the open side of the wall; `withheld_natives` are the exhibits
    and, by their files, the contacts that are printed but not handed over; `wanted` those that are shown, with their
    translations and originals, where not all are. Front and back are named, not yet titled.

    CaseError for a missing section title or label, and for an exhibit that no section takes."""
    demands = _demands(case) if _keeps_demands(profile) else frozenset()
    spoken = words(language)
    printed = {contact.file: f"C{number:02}" for number, contact in enumerate(printed_contacts(case), 1)}
    standing = _standing(case, profile, demands, wanted)
    sections = []
    for rule in profile.sections:
        rows = [exhibit for exhibit in standing.heads if _kind(exhibit, demands) in rule.kinds]
        found = [
            (_order(row.date, row.id), [_item(each, spoken, withheld_natives) for each in standing.whole(row)])
            for row in rows
        ]
        found += [
            (
                _order(contact.head.date, printed[contact.file]),
                [_marked(_contact(contact, printed[contact.file], spoken, withheld_natives), rule.letter, language)],
            )
            for contact in printed_contacts(case)
            if _goes_here(contact, rule, profile) and (wanted is None or contact.file in wanted)
        ]
        items = tuple(item for _, items in sorted(found, key=lambda pair: pair[0]) for item in items)
        if items:
            sections.append(Section(rule.letter, profile.title(rule, language), items))
    _check_all_taken(standing.heads, profile, demands)
    front, back = (tuple(Item(key, key) for key in keys) for keys in (profile.front, profile.back))
    files: Files = "none" if profile.listed else profile.files
    return Plan(front, _labelled(sections, profile, language), back, files)


def paginated(plan: Plan, counts: Mapping[str, int], titles: Mapping[str, str] | None = None) -> Plan:
    """The plan with page numbers, given how many pages each item has, and with the titles of our own papers."""
    page = 1

    def placed(items: Iterable[Item]) -> Iterator[Item]:
        nonlocal page
        for item in items:
            pages = counts[item.key] + item.slip
            yield replace(item, first=page, count=pages, title=(titles or {}).get(item.key, item.title))
            page += pages if plan.files != "each" else 0

    named = plan.files == "none"

    def filled(late: bool) -> tuple[Section, ...]:
        found = (section for section in plan.sections if section.late is late)
        return tuple(replace(s, items=s.items if named else tuple(placed(s.items))) for s in found)

    front, sections, back = tuple(placed(plan.front)), filled(late=False), tuple(placed(plan.back))
    return replace(plan, front=front, sections=(*sections, *filled(late=True)), back=back)


def widest(plan: Plan, counts: Mapping[str, int]) -> Mapping[str, Location]:
    """Locations as wide as any can be, to set our papers with before the pages are known."""
    page = WIDEST if plan.files == "one" else None
    return {item.name: Location(item.mark, counts.get(item.key), page, title=item.title) for item in plan.exhibits}


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


def _standing(case: Case, profile: Profile, demands: frozenset[str], wanted: frozenset[str] | None) -> Families:
    """The exhibits that are shown, each behind what it follows. A translation is shown with its original, an attachment
    only if it is wanted itself."""
    letters: dict[str, str] = {kind: rule.letter for rule in profile.sections for kind in rule.kinds}
    by_id = {exhibit.id: exhibit for exhibit in case.exhibits}
    originals = {exhibit.id: _original(exhibit, by_id) for exhibit in case.exhibits}
    documents = {original for name, original in originals.items() if wanted is None or name in wanted}
    rows = [exhibit for exhibit in case.exhibits if originals[exhibit.id] in documents]
    return families(rows, lambda exhibit: _kind(exhibit, demands), lambda kind: letters.get(kind, ""))


def _original(exhibit: Exhibit, by_id: Mapping[str, Exhibit]) -> str:
    """What an exhibit is the translation of, if it is one; itself where that is not shown."""
    seen = {exhibit.id}
    while (source := by_id.get(exhibit.translation_of or "")) and source.id not in seen:
        seen.add(source.id)
        exhibit = source
    return exhibit.id


def _order(day: date | None, name: str) -> tuple[date, int, str]:
    """By date, what has none last; then by number."""
    return day or date.max, int(name[1:]), name


def _check_all_taken(heads: Sequence[Exhibit], profile: Profile, demands: frozenset[str]) -> None:
    """CaseError for exhibits that no section takes: a packet must not lose any."""
    taken = {kind for rule in profile.sections for kind in rule.kinds}
    lost = [each for each in heads if _kind(each, demands) not in taken]
    hint = "add the kind to a section"
    raise_for = [
        Problem(
            f"no section of the profile takes {each.id}, kind '{each.kind}'", profile.at.of("sections"), hint, "profile"
        )
        for each in lost
    ]
    if raise_for:
        raise CaseError(raise_for)


def _labelled(sections: list[Section], profile: Profile, language: Language) -> tuple[Section, ...]:
    """The sections with what the profile calls their documents; a printed contact that it does not number keeps its
    section and day."""
    found = tabs(profile, [(section.letter, [item.number for item in section.items]) for section in sections])
    written = form(profile, language)

    def called(item: Item, tab: str) -> Item:
        label = written.format(label=tab)
        return replace(item, label=label, mark=label.replace(" ", "\u00a0"), tab=tab) if tab else item

    labelled = [replace(s, items=tuple(called(item, next(found)) for item in s.items)) for s in sections]
    listed = with_parents(labelled, language)
    if not profile.listed:
        return tuple(listed)
    return tuple(replace(s, items=tuple(replace(item, native="") for item in s.items)) for s in listed)


def with_parents(sections: Sequence[Section], language: Language) -> list[Section]:
    """The sections with what index and outline say of an attachment: what this packet calls that which it came with."""
    items = {item.key: item for section in sections for item in section.items}
    spoken = words(language)

    def came(item: Item) -> Item:
        parent = items.get(item.parent)
        if parent is None:
            return replace(item, parent="")
        form = spoken.attached if parent.label == parent.tab else spoken.attached_named
        return replace(item, came=form.format(label=within(parent.mark) if language in _SMALL else parent.mark))

    return [replace(section, items=tuple(map(came, section.items))) for section in sections]


def _item(exhibit: Exhibit, spoken: Words, withheld: frozenset[str]) -> Item:
    title = f"{exhibit.title} ({spoken.redacted})" if exhibit.redacts else exhibit.title
    native = "" if exhibit.id in withheld else exhibit.file.rpartition("/")[2]
    return Item(
        exhibit.id, _one_line(title), day=exhibit.date, file=exhibit.file, native=native, sha256=exhibit.sha256 or "",
        size=exhibit.size or 0, number=exhibit.id, kind=exhibit.kind, parent=exhibit.parent or "",
    )  # fmt: skip


def _marked(item: Item, letter: str, language: Language) -> Item:
    """A printed contact's item, known by its section and day."""
    day = locale.day(item.day, language, short=True) if item.day else ""
    return replace(item, mark=", ".join(filter(None, (letter, day))))


def _contact(contact: Contact, key: str, spoken: Words, withheld: frozenset[str]) -> Item:
    head = contact.head
    whom = (spoken.to, head.to) if head.direction == "out" else (spoken.sent_by, head.from_)
    whom = (spoken.met, whom[1]) if head.channel in _SPOKEN else whom
    who = whom[1].partition(",")[0]  # the name, not the address behind it
    named = f" {whom[0].format(whom=who)}" if who else f", {_way(head.direction, spoken)}"
    channel = f"{spoken.channels[head.channel]}{named}"
    title = spoken.about.format(channel=channel, subject=head.subject) if head.subject else channel
    file = f"{CORRESPONDENCE}/{contact.file.rpartition('/')[2]}"
    native = "" if contact.file in withheld else file
    return Item(
        key,
        _one_line(title),
        day=head.date,
        file=file,
        native=native,
        kind="notice" if _is_demand(contact) else "correspondence",
    )


def _one_line(title: str) -> str:
    """A title as index and outline print it: what hides or turns round other characters is spelled out."""
    return _GAPS.sub(" ", visible(title)).strip()


def _way(direction: str, spoken: Words) -> str:
    return spoken.sent if direction == "out" else spoken.received
