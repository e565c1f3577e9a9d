"""What the headers of a mail say: decoded, and as the contact that it was: when, which way, between whom, about what.

Reads headers only; the bytes stay as they are. Knows the parties' addresses, nothing of attachments or bodies.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses, parsedate_to_datetime

from casefile.case.decoding import named
from casefile.case.party import Party

_FOLD = re.compile(
    r"[\r\n]+(?=[ \t])"
)  # the library forgets the blank of a folded line, which is text (RFC 5322, 2.2.3)
_LONGEST = 40_000  # characters of a header: to decode one would take the square of its length


def heading(raw: bytes, creditor: Party, debtor: Party, language: str = "en") -> dict[str, object]:
    """The front matter that the headers stand for, as text. What they don't say is left out. Raw bytes that are no
    UTF-8 are read as the case's language usually writes them, as on the mail's page.

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
        "subject": _words(message, "subject", language),
        "proof": _words(message, "message-id", language),
    }
    return {key: value for key, value in facts.items() if value}


def addressed(raw: bytes) -> tuple[str, ...]:
    """Everybody a mail is from or to, copies too, by address in small letters."""
    return tuple(_addresses(BytesHeaderParser().parsebytes(raw), "from", "to", "cc", "bcc"))


def header_text(value: object, language: str = "en") -> str:
    """A header's value decoded (RFC 2047), on one line and not endless; what cannot be decoded as it stands."""
    text = _FOLD.sub("", unescaped(str(value)[:_LONGEST], language))
    try:
        pieces = decode_header(text)
    except (HeaderParseError, binascii.Error, ValueError):
        return " ".join(text.split())
    decoded = (piece if isinstance(piece, str) else named(piece, charset, language) for piece, charset in pieces)
    return " ".join("".join(decoded).split())


def unescaped(value: str, language: str) -> str:
    """A header as the parser gives it, with its raw bytes as text: UTF-8 (RFC 6532), else the language's usual one."""
    raw = value.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return named(raw, None, language)


def _texts(message: Message, *names: str) -> Iterator[str]:
    """All headers of these names as they were written; the library's own way to them loses raw bytes."""
    for wanted in names:
        yield from (str(value) for name, value in message.raw_items() if name.lower() == wanted)


def _words(message: Message, name: str, language: str) -> str:
    """A header's text, decoded and on one line, without what would steer a terminal."""
    value = header_text(next(_texts(message, name), ""), language)
    return re.sub(r"[\x00-\x20\x7f-\x9f\ue000-\uf8ff\ud800-\udfff]+", " ", value).strip()


def _addresses(message: Message, *names: str) -> list[str]:
    values = [unescaped(value, "en") for value in _texts(message, *names)]
    found = (re.sub(r"[\x00-\x20\x7f-\x9f]+", "", address) for _, address in getaddresses(values))
    return [address.lower() for address in found if "@" in address]


def _day(message: Message) -> str:
    try:
        return parsedate_to_datetime(next(_texts(message, "date"), "")).date().isoformat()
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
