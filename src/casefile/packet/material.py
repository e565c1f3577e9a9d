"""What goes into a packet's sections: the exhibits as pages, and the contacts that are printed because none shows them.

Knows how natives are described to the converters; not where anything stands in the packet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from casefile.case import privilege
from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.errors import Problem
from casefile.exhibits.holding import may_hold
from casefile.exhibits.pages import Native
from casefile.exhibits.words import say
from casefile.packet import lists, settle
from casefile.packet.contact import contact as letter
from casefile.packet.contents import TAB
from casefile.packet.copies import Copy, copies
from casefile.packet.handover import NATIVES
from casefile.packet.papers import About
from casefile.packet.plan import Item, Plan
from casefile.packet.printed import printed_contacts
from casefile.packet.settle import Paper
from casefile.packet.staying import path_of


@dataclass(frozen=True, slots=True)
class Material:
    """What goes into a packet's sections, by key: the copies with their room for stamps, the printed contacts, and the
    slip sheets before them."""

    copies: Mapping[str, Copy]
    printed: Mapping[str, Paper]
    tabs: Mapping[str, Paper] = field(default_factory=dict)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many pages each has."""
        found = {key: copy.pages.count for key, copy in self.copies.items()}
        return found | {key: paper.pages for key, paper in self.printed.items()}

    @property
    def sizes(self) -> Mapping[str, int]:
        """How many bytes the pages of each have, its slip sheet's too."""
        files = {key: copy.pages.pdf for key, copy in self.copies.items()}
        files |= {key: paper.file for key, paper in self.printed.items()}
        sheets = {key: paper.file.stat().st_size for key, paper in self.tabs.items()}
        return {key: file.stat().st_size + sheets.get(key, 0) for key, file in files.items()}


def gathered(about: About, whole: Case, plan: Plan, kept: Path) -> Material:
    """The copies of all exhibits, and the contacts that are printed; nothing where the plan only names them."""
    items = {item.key: item for item in plan.exhibits if plan.files != "none"}
    printed = enumerate(printed_contacts(about.case), 1)
    contacts = {key: contact for number, contact in printed if (key := f"C{number:02}") in items}
    withheld = tuple(sorted(privilege.withheld_hashes(whole))) if items else ()
    received = [
        _native(about, whole, exhibit, items[exhibit.id], withheld)
        for exhibit in about.case.exhibits
        if exhibit.id in items
    ]
    messages = {key: contact for key, contact in contacts.items() if contact.file.endswith(".eml")}
    mails = [_mail(about, contact, items[key], withheld) for key, contact in messages.items()]
    made = copies([*received, *mails], kept, about.making.watch)
    notes = {
        key: settle.drawn(letter(about, items[key], contact, items.values()), kept / f"{key}.pdf")
        for key, contact in contacts.items()
        if key not in messages
    }
    return Material({copy.pages.label: copy for copy in made}, notes)


def with_slip_sheets(about: About, plan: Plan, material: Material, folder: Path) -> tuple[Plan, Material]:
    """The plan and its material with a slip sheet before each document, drawn into `folder`; what is shown as a slip
    sheet itself, with its label on it, has no second one."""
    counts = material.counts
    bare = {key for key, copy in material.copies.items() if copy.pages.slip}
    tabs = {
        item.key: settle.drawn(lists.slip_sheet(about, item, counts[item.key]), folder / f"{item.key}{TAB}.pdf")
        for item in plan.exhibits
        if item.key not in bare
    }

    def before(item: Item) -> Item:
        return replace(item, slip=tabs[item.key].pages if item.key in tabs else 0)

    sections = tuple(replace(each, items=tuple(map(before, each.items))) for each in plan.sections)
    return replace(plan, sections=sections), replace(material, tabs=tabs)


def _native(about: About, whole: Case, exhibit: Exhibit, item: Item, withheld: tuple[str, ...]) -> Native:
    path = about.case.path / exhibit.file
    return Native(
        path, exhibit.id, exhibit.title, about.language, exhibit.date or about.as_of,
        f"{NATIVES}/{item.native}" if item.native else "", withheld if may_hold(path) else (),
        privilege.withheld_inside(whole, exhibit.id), _called(item),
    )  # fmt: skip


def _mail(about: About, contact: Contact, item: Item, withheld: tuple[str, ...]) -> Native:
    where = f"{NATIVES}/{item.native}" if item.native else ""
    return Native(
        path_of(about.case, contact), item.key, item.title, about.language, contact.head.date, where, withheld,
        called=_called(item),
    )  # fmt: skip


def _called(item: Item) -> str:
    """What a slip sheet is headed with: the name in this packet, and the register's number where that is another."""
    return f"{item.mark} ({item.number})" if item.number and item.number != item.label else item.mark


_HINTS: Mapping[str, str] = {
    "no-converter": "take in beside it a PDF that its own program makes of it; there is nothing to mend in the file",
    "withheld": "right if what is kept back is in it; or take in a copy without that, and write redacts: in its row",
    "unsearched": "something that is kept back may be in it; take in a copy that opens, and write redacts: in its row",
}
"""What to do about a slip sheet, by the reason that it gives the reader."""


def slips(about: About, material: Material) -> Iterator[Problem]:
    """A warning for each slip sheet that stands in for what could have been shown."""
    rows: Mapping[str, Exhibit] = {exhibit.id: exhibit for exhibit in about.case.exhibits}
    hints = {say(about.language, key): hint for key, hint in _HINTS.items()}
    for key, copy in material.copies.items():
        if copy.pages.slip and not copy.pages.by_nature:
            source = rows[key].at.of("file") if key in rows else None
            hint = hints.get(copy.pages.slip, "mend the file, or take a readable copy in beside it")
            if copy.pages.lacks:
                hint = f"install {copy.pages.lacks} (see casefile doctor), or take a PDF of the file in beside it"
            yield Problem(f"a slip sheet stands in for {key}: {copy.pages.slip}", source, hint, "slip-sheet", "warning")
