"""Bytes to text where nothing says for certain which characters they are."""

from __future__ import annotations

import codecs
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_USUAL = {"ru": "cp1251", "pl": "cp1250"}
_LOOKED_AT = 4096
_MOST_CONTROLS = 0.02  # of bytes in no known encoding
_MOST_IN_UTF8 = 0.25  # bytes that are UTF-8 throughout are text, however many marks of a terminal are among it
_MOST_ASCII = 0.75  # of UTF-16, whatever it is written in


class Text(NamedTuple):
    """Decoded text, and the encoding when it had to be guessed ("" when the bytes themselves tell)."""

    text: str
    guessed: str = ""


def decoded(content: bytes, language: str) -> Text | None:
    """Return bytes as text: by their mark, as UTF-8, else in the language's usual encoding; None: no text."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Text(content.decode(encoding, errors="replace"))
    wide = _wide(content)
    if wide:
        return Text(content.decode(wide, errors="replace"), wide.upper())
    return _narrow(content, language)


def _narrow(content: bytes, language: str) -> Text | None:
    head = content[:_LOOKED_AT]
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        encoding = _USUAL.get(language, "cp1252")
        return None if _is_binary(head, _MOST_CONTROLS) else Text(content.decode(encoding, errors="replace"), encoding)
    return None if _is_binary(head, _MOST_IN_UTF8) else Text(text)


def named(content: bytes, charset: str | None, language: str) -> str:
    """Return bytes as text in the encoding that a message names, guessed where it names none or a wrong one."""
    if charset and charset.lower() not in ("us-ascii", "ascii", "unknown-8bit"):
        try:
            return content.decode(charset, errors="replace")
        except (LookupError, ValueError):
            pass  # no such encoding: guess as if none were named
    text = _narrow(content, language) if _is_mark_by_chance(content) else decoded(content, language)
    return text.text if text else content.decode("latin-1")


def _wide(content: bytes) -> str:
    """Return the UTF-16 that unmarked bytes are in, judged by where their zeros stand; "" when they are not."""
    head = content[:_LOOKED_AT]
    half = len(head) // 2
    if half < 4 or len(content) % 2:
        return ""
    if head[1::2].count(0) > half * 0.6 and head[0::2].count(0) < half * 0.05:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.6 and head[1::2].count(0) < half * 0.05:
        return "utf-16-be"
    return ""


def _is_mark_by_chance(content: bytes) -> bool:
    """Tell whether bytes begin as UTF-16 does but go on as ASCII: read in pairs, they would be another script."""
    head = content[2:_LOOKED_AT]
    printable = sum(32 <= byte < 127 or byte in b"\t\n\r" for byte in head)
    return content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and printable > len(head) * _MOST_ASCII


def _is_binary(head: bytes, most_controls: float) -> bool:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)
    return 0 in head or controls > len(head) * most_controls
