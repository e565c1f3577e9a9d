"""The chronology: every dated fact of a case with its source. The facts are the history's, the words the template's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile.case.model import Case
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.parties import Named, named
from casefile.documents.proof import Annex, Refs, annexes, page_of, refs
from casefile.errors import Problem
from casefile.followup.history import Fact, history
from casefile.followup.missed import happened
from casefile.money import Money
from casefile.render.literal import restore
from casefile.render.template import Template, fill

_END = "\x1e"  # the record separator: a value never holds one, as control characters in it are spelled out


@dataclass(frozen=True, slots=True)
class FactValues:
    """A fact as a template tells it. `by` is the party's name, or that of whoever wrote, and `acts_for` whom they wrote
    for; counsel whom the case does not name has none. `record` is the part of the case it is written in, and `page` the
    file whose page shows it, where a packet prints one."""

    day: date
    what: str
    by: str
    acts_for: str
    by_us: bool
    number: str
    line: str
    amount: Money | None
    text: str
    more: str
    other: date | None
    exhibits: Refs
    record: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Chronology:
    """What the chronology's template may name."""

    creditor: Named
    debtor: Named
    facts: tuple[FactValues, ...]
    exhibits: tuple[Annex, ...]


def content(matters: Matters, options: Options) -> Content:
    """The chronology's values."""
    case = matters[0].case
    found = sorted(
        ((fact, matter.case) for matter in matters for fact in _facts(matter, options) if _is_open(fact)),
        key=lambda pair: (pair[0].day, pair[0].rank),
    )
    pages = [_page(fact, owner, options) for fact, owner in found]
    cited = {*pages, *(name for fact, _ in found for name in fact.exhibits)}
    values = Chronology(
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        facts=tuple(
            replace(told(fact, owner.creditor.name, owner.debtor.name), page=page)
            for (fact, owner), page in zip(found, pages, strict=True)
        ),
        exhibits=tuple(annex for matter in matters for annex in annexes(matter.case, cited, options.locations)),
    )
    return Content(values)


def _facts(matter: Matter, options: Options) -> tuple[Fact, ...]:
    return happened(matter.case, options.as_of, matter.claim)


def told(fact: Fact, creditor: str, debtor: str) -> FactValues:
    """A fact as the templates tell it."""
    return FactValues(
        day=fact.day,
        what=fact.what,
        by=fact.who or _party(fact, creditor, debtor),
        acts_for=fact.acts_for,
        by_us=fact.by == "us",
        number=fact.number,
        line=fact.line,
        amount=fact.amount,
        text=fact.text,
        more=fact.more,
        other=fact.other,
        exhibits=refs(fact.exhibits),
        record=_part(fact),
    )


def _party(fact: Fact, creditor: str, debtor: str) -> str:
    """The party a fact comes from; what comes from our own counsel is not the debtor's."""
    if fact.what == "contact-attorney" and fact.by == "debtor":
        return ""
    return {"us": creditor, "debtor": debtor}.get(fact.by, "")


def _page(fact: Fact, case: Case, options: Options) -> str:
    """The name by which a packet knows the page of a fact's own file, or of the letter of that day in which an
    objection or an offer stands; "" where it prints none. The letter itself does not show that it arrived."""
    if fact.what in ("contact-received", "contact-returned") and fact.exhibits:
        return ""
    files = [fact.source.file.removeprefix("cases/").partition("/")[2]]
    if fact.what == "objected" or (fact.what.startswith("offer-") and not fact.exhibits):
        way = "out" if fact.by == "us" else "in"
        files += [
            page_of(contact)
            for contact in case.contacts
            if contact.head.direction == way and contact.head.date == fact.day
        ]
    return next((file for file in files if file in (options.locations or {})), "")


def _part(fact: Fact) -> str:
    """The file, or the folder, of the case's folder that a fact is written in: `correspondence`, `payments`."""
    inside = fact.source.file.removeprefix("cases/").partition("/")[2]
    return inside.partition("/")[0].removesuffix(".yaml")


def sentence(fact: Fact, creditor: str, debtor: str, language: str, search: Sequence[Path] = ()) -> str:
    """A fact in one plain sentence of the language, by the chronology's own words."""
    return sentences((fact,), creditor, debtor, language, search)[0]


def rows(facts: Sequence[FactValues], language: str, search: Sequence[Path] = ()) -> tuple[tuple[str, str], ...]:
    """Each fact in one plain sentence of the language, by the chronology's own words, and the part of the creditor's
    file that records it: the source of what no exhibit and no page shows."""
    said = _filled(facts, f"{{{{ said(fact) }}}}{_END}{{{{ source(fact) }}}}{_END}", language, search)
    return tuple(zip(said[::2], said[1::2], strict=True))


def sentences(
    facts: Sequence[Fact], creditor: str, debtor: str, language: str, search: Sequence[Path] = ()
) -> tuple[str, ...]:
    """The same for many facts at once, which costs little more than for one."""
    values = tuple(told(fact, creditor, debtor) for fact in facts)
    return _filled(values, f"{{{{ said(fact) }}}}{_END}", language, search)


def _filled(facts: Sequence[FactValues], each: str, language: str, search: Sequence[Path]) -> tuple[str, ...]:
    """What the chronology's words make of each fact, cut where `each`, a piece of template, says that one ends."""
    if not facts:
        return ()
    text = f'{{% from "clauses/facts.md" import said, source %}}{{% for fact in facts %}}{each}{{% endfor %}}'
    template = Template(f"{language}/fact.md", text, "fact.md")
    found = restore(fill(template, {"facts": tuple(facts)}, {}, language, search)).split(_END)
    return tuple(one.strip() for one in found[:-1])


def _is_open(fact: Fact) -> bool:
    return fact.privilege == "open"


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a chronology."""
    if any(history(matter.case, options.as_of) for matter in matters):
        return ()
    place = matters[0].case.file.at.source
    hint = "date the contract, write an invoice, or give a later --as-of"
    return (Problem(f"nothing in this case is dated up to {options.as_of}", place, hint, "nothing-dated"),)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever anything happened."""
    return () if needs(matters, options) else ("",)


KIND = Kind("chronology", "attorney", False, needs, content, steps, values=Chronology)
