"""A page's stamp: which exhibit and page it is, a bar, and the page's number in the packet, where the page has room.

One small content stream a page; the font is shared. Stands upright for the reader of a rotated or cropped page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casefile.exhibits import typeface
from casefile.exhibits.spots import BAND, EDGE_X, HEIGHT, Spot, foot_of, left_of
from casefile.exhibits.typeface import Typeface
from casefile.packet.pdf.geometry import Box, Matrix, View, moved, ordered, overlap

if TYPE_CHECKING:
    import pikepdf

NUMBER_SIZE, LABEL_SIZE, LINK_SIZE = 11.0, 8.5, 8.5
_GAP = 5.5  # points on either side of the bar
_RISE = 3.5  # points from the stamp's foot to the line its letters stand on
_DEEP = 0.28  # of a line's height, from its foot to the line its letters stand on
_INK = b"0 g 0 G"


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stamp says: an exhibit's label ("E01, 3 of 12", empty on our own pages), the packet's page number ("12",
    or "95.1" behind page 95), and a Bates number where the profile wants one."""

    label: str
    number: str
    bates: str = ""

    def width(self, face: Typeface) -> float:
        """In points."""
        number = face.width(self.number, NUMBER_SIZE)
        return number + face.width(self.label, LABEL_SIZE) + 2 * _GAP if self.label else number


class Press:
    """Puts stamps on the pages of one PDF; everything they share is in it once."""

    def __init__(self, pdf: pikepdf.Pdf, face: Typeface) -> None:
        from pikepdf import Stream

        self._pdf, self._face = pdf, face
        self._font = typeface.embed(pdf, face)
        self._before = pdf.make_indirect(Stream(pdf, b"q\n"))

    def stamp(self, page: Any, view: View, spot: Spot, mark: Mark) -> None:
        """Stamps a page; a page without room, or with a Bates number, which nothing else may touch, is drawn smaller
        first. What the page draws itself is not changed."""
        from pikepdf import Array, Dictionary, Stream

        before = self._before
        if mark.bates:
            spot = Spot(shrink=True)
        if spot.shrink:
            matrix = view.shrunk(smaller(view))
            before = self._pdf.make_indirect(Stream(self._pdf, _smaller(view, matrix)))
            _move_annotations(page, matrix)
        after = Stream(self._pdf, b"\nQ\n" + drawn(self._face, view, spot, mark))
        page.Contents = Array([before, *_drawn(page), self._pdf.make_indirect(after)])
        resources = page.get("/Resources")
        if resources is None:
            resources = page.Resources = Dictionary()
        if "/Font" not in resources:
            resources.Font = Dictionary()
        resources.Font[typeface.NAME] = self._font

    def write(self, page: Any, box: Box, words: str) -> list[float]:
        """Writes words into a box of an upright page that is stamped, narrowed where they are too wide, with a line
        below as links have it. Gives the edges of what they take."""
        from pikepdf import Array, Stream

        left, foot, right, head = box
        width = self._face.width(words, LINK_SIZE)
        narrowed = min(1.0, (right - left) / width)
        size, line = _numbers(LINK_SIZE), foot + (head - foot) * _DEEP
        operators = [
            b"q 0 g 0.75 G 0.4 w",
            b"%b m %b l S" % (_numbers(left, line - 1.5), _numbers(left + width * narrowed, line - 1.5)),
            b"BT %b %b Tf %b Tz" % (typeface.NAME.encode(), size, _numbers(100 * narrowed)),
            b"%b Td %b Tj ET Q" % (_numbers(left, line), self._face.codes(words)),
        ]
        page.Contents = Array([*_drawn(page), self._pdf.make_indirect(Stream(self._pdf, b"\n".join(operators)))])
        return [round(edge, 4) for edge in (left, foot, left + width * narrowed, head)]


def _drawn(page: Any) -> list[Any]:
    from pikepdf import Array

    contents = page.get("/Contents", [])
    return list(contents) if isinstance(contents, Array) else [contents]


def drawn(face: Typeface, view: View, spot: Spot, mark: Mark) -> bytes:
    """The operators that draw a stamp, as an artifact: screen readers pass over it (ISO 32000-1, 14.8.2.2)."""
    width = mark.width(face)
    left, foot = left_of(spot.place, view.width, width), foot_of(spot.place, view.height, HEIGHT)
    name = typeface.NAME.encode()
    line = foot + _RISE
    lines = [
        b"/Artifact <</Type /Pagination>> BDC q",
        b"%b cm %b" % (_numbers(*view.matrix), _INK),
        b"BT %b %b Tf" % (name, _numbers(LABEL_SIZE)),
    ]
    if mark.label:
        lines.append(b"%b Td %b Tj" % (_numbers(left, line), face.codes(mark.label)))
        bar = left + face.width(mark.label, LABEL_SIZE) + _GAP
        lines.append(b"ET 0.6 w %b m %b l S BT" % (_numbers(bar, line - 2), _numbers(bar, line + 8.5)))
        left = bar + _GAP
    lines.append(
        b"%b %b Tf %b Td %b Tj ET" % (name, _numbers(NUMBER_SIZE), _numbers(left, line), face.codes(mark.number))
    )
    if mark.bates:
        place = _numbers(EDGE_X, line)
        lines.append(b"BT %b %b Tf %b Td %b Tj ET" % (name, _numbers(LABEL_SIZE), place, face.codes(mark.bates)))
    lines.append(b"Q EMC")
    return b"\n".join(lines)


def smaller(view: View) -> float:
    """How large a page is drawn that has to make room for its stamp: below 1."""
    return (view.height - BAND) / view.height


def seen(page: Any) -> View:
    """How a page is shown (ISO 32000-1, 14.11.2): its crop box within its media box, its rotation, its unit."""
    media = ordered(tuple(float(edge) for edge in page.MediaBox))
    crop = page.get("/CropBox")
    box = overlap(media, ordered(tuple(float(edge) for edge in crop))) if crop is not None else media
    turned = round(int(page.get("/Rotate", 0)) / 90) * 90 % 360
    return View(box, turned, float(page.get("/UserUnit", 1)))


def _numbers(*values: float) -> bytes:
    return b" ".join(b"%d" % value if value == int(value) else f"{value:.4f}".rstrip("0").encode() for value in values)


def _smaller(view: View, matrix: Matrix) -> bytes:
    """Makes everything after it smaller, and keeps hidden what the crop box hid."""
    left, bottom, right, top = view.box
    clip = _numbers(left, bottom, right - left, top - bottom)
    return b"q %b cm %b re W n\n" % (_numbers(*matrix), clip)


def _move_annotations(page: Any, matrix: Matrix) -> None:
    """Links and notes keep to the words they belong to."""
    from pikepdf import Array

    for annotation in page.get("/Annots", []):
        if "/Rect" in annotation:
            box = ordered(tuple(float(edge) for edge in annotation.Rect))
            annotation.Rect = Array([round(edge, 4) for edge in moved(matrix, box)])
        if "/QuadPoints" in annotation:
            points = [float(value) for value in annotation.QuadPoints]
            pairs = zip(points[::2], points[1::2], strict=True)
            annotation.QuadPoints = Array([round(v, 4) for x, y in pairs for v in moved(matrix, (x, y, x, y))[:2]])
