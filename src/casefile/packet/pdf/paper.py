"""Whether a picture shows a sheet of paper with writing on it, or a scene; and whether two pages look the same.

Looks at small grey pictures; knows no rule.
"""

from __future__ import annotations

from typing import Any

from casefile.packet.pdf.geometry import Box

Shades = tuple[int, ...]
"""How many dots have each of 256 shades, from black to white."""

_ACROSS = 160.0  # dots that a page is drawn across
_LEAST = 150  # a sheet of paper is no darker
_ALIKE, _INK = 40, 60  # levels: what is paper still, what is ink
_MOSTLY, _WRITTEN = 0.55, (0.004, 0.4)  # shares of a sheet that are paper, and ink


def shades(document: Any, number: int, box: Box | None = None) -> Shades:
    """The shades of a page, or of a box of it in its reader's coordinates; none where it cannot be drawn."""
    drawn = _drawn(document, number)
    if drawn is None:
        return ()
    picture, scale = drawn
    if box is not None:
        edges = (box[0], picture.height / scale - box[3], box[2], picture.height / scale - box[1])
        left, top, right, bottom = (round(edge * scale) for edge in edges)
        inside = (max(left, 0), max(top, 0), min(right, picture.width), min(bottom, picture.height))
        if inside[0] < inside[2] and inside[1] < inside[3]:
            picture = picture.crop(inside)
    return tuple(picture.histogram())


def looks_like(found: Shades) -> bool:
    """Whether most is one light shade, and a little much darker: writing on paper."""
    if not any(found):
        return False
    common = max(range(256), key=lambda shade: found[shade])
    total = sum(found)
    light = sum(found[max(common - _ALIKE, 0) :]) / total
    ink = sum(found[: max(common - _INK, 0)]) / total
    return common >= _LEAST and light >= _MOSTLY and _WRITTEN[0] <= ink <= _WRITTEN[1]


def likeness(document: Any, number: int, margin: float) -> bytes:
    """A small picture of a page without its margins (as a share of its height), to compare; empty for none."""
    drawn = _drawn(document, number)
    if drawn is None:
        return b""
    picture, _ = drawn
    cut = round(picture.height * margin)
    inner = picture.crop((0, cut, picture.width, picture.height - cut))
    return bytes(f"{inner.size}", "ascii") + bytes(inner.tobytes())


def _drawn(document: Any, number: int) -> tuple[Any, float] | None:
    """A page in grey, and dots a point."""
    import pypdfium2

    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = _ACROSS / max(width, height, 1)
        picture = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return None
    return picture, scale
