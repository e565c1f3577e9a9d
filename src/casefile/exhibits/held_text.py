"""What is written into text as letters: `data:` addresses (RFC 2397), Base64 (RFC 4648) between two tags or quotes, in
lines of its own or as a value of a card or calendar (RFC 5545, 3.1.3), uuencoded files, the pictures of rich text.

Decodes; knows no file and fetches nothing.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote_to_bytes

_ADDRESS = re.compile(r"(?i)data:([\w.+/-]*)((?:;[\w.+=/-]*)*),([^\"'<>()]*)")
_HEAD = r"""(?:"[^"\n]*"|[^":\n]+)*+"""
_VALUE = re.compile(rf"(?im)^({_HEAD}(?:\n[ \t]{_HEAD}){{0,8}}+):([a-z0-9+/=]*(?:\r?\n[ \t]*[a-z0-9+/=]+(?=\s*$))*)")
_FOLD = re.compile(r"\r?\n[ \t]")
_CODED = re.compile(r"(?i);(?:ENCODING=)?(?:BASE64|B)\b")
_BETWEEN = re.compile(r"""[>\["']((?:[A-Za-z0-9+/=\s]|\\[/nr]){32,}+)(?=[<\]"'])""")  # also CDATA, and JSON's strings
_LINES = re.compile(rb"(?m)^((?:[A-Za-z0-9+/]{60,}\r?\n)*+)([A-Za-z0-9+/]*+={0,2}(?=\r?$))?")
_LEAST = 60
_UUENCODED = re.compile(rb"(?m)^begin [0-7]{3,4} \S[^\n]*\n((?:[ -`][^\n]*\n)+)")
_WORD = re.compile(rb"\\[A-Za-z]+-?\d* ?")
_HEX = re.compile(rb"[0-9A-Fa-f\s]{64,}+")
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")


def written(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield media type ("" where none is told) and bytes of each file that is written into text."""
    text = unescape(content.decode("latin-1"))
    for kind, how, letters in _ADDRESS.findall(text):
        raw = unquote_to_bytes(letters)
        yield kind.lower(), _decoded(raw) if "base64" in how.lower() else raw
    values = (letters for head, letters in _VALUE.findall(text) if _CODED.search(_FOLD.sub("", head)))
    for letters in (*(_bare(each) for each in _BETWEEN.findall(text)), *values):
        yield "", _decoded(letters.encode("latin-1"))
    yield from (("", each) for each in in_lines(content))


def in_lines(content: bytes) -> Iterator[bytes]:
    """Yield each file that stands in text as lines of Base64 or uuencoded."""
    for full, last in _LINES.findall(content):
        if len(full + last) >= _LEAST:
            yield _decoded(full + last)
        if full and last:  # which may be a word behind them
            yield _decoded(full)
    yield from (_undone(lines) for lines in _UUENCODED.findall(content))


def pictures(content: bytes) -> Iterator[bytes]:
    """Yield the pictures of rich text (RTF 1.9.1, `\\pict`): written as hexadecimal digits, or as bytes."""
    for digits in _HEX.findall(_WORD.sub(b"|", content)):
        bare = b"".join(digits.split())
        yield binascii.unhexlify(bare[: len(bare) // 2 * 2])
    for found in _BINARY.finditer(content):
        yield content[found.end() : found.end() + int(found[1])]


def _bare(letters: str) -> str:
    """Return what JSON's escapes stand for among the letters of Base64."""
    return letters.replace("\\/", "/").replace("\\n", "").replace("\\r", "")


def _undone(lines: bytes) -> bytes:
    """Return what uuencoded lines say, as far as they are some."""
    found = b""
    for line in lines.splitlines():
        try:
            found += binascii.a2b_uu(line)
        except binascii.Error:
            break
    return found


def _decoded(letters: bytes) -> bytes:
    """Return what Base64 says; of letters that are none, as far as they are."""
    bare = b"".join(letters.split()).rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""
