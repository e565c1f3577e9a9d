"""When two texts say the same, whatever a word processor made of quotes, dashes and spaces on the way.

Also cleans what others wrote, before it goes into a case. Knows no language and no document.
"""

from __future__ import annotations

import re
import unicodedata

_FOLDED = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`´", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | {"\u2026": "..."}
)
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_BREAKS = "\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
_PLAIN = frozenset("\t\n\r")


def alike(text: str) -> str:
    """A form of the text that is the same for texts that say the same."""
    seen = "".join(each for each in text if unicodedata.category(each) not in _UNSEEN or each.isspace())
    return " ".join(unicodedata.normalize("NFKC", seen).translate(_FOLDED).split()).casefold()


def cleaned(text: str) -> str:
    """The text in lines of plain spaces, without what hides or turns round other characters."""
    normal = unicodedata.normalize("NFC", text)
    lines = (
        "".join(each for each in line if unicodedata.category(each) not in _UNSEEN or each.isspace())
        for line in re.split(rf"\r\n|[{_BREAKS}]", normal)
    )
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def taken_out(text: str) -> tuple[str, ...]:
    """The characters, each once, that do not stand in the cleaned text, or only as a plain space or end of a line."""
    return tuple(dict.fromkeys(each for each in text if _is_odd(each)))


def _is_odd(character: str) -> bool:
    unseen = _UNSEEN | {"Zl", "Zp"}
    return character not in _PLAIN and unicodedata.category(character) in unseen
