"""Reads a file of the packet back and tests it: the inspector does, against what was planned.

Where pages are not simply counted from 1, in a volume or with late additions, numbers, labels and outline are tested
here, and the inspector is asked for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile import files
from casefile.packet.inspector.inspect import Rule, inspect
from casefile.packet.inspector.rules.table import UK
from casefile.packet.plan import Item, Plan
from casefile.packet.profile import Profile

if TYPE_CHECKING:
    import pikepdf

_WARNED = frozenset({"size"})  # a file that is too large is made all the same, and told
_AS_EVER = frozenset({"figures", "view", "active-content", "title"})  # the rules that do not count pages


def broken(file: Path, profile: Profile, own: Plan, stated: Mapping[str, str]) -> Iterator[Rule]:
    """The rules that a file of the packet breaks. `own` is what is in it, by its own pages; `stated` are the words that
    documents have to show, by key."""
    if all(item.printed == _counted(item) for item in own.bound.items):
        yield from (rule for rule in inspect(file, profile, own, stated) if not rule.ok and rule.rule not in _WARNED)
        return
    yield from (rule for rule in inspect(file, profile, own, stated) if not rule.ok and rule.rule in _AS_EVER)
    found = [*_misnumbered(file, own), *_misled(file, own)]
    if found:
        yield Rule("numbers", f"{UK}, 2", ok=False, detail="; ".join(found[:5]))


def _counted(item: Item) -> tuple[str, ...]:
    """The numbers of a document's pages where they are simply counted through the file."""
    return tuple(str(page) for page in range(item.first, item.last + 1))


def _misnumbered(file: Path, own: Plan) -> Iterator[str]:
    """Pages whose label, printed number or exhibit's label is not what was planned."""
    import pikepdf
    import pypdfium2

    printed = [(item, number) for item in own.items for number in item.printed]
    with files.reported(file, "read"), pikepdf.open(file) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    if len(labels) != len(printed):
        yield f"{len(labels)} pages, {len(printed)} were planned"
        return
    document = pypdfium2.PdfDocument(file)
    try:
        for place, (item, number) in enumerate(printed):
            text = " ".join(str(document[place].get_textpage().get_text_range()).split())
            if labels[place] != number:
                yield f"page {number} is labelled '{labels[place]}'"
            if not re.search(rf"(?<![\d.]){re.escape(number)}(?![\d])", text):
                yield f"page {number} does not carry its number"
            if item.label and item.label not in text:
                yield f"page {number} does not carry the label {item.label}"
    finally:
        document.close()


def _misled(file: Path, own: Plan) -> Iterator[str]:
    """Documents that the outline does not lead to, and links that lead out of the file."""
    import pikepdf

    with pikepdf.open(file) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            lines = [line for top in outline.root for line in (top, *top.children)]
        led = {(_page(line, numbers), line.title) for line in lines}
        for item in own.items:
            if not any(page == item.first and title.startswith(item.words) for page, title in led):
                yield f"the outline does not lead to page {item.printed[0]} for '{item.words}'"
        for number, page in enumerate(pdf.pages, 1):
            for link in page.obj.get("/Annots", []):
                goal: Any = link.A.get("/D") if "/A" in link else None
                if goal is not None and goal[0].objgen not in numbers:
                    yield f"a link on page {number} leads to no page of the file"


def _page(line: pikepdf.OutlineItem, numbers: Mapping[tuple[int, int], int]) -> int | None:
    goal: Any = line.destination
    return numbers.get(goal[0].objgen) if goal is not None else None
