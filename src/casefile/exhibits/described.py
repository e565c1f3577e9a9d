"""What a PDF's structure tree has programs read in place of what its pages show (ISO 32000-1, 14.7.2, 14.9.3 to
14.9.5): the descriptions of pictures, other words for some that are shown. Nobody sees it; a copy has no such tree.

What the pages show as well is no secret, and no more is what a payment code is called: everybody sees the picture that
it describes. Runs in the child.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Pdf

_KEYS = ("/ActualText", "/Alt", "/E")
_MOST = 500_000  # elements that are looked at
_LEAST = 3  # letters and digits


def unshown(pdf: Pdf, shown: str) -> Iterator[str]:
    """Yield, each once, the words of the tree that do not stand in those that the pages show."""
    from casefile.render.codes import names

    known, codes = _letters(shown), names()
    for each in dict.fromkeys(words(pdf)):
        letters = _letters(each)
        if len(letters) >= _LEAST and letters not in known and each not in codes:
            yield each


def words(pdf: Pdf) -> Iterator[str]:
    """Yield what the elements of the tree say, in no order that matters."""
    from pikepdf import Array, Dictionary

    waiting: list[Any] = [pdf.Root.get("/StructTreeRoot", None)]
    seen: set[tuple[int, int]] = set()
    looked = 0
    while waiting and looked < _MOST:
        element = waiting.pop()
        looked += 1
        if isinstance(element, Array):
            waiting += list(element)
        if not isinstance(element, Dictionary) or (element.is_indirect and element.objgen in seen):
            continue
        if element.is_indirect:
            seen.add(element.objgen)
        yield from (str(element[key]) for key in _KEYS if key in element)
        waiting.append(element.get("/K", None))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
