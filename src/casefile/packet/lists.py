"""The papers that list a packet's documents: index, bordereau, list of evidence, and the slip sheet before an exhibit.

Turns a plan into plain values and sheets; what they say stands in the templates. Knows no PDF.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from casefile.packet.facts import facts as told
from casefile.packet.papers import About, party, sheet, signatory
from casefile.packet.plan import Item, Plan, Section
from casefile.packet.words import words
from casefile.render.sheet import Sheet


def index(about: About, plan: Plan) -> Sheet:
    """Every document of the packet with its pages, in their order: what is `late` stands behind our papers at the end.
    With its number in the register where it is called otherwise, and its volume where there are several; where each is
    a file `apart`, with how many pages it has."""
    context = {
        "front": _rows(about, plan.front, plan),
        "sections": [_section(about, each, plan) for each in plan.sections if not each.late],
        "back": _rows(about, plan.back, plan),
        "late": [_section(about, each, plan) for each in plan.sections if each.late],
        "renamed": plan.renamed,
        "apart": plan.files != "one",
        "volumes": any(item.volume for item in plan.items),
    }
    return sheet("index", about, context)


def bordereau(about: About, plan: Plan) -> Sheet:
    """The exhibits that are communicated, numbered, for counsel to date and sign (Règlement intérieur national de la
    profession d'avocat, 5.5)."""
    case, counsel = about.case, about.case.file.attorney
    named = ", ".join(filter(None, (counsel.name, counsel.firm))) if counsel else ""
    context = {
        "case_id": case.id,
        "creditor": party(case.creditor, about),
        "debtor": party(case.debtor, about),
        "counsel": named,
        "counsel_reference": counsel.reference if counsel else "",
        "sections": _sections(about, plan),
        "count": len(plan.exhibits),
        "signatory": named or signatory(about),
    }
    return sheet("bordereau", about, context)


def evidence_list(about: About, plan: Plan) -> Sheet:
    """The facts in order of time, each with the documents that prove it, where nothing is attached (art. 505(32) § 1
    k.p.c.); one without a document is left to the chronology. What no fact names stands at its own day, by what such
    documents prove; what has no day comes last."""
    rows = {item.name: row for item, row in zip(plan.exhibits, _rows(about, plan.exhibits, plan), strict=True)}
    facts: list[dict[str, object]] = []
    for fact in told(about, plan):
        names = dict.fromkeys((*(ref.id for ref in fact.exhibits), fact.page))
        if proofs := [rows[name] for name in names if name in rows]:
            facts.append({"day": fact.day, "fact": None if fact.what == "exhibit" else fact, "proofs": proofs})
    named = {id(row) for each in facts for row in cast("list[object]", each["proofs"])}
    facts += [{"day": row["day"], "fact": None, "proofs": [row]} for row in rows.values() if id(row) not in named]
    facts.sort(key=lambda each: cast("date", each["day"] or date.max))
    return sheet("evidence-list", about, {"facts": facts})


def slip_sheet(about: About, item: Item, pages: int) -> Sheet:
    """The sheet before an exhibit of so many `pages`."""
    context = {
        "label": item.label or item.mark,
        "title": item.named,
        "number": item.number,
        "day": item.day,
        "pages": pages,
        "creditor": about.case.creditor.name,
        "debtor": about.case.debtor.name,
    }
    return sheet("slip-sheet", about, context)


def _sections(about: About, plan: Plan) -> list[dict[str, object]]:
    return [_section(about, each, plan) for each in plan.sections]


def _section(about: About, section: Section, plan: Plan) -> dict[str, object]:
    return {"letter": section.letter, "title": section.title, "rows": _rows(about, section.items, plan)}


def _rows(about: About, items: Sequence[Item], plan: Plan) -> list[dict[str, object]]:
    proves = words(about.language).proves
    return [
        {
            "key": item.opens,
            "label": item.short,
            "tab": item.tab,
            "number": item.number,
            "title": item.named,
            "day": item.day,
            "pages": _span(item, about) if plan.files == "one" else str(item.own),
            "proves": proves.get(item.kind, ""),
        }
        for item in items
    ]


def _span(item: Item, about: About) -> str:
    """The pages of a document by their printed numbers, behind the file it stands in where there are several."""
    first, last = item.printed[0], item.printed[-1]
    span = first if first == last else f"{first}–{last}"
    volume = words(about.language).volume.format(number=item.volume).replace(" ", "\N{NO-BREAK SPACE}")
    return f"{volume},\N{NO-BREAK SPACE}{span}" if item.volume else span
