"""What a reader of a copied PDF must be told about the native, and what comparing its pages will cost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casefile.exhibits.harmless import active_content
from casefile.exhibits.words import say

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

_EMBEDDED = frozenset(("EmbeddedFiles", "EF", "AF", "RF", "FileAttachment"))
_MEGAPIXEL = 1e6
_BASE = 0.5
_DEPTH = 3
_MOST_NAMES = 20
_MOST_DECODED = 64_000_000


def facts(pdf: Pdf, language: str, *, unnamed: bool = False) -> Iterator[str]:
    """Yield notes on signatures, embedded files (`unnamed`: without their names), active content and comments that a
    page cannot show."""
    active = sorted({name.partition(": ")[2] for name in active_content(pdf)} - _EMBEDDED)
    if is_signed(pdf):
        yield say(language, "signed")
    if names := _embedded(pdf):
        yield say(language, "embedded-withheld" if unnamed else "embedded-left", names=", ".join(names))
    if active:
        yield say(language, "active-left", what=", ".join(active))
    if count := _comments(pdf):
        yield say(language, "comments", count=count)


def work(page: Page) -> float:
    """Return the megapixels of pictures that a page may draw, and half a one for itself."""
    return _BASE + _pixels(page.obj.get("/Resources", None), _DEPTH) / _MEGAPIXEL


def has_broken_stream(pdf: Pdf) -> bool:
    """Tell whether a compressed stream is damaged, looking at the first 64 megabytes of such streams."""
    from pikepdf import DataDecodingError, PdfError, Stream

    left = _MOST_DECODED
    for thing in pdf.objects:
        if not isinstance(thing, Stream):
            continue
        left -= int(thing.get("/Length", 0))
        if left < 0:
            return False
        try:
            thing.read_bytes()
        except (DataDecodingError, MemoryError):
            return True
        except PdfError:
            continue  # an encoding of pictures, or one that nobody knows: the comparison will tell
    return False


def _pixels(resources: Any, depth: int) -> float:
    from pikepdf import Dictionary, Stream

    things = resources.get("/XObject", None) if isinstance(resources, Dictionary) else None
    if depth == 0 or not isinstance(things, Dictionary):
        return 0.0
    total = 0.0
    for key in things.keys():  # noqa: SIM118 - a pikepdf dictionary iterates differently
        thing = things.get(key)
        if not isinstance(thing, Stream):
            continue
        width, height = thing.get("/Width", 0), thing.get("/Height", 0)
        if isinstance(width, int) and isinstance(height, int):
            total += float(max(width, 0)) * max(height, 0)
        total += _pixels(thing.get("/Resources", None), depth - 1)
    return total


def is_signed(pdf: Pdf) -> bool:
    """Tell whether a digital signature is in the file (ISO 32000-1, 12.8.1), whatever it is worth."""
    from pikepdf import Dictionary

    return any(
        isinstance(thing, Dictionary) and "/ByteRange" in thing and "/Contents" in thing for thing in pdf.objects
    )


def _embedded(pdf: Pdf) -> tuple[str, ...]:
    """Return the names of embedded files, wherever in the file they hang."""
    from pikepdf import Dictionary

    names = {
        str(thing.get("/UF", None) or thing.get("/F", None) or "?")
        for thing in pdf.objects
        if isinstance(thing, Dictionary) and isinstance(thing.get("/EF", None), Dictionary)
    }
    return tuple(sorted(names)[:_MOST_NAMES])


def _comments(pdf: Pdf) -> int:
    from pikepdf import Dictionary

    return sum(
        isinstance(thing, Dictionary) and thing.get("/Subtype", None) == "/Text" and "/Contents" in thing
        for thing in pdf.objects
    )
