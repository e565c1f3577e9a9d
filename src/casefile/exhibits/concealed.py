"""The words that a PDF's pages hold and do not show, page by page. Opens the file; what hides words is told by
`covered` and `faint`. Runs in the child.

Looking is bounded by work, not by time, as comparing is: a long scan is not looked at to its end, and that is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.exhibits import covered, faint, picture
from casefile.exhibits.painted import painted
from casefile.exhibits.unseen import Sight

_MOST_WORK = 600.0  # some six seconds
_MEGAPIXEL = 1e6
_PICTURE = 1.5  # a page's own picture
_THINGS = 500  # that are as much work as a megapixel
_Words = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concealed:
    """Words by the index of their page: those that are `covered`, and those that are there to be seen and are `faint`;
    a page without any is in neither. `end` is the index of the first page that was not looked at any more."""

    covered: _Words = field(default_factory=dict)
    faint: _Words = field(default_factory=dict)
    end: int | None = None


def read(file: Path) -> Concealed:
    """Return the words that the pages hold and do not show; none where the file cannot be drawn."""
    under: dict[int, tuple[str, ...]] = {}
    pale: dict[int, tuple[str, ...]] = {}
    left = _MOST_WORK
    try:
        with picture.drawn(file) as pdf:
            for index in range(len(pdf)):
                if left <= 0:
                    return Concealed(under, pale, index)
                one, other, work = _of_page(pdf, index)
                left -= work
                under |= {index: one} if one else {}
                pale |= {index: other} if other else {}
    except picture.UndrawableError:
        pass
    return Concealed(under, pale)


def _of_page(pdf: Any, index: int) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """The words of a page that are covered and faint, and the work that it was: megapixels, or as much as that."""
    import pypdfium2 as pdfium

    try:
        with closing(pdf[index]) as page:
            things, sheet = painted(page), page.get_bbox()
    except (pdfium.PdfiumError, ValueError):
        return (), (), 0.0
    work = len(things) / _THINGS
    if not any(each.kind == "text" for each in things):
        return (), (), work
    sight = Sight(pdf, index)
    under = tuple(covered.words(sight, things, sheet))
    pale = tuple(each for each in faint.words(sight, things, sheet) if each not in under)
    drawn = _PICTURE + sum(each.pixels for each in things) / _MEGAPIXEL if sight.is_drawn else 0.0
    return under, pale, work + drawn
