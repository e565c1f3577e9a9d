"""Words that a PDF holds and its pages do not show: cut off, or where a page is drawn in one colour alone.

Runs in the child. What somebody blacked out with a box can be copied from under it. Two letters side by side that lie
on one colour are not seen; a single one may be a bar or a dot, which fills its own box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any

from casefile.exhibits import picture
from casefile.exhibits.metadata import MOST
from casefile.exhibits.pages import Native

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALE = 2.5  # pixels a point: between two letters of small print there is still paper
_MOST_PIXELS = 4000
_MOST_PAGES = 1000
_TOLERANCE = 24  # levels that one colour may differ in: what JPEG makes of a black box
Box = tuple[float, float, float, float]
Word = list[tuple[str, Box]]
"""Letters with their boxes, in points of a page as it is stored."""


def read(native: Native) -> tuple[str, ...]:
    """Return the words that no page shows, each once; none of what is no PDF or cannot be drawn. Raises NotShownError
    where there is no file."""
    from casefile.exhibits import table  # which reads PDFs, and those ask what is unseen

    row = table.row_of(native)
    if row is None or row.name != "pdf":
        return ()
    found: dict[str, None] = {}
    try:
        with picture.drawn(native.path) as pdf:
            for index in range(min(len(pdf), _MOST_PAGES)):
                found |= dict.fromkeys(_of_page(pdf, index))
    except picture.UndrawableError:
        return tuple(found)[:MOST]
    return tuple(found)[:MOST]


def _of_page(pdf: Any, index: int) -> Iterator[str]:
    yield from hidden(pdf, index, list(words(pdf, index)))


def hidden(pdf: Any, index: int, words: Sequence[Word], *, darkest: int = 255) -> Iterator[str]:
    """Yield the parts of some words of a page that a picture of it does not show, where they lie on a colour none of
    whose levels is above `darkest`."""
    import pypdfium2 as pdfium

    if not words:
        return
    width, height = picture.extent(pdf, index)
    scale = min(_SCALE, _MOST_PIXELS / max(width, height))
    pixels = max(round(width * scale), 1), max(round(height * scale), 1)
    try:
        image = picture.picture(pdf, index, *pixels, grey=False)
        with closing(pdf[index]) as page:
            for word in words:
                boxes = [(letter, _in_pixels(page, box, pixels)) for letter, box in word]
                yield from _hidden(image, boxes, darkest)
    except (pdfium.PdfiumError, ValueError):
        return


def words(pdf: Any, index: int) -> Iterator[Word]:
    """Yield the words of a page as letters with their boxes, in the page's own points; marks alone are no word."""
    import pypdfium2 as pdfium

    word: Word = []
    try:
        with closing(pdf[index]) as page, closing(page.get_textpage()) as text:
            for number in range(text.count_chars()):
                letter = text.get_text_range(number, 1)
                if letter.strip():
                    word.append((letter, text.get_charbox(number)))
                elif word:
                    yield word
                    word = []
    except (pdfium.PdfiumError, ValueError):
        return
    if word:
        yield word


def _in_pixels(page: Any, box: Box, size: tuple[int, int]) -> Box:
    """Return a box of a page where it lies on the picture, whichever way the page is turned."""
    from ctypes import byref, c_int

    import pypdfium2.raw as raw

    corners = []
    for x, y in ((box[0], box[1]), (box[2], box[3])):
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, byref(across), byref(down))
        corners.append((across.value, down.value))
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _hidden(image: Image, word: Word, darkest: int) -> Iterator[str]:
    """Yield the parts of a word, of two letters and more, that the picture does not show."""
    hidden = [False] * len(word)
    for number in range(len(word) - 1):
        (_, one), (_, other) = word[number : number + 2]
        if _is_plain(image, one, other, darkest):
            hidden[number] = hidden[number + 1] = True
    part = ""
    for (letter, _), gone in (*zip(word, hidden, strict=True), (("", ()), False)):
        if gone:
            part += letter
        elif part:
            if sum(map(str.isalnum, part)) > 1:
                yield part
            part = ""


def _is_plain(image: Image, one: Box, other: Box, darkest: int) -> bool:
    """Tell whether nothing of two letters side by side is seen: off the picture, or on one colour, and how dark."""
    left, top = max(min(one[0], other[0]), 0), max(min(one[1], other[1]), 0)
    right, bottom = min(max(one[2], other[2]), image.width), min(max(one[3], other[3]), image.height)
    if one[0] >= one[2] and other[0] >= other[2]:
        return False  # letters without any extent say nothing
    if left >= right or top >= bottom:
        return True
    bands = image.crop((int(left), int(top), int(right), int(bottom))).getextrema()
    return all(most - least <= _TOLERANCE and most <= darkest for least, most in bands)  # type: ignore[misc]  # three bands, a pair each
