"""The sheet on top of what our own attorney reads: weaknesses, offers, our notes, and what the natives tell.

Turns findings and metadata into plain values; what the sheet says stands in its template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import date
from email.utils import parsedate_to_datetime
from functools import reduce

from casefile.documents.matter import Matter
from casefile.documents.proposals import proposals
from casefile.errors import Problem
from casefile.followup.stops import holds
from casefile.packet import findings
from casefile.packet.papers import About, sheet
from casefile.packet.words import Words, words
from casefile.render import csv_text, locale
from casefile.render.literal import visible
from casefile.render.sheet import Sheet

Told = Mapping[str, Mapping[str, Sequence[str]]]
"""What the natives to be handed over tell besides their pages: exhibit, then kind (gps, authors …), then entries."""

_NUMBERED = re.compile(r"(?:D:)?(\d{4})[-:]?(\d{2})[-:]?(\d{2})")
_MOST = 6  # entries of one kind in the sheet's table: the list has them all


def read_first(about: About, found: Sequence[Problem], told: Told) -> Sheet:
    """The sheet. CaseError where its template names what is not there."""
    case = about.case
    hold, review = case.file.hold, case.file.review
    context = {
        "title": case.title,
        "case_id": case.id,
        "as_of": about.as_of,
        "creditor": case.creditor.name,
        "debtor": case.debtor.name,
        "findings": findings.told(found, case, about.language),
        "offers": _offers(about),
        "hold": hold.reason if hold and holds(case, about.as_of) else "",
        "cause": review.cause if review else "",
        "lessons": list(review.lessons) if review else [],
        "natives": [
            {"label": label, "told": _said(of, about.language)} for label, of in told.items() if any(of.values())
        ],
    }  # fmt: skip
    return sheet("read-first", about, context)


def _offers(about: About) -> list[dict[str, object]]:
    """The offers with what became of them, and what we noted on each."""
    notes = {offer.id: offer.note for offer in about.case.offers}
    made = proposals(Matter(about.case, about.claim, about.case))
    return [{each.name: getattr(one, each.name) for each in fields(one)} | {"note": notes[one.id]} for one in made]


def metadata(told: Told) -> bytes:
    """The whole list as CSV (RFC 4180) in UTF-8 with a byte order mark: exhibit, kind, entry. A cell that begins like a
    formula gets an apostrophe in front, and stays text."""
    told_of = ((label, kind, each) for label, kinds in told.items() for kind, each in _entries(kinds))
    return csv_text.draw([("exhibit", "kind", "entry"), *told_of])


def _entries(kinds: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for kind, entries in kinds.items():
        yield from ((kind, each) for each in entries)


def kinds(metadata: object) -> Mapping[str, Sequence[str]]:
    """A record of metadata by kind, with its pairs (what, and which) as one entry."""
    found = {each.name: getattr(metadata, each.name) for each in fields(metadata)}  # type: ignore[arg-type]  # any record
    return {
        name: tuple(each if isinstance(each, str) else ": ".join(each) for each in entries)
        for name, entries in found.items()
    }


def _said(told: Mapping[str, Sequence[str]], language: str) -> str:
    spoken = words(language)
    found = ((kind, _short(_worded(kind, of, language), spoken)) for kind, of in told.items() if of)
    return "\n".join(spoken.told.format(kind=spoken.metadata[kind], entries=entries) for kind, entries in found)


def _worded(kind: str, entries: Sequence[str], language: str) -> Sequence[str]:
    """The entries of one kind in a language's own words and days, each once; the list keeps them as the files do."""
    spoken = words(language)
    if kind == "dates":
        found = (_happened(*each.partition(": ")[::2], language) for each in entries)
    elif kind == "hidden":
        pairs = (each.partition(": ")[::2] for each in entries)
        found = (spoken.concealed.get(what, "{name}").format(name=name) for what, name in pairs)
    else:
        return entries
    return tuple(dict.fromkeys(found))


def _happened(what: str, when: str, language: str) -> str:
    day = _day(when)
    said = locale.day(day, language, short=True) if day else when
    return words(language).happened.get(what, "{day}").format(day=said)


def _day(when: str) -> date | None:
    """The day that a file states: as PDF writes it (ISO 32000-1, 7.9.4), ISO 8601 or EXIF, or a mail (RFC 5322); None
    for anything else."""
    with suppress(ValueError, TypeError, OverflowError):
        if found := _NUMBERED.match(when):
            return date(*map(int, found.groups()))
        return parsedate_to_datetime(when).date()
    return None


def _short(entries: Sequence[str], spoken: Words) -> str:
    shown = [*map(visible, entries[:_MOST]), *(["…"] if len(entries) > _MOST else [])]
    return reduce(lambda before, one: spoken.then.format(before=before, one=one), shown)
