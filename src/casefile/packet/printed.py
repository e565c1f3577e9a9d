"""Which contacts a packet prints: those whose words no exhibit shows. Pure; reads no file.

A contact names exhibits of two sorts: the letter itself (the mail, its scan, its PDF), and what came with it or bears
it out (a bank's advice, an invoice, a report that it bounced). The case format does not tell them apart, so the
exhibit's kind, type and day do. Where they do not tell, the contact is printed: twice is better than nowhere.
"""

from __future__ import annotations

from datetime import date, timedelta

from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.exhibits.nature import nature

_LETTERS = frozenset({"correspondence", "notice"})
_MAY_BE_LETTERS = frozenset({"authority", "contract", "order", "change-order", "acceptance", "other"})
_MESSAGES = (".eml", ".msg")
_ON_PAPER = frozenset({"post", "registered", "attorney"})
_UNDERWAY = timedelta(days=14)  # a letter bears the day it was written, the contact the day it came
_HEARD = frozenset({"audio", "video"})  # shown as a slip sheet: the words are those of the contact


def printed_contacts(case: Case) -> tuple[Contact, ...]:
    """The contacts that no exhibit shows, oldest first; one whose words are withheld is not printed."""
    return tuple(
        contact
        for contact in case.contacts
        if (contact.text or contact.file.endswith(".eml")) and not _is_shown(case, contact)
    )


def beside(case: Case, contact: Contact) -> tuple[Exhibit, ...]:
    """The exhibits that a printed contact names: what was enclosed, and what bears it out."""
    return tuple(exhibit for name in contact.head.evidence if (exhibit := case.exhibit(name)))


def _is_shown(case: Case, contact: Contact) -> bool:
    """Whether one of the exhibits that a contact names is the letter itself."""
    return any(_is_letter(exhibit, contact) for exhibit in beside(case, contact))


def _is_letter(exhibit: Exhibit, contact: Contact) -> bool:
    suffix = f".{exhibit.file.rpartition('.')[2].lower()}"
    is_message = suffix in _MESSAGES
    if nature(b"", suffix) in _HEARD or not _is_of_the_day(exhibit.date, contact):
        return False
    if is_message and contact.head.direction == "out" and contact.head.outcome == "bounced":
        return False  # the report that it could not be delivered
    if is_message or exhibit.kind in _LETTERS:
        return True
    subject = contact.head.subject.casefold()
    return exhibit.kind in _MAY_BE_LETTERS and bool(subject) and subject in exhibit.title.casefold()


def _is_of_the_day(day: date | None, contact: Contact) -> bool:
    """Whether a paper of that day can be the letter; one that came by post may be some days older."""
    came = contact.head.date
    if day is None or day == came:
        return True
    by_post = contact.head.direction == "in" and contact.head.channel in _ON_PAPER
    return by_post and timedelta(0) < came - day <= _UNDERWAY
