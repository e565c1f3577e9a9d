"""Placing a page of another file on a sheet of ours: turned as it is seen, scaled to fit, nothing but its picture.

Owns the sizes of sheets and the matrices. A page comes over as a form XObject, so neither its annotations nor its
actions can come along; what hides deeper is left behind in harmless.py.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Page, Pdf, Stream

Size = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]

A4: Size = (595.276, 841.89)
LETTER: Size = (612.0, 792.0)
_KEPT: Size = (LETTER[0] + 2, A4[1] + 2)
_SMALL: Size = (297.0, 419.0)
_MARGIN = 40.0
_LARGEST = 1e7


@dataclass(frozen=True, slots=True)
class Fit:
    """Where a picture lies on its sheet, in points: sheet size, scale, and the picture's lower left corner."""

    sheet: Size
    scale: float
    left: float
    bottom: float

    def area(self, size: Size) -> Box:
        """Return the box on the sheet that a picture of `size` covers."""
        return (self.left, self.bottom, self.left + size[0] * self.scale, self.bottom + size[1] * self.scale)


def fit_page(size: Size) -> Fit:
    """Keep pages up to A4 and Letter as they are, scale larger ones to fit A4, put ones under A6 on an A4 sheet."""
    width, height = size
    upright = width <= height
    short, long = (width, height) if upright else (height, width)
    if short > _KEPT[0] or long > _KEPT[1]:
        sheet = A4 if upright else (A4[1], A4[0])
        return _centred(size, sheet, min(sheet[0] / width, sheet[1] / height))
    if short < _SMALL[0] or long < _SMALL[1]:
        return _centred(size, A4 if upright else (A4[1], A4[0]), 1.0)
    return Fit(size, 1.0, 0.0, 0.0)


def fit_picture(pixels: Size, dpi: Size) -> Fit:
    """Give a scan its own paper size, anything else an A4 sheet with margins, never under 72 pixels an inch."""
    width, height = pixels
    paper = (width / dpi[0] * 72, height / dpi[1] * 72)
    if min(dpi) >= 100 and min(paper) >= _SMALL[0] and max(paper) >= _SMALL[1] and fit_page(paper).scale == 1.0:
        return Fit(paper, paper[0] / width, 0.0, 0.0)
    sheet = A4 if width <= height else (A4[1], A4[0])
    room = (sheet[0] - 2 * _MARGIN, sheet[1] - 2 * _MARGIN)
    return _centred(pixels, sheet, min(room[0] / width, room[1] / height, 1.0))


def _centred(size: Size, sheet: Size, scale: float) -> Fit:
    left = max((sheet[0] - size[0] * scale) / 2, 0.0)
    return Fit(sheet, scale, left, max((sheet[1] - size[1] * scale) / 2, 0.0))


def seen_box(page: Page) -> Box:
    """Return what of a page is seen: its crop box within its media box (ISO 32000-1, 14.11.2), else Letter."""
    media = _box(inherited(page, "/MediaBox")) or (0.0, 0.0, *LETTER)
    crop = _box(inherited(page, "/CropBox")) or media
    box = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    return box if box[2] - box[0] > 0 and box[3] - box[1] > 0 else media


def inherited(page: Page, key: str) -> object:
    """Return a page's attribute, its own or its tree's (ISO 32000-1, 7.7.3.4), None when there is none."""
    from pikepdf import Dictionary

    node: Any = page.obj
    for _ in range(50):
        if key in node:
            return node[key]
        parent = node.get("/Parent", None)
        if not isinstance(parent, Dictionary):
            break
        node = parent
    return None


def _box(array: object) -> Box | None:
    try:
        numbers = [float(number) for number in array]  # type: ignore[attr-defined]  # whatever the file has there
    except (TypeError, ValueError, ArithmeticError):
        return None
    if len(numbers) != 4 or not all(math.isfinite(number) and abs(number) < _LARGEST for number in numbers):
        return None
    x0, x1 = sorted(numbers[0::2])
    y0, y1 = sorted(numbers[1::2])
    return (x0, y0, x1, y1) if x1 - x0 > 0 and y1 - y0 > 0 else None


def upright(box: Box, degrees: int) -> tuple[Matrix, Size]:
    """Return the matrix that turns `box` clockwise by `degrees` (a multiple of 90) to the origin, and its size then."""
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    match degrees % 360:
        case 90:
            return (0, -1, 1, 0, -y0, x1), (height, width)
        case 180:
            return (-1, 0, 0, -1, x1, y1), (width, height)
        case 270:
            return (0, 1, -1, 0, y1, -x0), (height, width)
        case _:
            return (1, 0, 0, 1, -x0, -y0), (width, height)


def enlarged(matrix: Matrix, factor: float) -> Matrix:
    """Return a matrix followed by an even scaling."""
    a, b, c, d, e, f = matrix
    return (a * factor, b * factor, c * factor, d * factor, e * factor, f * factor)


def oriented(size: Size, orientation: int) -> tuple[Matrix, Size]:
    """Return the matrix and the size that show a stored picture by its EXIF orientation (CIPA DC-008, 4.6.5)."""
    width, height = size
    box = (0.0, 0.0, width, height)
    matrices: dict[int, Matrix] = {
        2: (-1, 0, 0, 1, width, 0),
        4: (1, 0, 0, -1, 0, height),
        5: (0, -1, -1, 0, height, width),
        7: (0, 1, 1, 0, 0, 0),
    }
    if orientation in matrices:
        return matrices[orientation], (height, width) if orientation > 4 else size
    return upright(box, {3: 180, 6: 90, 8: 270}.get(orientation, 0))


def place(target: Pdf, source: Pdf, page: Page, box: Box, turn: Matrix, fit: Fit, at: int | None = None) -> None:
    """Put a foreign page's picture on a new sheet of `target`, at its end or in the place of page `at`.

    Raises pikepdf.PdfError when the page's content cannot be read.
    """
    from pikepdf import Dictionary, Stream

    form = _form(target, source, page, box)
    sheet = blank(target, fit, at)
    sheet.obj.Resources = Dictionary(XObject=Dictionary({"/X": form}))
    sheet.obj.Contents = Stream(target, _drawing(turn, fit))
    group = page.obj.get("/Group", None)
    if isinstance(group, Dictionary):  # on the sheet, not on the form: a group inside a group blends otherwise
        sheet.obj.Group = _brought(target, source, group)


def blank(target: Pdf, fit: Fit, at: int | None = None) -> Page:
    """Add an empty sheet at the end of `target`, or put one in the place of page `at`, and return it."""
    target.add_blank_page(page_size=(round(fit.sheet[0], 3), round(fit.sheet[1], 3)))
    if at is None:
        return target.pages[-1]
    target.pages[at] = target.pages[-1]
    del target.pages[-1]
    return target.pages[at]


def _form(target: Pdf, source: Pdf, page: Page, box: Box) -> Stream:
    """Return a page's content as a form XObject of `target`, a single stream's bytes as they are."""
    from pikepdf import Array, Dictionary, Name, Stream

    content = page.obj.get("/Contents", None)
    if isinstance(content, Array):
        page.contents_coalesce()
        content = page.obj.get("/Contents", None)
    form = Stream(target, content.read_raw_bytes() if isinstance(content, Stream) else b"")
    if isinstance(content, Stream):
        for key in ("/Filter", "/DecodeParms"):
            if key in content:
                form[key] = _brought(target, source, content[key])
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([round(number, 5) for number in box])
    resources = inherited(page, "/Resources")
    if isinstance(resources, Dictionary):
        form.Resources = _brought(target, source, resources)
    return form


def _brought(target: Pdf, source: Pdf, thing: Any) -> Any:
    from pikepdf import Object

    if not isinstance(thing, Object):
        return thing
    return target.copy_foreign(thing if thing.is_indirect else source.make_indirect(thing))


def _drawing(turn: Matrix, fit: Fit) -> bytes:
    move = (fit.scale, 0.0, 0.0, fit.scale, fit.left, fit.bottom)
    return f"q {_numbers(move)} cm {_numbers(turn)} cm /X Do Q".encode()


def _numbers(matrix: Matrix) -> str:
    return " ".join(f"{number:.7f}".rstrip("0").rstrip(".") for number in matrix)
