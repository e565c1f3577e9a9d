"""The PDFs that a packet is bound in: one of everything, or one a document, each under its own name.

Knows names and plans; no page's content.
"""

from __future__ import annotations

import re
from datetime import date

from casefile.case.fields import Language
from casefile.packet.bag import manifests
from casefile.packet.plan import Item, Plan
from casefile.packet.profile import Profile
from casefile.packet.volumes import Book, books
from casefile.render import locale

_FORM = "{number} {title}"
_LONGEST = 110  # characters of a name: manifests.safe cuts longer ones, and with them what stands at the end
_LOOSE = " ,;:–—-(„“«‹\"'"  # what does not stand at the end of a name
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def bound(plan: Plan, name: str, profile: Profile, language: Language, as_of: date) -> tuple[Book, ...]:
    """The PDFs, the one that is opened first under `name`. None for a packet without a page."""
    if plan.files != "each":
        return books(plan, name)
    items = plan.items
    wide = len(str(len(plan.exhibits)))
    names = manifests.distinct(f"{_named(item, profile, language, as_of, wide)}.pdf" for item in items[1:])
    files = (name, *(f"{manifests.DOCUMENTS}/{each}" for each in names))
    return tuple(Book(file, (item,), title=item.words) for file, item in zip(files, items, strict=False))


def _named(item: Item, profile: Profile, language: Language, as_of: date, wide: int) -> str:
    """A document's file name: the profile's form filled, what stands in [brackets] only where all gaps in it are. A
    number has `wide` digits, so that names sort as the documents do."""
    day = item.day or (None if item.tab else as_of)
    values = {
        "number": item.tab.zfill(wide) if item.tab.isdigit() else item.tab,
        "day": _plain(locale.day(day, language, short=True)) if day else "",
    }
    values |= {"pages": str(item.count), "title": item.title}
    form = _OPTIONAL.sub(lambda found: _kept(found[1], values), profile.filed.get(language, _FORM))
    room = _LONGEST - len(form.format(**values | {"title": ""}))
    return form.format(**values | {"title": _cut(item.title, room)}).strip()


def _cut(title: str, room: int) -> str:
    """A title of so many characters at most, cut behind a word, and not behind what opens or joins one; … says so. The
    index has it whole."""
    if len(title) <= room:
        return title
    words = title[:room].rpartition(" ")[0] or title[: room - 1]
    return f"{words.rstrip(_LOOSE)}…"


def _kept(part: str, values: dict[str, str]) -> str:
    gaps = re.findall(r"\{(\w+)\}", part)
    return part if all(values.get(gap) for gap in gaps) else ""


def _plain(text: str) -> str:
    """A text with ordinary blanks."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
