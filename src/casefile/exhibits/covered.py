"""Words of a page that lie under what is drawn over them, such as a black box: they are hidden from the eye alone.

What may cover words is told by the order of drawing; whether it does, by a picture of the page, so what lets them shine
through covers nothing. A large picture over a whole page is mostly a scan over its recognised words: only what it shows
dark is taken to be hidden. Runs in the child.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from ctypes import byref, c_float, c_int, c_uint
from pathlib import Path
from typing import Any, NamedTuple

from casefile.exhibits import picture, unseen
from casefile.exhibits.unseen import Box, Word

_DEEPEST = 8
_MOST = 20_000  # things that are drawn on a page: of more, all is looked at
_WHOLE = 0.5  # of a page
_DARK = 80  # levels
_BROAD = 4.0  # points: a line as a marker draws it
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


class _Drawn(NamedTuple):
    """Something that a page draws: where, whether it is text, and whether it is filled with a dark colour."""

    box: Box
    is_text: bool
    is_dark: bool = False


def pages(file: Path) -> list[int]:
    """Return the indexes of the pages that hold words under what is drawn over them; none where the file cannot be
    drawn."""
    try:
        with picture.drawn(file) as pdf:
            return [index for index in range(len(pdf)) if _has_covered(pdf, index)]
    except picture.UndrawableError:
        return []


def _has_covered(pdf: Any, index: int) -> bool:
    import pypdfium2 as pdfium

    try:
        with closing(pdf[index]) as page:
            covers = list(_covers(page))
            size = page.get_size()
    except (pdfium.PdfiumError, ValueError):
        return False
    large = [box for box in covers if _area(box) >= _WHOLE * size[0] * size[1]]
    small = [box for box in covers if box not in large]
    return any(_hides(pdf, index, found, dark=dark) for found, dark in ((small, False), (large, True)) if found)


def _hides(pdf: Any, index: int, covers: list[Box], *, dark: bool) -> bool:
    words = list(_under(unseen.words(pdf, index), covers))
    found = unseen.hidden(pdf, index, words, darkest=_DARK) if dark else unseen.hidden(pdf, index, words)
    return next(iter(found), None) is not None


def _under(words: Iterator[Word], covers: list[Box]) -> Iterator[Word]:
    """Yield the parts of words whose letters lie in one of the boxes."""
    for word in words:
        part: Word = []
        for letter, box in word:
            across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if any(x0 <= across <= x1 and y0 <= up <= y1 for x0, y0, x1, y1 in covers):
                part.append((letter, box))
            elif part:
                yield part
                part = []
        if part:
            yield part


def _covers(page: Any) -> Iterator[Box]:
    """Yield where something is drawn that may hide words: over some that were drawn before, or dark round some."""
    import pypdfium2.raw as raw

    drawn = list(_drawn(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _PLAIN, _DEEPEST))
    if len(drawn) >= _MOST:
        yield (0.0, 0.0, *page.get_size())
        return
    before: list[Box] = []
    texts = [each.box for each in drawn if each.is_text]
    for each in drawn:
        if each.is_text:
            before.append(each.box)
        elif any(_meet(each.box, text) for text in (texts if each.is_dark else before)):
            yield each.box


def _drawn(holder: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> Iterator[_Drawn]:
    """Yield what is drawn, in its order, also what drawings within it draw."""
    import pypdfium2.raw as raw

    for number in range(min(count(holder), _MOST)):
        thing = get(holder, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(thing, byref(own))
            inner = _joined((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            yield from _drawn(thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth - 1)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            yield _Drawn(_box(thing, matrix), is_text=True)
        elif kind != raw.FPDF_PAGEOBJ_PATH:
            yield _Drawn(_box(thing, matrix), is_text=False)
        elif _is_filled(thing):
            yield _Drawn(_box(thing, matrix), is_text=False, is_dark=_is_dark(thing))


def _is_filled(path: Any) -> bool:
    """Tell whether a path is filled, or drawn with a broad pen."""
    import pypdfium2.raw as raw

    filled, stroked, width = c_int(), c_int(), c_float()
    raw.FPDFPath_GetDrawMode(path, byref(filled), byref(stroked))
    if not filled.value and stroked.value:
        raw.FPDFPageObj_GetStrokeWidth(path, byref(width))
    return bool(filled.value) or width.value >= _BROAD


def _is_dark(path: Any) -> bool:
    import pypdfium2.raw as raw

    red, green, blue, alpha = (c_uint() for _ in range(4))
    told = raw.FPDFPageObj_GetFillColor(path, byref(red), byref(green), byref(blue), byref(alpha))
    return bool(told) and max(red.value, green.value, blue.value) < _DARK


def _box(thing: Any, matrix: Matrix) -> Box:
    import pypdfium2.raw as raw

    left, bottom, right, top = (c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _joined(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
