"""What happened in the case of a packet, as its chronology tells it: the facts that other papers list as well."""

from __future__ import annotations

from casefile.documents import chronology
from casefile.documents.chronology import Chronology, FactValues
from casefile.documents.matter import Matter, Options
from casefile.packet.contents import Plan
from casefile.packet.papers import About
from casefile.render.sheet import Location


def facts(about: About, plan: Plan) -> tuple[FactValues, ...]:
    """The facts of the open case, oldest first; `page` and `exhibits` of each are names by which the plan knows what
    it holds."""
    matter = Matter(about.case, about.claim, about.case)
    shown = {item.name: Location(item.mark, None, title=item.title) for item in plan.exhibits}
    options = Options(as_of=about.as_of, language=about.language, locations=shown)
    found: Chronology = chronology.content((matter,), options).values
    return found.facts
