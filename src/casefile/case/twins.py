"""Which files say the same: bytes, and text with other line ends, or with a mark before it or without. Knows no file
type."""

from __future__ import annotations

import codecs
import hashlib
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_HEAD = 65_536
_LONGEST_TEXT = 20_000_000
_MARKS = (b"", codecs.BOM_UTF8)


def variants(content: bytes) -> Iterator[str]:
    """Yield the SHA-256 of bytes, and of text with LF and with CRLF, with an end of its last line and without, with
    UTF-8's mark and without: what a mail carries, or a program saved, need not have those that it was registered
    with."""
    yield hashlib.sha256(content).hexdigest()
    if b"\0" in content[:_HEAD] or len(content) > _LONGEST_TEXT:
        return
    bare = content.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").removesuffix(b"\n")
    for text in (bare, bare + b"\n") if bare else ():
        for ends in (text, text.replace(b"\n", b"\r\n")):
            yield from (hashlib.sha256(mark + ends).hexdigest() for mark in _MARKS)


def twins(path: Path) -> frozenset[str]:
    """The SHA-256 of a text file as others may have it; none of what is no text, or not there."""
    try:
        told = path.lstat()
    except OSError:
        return frozenset()
    is_text = stat.S_ISREG(told.st_mode) and told.st_size <= _LONGEST_TEXT
    return _twins(path, told.st_size, told.st_mtime_ns) if is_text else frozenset()


@cache
def _twins(path: Path, _size: int, _changed: int) -> frozenset[str]:
    """Those of a file, which are asked for many times a run."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            return frozenset() if b"\0" in head else frozenset(variants(head + file.read()))
    except OSError:
        return frozenset()
