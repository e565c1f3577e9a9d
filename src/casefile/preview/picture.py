"""The pages of a PDF as pictures, drawn by PDFium, so that what is seen is the file itself. Knows no document.

PDFium does not bear two threads at once: whoever calls sees to it that one draws at a time.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pypdfium2

PIXELS_PER_POINT = 2 * 96 / 72  # two to a pixel of CSS, for screens that are as fine


@dataclass(frozen=True, slots=True)
class Raster:
    """A page's pixels, three bytes of red, green and blue each, row by row."""

    width: int
    height: int
    rows: tuple[bytes, ...]

    def png(self) -> bytes:
        """The picture as PNG: unfiltered and packed fast, which halves the time and is small for black on white."""
        packed = zlib.compress(b"".join(b"\0" + row for row in self.rows), 1)
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", packed), _chunk(b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def look(pdf: bytes) -> tuple[str, tuple[tuple[float, float], ...]]:
    """The document's title, and each page's width and height in points."""
    with _opened(pdf) as document:
        title: str = document.get_metadata_value("Title")
        return title, tuple(document.get_page_size(index) for index in range(len(document)))


def raster(pdf: bytes, number: int) -> Raster:
    """The page with this number, counted from 1. IndexError when there is none."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)
        with closing(document[number - 1].render(scale=PIXELS_PER_POINT, rev_byteorder=True)) as bitmap:
            return Raster(bitmap.width, bitmap.height, tuple(_rows(bitmap)))


def _rows(bitmap: pypdfium2.PdfBitmap) -> Iterator[bytes]:
    pixels = bytes(bitmap.buffer)  # a row may be longer than its pixels
    for start in range(0, bitmap.stride * bitmap.height, bitmap.stride):
        yield pixels[start : start + 3 * bitmap.width]


def _opened(pdf: bytes) -> closing[pypdfium2.PdfDocument]:
    import pypdfium2

    return closing(pypdfium2.PdfDocument(pdf))
