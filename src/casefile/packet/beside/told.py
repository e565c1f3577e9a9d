"""What happened, line by line, for the packet's page in a browser: the chronology's own facts, in its own words."""

from __future__ import annotations

from casefile.documents.chronology import sentence
from casefile.followup.history import history
from casefile.followup.missed import missed
from casefile.packet.beside.browse import Told
from casefile.packet.papers import About
from casefile.packet.plan import Plan
from casefile.render import locale

CHRONOLOGY = "chronology"


def told(about: About, plan: Plan) -> tuple[Told, ...]:
    """The facts of the open case, oldest first; none in a packet that has no chronology.

    An exhibit is named only if it is in the packet.
    """
    if not any(item.key == CHRONOLOGY and item.count for item in plan.front):
        return ()
    case, language = about.case, about.language
    facts = [fact for fact in (*history(case, about.as_of), *missed(about.claim)) if fact.privilege == "open"]
    keys = {item.key for item in plan.exhibits}
    printed = {item.file: item.key for item in plan.exhibits if not item.label}
    found = []
    for fact in sorted(facts, key=lambda each: (each.day, each.rank)):
        said = sentence(fact, case.creditor.name, case.debtor.name, language, about.making.search)
        shown = [name for name in fact.exhibits if name in keys]
        inside = fact.source.file.removeprefix("cases/").partition("/")[2]
        shown += [printed[inside]] if inside in printed else []
        found.append(Told(locale.day(fact.day, language, short=True), said, tuple(dict.fromkeys(shown))))
    return tuple(found)
