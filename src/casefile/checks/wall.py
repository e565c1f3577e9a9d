"""What is kept as open and says of itself that it is not: labels, papers of a mediation, mail with counsel.

What hangs together with what is kept back is `kept_back`'s.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casefile.case import privilege
from casefile.case.message import heading
from casefile.case.model import Case, Contact
from casefile.case.proof import ContactHead, Exhibit
from casefile.checks.matter import Matter, weakness
from casefile.checks.phrases import said
from casefile.errors import Problem, Source
from casefile.reading import build

_FOR_CONTACT = "write privilege: without-prejudice in its note, or privilege: open if that is meant"
_FOR_EXHIBIT = "write privilege: without-prejudice in its row, or privilege: open if that is meant"
_NOT_FOR_COURTS = ("without-prejudice", "save-as-to-costs")


def marked_open(matter: Matter) -> Iterator[Problem]:
    """A letter headed "without prejudice" that is kept as open material goes into the packet that the other side and
    the court see, and the protection is gone (Ofulue v Bossert [2009] UKHL 16; in the United States Federal Rule of
    Evidence 408). "Without prejudice to …" only reserves rights and is no such label. Read are contacts, messages as
    they were sent, and the words of exhibits."""
    for contact in _taken_as_open(matter):
        if words := said("label", matter.words(contact)):
            message = f"it says “{words}” and is kept as open"
            yield weakness("marked-open", message, Source(contact.file), _FOR_CONTACT)
    for exhibit, text in _words_of_exhibits(matter):
        if words := said("label", text):
            message = f"{exhibit.id} says “{words}” and is kept as open"
            yield weakness("marked-open", message, exhibit.at.source, _FOR_EXHIBIT)


def mediation_paper(matter: Matter) -> Iterator[Problem]:
    """What is said and handed over in a mediation may be used in no proceedings without both sides' consent, and using
    it can cost the claim more than it proves (for example loi n° 95-125, art. 21-3; k.p.c. art. 183⁴; Federal Law
    No. 193-FZ, art. 5). Wording that only papers of a mediation have is looked for, and the bare word while one goes
    on by `events:`."""
    for contact in _taken_as_open(matter):
        text = matter.words(contact)
        if words := said("mediation", text) or (said("mediating", text) if _mediating(matter, contact) else ""):
            message = f"it says “{words}” and is kept as open"
            yield weakness("mediation-paper", message, Source(contact.file), _FOR_CONTACT)
    for exhibit, text in _words_of_exhibits(matter):
        if words := said("mediation", text):
            message = f"{exhibit.id} says “{words}” and is kept as open"
            yield weakness("mediation-paper", message, exhibit.at.source, _FOR_EXHIBIT)


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
    is open unless it is marked: there it has to be said."""
    for contact in matter.case.contacts:
        by_address = contact.head.privilege is None and contact.head.channel != "attorney"
        if by_address and privilege.is_with_counsel(matter.case, contact):
            hint = "write privilege: legal-advice in a note of the same name, or privilege: open if others may see it"
            yield weakness(
                "counsel-mail", "it is mail with our counsel, so it is kept back", Source(contact.file), hint
            )
    for exhibit in matter.shown if matter.case.file.attorney else ():
        path = matter.case.path / exhibit.file
        unmarked = "privilege" not in exhibit.at.keys and path.suffix.lower() == ".eml" and path.is_file()
        if unmarked and privilege.is_with_counsel(matter.case, _as_contact(matter.case, path)):
            hint = "write privilege: legal-advice in its row, or privilege: open if others may see it"
            message = f"{exhibit.id} is mail with our counsel and is kept as open"
            yield weakness("counsel-mail", message, exhibit.at.source, hint)


def _as_contact(case: Case, path: Path) -> Contact:
    """A message among the exhibits as the contact that it was; whose it is stands in its headers."""
    given: dict[str, object] = {"date": "1970-01-01", "direction": "in", "channel": "email"}
    if raw := path.read_bytes():
        found = heading(raw, path.name, case.creditor, case.debtor)
        given |= {key: found[key] for key in ("from", "to") if key in found}
    return Contact(build(ContactHead, given, path.name), "", path.name)


def _taken_as_open(matter: Matter) -> Iterator[Contact]:
    """Contacts that are open because nobody said otherwise."""
    for contact in matter.case.contacts:
        if contact.head.privilege is None and privilege.kept_as(matter.case, contact) == "open":
            yield contact


def _words_of_exhibits(matter: Matter) -> Iterator[tuple[Exhibit, str]]:
    """The words of the exhibits that are open because nobody said otherwise."""
    for exhibit in matter.shown:
        if "privilege" not in exhibit.at.keys and not exhibit.redacts and exhibit.id in matter.natives:
            yield exhibit, matter.natives[exhibit.id].words


def _mediating(matter: Matter, contact: Contact) -> bool:
    """Whether a mediation went on when the contact took place."""
    day = contact.head.date
    found = (event for event in matter.case.file.events if event.what == "mediation")
    return any(event.date <= day and (event.until is None or day <= event.until) for event in found)
