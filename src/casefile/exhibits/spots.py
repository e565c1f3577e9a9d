"""Where a page has room for its stamp: looks at a small picture of each page, as a reader sees it.

Knows no labels and no plan. What is found holds for the bytes of the PDF, so it can be kept beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

Place = Literal["bottom-right", "bottom-centre", "top-right", "bottom-left", "top-left", "top-centre"]
PLACES: tuple[Place, ...] = ("bottom-right", "top-right", "bottom-centre", "bottom-left", "top-left", "top-centre")

WIDTH, HEIGHT = 128.0, 15.0  # points: the widest stamp ("E123, 100 of 100", a bar, a page number) and its clearance
EDGE_X, EDGE_Y = 20.0, 12.0  # points from the edges: what office printers still print
BAND = 30.0  # points to free at the foot where there is no room

_SCALE = 0.5  # pixels a point: a hairline still leaves a trace, and a page takes a few milliseconds
_TOLERANCE = 18  # levels of grey a free place may differ in: the grain of scanned paper, not a hairline
_LIGHTEST_INK = 185  # what is darker than this would swallow black letters


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a page's stamp goes; `shrink` when the page has to be drawn smaller to make room at its foot."""

    place: Place = PLACES[0]
    shrink: bool = False


def find(pdf: Path) -> tuple[Spot, ...]:
    """A spot for each page; the same place throughout the file where one is free on every page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        free = [_free(page) for page in _pages(document)]
    finally:
        document.close()
    shared = [place for place in PLACES if all(place in places for places in free)]
    return tuple(_spot(shared[:1] or places) for places in free)


def left_of(place: Place, page_width: float, width: float) -> float:
    """Where something `width` points wide begins at a place, in a reader's coordinates."""
    if place.endswith("right"):
        return page_width - EDGE_X - width
    return EDGE_X if place.endswith("left") else (page_width - width) / 2


def foot_of(place: Place, page_height: float, height: float) -> float:
    """Where something `height` points high ends below at a place, in a reader's coordinates."""
    return EDGE_Y if place.startswith("bottom") else page_height - EDGE_Y - height


def _spot(places: Iterable[Place]) -> Spot:
    first = next(iter(places), None)
    return Spot(first) if first else Spot(shrink=True)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[pypdfium2.PdfPage]:
    for number in range(len(document)):
        page = document[number]
        yield page
        page.close()


def _free(page: pypdfium2.PdfPage) -> list[Place]:
    """The places without ink, best first."""
    width, height = page.get_size()
    picture = drawn(page)
    return [place for place in PLACES if _is_free(picture, place, width, height)]


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    """The small picture of a page that is looked at."""
    picture: Image.Image = page.render(scale=_SCALE, grayscale=True).to_pil()
    return picture


def _is_free(picture: Image.Image, place: Place, width: float, height: float) -> bool:
    if width < WIDTH + 2 * EDGE_X or height < 4 * BAND:
        return False
    left, foot = left_of(place, width, WIDTH), foot_of(place, height, HEIGHT)
    return is_free(picture, (left, foot, left + WIDTH, foot + HEIGHT), height)


def is_free(picture: Image.Image, box: tuple[float, float, float, float], height: float) -> bool:
    """Whether a box of a page `height` points high, in a reader's coordinates, is without ink, with a little air."""
    left, top = box[0] - 3, height - box[3] - 2
    right, bottom = box[2] + 3, height - box[1] + 2
    part = picture.crop((round(left * _SCALE), round(top * _SCALE), round(right * _SCALE), round(bottom * _SCALE)))
    shades = [shade for shade, count in enumerate(part.histogram()) if count]
    return shades[-1] - shades[0] <= _TOLERANCE and shades[0] >= _LIGHTEST_INK
