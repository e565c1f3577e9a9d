"""By what a message is known again, whoever kept it and however: its Message-ID, and the text of its body.

A program that exports, forwards or archives a message writes other headers round it, and its bytes are others. Both are
given as a SHA-256, to stand among those of files. Knows no attachment.
"""

from __future__ import annotations

import hashlib
import html
import re
import stat
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from functools import cache
from pathlib import Path

_LONGEST = 50_000_000
_HEAD = 65_536
_LEAST = 100  # characters: what is shorter anybody may have written
_FIELDS = re.compile(rb"(?im)\A(?:From [^\n]*\n)?(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2}")
_LENGTH = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\d+[ \t]*\r?\n)?")  # what Apple Mail writes first
_TAG = re.compile(r"(?s)<(style|script|head)\b.*?</\1>|<[^>]*>", re.IGNORECASE)


def marks(raw: bytes) -> frozenset[str]:
    """The SHA-256 by which a message's source is known again; none of what is no message, or nested too deep."""
    source = _LENGTH.sub(b"", raw, count=1)
    if len(source) > _LONGEST or not _FIELDS.match(source):
        return frozenset()
    try:
        message = message_from_bytes(source)
        return frozenset(of(str(message.get("Message-ID", "")), _body(message)))
    except RecursionError:
        return frozenset()


def of(message_id: str, body: str) -> Iterator[str]:
    """Yield the SHA-256 by which a message is known again that has this Message-ID ("" for none) and text."""
    if found := "".join(message_id.split()).strip("<>").lower():
        yield _digest("Message-ID", found)
    words = " ".join(body.split())
    if len(words) >= _LEAST:
        yield _digest("text", words)


def marks_of(path: Path) -> frozenset[str]:
    """Those of a message in a file; none of what is not there or cannot be read."""
    try:
        told = path.lstat()
    except OSError:
        return frozenset()
    is_small = stat.S_ISREG(told.st_mode) and told.st_size <= _LONGEST
    return _marks_of(path, told.st_size, told.st_mtime_ns) if is_small else frozenset()


@cache
def _marks_of(path: Path, _size: int, _changed: int) -> frozenset[str]:
    """Those of a file, which are asked for many times a run."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            is_message = b"\0" not in head and _FIELDS.match(_LENGTH.sub(b"", head, count=1))
            return marks(head + file.read()) if is_message else frozenset()
    except OSError:
        return frozenset()


def _digest(what: str, told: str) -> str:
    return hashlib.sha256(f"casefile {what}: {told}".encode("utf-8", "surrogateescape")).hexdigest()


def _body(message: Message) -> str:
    """The plain text of a message, else the words of its HTML."""
    said: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in _leaves(message):
        kind = part.get_content_type()
        if kind in said and part.get_content_disposition() != "attachment":
            said[kind].append(_text(part))
    plain = "\n".join(said["text/plain"])
    return plain if plain.strip() else html.unescape(_TAG.sub(" ", "\n".join(said["text/html"])))


def _leaves(message: Message) -> Iterator[Message]:
    """Yield the parts of a message, not those of messages that are attached to it."""
    payload = message.get_payload()
    if message.get_content_type() == "message/rfc822":
        return
    if not isinstance(payload, list):
        yield message
        return
    for part in (each for each in payload if isinstance(each, Message)):
        yield from _leaves(part)


def _text(part: Message) -> str:
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset() or "utf-8"
        return content.decode(charset, "replace") if isinstance(content, bytes) else ""
    except (ValueError, LookupError, TypeError):
        return ""
