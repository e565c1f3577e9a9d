"""What came back: a report of it, imported or noted, marks the contact that it is about.

A mail that reports that another was not delivered (RFC 3464) names it by its Message-ID, and is about that one whatever
day it bears. A note names none: it is about the last that went out the same way before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.message import Message

from casefile.case.model import Contact
from casefile.case.proof import Received
from casefile.case.reminders import came_back

_LONGEST = 5_000_000
_FAILED = re.compile(rb"(?im)^Action:[ \t]*failed\b")
_ID = re.compile(r"<([^<>\s]+)>")


def is_report(raw: bytes) -> bool:
    """Whether a mail says that another was not delivered, for good (RFC 3464, 2.3.3)."""
    return len(raw) <= _LONGEST and b"delivery-status" in raw and bool(_FAILED.search(raw))


def named(raw: bytes) -> tuple[str, ...]:
    """The Message-IDs of the mails that a mail is about: what it answers, and what it gives back."""
    if len(raw) > _LONGEST:
        return ()
    try:
        return tuple(dict.fromkeys(_named(message_from_bytes(raw))))
    except (RecursionError, ValueError, LookupError, TypeError):
        return ()


def _named(message: Message) -> Iterator[str]:
    for name in ("In-Reply-To", "References"):
        yield from _ID.findall(str(message.get(name, "")))
    for part in message.walk():
        if part is not message and part.get_content_type() == "text/rfc822-headers":
            headers = part.get_payload(decode=True)
            read = message_from_bytes(headers if isinstance(headers, bytes) else b"")
            yield from _ID.findall(str(read.get("Message-ID", "")))
        elif part is not message:
            yield from _ID.findall(str(part.get("Message-ID", "")))


def marked(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """The contacts, oldest first, where each that another one says came back is marked so, on the day of that one. A
    mail server dates by its own clock: a report that names a mail is told on the day that this went, at the earliest.
    """
    found = list(contacts)
    for number, report in enumerate(contacts):
        place = belongs_to(found, report)
        if place is not None:
            sent = found[place]
            found[number] = told = _dated(report, max(report.head.date, sent.head.date))
            found[place] = _returned(sent, told) if sent.head.received is None else sent
    return in_order(found)


def in_order(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """The contacts, oldest first."""
    return tuple(sorted(contacts, key=lambda each: (each.head.date, each.file)))


def belongs_to(contacts: Sequence[Contact], report: Contact) -> int | None:
    """The place of the contact that a report is about; None for what is no report, and where it is about none of them.

    A contact of ours that is marked as bounced, and has neither proof nor evidence of its own, is a report as well when
    there is an earlier one of its step, or it names none.
    """
    head = report.head
    ours = head.direction == "out"
    if head.outcome != "bounced" or (ours and (head.proof or head.evidence)):
        return None
    sent = [
        (place, each)
        for place, each in enumerate(contacts)
        if each.head.direction == "out" and each.head.outcome != "bounced"
    ]
    if report.about:
        return next((place for place, each in sent if each.head.proof.strip("<>") in report.about), None)
    near = [
        place for place, each in sent if each.head.date <= head.date and not came_back(each) and _fits(each, report)
    ]
    return near[-1] if near else None


def _fits(sent: Contact, report: Contact) -> bool:
    """Whether it went the same way, about the same invoices, and was the step that the report names."""
    ours, theirs = sent.head, report.head
    same = not ours.invoices or not theirs.invoices or bool(set(ours.invoices) & set(theirs.invoices))
    return same and ours.channel == theirs.channel and theirs.step in ("", ours.step)


def _dated(report: Contact, on: date) -> Contact:
    return replace(report, head=report.head.model_copy(update={"date": on})) if on != report.head.date else report


def _returned(sent: Contact, report: Contact) -> Contact:
    head = report.head
    received = Received.model_construct(on=head.date, returned=True, evidence=head.evidence)
    received = received.model_copy(update={"at": head.at})
    return replace(sent, head=sent.head.model_copy(update={"received": received}))
