"""What the headers of a dropped-in .eml say of a contact: when, which way, between whom, about what.

Reads headers only; the bytes stay as they are. Knows the parties' addresses, nothing of attachments or bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from casefile.case.party import Party

_LONGEST = 20_000  # characters of a header: to decode one would take the square of its length


def heading(raw: bytes, creditor: Party, debtor: Party) -> dict[str, object]:
    """The front matter that the headers stand for, as text. What they don't say is left out.

    The direction follows from whose address the mail is from: the creditor's is out, the debtor's is in; then from
    whose domain; then from whom it is to. Of a mail that is empty or broken it is little, never an error.
    """
    message = BytesHeaderParser().parsebytes(raw)
    sender = _addresses(message, "from")
    facts = {
        "date": _day(message),
        "direction": _direction(sender, _addresses(message, "to", "cc"), creditor, debtor),
        "channel": "email",
        "from": ", ".join(sender),
        "to": ", ".join(_addresses(message, "to")),
        "subject": _words(message, "subject"),
        "proof": _words(message, "message-id"),
    }
    return {key: value for key, value in facts.items() if value}


def _words(message: Message, name: str) -> str:
    """A header's text, decoded (RFC 2047) and on one line; as it stands where it can't be decoded."""
    value = str(message.get(name, ""))[:_LONGEST]
    try:
        value = str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        value = value.encode("ascii", "replace").decode()
    return re.sub(r"[\x00-\x20\x7f-\x9f\ue000-\uf8ff\ud800-\udfff]+", " ", value).strip()


def _addresses(message: Message, *names: str) -> list[str]:
    values = [str(value) for name in names for value in message.get_all(name, [])]
    found = (re.sub(r"[\x00-\x20\x7f-\x9f]+", "", address) for _, address in getaddresses(values))
    return [address.lower() for address in found if "@" in address]


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(str(message.get("date", ""))).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def addresses_of(party: Party) -> set[str]:
    """A party's addresses, its people's and its counsel's, in small letters."""
    own = [party.email, *(contact.email for contact in party.contacts)]
    if party.represented_by:
        own.append(party.represented_by.email)
    return {address.lower() for address in own if address}


def _direction(sender: list[str], to: list[str], creditor: Party, debtor: Party) -> str:
    ours, theirs = addresses_of(creditor), addresses_of(debtor)
    shared = domains(ours) & domains(theirs)
    tests = (
        ("out", ours & set(sender)),
        ("in", theirs & set(sender)),
        ("out", (domains(ours) - shared) & domains(sender)),
        ("in", (domains(theirs) - shared) & domains(sender)),
        ("out", theirs & set(to)),
        ("in", ours & set(to)),
    )
    return next((direction for direction, matches in tests if matches), "")


def domains(addresses: Iterable[str]) -> set[str]:
    """What stands behind the @ of each address."""
    return {address.rpartition("@")[2] for address in addresses}
