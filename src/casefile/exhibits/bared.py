"""What pictures and drawings in a PDF carry beside what they show is left behind in a copy: a photograph's place,
camera and preview in its JPEG, and the data that programs keep of it.

Only pictures that have some are written anew, without loss; of the others no more than the head is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from casefile.exhibits import jpeg

if TYPE_CHECKING:
    from pikepdf import Pdf

_PHOTO = ("/DCTDecode", "/DCT")
_PRIVATE = ("/Metadata", "/PieceInfo")  # ISO 32000-1, 14.3.2 and 14.5


def leave_behind(pdf: Pdf) -> None:
    """Take it out of all pictures and drawings of a PDF that is being written."""
    from pikepdf import Stream

    for thing in _holders(pdf):
        for key in _PRIVATE:
            if key in thing:
                del thing[key]
        if isinstance(thing, Stream) and thing.get("/Subtype", None) == "/Image":
            _bare(thing)


def _holders(pdf: Pdf) -> Iterator[Any]:
    """Yield the pictures and drawings, and what names data of a part of a page (14.6.2)."""
    from pikepdf import Dictionary, Stream

    for thing in pdf.objects:
        if isinstance(thing, Stream):
            if thing.get("/Subtype", None) in ("/Image", "/Form"):
                yield thing
        elif isinstance(thing, Dictionary) and "/Metadata" in thing and thing.get("/Type", None) != "/Catalog":
            told = thing.get("/Metadata")  # or a drawing that a page calls so
            if isinstance(told, Stream) and told.get("/Subtype", None) == "/XML":
                yield thing


def _bare(image: Any) -> None:
    from pikepdf import Array, PdfError

    told = image.get("/Filter", None)
    filters = list(told) if isinstance(told, Array) else [told]
    if not filters or str(filters[-1]) not in _PHOTO:
        return
    settings = image.get("/DecodeParms", None)
    parms = list(settings) if isinstance(settings, Array) else [settings]
    try:
        content = _undone(image, filters[:-1], parms[: len(filters) - 1])
    except PdfError:
        return  # what cannot be read shows nothing
    bare = jpeg.bared(content)
    if bare is not None or len(filters) > 1:
        own = parms[len(filters) - 1] if len(parms) >= len(filters) else None
        image.write(bare or content, filter=filters[-1], decode_parms=own)


def _undone(image: Any, filters: list[Any], parms: list[Any]) -> bytes:
    """Return the coded photograph, without the filters that lie over it."""
    from pikepdf import Array, Dictionary

    raw: bytes = image.read_raw_bytes()
    if not filters:
        return raw
    image.write(raw, filter=Array(filters), decode_parms=Array([each or Dictionary() for each in parms]) or None)
    return bytes(image.read_bytes())
