"""The PDFs that a packet is bound in: one of everything, or one a document, each under its own name.

Knows names and plans; no page's content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile.case.fields import Language
from casefile.errors import Problem
from casefile.packet import bag
from casefile.packet.plan import Item, Plan, Section
from casefile.packet.profile import Profile
from casefile.render import locale

_FORM = "{number} {title}"
_LONGEST = 110  # characters of a name: bag.safe cuts longer ones, and with them what stands at the end
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Volume:
    """One PDF of the packet: its file below the packet's folder, what is in it, and what it is called; no title is the
    packet's own."""

    file: str
    plan: Plan
    title: str = ""


def volumes(plan: Plan, name: str, profile: Profile, language: Language, as_of: date) -> tuple[Volume, ...]:
    """The PDFs, the one that is opened first under `name`. None for a packet without a page."""
    if plan.files != "each":
        return (Volume(name, plan.bound),) if plan.pages else ()
    items = plan.items
    wide = len(str(len(plan.exhibits)))
    names = bag.distinct(f"{_named(item, profile, language, as_of, wide)}.pdf" for item in items[1:])
    files = (name, *(f"{bag.DOCUMENTS}/{each}" for each in names))
    return tuple(
        Volume(file, single, item.words) for file, item, single in zip(files, items, _singles(plan), strict=False)
    )


def oversized(volumes: tuple[Volume, ...], folder: Path, profile: Profile) -> Iterator[Problem]:
    """A warning for each file that is larger than its reader takes."""
    most = profile.limits.megabytes
    for volume in volumes if most is not None else ():
        size = (folder / volume.file).stat().st_size
        if size > (most or 0) * 1_000_000:
            message = f"{volume.file} has {size / 1_000_000:.1f} MB, and {profile.name} takes {most}"
            yield Problem(message, hint="take in a smaller copy of it", rule="size", level="warning")


def _singles(plan: Plan) -> Iterator[Plan]:
    """A plan for each document alone."""
    bare = replace(plan, front=(), sections=(), back=())
    yield from (replace(bare, front=(item,)) for item in plan.front)
    yield from (replace(bare, sections=(Section("", "", (item,)),)) for item in plan.exhibits)
    yield from (replace(bare, back=(item,)) for item in plan.back)


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
    return form.format(**values | {"title": item.title[:room].rstrip()}).strip()


def _kept(part: str, values: dict[str, str]) -> str:
    gaps = re.findall(r"\{(\w+)\}", part)
    return part if all(values.get(gap) for gap in gaps) else ""


def _plain(text: str) -> str:
    """A text with ordinary blanks."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
