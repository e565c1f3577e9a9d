"""What tells that bytes are a file that is kept back, or that text may carry one. Knows no file type."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

_HEAD = 65_536
_LONGEST_TEXT = 20_000_000
MARKED = re.compile(rb"(?im)^begin [0-7]{3,4} \S|^content-transfer-encoding[ \t]*:")
"""How a file that is written into text begins (uuencoded, or a message's source)."""


def variants(content: bytes) -> Iterator[str]:
    """Yield the SHA-256 of bytes, and of text with LF and with CRLF, with an end of its last line and without: what a
    mail carries need not have those that it was registered with."""
    yield hashlib.sha256(content).hexdigest()
    if b"\0" in content[:_HEAD] or len(content) > _LONGEST_TEXT:
        return
    bare = content.replace(b"\r\n", b"\n").removesuffix(b"\n")
    for text in (bare, bare + b"\n") if bare else ():
        yield hashlib.sha256(text).hexdigest()
        yield hashlib.sha256(text.replace(b"\n", b"\r\n")).hexdigest()
