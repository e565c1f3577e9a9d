"""Whether mail can be sent to a party, and to whose mailbox: for whoever chooses a way, and for whoever sends."""

from __future__ import annotations

import re

from casefile.case.party import Party, Person, Representative

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")  # RFC 5322, dot-atom
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")  # RFC 1035, 2.3.1


def sendable(email: str) -> str:
    """The address as mail servers take it, its domain in ASCII (RFC 5891); empty when it is none."""
    local, at, domain = email.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    if not at or not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(ascii_domain):
        return ""
    return f"{local}@{ascii_domain}" if len(local) <= 64 and len(ascii_domain) <= 253 else ""


def mail_goes_to(party: Party) -> Party | Person | Representative:
    """Whose mailbox mail to a party goes to: that of whoever acts for them; else of the person who reads their letters,
    where an address of theirs is known; else the party's own."""
    person = reader(party)
    return party.represented_by or (person if person and person.email and not person.invalid else party)


def reader(party: Party) -> Person | None:
    """The person a letter greets: at a company the first whose address still works.

    An individual's or sole trader's debt is nobody else's business: only the debtor, if the name says who that is.
    """
    if party.is_person:
        return next((person for person in party.contacts if person.name in party.name), None)
    return next((person for person in party.contacts if not person.invalid), None)
