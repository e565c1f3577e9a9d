"""What files are called: a safe name for the disk, the name as it came for the register, and a title made of it.

Names come from outside: they may climb out of a folder, hide characters or turn the reading direction round.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from anyascii import anyascii

LONGEST = 200
"""The most characters of a title, or of a name as it came."""

_HIDING = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def safe_name(name: str) -> str:
    """A file name that every system takes: letters, digits, dots, dashes, underscores; at most 80 characters. Other
    letters are written in Latin ones. A suffix is only what was one as it came: none is made of other letters."""
    given = Path(name)
    suffix = _plain(given.suffix)[:9] if given.suffix.isascii() else ""
    stem = given.stem if suffix else given.name
    return f"{_plain(stem)[:70].rstrip('-.') or 'file'}{'.' if suffix else ''}{suffix}"


def _plain(text: str) -> str:
    letters = text if text.isascii() else anyascii(unicodedata.normalize("NFKC", text))
    return re.sub(r"[^A-Za-z0-9._]+", "-", letters).strip("-.")


def printable(name: str) -> str:
    """A name as text that can be written and read back: bytes that are no UTF-8 are marked, controls are blanks, and
    what hides or turns round other characters is written out, as in <U+202E>. "" when nothing of it can be seen.
    """
    written = _written(name)
    if not visible(written):
        return ""
    return _cut("".join(f"<U+{ord(each):04X}>" if unicodedata.category(each) in _HIDING else each for each in written))


def visible(words: str) -> str:
    """Words on one line, without what hides or turns round other characters, cut to a length that can be read."""
    drawn = "".join(each for each in words if unicodedata.category(each) not in _HIDING or each in "\n\t")
    return _cut(" ".join(drawn.split()))


def title(name: str) -> str:
    """A file's name as words, without its ending: underscores and dashes are blanks, but in numbers and dates
    (INV-1043, 2026-03-28)."""
    stem = visible(_written(name.removesuffix(Path(name).suffix)))
    words = re.sub(r"(?<![A-Z0-9])-|-(?![0-9])|_", " ", unicodedata.normalize("NFC", stem))
    made = " ".join(words.split())
    return (made[:1].upper() + made[1:] if made.strip("-") else stem) or "File"


def _written(name: str) -> str:
    return _UNWRITABLE.sub(" ", name.encode("utf-8", "replace").decode())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
