"""What is kept back and is quoted word for word in what is open: forwarded, pasted, in a comment that no page shows.

What stood in something open before is no secret: neither what a privileged reply quotes, nor a signature. What stands
beside the pages is not told by the day of its file, and was not seen by anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from casefile.case.proof import Exhibit
from casefile.checks.both_sides import noted_twice
from casefile.checks.matter import Matter, Seen, weakness
from casefile.checks.same_words import hits, is_prose, own, runs
from casefile.errors import Problem, Source
from casefile.render.literal import visible

RULE = "quotes-withheld"
_MOST = 3
_HINT = "take in a copy without it and write redacts: in its row, keep it back too, or write privilege: open if meant"
_MAIL = (".eml", ".msg")
_NOTES = (*_MAIL, ".txt", ".md")
_AGREED = ("contract", "order", "invoice")


@dataclass(frozen=True, slots=True)
class _Item:
    """Something with words: what a finding calls it, the words, and its day; of what is open also those of the words
    that its pages do not show, all that stands beside its pages and all that stands in
    its bytes as it is, its key, where it is marked, and whether somebody said
    that it is open."""

    called: str
    words: str
    day: date
    aside: str = ""
    beside: str = ""
    raw: str = ""
    key: str = ""
    source: Source | None = None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Quoting:
    """An open exhibit, by its id, or message, by its file, that says what is kept back: what a finding calls it, its
    first words as they stand there, whose they are, and where it is marked. `is_shown`: its pages say it; `is_beside`:
    something in its file does that no page shows."""

    key: str
    called: str
    words: str
    whose: tuple[str, ...]
    source: Source
    is_shown: bool
    is_beside: bool


def quotes_withheld(matter: Matter) -> Iterator[Problem]:
    """Who forwards a privileged mail in an open one, pastes it into a chat, or leaves it in a picture's description,
    hands it over. Looked for are some ten words in a row of messages, notes, letters and offers that are kept back,
    in exhibits and messages that others may see; not what was open before, what is marked open, and what says the same
    in other words. No packet is made where pages say it; a file that says it beside its pages is not handed over."""
    said = {problem.source for problem in noted_twice(matter)}
    for each in matter.quoting.values():
        if each.source not in said:
            where = "" if each.is_shown else ", beside what its pages show,"
            message = f"{each.called} is open and says{where} “{visible(each.words)} …”, as {_listed(each.whose)} does"
            yield weakness(RULE, f"{message}, which is kept back", each.source, _HINT)


def quoting(matter: Matter) -> Iterator[Quoting]:
    """What is open, is not marked so, and says what is kept back."""
    withheld = tuple(_withheld(matter))
    if not withheld:
        return
    known = _known(withheld)
    found = [(item, hits(item.words, known, item.aside), _unshown(item, known)) for item in _open(matter)]
    first: dict[str, date] = {}
    for item, shown, beside in found:
        day = date.min if item.settled else item.day
        first |= {run: min(day, first.get(run, day)) for run in (*shown, *(beside if item.settled else ()))}
    for item, shown, beside in found:
        told = {**shown, **beside}
        new = [run for run in told if not first.get(run, date.max) < known[run].day]
        if new and item.source and not item.settled:
            whose = tuple(dict.fromkeys(known[run].called for run in new))
            is_shown, is_beside = (any(run in where for run in new) for where in (shown, beside))
            yield Quoting(item.key, item.called, told[new[0]], whose, item.source, is_shown, is_beside)


def _unshown(item: _Item, known: Mapping[str, _Item]) -> Mapping[str, str]:
    """The known runs that a file has beside its pages; in its bytes as they are, those that no page shows."""
    raw = hits(item.raw, known)
    shown = hits(item.words, known) if raw else {}
    return {**hits(item.beside, known), **{run: words for run, words in raw.items() if run not in shown}}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


def _withheld(matter: Matter) -> Iterator[_Item]:
    """What is kept back and is somebody's words. What nobody marked is held to be later than all else of its day."""
    case = matter.case
    rows = {exhibit.id: exhibit for exhibit in case.exhibits}
    for name, seen in matter.withheld.items():
        if name in rows and is_somebodys_words(rows[name]):
            body = seen.words.partition("\n\n")[2] if rows[name].file.lower().endswith(_MAIL) else seen.words
            yield _Item(name, body, rows[name].date or date.max)
    for contact in case.contacts:
        if matter.kept_as(contact) != "open":
            words = matter.words(contact).removeprefix(contact.head.subject)
            later = timedelta(days=int(contact.head.privilege is None))
            yield _Item(Path(contact.file).name, words, contact.head.date + later)
    for offer in case.offers:
        if offer.privilege != "open":
            yield _Item(f"offer {offer.id}", offer.note, offer.date)


def is_somebodys_words(exhibit: Exhibit) -> bool:
    """Whether an exhibit, kept back, is a message, a note or a privileged letter; what it says is looked for."""
    is_note = exhibit.file.lower().endswith(_NOTES)
    return exhibit.kind not in _AGREED and (is_note or exhibit.privilege not in ("open", "internal"))


def _open(matter: Matter) -> Iterator[_Item]:
    """All that others may see. A contract without a day was there before; so was what somebody marked as open."""
    case = matter.case
    shown = {exhibit.sha256 for exhibit in matter.shown if exhibit.sha256}
    for exhibit in matter.shown:
        if seen := matter.natives.get(exhibit.id):
            settled = bool("privilege" in exhibit.at.keys or exhibit.redacts)
            settled |= exhibit.date is None and exhibit.kind in _AGREED
            beside = _beside(seen, shown if exhibit.id not in matter.holding else None)
            day, source = exhibit.date or date.max, exhibit.at.source
            yield _Item(exhibit.id, seen.words, day, seen.aside, beside, seen.raw, exhibit.id, source, settled)
    for contact in case.contacts:
        if matter.kept_as(contact) == "open" and not (contact.sha256 and contact.sha256 in shown):
            seen = matter.natives.get(contact.file)
            words = "\n".join((matter.words(contact), seen.words if seen else ""))
            settled = "privilege" in contact.head.at.keys
            beside = _beside(seen, shown) if seen else ""
            aside = seen.aside if seen else ""
            raw = seen.raw if seen else ""
            yield _Item("it", words, contact.head.date, aside, beside, raw, contact.file, Source(contact.file), settled)


def _beside(seen: Seen, shown: Collection[str] | None) -> str:
    """What stands in a native beside its pages, also what is attached to it and is not among the files that are
    `shown` themselves, by their SHA-256; no attachments where there are none, as its file is not handed over."""
    attached = () if shown is None else (each.words for each in seen.attached if each.sha256 not in shown)
    told = (*seen.metadata.comments, *map(" ".join, seen.metadata.hidden))
    return "\n".join((seen.aside, seen.beyond, *told, *attached))


def _known(withheld: Sequence[_Item]) -> Mapping[str, _Item]:
    """Each run of letters that is kept back, with the earliest that has it."""
    found: dict[str, _Item] = {}
    for item in sorted(withheld, key=lambda each: each.day):
        for run, words in runs(own(item.words)):
            if is_prose(words):
                found.setdefault(run, item)
    return found
