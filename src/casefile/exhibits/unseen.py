"""Words that a PDF holds and its pages do not show: cut off, or where a page is drawn in one colour alone.

Runs in the child. What somebody blacked out with a box can be copied from under it. Two letters side by side that lie
on one colour are not seen; a single one may be a bar or a dot, which fills its own box.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from casefile.exhibits import picture
from casefile.exhibits.metadata import MOST
from casefile.exhibits.pages import Native

if TYPE_CHECKING:
    from PIL.Image import Image

_SCALE = 2.5  # pixels a point: between two letters of small print there is still paper
_MOST_PIXELS = 4000
_ROW, _TALL = 20.0, 400.0  # points
_FAR, _FINE = 1000, 64  # points, and parts of a pixel: how far a place on the picture is measured
_MOST_PAGES = 1000
_TOLERANCE = 24  # levels that one colour may differ in: what JPEG makes of a black box
Box = tuple[float, float, float, float]
Word = list[tuple[str, Box]]
"""Letters with their boxes, in points of a page as it is stored."""


def read(native: Native) -> tuple[str, ...]:
    """Return the words that no page shows, each once; none of what is no PDF or cannot be drawn. Raises NotShownError
    where there is no file."""
    from casefile.exhibits import heavy, table  # which reads PDFs, and those ask what is unseen

    row = table.row_of(native)
    if row is None or row.name != "pdf" or heavy.is_too_heavy(native.path):
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
    sight = Sight(pdf, index)
    yield from hidden(sight, sight.words)


class Sight:
    """A page to be looked at: its words, and its picture, each asked for once and only where it is wanted."""

    def __init__(self, pdf: Any, index: int) -> None:
        self._pdf, self._index = pdf, index

    @property
    def is_drawn(self) -> bool:
        """Whether its picture was asked for."""
        return "image" in self.__dict__

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words of the page as letters with their boxes, in the page's own points; marks alone are no word."""
        return tuple(_words(self._pdf, self._index))

    @cached_property
    def image(self) -> Image | None:
        """The page as it is seen, None where it cannot be drawn."""
        try:
            width, height = picture.extent(self._pdf, self._index)
            scale = min(_SCALE, _MOST_PIXELS / max(width, height))
            pixels = max(round(width * scale), 1), max(round(height * scale), 1)
            return picture.picture(self._pdf, self._index, *pixels, grey=False)
        except picture.UndrawableError:
            return None

    def pictured(self, words: Iterable[Word]) -> Iterator[tuple[Word, Image]]:
        """Yield words with their boxes in pixels of the picture, and the picture; none where there is none."""
        import pypdfium2 as pdfium

        first = next(each := iter(words), None)
        image = self.image if first else None
        if first is None or image is None:
            return
        try:
            with closing(self._pdf[self._index]) as page:
                axes = _axes(page, image.size)
        except (pdfium.PdfiumError, ValueError):
            return
        for word in chain((first,), each):
            yield [(letter, _in_pixels(axes, box)) for letter, box in word], image


def hidden(sight: Sight, words: Iterable[Word], *, darkest: int = 255, tolerance: int = _TOLERANCE) -> Iterator[str]:
    """Yield the parts of some words of a page that a picture of it does not show, where they lie on a colour whose
    levels differ by no more than `tolerance`, and none of them is above `darkest`."""
    for word, image in sight.pictured(words):
        yield from _hidden(image, word, darkest, tolerance)


def bare(sight: Sight, words: Iterable[Word], *, tolerance: int, air: float) -> Iterator[str]:
    """Yield the words of a page that have no ink where they stand, nor as far round them as `air` of their height."""
    for word, image in sight.pictured(words):
        boxes = [box for _, box in word if box[0] < box[2] and box[1] < box[3]]
        if not boxes:
            continue
        round_it = air * (max(box[3] for box in boxes) - min(box[1] for box in boxes))
        whole = (
            min(box[0] for box in boxes) - round_it, min(box[1] for box in boxes) - round_it,
            max(box[2] for box in boxes) + round_it, max(box[3] for box in boxes) + round_it,
        )  # fmt: skip
        if _is_plain(image, whole, whole, 255, tolerance):
            yield "".join(letter for letter, _ in word)


def within(words: Iterable[Word], boxes: Sequence[Box]) -> Iterator[Word]:
    """Yield the parts of words whose letters lie in one of some boxes."""
    rows = _in_rows(boxes)
    for word in words if boxes else ():
        part: Word = []
        for letter, box in word:
            across, up = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            near = rows.get(up // _ROW, ())
            if any(x0 <= across <= x1 and y0 <= up <= y1 for x0, y0, x1, y1 in (*near, *rows[None])):
                part.append((letter, box))
            elif part:
                yield part
                part = []
        if part:
            yield part


def _in_rows(boxes: Sequence[Box]) -> Mapping[float | None, Sequence[Box]]:
    """Return boxes by the rows of a page that they touch, and those that touch many of them: a page may have thousands
    of both words and boxes."""
    rows: dict[float | None, list[Box]] = {None: []}
    for box in boxes:
        if not box[3] - box[1] < _TALL:
            rows[None].append(box)
            continue
        first, last = int(box[1] // _ROW), int(box[3] // _ROW)
        for number in range(first, last + 1):
            rows.setdefault(number, []).append(box)
    return rows


def _words(pdf: Any, index: int) -> Iterator[Word]:
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


_Corner = tuple[float, float]


def _axes(page: Any, size: tuple[int, int]) -> tuple[_Corner, _Corner, _Corner]:
    """Return where a page's origin lies on a picture of `size`, and how far a point across and one up lead from it,
    whichever way the page is turned."""
    from ctypes import byref, c_int

    import pypdfium2.raw as raw

    found = []
    for corner in ((0, 0), (_FAR, 0), (0, _FAR)):
        across, down = c_int(), c_int()
        raw.FPDF_PageToDevice(page, 0, 0, size[0] * _FINE, size[1] * _FINE, 0, *corner, byref(across), byref(down))
        found.append((across.value / _FINE, down.value / _FINE))
    (x, y), *others = found
    right, up = (((one - x) / _FAR, (other - y) / _FAR) for one, other in others)
    return (x, y), right, up


def _in_pixels(axes: tuple[_Corner, _Corner, _Corner], box: Box) -> Box:
    """Return a box of a page where it lies on the picture."""
    (x, y), (a, b), (c, d) = axes
    x0, y0 = round(x + a * box[0] + c * box[1]), round(y + b * box[0] + d * box[1])
    x1, y1 = round(x + a * box[2] + c * box[3]), round(y + b * box[2] + d * box[3])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _hidden(image: Image, word: Word, darkest: int, tolerance: int) -> Iterator[str]:
    """Yield the parts of a word, of two letters and more, that the picture does not show."""
    hidden = [False] * len(word)
    for number in range(len(word) - 1):
        (_, one), (_, other) = word[number : number + 2]
        if _is_plain(image, one, other, darkest, tolerance):
            hidden[number] = hidden[number + 1] = True
    part = ""
    for (letter, _), gone in (*zip(word, hidden, strict=True), (("", ()), False)):
        if gone:
            part += letter
        elif part:
            if sum(map(str.isalnum, part)) > 1:
                yield part
            part = ""


def _is_plain(image: Image, one: Box, other: Box, darkest: int, tolerance: int) -> bool:
    """Tell whether nothing of two letters side by side is seen: off the picture, or on one colour, and how dark."""
    left, top = max(min(one[0], other[0]), 0), max(min(one[1], other[1]), 0)
    right, bottom = min(max(one[2], other[2]), image.width), min(max(one[3], other[3]), image.height)
    if one[0] >= one[2] and other[0] >= other[2]:
        return False  # letters without any extent say nothing
    if left >= right or top >= bottom:
        return True
    bands = image.crop((int(left), int(top), int(right), int(bottom))).getextrema()
    return all(most - least <= tolerance and most <= darkest for least, most in bands)  # type: ignore[misc]  # three bands, a pair each
