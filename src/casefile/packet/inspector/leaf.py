"""What is on one page as its reader sees it: words, which way they run, where its number stands, how fine its pictures
are. Read by PDFium, within bounds that no page can break; knows no rule.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from casefile.packet.pdf.geometry import Box, Matrix, View, apply, inverse, joined, moved, ordered, overlap

_BAND, _LEAST, _MOST = 0.1, 40.0, 90.0  # a margin: a tenth of the page's height, within so many points
_PLACES = 40  # where a page's number is looked for at most
_SAMPLED = 64  # letters whose direction is asked for
_FEW = 20  # letters: with fewer a page has no direction
_CLEAR = 0.6  # of the letters run the same way
_SAME = 0.5  # points by which numbers in one size may seem to differ
_DEPTH = 4  # of drawings inside drawings
_OBJECTS = 20_000  # drawn things a page that are looked at
_INVISIBLE = 3  # ISO 32000-1, table 106: how recognised text lies over the picture of writing


@dataclass(frozen=True, slots=True)
class Numeral:
    """The page's number where it stands in a margin: its typeface, its height in points, whether it is seen."""

    face: str
    height: float
    is_seen: bool

    def is_like(self, other: Numeral) -> bool:
        """Whether two numbers are set in the same type."""
        return self.face == other.face and abs(self.height - other.height) <= _SAME


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: its dots an inch as shown, its dots, what share of the page it covers, and where it is."""

    dpi: float
    dots: int
    covers: float
    box: Box


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page, from 1. `text` is all of its words, `shown` those that are not cut off, as they were read; `body` is
    those outside the margins with so many `letters`. `turn` is how far the words are turned clockwise as they are seen,
    in quarters of 90 degrees; None with too few to tell."""

    number: int
    text: str = ""
    shown: str = ""
    body: str = ""
    letters: int = 0
    numerals: tuple[Numeral, ...] = ()
    turn: int | None = None
    pictures: tuple[Picture, ...] = ()
    is_read: bool = True

    @property
    def largest(self) -> Picture | None:
        """The picture that covers most of the page."""
        return max(self.pictures, key=lambda each: each.covers, default=None)


def view(page: Any, unit: float = 1.0) -> View:
    """How a page is shown, inherited boxes included. `unit`: points a user unit."""
    media = ordered(tuple(page.get_mediabox()))
    return View(overlap(media, ordered(tuple(page.get_cropbox()))), page.get_rotation() % 360, unit)


def band(shown: View) -> float:
    """How high the margins at head and foot are, in points."""
    return min(max(shown.height * _BAND, _LEAST), _MOST)


def read(document: Any, number: int, unit: float, printed: str) -> Leaf:
    """A page of a file that PDFium has open; a page that it cannot open is not `is_read`. `unit`: points a user unit;
    `printed`: the number that is looked for on it."""
    import pypdfium2

    try:
        page = document[number - 1]
        letters = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Leaf(number, is_read=False)
    try:
        shown = view(page, unit)
        margin = band(shown)
        within = moved(shown.matrix, (0, margin, shown.width, max(shown.height - margin, margin)))
        body = _plain(letters.get_text_bounded(*within))
        return Leaf(
            number,
            _plain(letters.get_text_range()),
            letters.get_text_bounded(),
            body,
            sum(map(str.isalnum, body)),
            tuple(_numerals(letters, printed, shown)),
            _turn(letters, shown.rotation),
            tuple(_pictures(page, shown)),
        )
    finally:
        letters.close()
        page.close()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _numerals(letters: Any, printed: str, shown: View) -> Iterator[Numeral]:
    """Where the page's number stands by itself in the margin at its head or foot."""
    import pypdfium2.raw as raw

    back, margin = inverse(shown.matrix), band(shown)
    search = letters.search(printed, match_whole_word=True)
    for _ in range(_PLACES):
        found = search.get_next()
        if found is None:
            break
        box = moved(back, letters.get_charbox(found[0], loose=True))
        middle = (box[1] + box[3]) / 2
        if margin < middle < shown.height - margin:
            continue
        name = ctypes.create_string_buffer(128)
        raw.FPDFText_GetFontInfo(letters, found[0], name, len(name), ctypes.c_int())
        drawn = raw.FPDFText_GetTextObject(letters, found[0])
        is_seen = not drawn or raw.FPDFTextObj_GetTextRenderMode(drawn) != _INVISIBLE
        yield Numeral(name.value.decode("utf-8", "replace"), round(box[3] - box[1], 1), is_seen)
    search.close()


def _turn(letters: Any, rotation: int) -> int | None:
    """How most letters are turned as they are seen, in degrees clockwise; None when there is no saying."""
    import pypdfium2.raw as raw

    count = letters.count_chars()
    ways: Counter[int] = Counter()
    for place in range(0, count, max(count // _SAMPLED, 1)):
        if chr(raw.FPDFText_GetUnicode(letters, place) % 0x110000).isalnum():
            angle = math.degrees(raw.FPDFText_GetCharAngle(letters, place))
            ways[round(angle / 90) * 90 % 360 if math.isfinite(angle) else 0] += 1
    if ways.total() < _FEW:
        return None
    way, most = ways.most_common(1)[0]
    return (way + rotation) % 360 if most >= _CLEAR * ways.total() else None


def _pictures(page: Any, shown: View) -> Iterator[Picture]:
    """The page's pictures, those inside drawings too, each with its size on the paper."""
    import pypdfium2.raw as raw

    area, back = max(shown.width * shown.height, 1.0), inverse(shown.matrix)
    for drawn, matrix in _images(page):
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(drawn, wide, high)
        across = math.hypot(matrix[0], matrix[1]) * shown.unit
        up = math.hypot(matrix[2], matrix[3]) * shown.unit
        if not (across > 0 and up > 0 and math.isfinite(across * up)):
            continue
        dpi = max(wide.value / across, high.value / up) * 72
        seen = joined(matrix, back)
        corners = [apply(seen, x, y) for x in (0, 1) for y in (0, 1)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        yield Picture(dpi, wide.value * high.value, across * up / area, (min(xs), min(ys), max(xs), max(ys)))


def _images(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Each image that a page draws, with the matrix from its unit square to user space."""
    import pypdfium2.raw as raw

    left = _OBJECTS

    def of(drawing: Any) -> Callable[[int], Any]:
        return lambda place: raw.FPDFFormObj_GetObject(drawing, place)

    def inside(get: Callable[[int], Any], count: int, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
        nonlocal left
        for place in range(count):
            left -= 1
            if left < 0:
                return
            drawn = get(place)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
                continue
            own = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(drawn, own)
            matrix = joined((own.a, own.b, own.c, own.d, own.e, own.f), outer)
            if kind == raw.FPDF_PAGEOBJ_IMAGE:
                yield drawn, matrix
            elif depth < _DEPTH:
                yield from inside(of(drawn), raw.FPDFFormObj_CountObjects(drawn), matrix, depth + 1)

    count = raw.FPDFPage_CountObjects(page)
    yield from inside(lambda at: raw.FPDFPage_GetObject(page, at), count, (1, 0, 0, 1, 0, 0), 0)
