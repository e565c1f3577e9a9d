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


def without_text(copy: Path) -> list[int]:
    """Return the pages (from 1) that have no text."""
    try:
        with picture.drawn(copy) as pdf:
            return [index + 1 for index in range(len(pdf)) if not picture.text(pdf, index).strip()]
    except picture.UndrawableError:
        return []


def scanned(copy: Path) -> list[int]:
    """Return the pages (from 1) that have no text, and a picture large enough to be one of a page."""
    from pikepdf import Pdf

    bare = without_text(copy)
    if not bare:
        return []
    with Pdf.open(copy) as pdf:
        return [number for number in bare if pixels(pdf.pages[number - 1]) >= _PAGE]


def finished(
    copy: Path, native: Native, marks: Sequence[tuple[int, str]], *, rewritten: bool
) -> tuple[tuple[Spot, ...], list[int]]:
    """Write the marks (page from 1, key of the words) on a copy, and return where its pages have room for stamps, and
    which pages of a rewritten one still have no text.

    `rewritten` is a copy that another program has written: it is made as harmless, and as repeatable, as our own.
    """
    bare = without_text(copy) if rewritten else []
    if marks or rewritten:
        margin.rewrite(copy, native, marks)
    return spots.find(copy), bare
