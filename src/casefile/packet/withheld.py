"""What is kept back, in order, for our own attorney: sections by why it is kept, inside them by date. Pure data.

The other side of `plan`: it knows the same items, and cases only as `wall.ours` gives them.
"""

from __future__ import annotations

from casefile.case.fields import Language
from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.packet.families import families
from casefile.packet.plan import CORRESPONDENCE, Item, Plan, Section, with_parents
from casefile.packet.printed import printed_contacts
from casefile.packet.profile import Profile, SectionRule
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.literal import visible


def arranged(case: Case, profile: Profile, language: Language) -> Plan:
    """What goes where, without pages. CaseError for a missing section title."""
    contacts = {f"C{number:02}": contact for number, contact in enumerate(printed_contacts(case), 1)}
    sections = []
    for rule in profile.sections:
        rows = [each for each in case.exhibits if each.privilege in rule.kept]
        standing = families(rows, lambda each: each.kind, lambda _: "")  # one section takes them all
        found = [[_exhibit(each) for each in standing.whole(head)] for head in standing.heads]
        found += [
            [_contact(contact, key, rule, language)]
            for key, contact in contacts.items()
            if rule.contacts and contact.head.kept_as in rule.kept
        ]
        found.sort(key=lambda items: (items[0].day is None, items[0].day, items[0].key))
        if found:
            items = tuple(item for items in found for item in items)
            sections.append(Section(rule.letter, profile.title(rule, language), items))
    front, back = (tuple(Item(key, key) for key in keys) for keys in (profile.front, profile.back))
    return Plan(front, tuple(with_parents(sections, language)), back)


def _exhibit(exhibit: Exhibit) -> Item:
    return Item(
        key=exhibit.id, title=_one_line(exhibit.title), label=exhibit.id, day=exhibit.date, mark=exhibit.id,
        file=exhibit.file, native=exhibit.file.rpartition("/")[2], sha256=exhibit.sha256 or "", size=exhibit.size or 0,
        number=exhibit.id, kind=exhibit.kind, tab=exhibit.id, parent=exhibit.parent or "",
    )  # fmt: skip


def _contact(contact: Contact, key: str, rule: SectionRule, language: Language) -> Item:
    head, spoken = contact.head, words(language)
    channel = spoken.channels[head.channel]
    title = spoken.about.format(channel=channel, subject=head.subject) if head.subject else channel
    file = f"{CORRESPONDENCE}/{contact.file.rpartition('/')[2]}"
    mark = f"{rule.letter}, {locale.day(head.date, language, short=True)}"
    return Item(key=key, title=_one_line(title), day=head.date, mark=mark, file=file, native=file)


def _one_line(title: str) -> str:
    return " ".join(visible(title).split())
