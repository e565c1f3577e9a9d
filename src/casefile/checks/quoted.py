"""What is kept back and is quoted word for word in what is open: forwarded, pasted, in a comment that no page shows.

What stood in something open before is no secret: neither what a privileged reply quotes, nor a signature. What has no
day is not known to have been there before. What stands beside the pages is not told by the day of its file, and was not
seen by anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from casefile.case import privilege, wall
from casefile.case.model import Contact
from casefile.case.proof import Exhibit
from casefile.checks import same_words
from casefile.checks.both_sides import noted_twice
from casefile.checks.matter import Matter, Seen, weakness
from casefile.checks.named import texts
from casefile.checks.same_words import hits
from casefile.checks.wall import marking
from casefile.errors import Problem, Source
from casefile.render.literal import visible

RULE = "quotes-withheld"
_MOST = 3
_A_DAY = timedelta(days=1)
_FOR_ROW = (
    "write privilege: open in its row if that is meant, its date: if it is the older one, or what it is kept as;"
    " or take in a copy without it, with redacts:"
)
_FOR_OURS = "say it in other words, or mark what it is taken from as open"
_MAIL = (".eml", ".msg")
_NOTES = (*_MAIL, ".txt", ".md")
_AGREED = ("contract", "order", "invoice")


@dataclass(frozen=True, slots=True)
class _Item:
    """Something with words: what a finding calls it, the words, and its day; of what is open also those of the words
    that its pages do not show, all that stands beside its pages and all that stands in
    its bytes as it is, its key, where it is marked, whether somebody said that it is open, what it stands in for, and
    what is to be done about it; whether the case says it itself. Of what is kept back `key` is the exhibit's id, and
    `is_guarded` tells what is privileged from what is only internal."""

    called: str
    words: str
    day: date
    aside: str = ""
    beside: str = ""
    raw: str = ""
    key: str = ""
    source: Source | None = None
    settled: bool = False
    redacts: str = ""
    hint: str = ""
    is_ours: bool = False
    is_guarded: bool = True


@dataclass(frozen=True, slots=True)
class Quoting:
    """An open exhibit, by its id, or message, by its file, that says what is kept back: what a finding calls it, its
    first words as they stand there, whose they are, where it is marked, and what to do. `is_shown`: its pages say it;
    `is_beside`: something in its file does that no page shows. Of what the case says itself the key is the place."""

    key: str
    called: str
    words: str
    whose: tuple[str, ...]
    source: Source
    hint: str
    is_shown: bool
    is_beside: bool


def quotes_withheld(matter: Matter) -> Iterator[Problem]:
    """Who forwards a privileged mail in an open one, pastes it into a chat, or leaves it in a picture's description,
    hands it over. Looked for are some ten words in a row, or a short offer of a sum, of messages, notes, offers and
    privileged papers that are kept back and of what was attached to them, in exhibits and messages that others may see
    and in what the case says itself; not what was open before (what has no day was not), what is marked open, internal
    papers other than messages and notes, and what says the same in other words. No packet is made where pages say it;
    a file that says it beside its pages is not handed over."""
    said = {problem.source for problem in noted_twice(matter)}
    for each in matter.quoting.values():
        if each.source not in said:
            where = "" if each.is_shown else ", beside what its pages show,"
            message = f"{each.called} is open and says{where} “{visible(each.words)} …”, as {_listed(each.whose)} does"
            yield weakness(RULE, f"{message}, which is kept back", each.source, each.hint)


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
        new = [run for run in told if first.get(run, date.max) >= known[run][0].day and _is_secret(item, known[run])]
        if new and item.source and not item.settled:
            whose = tuple(dict.fromkeys(known[run][0].called for run in new))
            is_shown, is_beside = (any(run in where for run in new) for where in (shown, beside))
            yield Quoting(item.key, item.called, told[new[0]], whose, item.source, item.hint, is_shown, is_beside)


def _is_secret(item: _Item, known: Sequence[_Item]) -> bool:
    """Whether what is kept back must not stand in something. What a stand-in still shows of its original, somebody has
    left there; and our own papers may say what we noted of a call."""
    if item.redacts and any(each.key == item.redacts for each in known):
        return False
    return not item.is_ours or any(each.is_guarded for each in known)


def _unshown(item: _Item, known: Mapping[str, Sequence[_Item]]) -> Mapping[str, str]:
    """The known runs that a file has beside its pages; in its bytes as they are, those that no page shows."""
    raw = hits(item.raw, known)
    shown = hits(item.words, known) if raw else {}
    return {**hits(item.beside, known), **{run: words for run, words in raw.items() if run not in shown}}


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")


def _withheld(matter: Matter) -> Iterator[_Item]:
    """What is kept back and is somebody's words, earliest where it has no day. What nobody marked is held to be later
    than all else of its day, and so is what was quoted: it stood somewhere before."""
    for item, text in _kept(matter):
        yield replace(item, words=same_words.own(text))
        if quoted := same_words.quoted(text):
            yield replace(item, words=quoted, day=item.day + _A_DAY, key="")


def _kept(matter: Matter) -> Iterator[tuple[_Item, str]]:
    case = matter.case
    rows = {exhibit.id: exhibit for exhibit in case.exhibits}
    for name, seen in matter.withheld.items():
        row = rows.get(name)
        whole = rows.get(row.parent) if row and row.parent else None
        if row and is_somebodys_words(row, whole):
            body = seen.words.partition("\n\n")[2] if row.file.lower().endswith(_MAIL) else seen.words
            day = row.date or (whole.date if whole else None) or date.min
            yield _Item(name, "", day, key=name, is_guarded=_is_guarded(row, whole)), body
    for contact in case.contacts:
        if (kept := matter.kept_as(contact)) != "open":
            words = matter.words(contact).removeprefix(contact.head.subject)
            later = _A_DAY * int(contact.head.privilege is None)
            yield (
                _Item(
                    Path(contact.file).name,
                    "",
                    contact.head.date + later,
                    key=contact.file,
                    is_guarded=kept in privilege.GUARDED,
                ),
                words,
            )
    for offer in case.offers:
        if offer.privilege != "open":
            yield _Item(f"offer {offer.id}", "", offer.date, key=offer.id), offer.note


def is_somebodys_words(exhibit: Exhibit, whole: Exhibit | None) -> bool:
    """Whether an exhibit, kept back, is a message, a note or a privileged paper, or is attached to one (`whole`) and
    was not agreed or billed before; what it says is looked for."""
    is_note = exhibit.file.lower().endswith(_NOTES)
    return exhibit.privilege in privilege.GUARDED or (
        exhibit.kind not in _AGREED and (is_note or _is_guarded(exhibit, whole))
    )


def _is_guarded(exhibit: Exhibit, whole: Exhibit | None) -> bool:
    return any(each.privilege in privilege.GUARDED for each in (exhibit, whole) if each)


def _open(matter: Matter) -> Iterator[_Item]:
    """All that others may see, and what the case says itself. What somebody marked as open was no secret."""
    case = matter.case
    shown = {exhibit.sha256 for exhibit in matter.shown if exhibit.sha256}
    for exhibit in matter.shown:
        if seen := matter.natives.get(exhibit.id):
            beside = _beside(seen, shown if exhibit.id not in matter.holding else None)
            yield _Item(
                exhibit.id, seen.words, exhibit.date or date.max, seen.aside, beside, seen.raw, exhibit.id,
                exhibit.at.source, "privilege" in exhibit.at.keys, exhibit.redacts or "", _FOR_ROW,
            )  # fmt: skip
    for contact in case.contacts:
        if matter.kept_as(contact) == "open" and not (contact.sha256 and contact.sha256 in shown):
            yield _open_contact(matter, contact, shown)
    notes = {contact.file for contact in case.contacts}
    for text, source in texts(wall.opened(case)):
        if source.file not in notes:
            yield _Item("it", text, date.max, key=str(source), source=source, hint=_FOR_OURS, is_ours=True)


def _open_contact(matter: Matter, contact: Contact, shown: Collection[str]) -> _Item:
    seen = matter.natives.get(contact.file)
    words = "\n".join((matter.words(contact), seen.words if seen else ""))
    return _Item(
        "it", words, contact.head.date, seen.aside if seen else "", _beside(seen, shown) if seen else "",
        seen.raw if seen else "", contact.file, Source(contact.file), "privilege" in contact.head.at.keys,
        hint=marking(contact, "open if that is meant"),
    )  # fmt: skip


def _beside(seen: Seen, shown: Collection[str] | None) -> str:
    """What stands in a native beside its pages, also what is attached to it and is not among the files that are
    `shown` themselves, by their SHA-256; no attachments where there are none, as its file is not handed over."""
    attached = () if shown is None else (each.words for each in seen.attached if each.sha256 not in shown)
    told = (*seen.metadata.comments, *map(" ".join, seen.metadata.hidden))
    return "\n".join((seen.aside, seen.beyond, *told, *attached))


def _known(withheld: Sequence[_Item]) -> Mapping[str, Sequence[_Item]]:
    """Each run of letters that is kept back, with all that have it, the earliest first."""
    found: dict[str, list[_Item]] = {}
    for item in sorted(withheld, key=lambda each: each.day):
        for run, _ in same_words.telling(item.words):
            found.setdefault(run, []).append(item)
    return found
