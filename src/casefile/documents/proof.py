"""Which exhibits prove what, as references that a template prints. Knows the register, no pages but those named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casefile.case.invoice import Invoice, Line
from casefile.case.model import Case, Contact
from casefile.case.proof import DELIVERED as DELIVERED
from casefile.case.proof import Exhibit, accepts
from casefile.render.sheet import Location

# What an exhibit of each kind shows of a line; with what it shows of performance, the columns of the proof matrix.
AGREED = ("contract", "order", "change-order", "authority")


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an exhibit, or to one of its pages."""

    id: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Annex:
    """An exhibit in a list of exhibits."""

    id: str
    title: str
    day: date | None


Refs = tuple[Ref, ...]


def refs(ids: Iterable[str]) -> Refs:
    """References to whole exhibits, each once, in the order given."""
    return tuple(Ref(each) for each in dict.fromkeys(ids))


def page_of(contact: Contact) -> str:
    """The name by which a packet knows the page that it prints of a letter."""
    return f"correspondence/{contact.file.rpartition('/')[2]}"


def letter_refs(contact: Contact, locations: Mapping[str, Location] | None) -> Refs:
    """Where a letter can be read: its own page, where a packet prints one, and the exhibits that it names."""
    page = page_of(contact)
    return refs((*([page] if page in (locations or {}) else []), *contact.head.evidence))


def clause_refs(case: Case, clause: str) -> Refs:
    """Where a clause of the contract stands: its page in its own exhibit, else in the contract's first."""
    found = case.contract.clauses.get(clause)
    return tuple(Ref(each, found.page) for each in found.evidence or case.contract.evidence[:1]) if found else ()


def of_line(case: Case, invoice: Invoice, line: Line) -> tuple[str, ...]:
    """The exhibits that prove a line: those it names, then those that name it."""
    target = f"{invoice.number}#{line.id}"
    return tuple(dict.fromkeys((*line.evidence, *(e.id for e in case.exhibits if target in e.proves))))


def acceptances(case: Case, line: Line, ids: Iterable[str]) -> Refs:
    """Those of the exhibits by which the line was accepted: what is older than its delivery, as leave to print is,
    accepts nothing yet."""
    return refs(each.id for each in map(case.exhibit, ids) if each and accepts(each, line.delivered))


def of_kinds(case: Case, ids: Iterable[str], kinds: tuple[str, ...]) -> Refs:
    """Those of the exhibits that are of one of these kinds."""
    return refs(each for each in ids if (exhibit := case.exhibit(each)) and exhibit.kind in kinds)


def annexes(case: Case, ids: Iterable[str], locations: Mapping[str, Location] | None) -> tuple[Annex, ...]:
    """The exhibits referred to, in the order of their labels: the register's, or that of the packet where it calls them
    otherwise, with the letters that it prints and numbers like exhibits. `locations` are in the packet's order."""
    places = locations or {}
    wanted = set(ids)
    is_renamed = any(e.id in places and places[e.id].label != e.id for e in case.exhibits)
    at = {name: place for place, name in enumerate(places)} if is_renamed else {}
    rows = sorted(case.exhibits, key=lambda exhibit: (at.get(exhibit.id, len(at)), *_number(exhibit)))
    found = [Annex(e.id, e.title, e.date) for e in rows if e.id in wanted]
    if is_renamed:
        pages = {page_of(each): each for each in case.contacts}
        found += [Annex(p, places[p].title, each.head.date) for p, each in pages.items() if p in wanted & places.keys()]
    return tuple(sorted(found, key=lambda annex: at.get(annex.id, len(at))))


def _number(exhibit: Exhibit) -> tuple[int, str]:
    return int(exhibit.id[1:]), exhibit.id
