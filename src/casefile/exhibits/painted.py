"""What a page draws, in its order, also within its drawings: where each thing is, and what tells whether it is seen.

Asks PDFium for objects and draws nothing. Runs in the child.
"""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from typing import Any, Literal, NamedTuple

from casefile.exhibits.unseen import Box

MOST = 20_000
"""The most things that are told of one page."""
DARK = 80
"""Levels: a colour that has none above is dark."""
_DEEPEST = 8
_BROAD = 4.0  # points: a line as a marker draws it
_MOST_CLIPS, _MOST_CORNERS = 4, 12
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_EVERYWHERE = (float("-inf"), float("-inf"), float("inf"), float("inf"))
Colour = tuple[int, int, int]
_Matrix = tuple[float, float, float, float, float, float]


class Painted(NamedTuple):
    """A thing that a page draws: its box in points of the page, what it is filled with (None where that is no plain
    colour), whether something may be seen through it or it is cut at an edge, and of text how it is written (ISO
    32000-1, table 106; 3 and 7 leave no ink); of a picture how many pixels it has."""

    box: Box
    kind: Literal["text", "filled", "other"]
    colour: Colour | None = None
    is_faded: bool = False
    is_clipped: bool = False
    mode: int = 0
    pixels: int = 0

    @property
    def is_dark(self) -> bool:
        """Whether it is a surface in a dark colour."""
        return self.kind == "filled" and self.colour is not None and max(self.colour) < DARK


def painted(page: Any) -> list[Painted]:
    """Return what a page draws, at most MOST things; what is neither filled nor broad enough to hide words is left
    out."""
    import pypdfium2.raw as raw

    things = _things(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, _PLAIN, _DEEPEST, faded=False)
    return [thing for thing, _ in zip(things, range(MOST), strict=False)]


def meet(one: Box, other: Box) -> bool:
    """Tell whether two boxes have some room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def holds(outer: Box, inner: Box) -> bool:
    """Tell whether nothing of the second box is beside the first."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def area(box: Box) -> float:
    """Return how large a box is, in square points."""
    return (box[2] - box[0]) * (box[3] - box[1])


def _things(holder: Any, count: Any, get: Any, matrix: _Matrix, depth: int, *, faded: bool) -> Iterator[Painted]:
    import pypdfium2.raw as raw

    for number in range(min(count(holder), MOST)):
        thing = get(holder, number)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth:
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(thing, byref(own))
            inner = _joined((own.a, own.b, own.c, own.d, own.e, own.f), matrix)
            within = faded or bool(raw.FPDFPageObj_HasTransparency(thing))
            yield from _things(
                thing, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth - 1, faded=within
            )
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            yield _text(thing, matrix, faded=faded)
        elif kind != raw.FPDF_PAGEOBJ_PATH:
            yield Painted(_box(thing, matrix), "other", pixels=_pixels(thing) if kind == raw.FPDF_PAGEOBJ_IMAGE else 0)
        elif _is_filled(thing):
            yield Painted(_box(thing, matrix), "filled", _colour(thing))


def _text(thing: Any, matrix: _Matrix, *, faded: bool) -> Painted:
    import pypdfium2.raw as raw

    bounds = _bounds(thing)
    return Painted(
        _placed(bounds, matrix), "text", _colour(thing),
        is_faded=faded or bool(raw.FPDFPageObj_HasTransparency(thing)),
        is_clipped=not holds(_clip(thing), bounds),
        mode=raw.FPDFTextObj_GetTextRenderMode(thing),
    )  # fmt: skip


def _clip(thing: Any) -> Box:
    """Return the box outside which a thing is not drawn, nothing where its edge is too long to be followed."""
    import pypdfium2.raw as raw

    path = raw.FPDFPageObj_GetClipPath(thing)
    count = raw.FPDFClipPath_CountPaths(path) if path else -1
    if count > _MOST_CLIPS:
        return (0.0, 0.0, 0.0, 0.0)
    box, x, y = _EVERYWHERE, c_float(), c_float()
    for number in range(count):
        corners = raw.FPDFClipPath_CountPathSegments(path, number)
        if corners > _MOST_CORNERS:
            return (0.0, 0.0, 0.0, 0.0)
        across, up = [], []
        for corner in range(corners):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, number, corner), byref(x), byref(y))
            across.append(x.value)
            up.append(y.value)
        if across:
            box = max(box[0], min(across)), max(box[1], min(up)), min(box[2], max(across)), min(box[3], max(up))
    return box


def _is_filled(path: Any) -> bool:
    """Tell whether a path is filled, or drawn with a broad pen."""
    import pypdfium2.raw as raw

    filled, stroked, width = c_int(), c_int(), c_float()
    raw.FPDFPath_GetDrawMode(path, byref(filled), byref(stroked))
    if not filled.value and stroked.value:
        raw.FPDFPageObj_GetStrokeWidth(path, byref(width))
    return bool(filled.value) or width.value >= _BROAD


def _colour(thing: Any) -> Colour | None:
    import pypdfium2.raw as raw

    red, green, blue, alpha = (c_uint() for _ in range(4))
    told = raw.FPDFPageObj_GetFillColor(thing, byref(red), byref(green), byref(blue), byref(alpha))
    return (red.value, green.value, blue.value) if told else None


def _pixels(image: Any) -> int:
    import pypdfium2.raw as raw

    width, height = c_uint(), c_uint()
    told = raw.FPDFImageObj_GetImagePixelSize(image, byref(width), byref(height))
    return width.value * height.value if told else 0


def _box(thing: Any, matrix: _Matrix) -> Box:
    return _placed(_bounds(thing), matrix)


def _bounds(thing: Any) -> Box:
    import pypdfium2.raw as raw

    left, bottom, right, top = (c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(thing, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def _placed(box: Box, matrix: _Matrix) -> Box:
    if matrix == _PLAIN:
        return box
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return min(across), min(up), max(across), max(up)


def _joined(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
