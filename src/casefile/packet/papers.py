"""The packet's own papers: cover and certificate; its lists and the letters that it prints are next door.

Turns plan and case into plain values and sheets; what they say stands in the templates. Knows no PDF.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from casefile import __version__
from casefile.case.fields import Language
from casefile.case.model import Assignor, Case, Liable
from casefile.case.party import Address, Party
from casefile.claim.model import Claim
from casefile.claim.regimes import Regimes
from casefile.documents.interest import bound, may_be_named
from casefile.documents.items import in_force
from casefile.documents.letter import agreement
from casefile.documents.matter import Matter, Sides
from casefile.documents.parties import in_two_lines, registers
from casefile.documents.position import position
from casefile.documents.words import law_named
from casefile.errors import Problem
from casefile.exhibits.holding import Why
from casefile.exhibits.pages import Pages
from casefile.money import Money, total
from casefile.packet.copies import Watch, unwatched
from casefile.packet.plan import Plan
from casefile.packet.profile import OWN
from casefile.packet.words import words
from casefile.render import locale
from casefile.render.sheet import Asset, Frame, Sheet, compose
from casefile.render.template import find

NAMES = (*sorted(OWN), "contact", "slip-sheet")
"""The papers that have a template."""


@dataclass(frozen=True, slots=True)
class Making:
    """How packets are made: the day, the regimes, the commit of the case, templates, and the house's own look.

    `language` is the case's when it is left out; a `commit`, of the day `committed`, ends with + when the case was
    changed after it. With `alone` nothing goes with the PDF: no natives. `watch` sees exhibits become pages.
    """

    as_of: date
    language: Language | None = None
    regimes: Regimes = field(default_factory=Regimes)
    commit: str = ""
    committed: date | None = None
    search: tuple[Path, ...] = ()
    logo: Asset | None = None
    letterhead: bytes | None = None
    alone: bool = False
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class About:
    """What a packet is about: the case on the open side of the wall, what is claimed by it, and how it is made."""

    case: Case
    claim: Claim
    making: Making

    @property
    def as_of(self) -> date:
        """The only day that the packet carries of itself."""
        return self.making.as_of

    @property
    def language(self) -> Language:
        """The language the packet is written in."""
        return self.making.language or self.case.language

    @property
    def revision(self) -> str:
        """The commit as it is shown at the foot of a page; + when the case has changed since."""
        commit = self.making.commit
        return commit[:12] + ("+" if commit.endswith("+") and len(commit) > 12 else "")

    @property
    def frame(self) -> Frame:
        """What stands round our own papers."""
        country = self.case.creditor.address.country if self.case.creditor.address else None
        foot = (self.case.id, locale.day(self.as_of, self.language), *([self.revision] if self.revision else []))
        return Frame(sender=(self.case.creditor.name,), country=country or "GB", footer=foot)


def sheet(kind: str, about: About, context: Mapping[str, object]) -> Sheet:
    """One of the packet's own papers. CaseError where its template names what is not there."""
    template = find(kind, about.language, about.making.search)
    return compose(template, context, about.frame, about.language, created=about.as_of, search=about.making.search)


def cover(about: About, plan: Plan, sides: Sides | None = None) -> Sheet:
    """Who against whom, under what names the `sides` go, about what, how much, and how to read the packet."""
    case, contract = about.case, about.case.contract
    made = agreement(case, about.language)
    agreed = [contract.title, locale.day(made.dated, about.language) if made.dated else ""]
    counsel = case.file.attorney
    context = {
        "title": case.title,
        "case_id": case.id,
        "as_of": about.as_of,
        "currency": case.currency,
        "sides": sides or Sides(),
        "creditor": party(case.creditor, about),
        "assignor": _assigned(case.assignor, about) if case.assignor else None,
        "debtor": party(case.debtor, about),
        "representative": _represented(case.debtor, about),
        "liable": tuple(_liable(each, about) for each in case.co_debtors),
        "counsel": ", ".join(filter(None, (counsel.name, counsel.firm))) if counsel else "",
        "counsel_reference": counsel.reference if counsel else "",
        "contested": about.claim.contested if about.claim.contested.amount else None,
        "contract": ", ".join(filter(None, agreed)),
        "law": law_named(contract.law, about.language) if contract.law else "",
        "agreement": made,
        "claim": _claimed(about),
        "awarded": _awarded(about),
        "in_settlement": in_force(about.claim.settlement) is not None,
        "next": position(about.claim).next,
    } | _reading(about, plan)
    return sheet("cover", about, context)


def _reading(about: About, plan: Plan) -> dict[str, object]:
    """What the packet holds and how it is read: whether each document is a file of its own (`each`) or exhibits are at
    least not in this one (`apart`), in how many volumes it is, and the page that its certificate begins on."""
    closing = next((item for item in plan.back if item.key == "certificate"), None)
    return {
        "documents": len(plan.exhibits),
        "sections": len(plan.sections),
        "pages": plan.pages,
        "each": plan.files == "each",
        "apart": plan.files != "one",
        "renamed": plan.renamed,
        "sample": next((item.mark for item in plan.exhibits if item.number), "E01"),
        "natives": not about.making.alone and any(item.native for item in plan.exhibits),
        "volumes": max((item.volume for item in plan.items), default=0),
        "added": any(section.late for section in plan.sections),
        "certified": closing is not None,
        "certificate": closing.printed[0] if closing and plan.files != "each" else "",
        "certificate_volume": closing.volume if closing else 0,
    }


def certificate(
    about: About, plan: Plan, copies: Sequence[Pages], declaration: str = "", staying: Mapping[str, Why] | None = None
) -> Sheet:
    """What made the packet, the natives' hashes, what differs in the copies, and a declaration to sign, with the words
    that a court wants in it. `staying` says why the file of an exhibit is not handed over, by its key."""
    natives = [
        {"label": item.mark, "file": f"{item.native}\n{item.sha256}", "size": item.size}
        for item in plan.exhibits
        if item.native
    ]
    spoken = words(about.language)
    withheld = [
        {"label": item.mark, "text": spoken.native_kept[(staying or {}).get(item.key, "held")]}
        for item in plan.exhibits
        if item.number and not item.native and plan.files != "none"
    ]
    marks = {item.key: item.mark for item in plan.exhibits}
    order = {key: place for place, key in enumerate(marks)}
    notes = withheld + [
        {"label": marks.get(copy.label, copy.label), "text": text}
        for copy in sorted(copies, key=lambda each: order.get(each.label, len(order)))
        for text in (*([copy.slip] if copy.slip else []), *copy.notes)
    ]
    context = {
        "version": __version__,
        "case_id": about.case.id,
        "as_of": about.as_of,
        "commit": about.making.commit.removesuffix("+"),
        "committed": about.making.committed,
        "changed": about.making.commit.endswith("+"),
        "pages": plan.pages,
        "natives": natives,
        "notes": notes,
        "declaration": declaration,
        "alone": about.making.alone,
        "kept_texts": [item.mark for item in plan.exhibits if not item.number and item.file.endswith(".md")],
        "signatory": signatory(about),
    }
    return sheet("certificate", about, context)


def signatory(about: About) -> str:
    """Who signs for the creditor, in lines: name and role, and for whom."""
    signs = about.case.workspace.signatory
    named = (signs.name, signs.role) if signs else ()
    return "\n".join(filter(None, (", ".join(filter(None, named)), about.case.creditor.name)))


def party(named: Party, about: About) -> dict[str, object]:
    """A party's name, and with address and register as one text."""
    lines = (named.name, _placed(named.address, about), ", ".join(registers(named, about.language)))
    return {"name": named.name, "text": "\n".join(line for line in lines if line)}


def _placed(address: Address | None, about: About) -> str:
    ours = about.case.creditor.address
    return in_two_lines(address, (ours.country or "") if ours else "", about.language).replace("\n", ", ")


def _assigned(assignor: Assignor, about: About) -> dict[str, object]:
    return party(assignor.party, about) | {"day": assignor.terms.date, "noticed": assignor.terms.noticed}


def _represented(party: Party, about: About) -> str:
    agent = party.represented_by
    if agent is None:
        return ""
    named = ", ".join(filter(None, (agent.name, agent.firm)))
    return "\n".join(filter(None, (named, _placed(agent.address, about))))


def _liable(liable: Liable, about: About) -> dict[str, object]:
    """Somebody else who owes, as what, and up to how much."""
    cap = liable.terms.cap
    money = None if cap is None else Money(cap, about.case.currency)
    return party(liable.party, about) | {"liability": liable.terms.liability, "cap": money}


def claimed(about: About) -> Money:
    """The total on the cover: without interest that a court has to award first, or that no paper may name."""
    kept = _left_out(about)
    return about.claim.total - total([getattr(about.claim, name) for name in kept], about.claim.currency)


def unnamed(about: About) -> tuple[Problem, ...]:
    """Why no paper of the packet may name the interest; nothing where they may."""
    return tuple(may_be_named((Matter(about.case, about.claim, about.case),)))


def _left_out(about: About) -> tuple[str, ...]:
    if unnamed(about):
        return ("interest", "compensation")
    return ("interest",) if about.claim.regime.awarded else ()


def _claimed(about: About) -> dict[str, Money | None]:
    """The figures that are claimed and are not nothing; their names stand in the template."""
    figures, left_out = (
        ("principal", "interest", "compensation", "fees", "costs", "credit", "per_day"),
        _left_out(about),
    )
    found = {name: getattr(about.claim, name) for name in figures if name not in left_out}
    if left_out:
        del found["per_day"]
    shown = {name: found[name] if name in found and found[name].amount else None for name in figures}
    return shown | {"total": claimed(about)}


def _awarded(about: About) -> dict[str, object] | None:
    """Interest that a court will be asked for, named apart."""
    claim = about.claim
    if not claim.regime.awarded or not (claim.interest or claim.per_day):
        return None
    return {"amount": claim.interest, "per_day": claim.per_day or None, "law": bound(claim.regime.law)}
