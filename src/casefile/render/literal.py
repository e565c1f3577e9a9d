"""Values as data: how a printed value travels through Markdown untouched and comes out literally.

A value is written byte by byte in private-use characters, which Markdown takes for letters of a word and never for
markup; after parsing, `restore` puts it back into the text. Nothing is escaped by hand. Knows no template and no page.
"""

from __future__ import annotations

import re
import unicodedata

_START = "\ue100"
_BASE = 0xE000
_WRITTEN = re.compile("\ue100([\ue000-\ue0ff]*)")
_ENDING = re.compile(rf"{_WRITTEN.pattern}(\.(?=\s|$))?")
# Bidirectional controls have the category Cf like the soft hyphen and the joiners, which are harmless and needed.
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_HIDDEN = frozenset({"Cc", "Co", "Cs", "Cn"})
_PLAIN = re.compile(r"[\n\t -~\u00a0-\u017f\u0400-\u045f\u2010-\u2027\u202f\u2030-\u203a\u20ac\u20bd]*")


def visible(text: str) -> str:
    """`text` with line ends as LF and every character that would hide or reorder something spelled as `<U+202E>`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _PLAIN.fullmatch(text) and "\u00ad" not in text:
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character in "\n\t":
        return character
    if character in _BIDI or unicodedata.category(character) in _HIDDEN:
        return f"<U+{ord(character):04X}>"
    return character


def protect(text: str) -> str:
    """`text`, made visible, in characters that no markup reads; `restore` gives it back."""
    return _START + "".join(chr(_BASE + byte) for byte in visible(text).encode())


def restore(text: str) -> str:
    """`text` with every protected value put back; one that ends in a full stop takes no second at a sentence's end."""
    return _ENDING.sub(_restored, text)


def _restored(found: re.Match[str]) -> str:
    value = bytes(ord(each) - _BASE for each in found[1]).decode()
    return value if value.endswith(".") else value + (found[2] or "")


def unprotected_parts(text: str) -> list[str]:
    """The stretches of `text` between protected values: what the template itself wrote."""
    return _WRITTEN.split(text)[::2]


def is_protected(text: str) -> bool:
    """Whether `text` holds a protected value, or characters that could be taken for one."""
    return any("\ue000" <= character <= "\ue100" for character in text)
