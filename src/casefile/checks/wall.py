"""What is kept as open and says of itself that it is not: labels, papers of a mediation, mail with counsel.

What hangs together with what is kept back is `kept_back`'s.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile.case import privilege
from casefile.case.message import addressed, addresses_of, domains, heading
from casefile.case.model import Case, Contact
from casefile.case.proof import ContactHead
from casefile.checks.matter import Matter, weakness
from casefile.checks.phrases import said
from casefile.errors import Problem, Source
from casefile.reading import build
from casefile.render.literal import visible

_HEAD = re.compile(
    r"(?mi)^\W{0,3}(?:from|von|de|od|от)\W{0,3}:(?P<by>.*)\n(?P<more>(?:\W{0,3}[^\W\d][\w -]{0,20}\W{0,3}:.*\n?){1,6})"
)
"""The head of a message in some text: whom it is from, and the lines below, one for each header."""
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]+@[^\s<>,;:\"()\[\]]+")
_FOR_EXHIBIT = "write privilege: without-prejudice in its row, or privilege: open if that is meant"
_NOT_FOR_COURTS = ("without-prejudice", "save-as-to-costs")


def marked_open(matter: Matter) -> Iterator[Problem]:
    """A letter headed "without prejudice" that is kept as open material goes into the packet that the other side and
    the court see, and the protection is gone (Ofulue v Bossert [2009] UKHL 16; in the United States Federal Rule of
    Evidence 408). "Without prejudice to …" only reserves rights and is no such label. Read are contacts, messages as
    they were sent, the words of exhibits, those that were recognised in scans when a packet was made, and what is
    attached to messages. No packet is made with it."""
    for paper in _unmarked(matter):
        if words := said("label", paper.words):
            yield paper.weakness("marked-open", words)


def mediation_paper(matter: Matter) -> Iterator[Problem]:
    """What is said and handed over in a mediation may be used in no proceedings without both sides' consent, and using
    it can cost the claim more than it proves (for example loi n° 95-125, art. 21-3; k.p.c. art. 183⁴; Federal Law
    No. 193-FZ, art. 5). Wording that only papers of a mediation have is looked for, and the bare word while one goes
    on by `events:`. No packet is made with it."""
    for paper in _unmarked(matter):
        bare = said("mediating", paper.words) if paper.day and _mediating(matter, paper.day) else ""
        if words := said("mediation", paper.words) or bare:
            yield paper.weakness("mediation-paper", words)


def offer_open(matter: Matter) -> Iterator[Problem]:
    """An offer that was made without prejudice and is recorded as open stands with its sum in the chronology that the
    court reads. Its letter is marked; the row in offers.yaml has to be marked as well."""
    shown = {exhibit.id for exhibit in matter.shown}
    contacts = [contact.head for contact in matter.case.contacts if contact.head.privilege in _NOT_FOR_COURTS]
    for offer in matter.case.offers:
        if "privilege" in offer.at.keys:
            continue
        withheld = [name for name in offer.evidence if name not in shown and matter.case.exhibit(name)]
        same_day = any(head.date == offer.date and (head.direction == "out") == (offer.by == "us") for head in contacts)
        why = f"{', '.join(withheld)}, which shows it, is kept back" if withheld else ""
        why = why or ("a letter of that day is kept back" if same_day else "")
        why = why or (f"its note says “{words}”" if (words := said("label", offer.note)) else "")
        if why:
            hint = "write privilege: without-prejudice in its row, or privilege: open if that is meant"
            yield weakness("offer-open", f"{offer.id} is kept as open, and {why}", offer.at.source, hint)


def mail_with_counsel(matter: Matter) -> Iterator[Problem]:
    """What passes between a client and their counsel is privileged, and shown once by mistake it is lost. A message
    with counsel's address is kept back unless it is marked; saying so keeps the next reader from wondering. An exhibit
    is open unless it is marked: there it has to be said; no packet is made before."""
    for contact in matter.case.contacts:
        by_address = contact.head.privilege is None and contact.head.channel != "attorney"
        if by_address and privilege.is_with_counsel(matter.case, contact):
            hint = "write privilege: legal-advice in a note of the same name, or privilege: open if others may see it"
            yield weakness(
                "counsel-mail", "it is mail with our counsel, so it is kept back", Source(contact.file), hint
            )
    yield from _counsels_mail_as_open(matter)


def going_out(matter: Matter) -> Iterator[Problem]:
    """What of these rules is found in material that a packet would hold: each names the file it is found in."""
    for rule in (marked_open, mediation_paper, _counsels_mail_as_open, offer_open):
        yield from rule(matter)


def _counsels_mail_as_open(matter: Matter) -> Iterator[Problem]:
    if not matter.case.file.attorney:
        return
    said: set[Source] = set()
    for exhibit in matter.shown:
        path = matter.case.path / exhibit.file
        unmarked = "privilege" not in exhibit.at.keys and path.suffix.lower() == ".eml" and path.is_file()
        if unmarked and privilege.is_with_counsel(matter.case, _as_contact(matter.case, path)):
            hint = "write privilege: legal-advice in its row, or privilege: open if others may see it"
            message = f"{exhibit.id} is mail with our counsel and is kept as open"
            said.add(exhibit.at.source)
            yield weakness("counsel-mail", message, exhibit.at.source, hint)
    for paper in _unmarked(matter):
        if paper.source not in said and _holds_counsels(matter.case, paper.words):
            said.add(paper.source)
            message = f"{paper.called} has a message of our counsel in it and is kept as open"
            yield weakness(
                "counsel-mail", message, paper.source, paper.hint.replace("without-prejudice", "legal-advice")
            )


def _holds_counsels(case: Case, words: str) -> bool:
    """Whether the head of a message from our counsel, which was not to the debtor, stands in some words: forwarded,
    attached, or printed."""
    counsel = case.file.attorney.email.lower() if case.file.attorney else ""
    theirs = {each for party in (case.debtor, *(one.party for one in case.co_debtors)) for each in addresses_of(party)}
    firm = domains([counsel]) - domains((*theirs, *addresses_of(case.creditor))) if counsel else set()
    for head in _HEAD.finditer(words) if counsel else ():
        by = {each.lower().rstrip(".") for each in _ADDRESS.findall(head["by"])}
        to = {each.lower().rstrip(".") for each in _ADDRESS.findall(head["more"])}
        if (counsel in by or firm & domains(by)) and not to & theirs:
            return True
    return False


def _as_contact(case: Case, path: Path) -> Contact:
    """A message among the exhibits as the contact that it was; whose it is stands in its headers."""
    given: dict[str, object] = {"date": "1970-01-01", "direction": "in", "channel": "email"}
    found = heading(path.read_bytes(), case.creditor, case.debtor, case.language)
    given |= {"from": found.get("from", ""), "to": ", ".join(addressed(path.read_bytes()))}
    return Contact(build(ContactHead, given, path.name), "", path.name)


@dataclass(frozen=True, slots=True)
class _Paper:
    """Something that is open because nobody said otherwise: what a finding calls it, its words, where it is marked and
    how; the day of a contact."""

    called: str
    words: str
    source: Source
    hint: str
    day: date | None = None

    def weakness(self, rule: str, words: str) -> Problem:
        """That it says some words."""
        return weakness(rule, f"{self.called} says “{words}” and is kept as open", self.source, self.hint)


def _unmarked(matter: Matter) -> Iterator[_Paper]:
    """All that is open because nobody said otherwise, in contacts and exhibits, and what is attached to messages: there
    an exhibit of its own is left to its own row."""
    registered = {exhibit.sha256 for exhibit in matter.case.exhibits} | privilege.withheld_hashes(matter.case)
    for contact in matter.case.contacts:
        if matter.takes_as_open(contact):
            seen = matter.natives.get(contact.file)
            words = "\n".join((matter.words(contact), seen.words if seen else ""))
            hint = marking(contact, "without-prejudice, or open if that is meant,")
            paper = _Paper("it", words, Source(contact.file), hint, contact.head.date)
            yield paper
            yield from _attached(matter, contact.file, paper, registered)
    for exhibit in matter.shown:
        if "privilege" not in exhibit.at.keys and not exhibit.redacts and exhibit.id in matter.natives:
            words = f"{exhibit.title}\n\n{matter.natives[exhibit.id].words}"
            paper = _Paper(exhibit.id, words, exhibit.at.source, _FOR_EXHIBIT)
            yield paper
            yield from _attached(matter, exhibit.id, paper, registered)


def marking(contact: Contact, mark: str) -> str:
    """How a contact is marked: a message in a note that is called as it is."""
    if contact.file.endswith(".md"):
        return f"write privilege: {mark} in its front matter"
    return f"write privilege: {mark} into {Path(contact.file).with_suffix('.md')}, between two lines ---"


def _attached(matter: Matter, key: str, paper: _Paper, registered: Collection[str | None]) -> Iterator[_Paper]:
    seen = matter.natives.get(key)
    for each in seen.attached if seen else ():
        if each.sha256 not in registered:
            name = visible(each.name)
            yield replace(paper, called=f"“{name}”, attached to {paper.called},", words=each.words, day=None)


def _mediating(matter: Matter, day: date) -> bool:
    """Whether a mediation went on that day."""
    found = (event for event in matter.case.file.events if event.what == "mediation")
    return any(event.date <= day and (event.until is None or day <= event.until) for event in found)
