"""Pages of a PDF with a picture that claims more pixels than may be unpacked, or than its data can fill: programs that
believe it hang or run out of memory.

Looks at what is declared, and how long the data is; unpacks no picture. Wherever a picture hangs on a page counts: in
a drawing, a pattern, a letter (Type 3), a mask, or written into the content itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casefile.exhibits.opening import MOST_PIXELS

if TYPE_CHECKING:
    from pikepdf import Pdf

_SUSPECT = 1_000_000  # pixels, below which a lie does no harm
_TOLERATED = 2  # times as much as the data can be: some writers leave out the end
# How many times as long a filter can make its data (ISO 32000-1, 7.4); the others give as much as they like.
_EXPANDS = {
    "/FlateDecode": 1032, "/Fl": 1032, "/LZWDecode": 1500, "/LZW": 1500, "/RunLengthDecode": 64, "/RL": 64,
    "/ASCIIHexDecode": 1, "/AHx": 1, "/ASCII85Decode": 4, "/A85": 4,
}  # fmt: skip
_NO_BOUND = 1 << 40
_WITH_OWN_SIZE = frozenset(("/DCTDecode", "/DCT", "/JPXDecode"))
_JPEG = re.compile(rb"\xff[\xc0-\xc3\xc5-\xc7\xc9-\xcb\xcd-\xcf]\0[\x08-\x3f].(?P<high>..)(?P<wide>..)", re.DOTALL)
_JPEG_2000 = re.compile(rb"\xff\x4f\xff\x51....(?P<wide>.{4})(?P<high>.{4})", re.DOTALL)
_CODED = frozenset(("/Length", "/Filter", "/DecodeParms"))  # all that a letter's drawing (9.6.5) declares
_INLINE = re.compile(rb"(?<![^\s\]>)])BI\b(.{0,2000}?)\bID\b", re.DOTALL)  # ISO 32000-1, 8.9.7
_SIDE = re.compile(rb"/(W|Width|H|Height)\s+(\d+)")


def outsized(pdf: Pdf) -> frozenset[int]:
    """Return the indexes of the pages of a copy on which such a picture hangs."""
    from pikepdf import Stream

    bad = {thing.objgen for thing in pdf.objects if isinstance(thing, Stream) and _is_outsized(thing)}
    return frozenset(index for index, page in enumerate(pdf.pages) if bad and _reaches(page.obj, bad))


def _is_outsized(stream: Any) -> bool:
    wide, high = (_number(stream, *keys) for keys in (("/Width", "/W"), ("/Height", "/H")))
    if not (wide and high):
        return ("/BBox" in stream or _CODED.issuperset(stream.keys())) and _has_outsized_inline(_read(stream))
    if wide * high > MOST_PIXELS or _own_pixels(stream) > MOST_PIXELS:
        return True
    if wide * high <= _SUSPECT:
        return False
    bits = 1 if stream.get("/ImageMask", False) is True else _number(stream, "/BitsPerComponent", "/BPC") or 1
    return wide * high * bits / 8 > _most_data(stream) * _TOLERATED


def _number(holder: Any, *keys: str) -> float:
    values = (holder.get(key, 0) for key in keys)
    return next((float(each) for each in values if isinstance(each, (int, float, Decimal)) and each > 0), 0.0)


def _filters(stream: Any) -> tuple[str, ...]:
    from pikepdf import Array

    told = stream.get("/Filter", None)
    return tuple(str(each) for each in (told if isinstance(told, Array) else [told] if told is not None else []))


def _most_data(stream: Any) -> int:
    """Return how many bytes a stream's data can become."""
    return len(stream.read_raw_bytes()) * math.prod(_EXPANDS.get(name, _NO_BOUND) for name in _filters(stream))


def _own_pixels(stream: Any) -> int:
    """Return the pixels that a photograph's own head claims, whatever the PDF says of it."""
    if not _WITH_OWN_SIZE.intersection(_filters(stream)[-1:]):
        return 0
    content = stream.read_raw_bytes()
    heads = (found for pattern in (_JPEG, _JPEG_2000) for found in pattern.finditer(content))
    return max((int.from_bytes(head["wide"]) * int.from_bytes(head["high"]) for head in heads), default=0)


def _read(stream: Any) -> bytes:
    from pikepdf import DataDecodingError, PdfError

    try:
        return bytes(stream.read_bytes())
    except (PdfError, DataDecodingError, MemoryError):
        return b""  # what cannot be read shows nothing


def _has_outsized_inline(content: bytes) -> bool:
    """Tell whether content has a picture written into it that claims too much."""
    for found in _INLINE.finditer(content):
        sides = {side[1][:1]: int(side[2][:9]) for side in _SIDE.finditer(found[1])}
        pixels = sides.get(b"W", 0) * sides.get(b"H", 0)
        most = len(content) * _EXPANDS["/FlateDecode"] * _TOLERATED
        if pixels > MOST_PIXELS or (pixels > _SUSPECT and pixels / 8 > most):
            return True
    return False


def _reaches(page: Any, bad: set[tuple[int, int]]) -> bool:
    """Tell whether one of these objects hangs on a page."""
    seen: set[tuple[int, int]] = set()
    left = [page]
    while left:
        thing = left.pop()
        if thing.is_indirect:
            if thing.objgen in bad:
                return True
            if thing.objgen in seen:
                continue
            seen.add(thing.objgen)
        left += _below(thing)
    return False


def _below(thing: Any) -> Iterator[Any]:
    from pikepdf import Array, Dictionary, Object, Stream

    if isinstance(thing, (Dictionary, Stream)):
        entries = [thing.get(key) for key in thing.keys() if key != "/Parent"]  # noqa: SIM118 - a stream has no items
    else:
        entries = list(thing) if isinstance(thing, Array) else []
    yield from (each for each in entries if isinstance(each, Object))
