"""Pages as pictures: comparing a copy with its native, and drawing a page that cannot be copied. Owns PDFium.

Comparing is bounded by work, not by time, so that the same file gives the same result on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

_COARSE = 0.57  # pixels a point: 41 dpi
_LARGEST = 1e7
_BLOCK = 4
_TOLERANCE = 48
_RASTER_DPI = 200


class UndrawableError(Exception):
    """PDFium cannot open the file or draw the page."""


@contextmanager
def drawn(path: Path) -> Iterator[Any]:
    """Open a PDF for drawing, form fields included; raises UndrawableError."""
    import pypdfium2 as pdfium

    try:
        pdf = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, ValueError) as error:
        raise UndrawableError(str(error)) from error
    with closing(pdf):
        with suppress(pdfium.PdfiumError):  # without its fields the page is still there to draw
            pdf.init_forms()
        yield pdf


def extent(pdf: Any, index: int) -> tuple[float, float]:
    """Return a page's size in points as it is seen; raises UndrawableError when it has none."""
    import pypdfium2 as pdfium

    try:
        width, height = pdf.get_page_size(index)
    except (pdfium.PdfiumError, ValueError) as error:
        raise UndrawableError(str(error)) from error
    if not (0 < width < _LARGEST and 0 < height < _LARGEST):
        raise UndrawableError("a page without size")
    return width, height


def text(pdf: Any, index: int) -> str:
    """Return the words of a page, "" for one without, or that cannot be read."""
    import pypdfium2 as pdfium

    try:
        with closing(pdf[index]) as page, closing(page.get_textpage()) as words:
            return str(words.get_text_bounded())
    except (pdfium.PdfiumError, ValueError):
        return ""


def is_cut_off(pdf: Any, index: int) -> bool:
    """Tell whether a page holds words outside what is seen of it; no where they cannot be read."""
    import pypdfium2 as pdfium

    try:
        with closing(pdf[index]) as page, closing(page.get_textpage()) as words:
            return _letters(words.get_text_range()) != _letters(words.get_text_bounded())
    except (pdfium.PdfiumError, ValueError):
        return False


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def picture(pdf: Any, index: int, width: int, height: int, *, grey: bool) -> Image:
    """Draw a page with its form fields and annotations, to exactly so many pixels; raises UndrawableError."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        page = pdf[index]
        bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray if grey else raw.FPDFBitmap_BGR)
    except (pdfium.PdfiumError, ValueError) as error:
        raise UndrawableError(str(error)) from error
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    asked = (0, 0, width, height, 0, raw.FPDF_ANNOT)
    raw.FPDF_RenderPageBitmap(bitmap, page, *asked)
    if pdf.formenv:
        raw.FPDF_FFLDraw(pdf.formenv, bitmap, page, *asked)
    image: Image = bitmap.to_pil()
    page.close()
    return image


def small(pdf: Any, index: int) -> Image:
    """Draw a page small, as room on it is looked for; raises UndrawableError."""
    import pypdfium2 as pdfium

    from casefile.exhibits import spots

    try:
        with closing(pdf[index]) as page:
            return spots.drawn(page)
    except (pdfium.PdfiumError, ValueError) as error:
        raise UndrawableError(str(error)) from error


def part(pdf: Any, index: int, box: tuple[float, float, float, float], width: int, height: int) -> Image:
    """Draw a box of a page without fields, in points from its lower left corner, in grey; raises UndrawableError."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        page = pdf[index]
        bitmap = pdfium.PdfBitmap.new_native(width, height, raw.FPDFBitmap_Gray)
    except (pdfium.PdfiumError, ValueError) as error:
        raise UndrawableError(str(error)) from error
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    x0, y0, x1, y1 = box
    wide, high = page.get_size()
    across, down = width / (x1 - x0), height / (y1 - y0)
    # PDFium first draws to a page of whole points, then applies the matrix: undo that rounding.
    whole = (across * wide / max(int(wide), 1), down * high / max(int(high), 1))
    matrix = raw.FS_MATRIX(whole[0], 0, 0, whole[1], -x0 * across, -(high - y1) * down)
    raw.FPDF_RenderPageBitmapWithMatrix(bitmap, page, matrix, raw.FS_RECTF(0, 0, width, height), 0)
    image: Image = bitmap.to_pil()
    page.close()
    return image


def same(one: Image, other: Image) -> bool:
    """Tell whether two grey pictures of one size agree, by the largest difference of any block of 4 by 4 pixels.

    Glyphs and lines are drawn on whole pixels, so a scaled copy may have them one pixel off: that is no difference.
    """
    from PIL import ImageChops

    if _largest(ImageChops.difference(one, other)) <= _TOLERANCE:
        return True
    return max(_largest(beyond) for pair in ((one, other), (other, one)) for beyond in _beyond(*pair)) <= _TOLERANCE


def _beyond(one: Image, other: Image) -> tuple[Image, Image]:
    """Return how far `one` is darker, and lighter, than all that `other` has within a pixel."""
    from PIL import ImageChops, ImageFilter

    darkest, lightest = other.filter(ImageFilter.MinFilter(3)), other.filter(ImageFilter.MaxFilter(3))
    return ImageChops.subtract(darkest, one), ImageChops.subtract(one, lightest)


def _largest(difference: Image) -> int:
    return int(difference.reduce(_BLOCK).getextrema()[1])  # type: ignore[arg-type]  # one band, so a pair of numbers


def coarse(box: tuple[float, float, float, float]) -> tuple[int, int]:
    """Return the pixels at which a box of a sheet is compared."""
    return max(round((box[2] - box[0]) * _COARSE), _BLOCK), max(round((box[3] - box[1]) * _COARSE), _BLOCK)


def sharp(size: tuple[float, float]) -> tuple[int, int]:
    """Return the pixels that `size` points on the sheet have at 200 dpi."""
    return max(round(size[0] * _RASTER_DPI / 72), 1), max(round(size[1] * _RASTER_DPI / 72), 1)
