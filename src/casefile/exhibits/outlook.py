"""An Outlook message (.msg, MS-OXMSG) is taken apart as an e-mail is, and becomes pages in the same way.

Needs python-oxmsg, which is optional. A message attached as a message has no bytes of its own to be hashed: it is shown
under the text, unless something is kept back. Where a message has rich text alone, its words or its HTML are shown.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casefile.case import same_mail
from casefile.case.decoding import named
from casefile.case.message import header_text
from casefile.exhibits import compound, hypertext, mail, rtf, rtf_compressed
from casefile.exhibits.mail_parts import Mail, Part
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.words import say

if TYPE_CHECKING:
    from oxmsg import Message

_LONGEST = 50_000_000
_DEEPEST = 5
_RECIPIENTS = {1: "To", 2: "Cc", 3: "Bcc"}
# Properties by their numbers (MS-OXPROPS).
_HTML, _RICH, _MESSAGE_ID, _RECIPIENT_TYPE, _CONTENT_ID = 0x1013, 0x1009, 0x1035, 0x0C15, 0x3712
_NAMES = (0x3707, 0x3704, 0x3001)  # long, short, displayed
_OBJECT = "3701000D"
_PROPERTIES = "__properties_version1.0"
_SHORTER = 8  # bytes that a message inside another lacks before its properties (MS-OXMSG 2.4.1.2)


def recognises(head: bytes, suffix: str) -> bool:
    """Tell whether a file is an Outlook message: a compound file with its suffix, or with its streams in sight."""
    return head.startswith(compound.MARK) and (suffix == ".msg" or _PROPERTIES.encode("utf-16-le") in head)


def is_outlook(path: Path) -> bool:
    """Tell whether a message's file is Outlook's own, not an e-mail's."""
    with path.open("rb") as file:
        return file.read(len(compound.MARK)) == compound.MARK


def convert(native: Native, out: Path) -> Made:
    """Write a message's pages to `out`; raises NotShownError, also when the message is one that is withheld."""
    found = read(native)
    if not set(same_mail.of(" ".join(found.header("Message-ID")), found.plain)).isdisjoint(native.withheld):
        raise NotShownError(say(native.language, "withheld"))
    return mail.shown(native, found, out)


def read(native: Native) -> Mail:
    """Return what is in an Outlook message; raises NotShownError when it cannot be read."""
    if native.path.stat().st_size > _LONGEST:
        raise NotShownError(say(native.language, "too-long", most=_LONGEST // 1_000_000))
    return opened(native.path.read_bytes(), native)


def opened(content: bytes, native: Native) -> Mail:
    """Return what is in the bytes of an Outlook message, of a native or in one; raises NotShownError."""
    try:
        from oxmsg import Message
    except ImportError:
        raise NotShownError(say(native.language, "no-outlook"), lacks="python-oxmsg") from None
    try:
        message = Message.load(content)
        found = _mail(message, native, _DEEPEST)
    except (*_MALFORMED, OSError, RecursionError):
        raise NotShownError(say(native.language, "broken")) from None
    if not (found.headers or found.plain or found.html or found.parts or found.unread):
        raise NotShownError(say(native.language, "broken"))
    return found


# What the library says of malformed files comes in all these kinds.
_MALFORMED = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    ArithmeticError,
    struct.error,
)


def _got(ask: Callable[[], Any]) -> Any:
    """Return a property, None when it is not there or malformed: the others may be sound."""
    try:
        return ask()
    except _MALFORMED:
        return None


def _mail(message: Message, native: Native, depth: int) -> Mail:
    storages = message._storage.iter_attachment_storages()  # noqa: SLF001 - those without bytes, too
    parts = tuple(_part(storage, native, depth) for storage in storages)
    plain, html, unread = _said(message, native.language)
    inner = () if native.withheld or native.inside else (each.inner for each in parts if each.inner)
    shown = "\n\n".join(f"{'– ' * 20}\n{_as_text(each)}" for each in inner)
    if shown:
        plain, html = "\n\n".join((plain.strip() or hypertext.words(html), shown)), ""
    return Mail(tuple(_headers(message, native.language)), plain, html, parts, unread)


def _said(message: Message, language: str) -> tuple[str, str, bool]:
    """Return a message's text and its HTML, of rich text where it has neither; and whether that cannot be read."""
    plain, html = _clean(_got(lambda: message.body)), _html(message, language)
    rich = None if plain.strip() or html.strip() else _got(lambda: message.properties.binary_prop_value(_RICH))
    if not rich:
        return plain, html, False
    try:
        found = rtf.said(rtf_compressed.opened(rich))
    except ValueError:
        return "", "", True
    return found.plain, found.html, False


def _headers(message: Message, language: str) -> Iterator[tuple[str, str]]:
    """Yield what the message was sent with (RFC 5322), or for one without such headers what Outlook knows of it."""
    sent_with = _got(lambda: message._message_headers)  # noqa: SLF001 - message_headers keeps one of a name only
    if sent_with:
        yield from ((name, header_text(value, language)) for name, value in sent_with.items())
    known = {name.lower() for name in sent_with.keys()} if sent_with else set()  # noqa: SIM118 - an e-mail's headers
    found = [("From", _clean(_got(lambda: message.sender)))]
    people = _got(lambda: message.recipients) or ()
    for kind, name in _RECIPIENTS.items():
        theirs = [_person(each) for each in people if _kind(each) == kind]
        found.append((name, ", ".join(theirs)))
    when = _got(lambda: message.sent_date)
    found += [("Date", when.strftime("%Y-%m-%d %H:%M:%S %z") if when else "")]
    found += [("Subject", _clean(_got(lambda: message.subject)))]
    found += [("Message-ID", _text(message.properties, _MESSAGE_ID))]
    yield from ((name, " ".join(text.split())) for name, text in found if text and name.lower() not in known)


def _kind(recipient: Any) -> int:
    return int(_got(lambda: recipient.properties.int_prop_value(_RECIPIENT_TYPE)) or 1)


def _person(recipient: Any) -> str:
    name, address = _clean(_got(lambda: recipient.name)), _clean(_got(lambda: recipient.email_address))
    return f"{name} <{address}>" if name and address and name != address else name or address


def _html(message: Message, language: str) -> str:
    raw = _got(lambda: message.properties.binary_prop_value(_HTML))
    if raw is None:
        return _clean(_got(lambda: message.html_body))
    return named(raw, _got(lambda: message.properties.body_encoding), language)


def _part(storage: Any, native: Native, depth: int) -> Part:
    from oxmsg.attachment import Attachment

    attached = Attachment(storage)
    properties = attached.properties
    name = next((name for tag in _NAMES if (name := _text(properties, tag))), "")
    content = _got(lambda: attached.file_bytes)
    held = next((each for each in storage.storages if each.name.endswith(_OBJECT)), None)
    if content is None and held is not None:
        is_message = any(each.name == _PROPERTIES for each in held.streams)
        inner = _got(lambda: _within(held, native, depth - 1)) if is_message and depth else None
        return Part(name, "application/vnd.ms-outlook", b"", whole=False, inner=inner)
    media = _clean(_got(lambda: attached.mime_type)) or "application/octet-stream"
    return Part(name, media, content or b"", _text(properties, _CONTENT_ID))


def _within(inner: Any, native: Native, depth: int) -> Mail:
    """Return what is in a message that is attached as such."""
    from oxmsg import Message

    streams = (
        replace(each, bytes_=bytes(_SHORTER) + each.bytes_) if each.name == _PROPERTIES else each
        for each in inner.streams
    )
    return _mail(Message(replace(inner, streams=tuple(streams))), native, depth)


def _as_text(found: Mail) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in found.headers if name in mail.HEADERS)
    return f"{headers}\n\n{found.plain or hypertext.words(found.html)}"


def _text(properties: Any, tag: int) -> str:
    return _clean(_got(lambda: properties.str_prop_value(tag)))


def _clean(text: object) -> str:
    return text.replace("\0", "").strip() if isinstance(text, str) else ""
