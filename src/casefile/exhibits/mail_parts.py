"""What is in an e-mail (RFC 5322, MIME): its headers decoded, its text, its attachments. Tolerates broken ones.

Knows no page. What a name or a header holds is text from outside: line breaks that decoding yields (RFC 2047) are
spaces here, the rest is for the reader of these values to show safely.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message

from casefile.case.decoding import named
from casefile.case.message import header_text, unescaped

_DEPTH = 100
_MESSAGES = frozenset(("message/rfc822", "message/global", "message/news"))  # RFC 2046, 6532, 5536


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment: its name ("" when it has none), its media type, its decoded bytes and what the text calls it
    (`cid`, RFC 2392); not `whole` when it has no bytes of its own, and `inner` is the message that it then is."""

    name: str
    media_type: str
    content: bytes
    cid: str = ""
    whole: bool = True
    inner: Mail | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: its headers in order (name, text), its plain text, its HTML, and what is attached to it;
    `unread` when it has a text that is not told here."""

    headers: tuple[tuple[str, str], ...]
    plain: str
    html: str
    parts: tuple[Part, ...]
    unread: bool = False

    def header(self, name: str) -> tuple[str, ...]:
        """Return the texts of all headers of a name, in whatever case."""
        return tuple(text for key, text in self.headers if key.lower() == name.lower())


class _Parsed(Message):
    """A message whose attached messages the parser leaves as they came, in one piece: written anew from their parts,
    they would not be the same bytes. A class, as that is what the parser takes."""

    def get_content_maintype(self) -> str:
        return "application" if self.get_content_type() in _MESSAGES else super().get_content_maintype()


def read(raw: bytes, language: str = "en") -> Mail:
    """Return what is in a message; raises RecursionError when it is nested too deep to be read."""
    message = message_from_bytes(raw, _Parsed)
    headers = tuple((name, header_text(value, language)) for name, value in message.raw_items())
    plain: list[str] = []
    html: list[str] = []
    parts: list[Part] = []
    for leaf in _leaves(message, 0):
        kind = _kind(leaf)
        if leaf.get_content_maintype() == "multipart":  # announced as parts, but it has none
            kind = "text/plain"
        if kind not in ("text/plain", "text/html") or _is_attached(leaf):
            cid = str(leaf.get("Content-ID", "")).strip().strip("<>")
            parts.append(Part(_name(leaf, language), kind, _content(leaf), cid))
        else:
            (html if kind == "text/html" else plain).append(named(_content(leaf), _charset(leaf), language))
    return Mail(headers, "\n\n".join(plain), "\n".join(html), tuple(parts))


def pieces(raw: bytes) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, media type and decoded bytes of all that a message is made of, its text and what stands between its
    parts, too; raises RecursionError when it is nested too deep."""
    message = message_from_bytes(raw, _Parsed)
    for each in message.walk():
        for beside in (each.preamble, each.epilogue):
            if beside:
                yield "", "text/plain", beside.encode("utf-8", "surrogateescape")
    for leaf in _leaves(message, 0):
        announced = leaf.get_content_maintype() == "multipart"
        yield _name(leaf, "en"), "text/plain" if announced else _kind(leaf), _content(leaf)


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts that hold something; an attached message is one part, not its parts."""
    if depth > _DEPTH:
        raise RecursionError("a message nested too deep")
    payload = message.get_payload()
    if not isinstance(payload, list):
        _mend(message)
        yield message
        return
    for part in payload:
        if isinstance(part, Message):
            yield from _leaves(part, depth + 1)


def _mend(leaf: Message) -> None:
    """Decode raw bytes in the headers that name a part; the library would replace them."""
    for name, value in tuple(leaf.raw_items()):
        if name.lower() in ("content-type", "content-disposition") and not str(value).isascii():
            leaf.replace_header(name, unescaped(str(value), "en"))


def _is_attached(leaf: Message) -> bool:
    return leaf.get_content_disposition() == "attachment" or bool(_name(leaf, "en"))


def _kind(leaf: Message) -> str:
    kind = leaf.get_content_type()
    return "message/rfc822" if kind in _MESSAGES else kind


def _name(leaf: Message, language: str) -> str:
    try:
        name = leaf.get_filename()
    except (ValueError, LookupError, TypeError):
        return ""  # a parameter (RFC 2231) that is written wrongly names nothing
    return header_text(name, language) if name else ""


def _charset(leaf: Message) -> str | None:
    try:
        return leaf.get_content_charset()
    except (ValueError, LookupError, TypeError):
        return None


def _content(leaf: Message) -> bytes:
    """Return a part's bytes, decoded from their transfer encoding; an attached message as it was written."""
    payload = leaf.get_payload()
    if isinstance(payload, list):
        return b"".join(part.as_bytes() for part in payload if isinstance(part, Message))
    try:
        content = leaf.get_payload(decode=True)
    except (ValueError, binascii.Error):
        content = None
    if isinstance(content, bytes) and (content or not payload):
        return content
    return str(payload or "").encode("utf-8", "surrogateescape")
