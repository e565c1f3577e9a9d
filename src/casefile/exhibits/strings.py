"""Words that stand in a file's bytes as they are, whatever its type: behind a picture's end, in a sound file's comment.

A last look, for files that nothing reads and for what readers pass over. Packed or coded words are not found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LONGEST = 100_000_000
# Everything here repeats without going back (`+` behind the count): a foreign file has runs of any length.
_RUN = re.compile(rb"[\t\r\n\x20-\x7e\x80-\xff]{40,}+")
# UTF-16 of Latin and Cyrillic letters, either way round (the high byte first or last)
_WIDE = (
    ("utf-16-le", re.compile(rb"(?:[\t\r\n\x20-\x7e\xa0-\xff]\0|[\0-\xff][\x01\x04\x20]){20,}+")),
    ("utf-16-be", re.compile(rb"(?:\0[\t\r\n\x20-\x7e\xa0-\xff]|[\x01\x04\x20][\0-\xff]){20,}+")),
)
_SENTENCE = re.compile(r"(?<![^\W\d_])(?:[^\W\d_]{2,}+[^\w]{1,4}+){4}[^\W\d_]{2}")
"""Five words in a row: chance gives no more of them. Begins where a word does, so that a long one is read once."""


def strings(content: bytes) -> Iterator[str]:
    """Yield what reads like words in some bytes: in UTF-8, else Windows-1252, and in UTF-16."""
    head = content[:_LONGEST]
    for found in _RUN.finditer(head):
        for text in _decoded(found[0]):
            yield from _said(text)
    for encoding, wide in _WIDE if b"\0" in head else ():
        for found in wide.finditer(head):
            yield from _said(found[0].decode(encoding, errors="ignore"))


def _decoded(run: bytes) -> Iterator[str]:
    """Both readings where it is not all UTF-8: other bytes may stand beside words that are."""
    text = run.decode(errors="replace")
    yield text
    if "\ufffd" in text:
        yield run.decode("cp1252", errors="replace")


def _said(text: str) -> Iterator[str]:
    if _SENTENCE.search(text):
        yield text
