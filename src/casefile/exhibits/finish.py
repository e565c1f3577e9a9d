"""The last hand on a copy: what a reader must know is written on its pages, and room for stamps is looked for.

Runs in the child. Knows finished pages and the words on them; no native, no packet.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from casefile.exhibits import margin, picture, spots
from casefile.exhibits.pages import Native
from casefile.exhibits.pdf_facts import pixels
from casefile.exhibits.spots import Spot

_PAGE = 300_000  # pixels: a page of A5 at 75 dpi
_LONGEST_WORDS = 5_000_000


def texts(copy: Path) -> list[str]:
    """Return the text of each page, none where it cannot be read."""
    try:
        with picture.drawn(copy) as pdf:
            return [picture.text(pdf, index) for index in range(len(pdf))]
    except picture.UndrawableError:
        return []


def without_text(said: Sequence[str]) -> list[int]:
    """Return the pages (from 1) that have no text."""
    return [number for number, text in enumerate(said, 1) if not text.strip()]


def scanned(copy: Path) -> list[int]:
    """Return the pages (from 1) that have no text, and a picture large enough to be one of a page."""
    from pikepdf import Pdf

    bare = without_text(texts(copy))
    if not bare:
        return []
    with Pdf.open(copy) as pdf:
        return [number for number in bare if pixels(pdf.pages[number - 1]) >= _PAGE]


def finished(
    copy: Path, native: Native, marks: Sequence[tuple[int, str]], *, rewritten: bool
) -> tuple[tuple[Spot, ...], list[int], str]:
    """Write the marks (page from 1, key of the words) on a copy, and return where its pages have room for stamps, which
    still have no text, and all that its pages say, with a line for each of theirs, as far as it is not endless.

    `rewritten` is a copy that another program has written: it is made as harmless, and as repeatable, as our own.
    """
    said = texts(copy)
    if marks or rewritten:
        margin.rewrite(copy, native, marks)
    return spots.find(copy), without_text(said), _in_lines(said)[:_LONGEST_WORDS]


def _in_lines(said: Sequence[str]) -> str:
    return "\n".join(line for text in said for line in text.splitlines())
