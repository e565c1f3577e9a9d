"""Which characters a payment carries: folding a text, writing it in a smaller alphabet, cutting it to its room.

What has a plain form is rewritten (an accent dropped, a dash or a quotation mark made plain), other signs give way to
a space. A letter of another script is never guessed at: it stays, and the standard that can't carry it refuses it,
since only the owner of a name says how it is written in another script.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

Alphabet = Callable[[str], bool]

_PLAIN = {
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‹": "'", "›": "'",
    "ß": "ss", "ẞ": "SS", "Æ": "AE", "æ": "ae", "Ø": "O", "ø": "o", "Œ": "OE", "œ": "oe", "Đ": "D", "đ": "d",
    "Ð": "D", "ð": "d", "Þ": "Th", "þ": "th", "Ħ": "H", "ħ": "h", "ı": "i", "Ł": "L", "ł": "l", "ĸ": "k",
    "Ŋ": "N", "ŋ": "n", "Ŧ": "T", "ŧ": "t", "№": "No",
}  # fmt: skip


def unicode_text(character: str) -> bool:
    """Whether a code in UTF-8 carries the character: everything but controls, private use and what is unassigned."""
    return unicodedata.category(character)[0] != "C"


def folded(text: str) -> str:
    """`text` composed (NFC), on one line, single spaces, without characters that only steer how it is set."""
    shown = "".join(" " if each.isspace() else each for each in text if unicodedata.category(each) != "Cf")
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def within(text: str, alphabet: Alphabet) -> str:
    """`text` folded and written in `alphabet`, as far as that needs no guess; ask `foreign` what is left."""
    return folded("".join(_written(each, alphabet) for each in folded(text)))


def _written(character: str, alphabet: Alphabet) -> str:
    if alphabet(character):
        return character
    bare = "".join(each for each in unicodedata.normalize("NFKD", character) if not unicodedata.combining(each))
    for plain in (_PLAIN.get(character, ""), bare):
        if plain and all(map(alphabet, plain)):
            return plain
    return character if unicodedata.category(character)[0] in "CLN" else " "


def foreign(text: str, alphabet: Alphabet) -> str:
    """The characters of `text` that `alphabet` lacks, each once."""
    return "".join(dict.fromkeys(each for each in text if not alphabet(each)))


def cut(text: str, room: int) -> str:
    """The first `room` characters (not bytes) of `text`; a letter isn't parted from its accents."""
    while 0 < room < len(text) and unicodedata.combining(text[room]):
        room -= 1
    return text[:room].rstrip()
