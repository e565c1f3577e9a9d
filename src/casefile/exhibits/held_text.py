"""What is written into text as letters: `data:` addresses (RFC 2397), and Base64 (RFC 4648) between two tags or as a
value of a card or calendar (RFC 5545, 3.1.3).

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
_VALUE = re.compile(
    r"(?im)^[^:\n]*;(?:ENCODING=)?(?:BASE64|B)\b[^:\n]*:([a-z0-9+/=]*(?:\r?\n[ \t]*[a-z0-9+/=]+(?=\s*$))*)"
)
_BETWEEN = re.compile(r">([A-Za-z0-9+/=\s]{32,})<")  # no white space of its own: linear, whatever stands there


def written(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield media type ("" where none is told) and bytes of each file that is written into text."""
    text = unescape(content.decode("latin-1"))
    for kind, how, letters in _ADDRESS.findall(text):
        raw = unquote_to_bytes(letters)
        yield kind.lower(), _decoded(raw) if "base64" in how.lower() else raw
    for letters in (*_BETWEEN.findall(text), *_VALUE.findall(text)):
        yield "", _decoded(letters.encode("latin-1"))


def _decoded(letters: bytes) -> bytes:
    """Return what Base64 says; of letters that are none, as far as they are."""
    bare = b"".join(letters.split()).rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(bare + b"=" * (-len(bare) % 4))
    except (binascii.Error, ValueError):
        return b""
