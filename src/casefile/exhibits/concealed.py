"""The words that a PDF's pages hold and do not show, page by page. Opens the file; what hides words is told by
`covered` and `faint`. Runs in the child.
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

_Words = Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Concealed:
    """Words by the index of their page: those that are `covered`, and those that are there to be seen and are `faint`;
    a page without any is in neither."""

    covered: _Words = field(default_factory=dict)
    faint: _Words = field(default_factory=dict)


def read(file: Path, *, most: int | None = None) -> Concealed:
    """Return the words that the first `most` pages hold and do not show; none where the file cannot be drawn."""
    under: dict[int, tuple[str, ...]] = {}
    pale: dict[int, tuple[str, ...]] = {}
    try:
        with picture.drawn(file) as pdf:
            for index in range(len(pdf) if most is None else min(len(pdf), most)):
                one, other = _of_page(pdf, index)
                under |= {index: one} if one else {}
                pale |= {index: other} if other else {}
    except picture.UndrawableError:
        pass
    return Concealed(under, pale)


def _of_page(pdf: Any, index: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    import pypdfium2 as pdfium

    try:
        with closing(pdf[index]) as page:
            things, sheet = painted(page), page.get_bbox()
    except (pdfium.PdfiumError, ValueError):
        return (), ()
    if not any(each.kind == "text" for each in things):
        return (), ()
    sight = Sight(pdf, index)
    under = tuple(covered.words(sight, things, sheet))
    return under, tuple(each for each in faint.words(sight, things, sheet) if each not in under)
