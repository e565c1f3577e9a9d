"""A contact as it is printed, because no exhibit shows its words: a head of facts, and the words as they stand.

Knows no PDF; which contacts are printed is `printed`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from casefile.case.model import Contact
from casefile.packet.contents import Item
from casefile.packet.papers import About, sheet
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.sheet import Sheet

_WRAPPED = 60  # characters from which on a line is taken to go on in the next


def contact(about: About, item: Item, told: Contact, shown: Iterable[Item] = ()) -> Sheet:
    """A contact as it is printed: what it was, when, between whom, which of the documents `shown` it names, and its
    words as they stand."""
    head, spoken = told.head, words(about.language)
    us, debtor = about.case.holder(head.date).name, about.case.debtor.name
    facts = {
        spoken.date: locale.day(head.date, about.language),
        spoken.sender: head.from_ or (us if head.direction == "out" else debtor),
        spoken.recipient: head.to or (debtor if head.direction == "out" else us),
        spoken.subject: head.subject,
        spoken.proof: head.proof,
    }
    if head.received:
        came, how = locale.day(head.received.on, about.language), head.received.how
        facts[spoken.returned if head.received.came_back else spoken.arrived] = f"{came}, {how}" if how else came
    facts[spoken.beside] = _named(told, shown)
    context = {
        "title": item.title,
        "origin": _origin(told),
        "facts": [{"name": name, "value": value} for name, value in facts.items() if value],
        "paragraphs": [_unwrapped(part) for part in re.split(r"\n\s*\n", told.text) if part.strip()],
    }
    paper = sheet("contact", about, context)
    return replace(paper, frame=replace(paper.frame, sender=(us,)))


def _named(told: Contact, shown: Iterable[Item]) -> str:
    """The documents of the packet that a contact names, by what the packet calls them."""
    items = {item.number: item for item in shown if item.number}
    found = (items[name] for name in told.head.evidence if name in items)
    return "; ".join(f"{item.mark} {item.title}" for item in found)


def _origin(told: Contact) -> str:
    """What the text of a note stands for: a letter as it went out, one as it came, or what was said."""
    if told.head.channel in ("call", "meeting"):
        return "note"
    return "sent" if told.head.direction == "out" else "received"


def _unwrapped(paragraph: str) -> str:
    """A paragraph whose lines were broken to fit an editor, whole; lines that are short by nature stay apart."""
    text = ""
    for line in paragraph.strip().splitlines():
        joint = " " if len(text.rpartition("\n")[2]) >= _WRAPPED else "\n"
        text = f"{text}{joint}{line.strip()}" if text else line.strip()
    return text
