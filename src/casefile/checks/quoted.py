"""What is kept back and is quoted word for word in what is open: forwarded, pasted, in a comment that no page shows.

Compared are letters alone, so line breaks, quotation signs, capitals and markup make no difference. What stood in
something open before is no secret: neither what a privileged reply quotes, nor a signature.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from casefile.case.proof import Exhibit
from casefile.checks.both_sides import noted_twice
from casefile.checks.matter import Matter, Seen, weakness
from casefile.errors import Problem, Source
from casefile.render.literal import visible

_SPAN, _LEAST_WORDS = 50, 6  # letters and digits in a row, of words: some sixty characters with what is between
_LONGEST = 500_000
_MOST, _TOLD = 3, 8
_HINT = "take in a copy without it and write redacts: in its row, keep it back too, or write privilege: open if meant"
_MAIL = (".eml", ".msg")
_NOTES = (*_MAIL, ".txt", ".md")
_AGREED = ("contract", "order", "invoice")
_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[nrt])")
_QUOTED = re.compile(r"(?m)^[ \t]*>.*$")
_ORIGINAL = re.compile(
    r"(?m)^[ \t]*-+ ?(?:original message|ursprüngliche nachricht|message d.origine|wiadomość oryginalna|"
    r"исходное сообщение) ?-+[ \t]*$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"intended recipient|received this (?:e-?mail|message|communication) in error|irrtümlich erhalten|"
    r"par erreur|omyłkow|по ошибке",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Item:
    """Something with words: what a finding calls it, the words, and its day; of what is open also what stands beside
    its pages, where it is marked, and whether somebody said that it is open."""

    called: str
    words: str
    day: date
    beside: str = ""
    source: Source | None = None
    settled: bool = False


def quotes_withheld(matter: Matter) -> Iterator[Problem]:
    """Who forwards a privileged mail in an open one, pastes it into a chat, or leaves it in a picture's description,
    hands it over. Looked for are some ten words in a row of messages, notes, letters and offers that are kept back,
    in exhibits and messages that others may see; not what was open before, what is marked open, and what says the same
    in other words."""
    withheld = tuple(_withheld(matter))
    if not withheld:
        return
    known = _known(withheld)
    found = [(item, _hits(item.words, known), _hits(item.beside, known)) for item in _open(matter)]
    first: dict[str, date] = {}
    for item, shown, beside in found:
        day = date.min if item.settled else item.day
        first |= {run: min(day, first.get(run, day)) for run in (*shown, *beside)}
    said = {problem.source for problem in noted_twice(matter)}
    for item, shown, beside in found:
        told = {**beside, **shown}
        new = [run for run in told if not first[run] < known[run].day]
        if new and item.source and not item.settled and item.source not in said:
            whose = tuple(dict.fromkeys(known[run].called for run in told if run in new))
            where = "" if any(run in shown for run in new) else ", beside what its pages show,"
            message = f"{item.called} is open and says{where} “{visible(told[new[0]])} …”, as {_listed(whose)} does"
            yield weakness("quotes-withheld", f"{message}, which is kept back", item.source, _HINT)


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
    for exhibit in matter.shown:
        if seen := matter.natives.get(exhibit.id):
            settled = bool("privilege" in exhibit.at.keys or exhibit.redacts)
            settled |= exhibit.date is None and exhibit.kind in _AGREED
            words, beside = seen.words, _beside(seen)
            if exhibit.id not in matter.files_kept:
                words = "\n".join((words, *(each.words for each in seen.attached)))
            yield _Item(exhibit.id, words, exhibit.date or date.max, beside, exhibit.at.source, settled)
    shown = {exhibit.sha256 for exhibit in matter.shown}
    for contact in case.contacts:
        if matter.kept_as(contact) == "open" and not (contact.sha256 and contact.sha256 in shown):
            seen = matter.natives.get(contact.file)
            words = "\n".join((matter.words(contact), *((seen.words, *_attached(seen)) if seen else ())))
            settled = "privilege" in contact.head.at.keys
            yield _Item("it", words, contact.head.date, _beside(seen), Source(contact.file), settled)


def _attached(seen: Seen) -> Iterator[str]:
    return (each.words for each in seen.attached)


def _beside(seen: Seen | None) -> str:
    return "\n".join((*seen.metadata.comments, *map(" ".join, seen.metadata.hidden))) if seen else ""


def _known(withheld: Sequence[_Item]) -> Mapping[str, _Item]:
    """Each run of letters that is kept back, with the earliest that has it."""
    found: dict[str, _Item] = {}
    for item in sorted(withheld, key=lambda each: each.day):
        for run, words in _runs(_own(item.words)):
            if _is_prose(words):
                found.setdefault(run, item)
    return found


def _own(text: str) -> str:
    """A message's own words: without what it quotes, and what firms write under all they send."""
    own = _ORIGINAL.split(_QUOTED.sub("", text[:_LONGEST].replace("\r\n", "\n")))[0]
    return "\n\n".join(each for each in re.split(r"\n\s*\n", own) if not _FOOTER.search(each))


def _is_prose(words: Sequence[str]) -> bool:
    """Whether words are a sentence, or part of one: names, addresses and numbers stand under everything."""
    small = sum(word[0].islower() for word in words)
    return len(words) >= _LEAST_WORDS and (small * 3 >= len(words) or all(word.isupper() for word in words))


def _hits(text: str, known: Mapping[str, object]) -> Mapping[str, str]:
    """The runs in a text that are kept back, each with its first words as they stand there."""
    plain = _ESCAPED.sub(_unescaped, text) if "\\" in text else text
    return {run: " ".join(words[:_TOLD]) for run, words in _runs(plain) if run in known}


def _unescaped(found: re.Match[str]) -> str:
    """A character as JSON writes it; half of one that it writes as two is none of a word."""
    told = json.loads(f'"{found[0]}"')
    return " " if 0xD800 <= ord(told) <= 0xDFFF else str(told)


def _runs(text: str) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what a text says from each of its words on: so many letters in a row, and the words they are of."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    folded = [word.casefold() for word in words]
    starts = [0]
    for word in folded:
        starts.append(starts[-1] + len(word))
    whole = "".join(folded)
    for number, start in enumerate(starts):
        if start + _SPAN > len(whole):
            return
        yield whole[start : start + _SPAN], words[number : bisect_left(starts, start + _SPAN)]
