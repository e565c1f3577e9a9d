"""What happened, line by line, for the packet's page in a browser: the chronology's own facts, in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.documents.chronology import FactValues, rows
from casefile.packet.beside.browse import Told
from casefile.packet.papers import About
from casefile.packet.plan import Plan
from casefile.render import locale

CHRONOLOGY = "chronology"


def told(about: About, plan: Plan, found: Sequence[FactValues]) -> tuple[Told, ...]:
    """The facts `found`, oldest first, each with its source as the chronology gives it: the exhibits, the page
    of a printed letter, or else the part of the creditor's file. None in a packet that has no chronology."""
    if not any(item.key == CHRONOLOGY and item.count for item in plan.front):
        return ()
    keys = {item.name: item.key for item in plan.exhibits}
    lines = []
    for fact, (words, source) in zip(found, rows(found, about.language, about.making.search), strict=True):
        names = dict.fromkeys((fact.page, *(ref.id for ref in fact.exhibits)))
        shown = tuple(keys[name] for name in names if name in keys)
        lines.append(Told(locale.day(fact.day, about.language, short=True), words, shown, "" if shown else source))
    return tuple(lines)
