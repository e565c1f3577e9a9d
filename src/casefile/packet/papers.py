"""The packet's own papers: cover, index, certificate, and contacts printed because no exhibit shows them.

Turns plan and case into plain values and sheets; what they say stands in the templates. Knows no PDF.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import __version__
from casefile.case.model import Case, Contact
from casefile.case.party import Party
from casefile.exhibits.pages import Pages
from casefile.packet.plan import Item, Plan
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.sheet import Frame, Sheet, compose
from casefile.render.template import find

if TYPE_CHECKING:
    from casefile.claim.model import Claim


OWN = frozenset({"cover", "index", "certificate"})
_WRAPPED = 60  # characters from which on a line is taken to go on in the next


@dataclass(frozen=True, slots=True)
class Matter:
    """What the packet's own papers say the same of throughout: the open case, the day, the claim, the commit."""

    case: Case
    as_of: date
    claim: Claim | None = None
    commit: str = ""
    search: tuple[Path, ...] = ()

    @property
    def language(self) -> str:
        """The language the packet is written in."""
        return self.case.language

    @property
    def frame(self) -> Frame:
        """What stands round our own papers."""
        country = self.case.creditor.address.country if self.case.creditor.address else None
        foot = (self.case.id, locale.day(self.as_of, self.language), *([self.commit[:12]] if self.commit else []))
        return Frame(sender=(self.case.creditor.name,), country=country or "GB", footer=foot)


def sheet(kind: str, matter: Matter, context: Mapping[str, object]) -> Sheet:
    """One of the packet's own papers. CaseError where its template names what is not there."""
    template = find(kind, matter.language, matter.search)
    return compose(template, context, matter.frame, matter.language, created=matter.as_of, search=matter.search)


def cover(matter: Matter, plan: Plan) -> Sheet:
    """Who against whom, about what, how much, and how to read the packet."""
    case, contract = matter.case, matter.case.contract
    agreed = [contract.title, locale.day(contract.date, matter.language) if contract.date else ""]
    counsel = case.file.attorney
    context = {
        "title": case.title,
        "case_id": case.id,
        "as_of": matter.as_of,
        "currency": case.currency,
        "creditor": _party(case.creditor),
        "debtor": _party(case.debtor),
        "counsel": ", ".join(filter(None, (counsel.name, counsel.firm, counsel.reference))) if counsel else "",
        "contract": ", ".join(filter(None, agreed)),
        "law": locale.country(contract.law, matter.language) if contract.law else "",
        "forum": contract.forum.place if contract.forum else "",
        "claim": _claimed(matter.claim),
        "exhibits": sum(1 for item in plan.exhibits if item.label),
        "sections": len(plan.sections),
        "pages": plan.pages,
    }
    return sheet("cover", matter, context)


def index(matter: Matter, plan: Plan) -> Sheet:
    """Every document of the packet with its pages."""
    sections = [{"letter": s.letter, "title": s.title, "rows": _rows(s.items)} for s in plan.sections]
    context = {"front": _rows(plan.front), "sections": sections, "back": _rows(plan.back)}
    return sheet("index", matter, context)


def certificate(matter: Matter, plan: Plan, copies: Sequence[Pages]) -> Sheet:
    """What made the packet, the natives' hashes, what differs in the copies, and a declaration to sign."""
    natives = [
        {"label": item.label, "file": f"{item.native}\n{item.sha256}", "size": item.size}
        for item in plan.exhibits
        if item.native
    ]
    notes = [
        {"label": copy.label, "text": text}
        for copy in sorted(copies, key=lambda each: each.label)
        for text in (*([copy.slip] if copy.slip else []), *copy.notes)
    ]
    signatory = matter.case.workspace.signatory
    named = (signatory.name, signatory.role) if signatory else ()
    context = {
        "version": __version__,
        "case_id": matter.case.id,
        "as_of": matter.as_of,
        "commit": matter.commit,
        "pages": plan.pages,
        "natives": natives,
        "notes": notes,
        "signatory": "\n".join(filter(None, (", ".join(filter(None, named)), matter.case.creditor.name))),
    }
    return sheet("certificate", matter, context)


def contact(matter: Matter, item: Item, told: Contact) -> Sheet:
    """A contact as it is printed: what it was, when, between whom, and its words as they stand."""
    head, spoken = told.head, words(matter.language)
    facts = {
        spoken.date: locale.day(head.date, matter.language),
        spoken.sender: head.from_
        or (matter.case.creditor.name if head.direction == "out" else matter.case.debtor.name),
        spoken.recipient: head.to
        or (matter.case.debtor.name if head.direction == "out" else matter.case.creditor.name),
        spoken.subject: head.subject,
        spoken.proof: head.proof,
        spoken.arrived: ", ".join(
            filter(None, (locale.day(head.received.on, matter.language), head.received.how)) if head.received else ()
        ),
    }
    context = {
        "title": item.title,
        "facts": [{"name": name, "value": value} for name, value in facts.items() if value],
        "paragraphs": [_unwrapped(part) for part in re.split(r"\n\s*\n", told.text) if part.strip()],
    }
    return sheet("contact", matter, context)


def _unwrapped(paragraph: str) -> str:
    """A paragraph whose lines were broken to fit an editor, whole; lines that are short by nature stay apart."""
    text = ""
    for line in paragraph.strip().splitlines():
        joint = " " if len(text.rpartition("\n")[2]) >= _WRAPPED else "\n"
        text = f"{text}{joint}{line.strip()}" if text else line.strip()
    return text


def _rows(items: Sequence[Item]) -> list[dict[str, object]]:
    return [
        {"key": i.key, "label": i.label, "title": i.title, "day": i.day, "pages": _span(i.first, i.last)} for i in items
    ]


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _party(party: Party) -> dict[str, str]:
    address = party.address
    place = " ".join(filter(None, (address.postcode, address.city))) if address else ""
    lines = ", ".join(filter(None, (*(address.lines if address else ()), place)))
    registered = ", ".join(_registered(key, number) for key, number in party.tax_ids.items())
    return {"name": party.name, "text": "\n".join(line for line in (party.name, lines, registered) if line)}


def _registered(key: str, number: str) -> str:
    """A party's number with its free key as it is read: `vat` is VAT, `company_no` Company no; not named twice."""
    name = key.upper() if len(key) < 6 else key.replace("_", " ").capitalize()
    return number if number.upper().startswith(name.upper()) else f"{name} {number}"


def _claimed(claim: Claim | None) -> dict[str, object] | None:
    """The claim's figures that are not nothing; their names stand in the template."""
    if claim is None:
        return None
    figures = ("principal", "interest", "compensation", "fees", "costs", "credit", "total", "per_day")
    found = {name: getattr(claim, name) for name in figures}
    return {name: money if money.amount else None for name, money in found.items()} | {"total": claim.total}
