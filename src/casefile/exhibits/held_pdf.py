"""What is embedded in a PDF: its streams, as written and decoded. A photograph lies in one as the file that it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

_DEEPEST = 30
_PICTURES = ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode")


class UnreadError(Exception):
    """The PDF, or a file embedded in it, cannot be read."""


def streams(file: BinaryIO, *, embedded: bool = True) -> Iterator[bytes]:
    """Yield the bytes of every stream, decoded where that is possible, those of `embedded` files if asked for; raises
    UnreadError."""
    from pikepdf import Dictionary, Name, PasswordError, Pdf, PdfError, Stream

    try:
        with Pdf.open(file) as pdf:
            files = {key for thing in pdf.objects for key in _embedded(thing, _DEEPEST)}
            for thing in pdf.objects:
                if isinstance(thing, Stream):
                    is_file = thing.objgen in files or thing.get("/Type", None) == Name.EmbeddedFile
                    yield from _contents(thing, is_file=is_file) if embedded or not is_file else ()
                elif embedded and isinstance(thing, Dictionary) and "/EF" in thing and not _embedded_at(thing):
                    raise UnreadError
    except (PasswordError, PdfError, ValueError, RuntimeError, OSError):
        raise UnreadError from None


def embedded(file: BinaryIO) -> Iterator[bytes]:
    """Yield the files that are embedded in a PDF; raises UnreadError."""
    from pikepdf import Name, PasswordError, Pdf, PdfError, Stream

    try:
        with Pdf.open(file) as pdf:
            files = {key for thing in pdf.objects for key in _embedded(thing, _DEEPEST)}
            for thing in pdf.objects:
                if isinstance(thing, Stream) and (
                    thing.objgen in files or thing.get("/Type", None) == Name.EmbeddedFile
                ):
                    yield thing.read_bytes()
    except (PasswordError, PdfError, ValueError, RuntimeError, OSError):
        raise UnreadError from None


def _contents(stream: Any, *, is_file: bool) -> Iterator[bytes]:
    from pikepdf import DataDecodingError, Name, PdfError

    yield stream.read_raw_bytes()
    if not is_file and stream.get("/Subtype", None) == Name.Image and not _undo_to_picture(stream):
        return
    try:
        yield stream.read_bytes()
    except (DataDecodingError, PdfError):
        if is_file:
            raise UnreadError from None


def _undo_to_picture(stream: Any) -> bool:
    """Leave of a stream's filters those before the one that makes it a picture, if there are any; tell whether."""
    from pikepdf import Array, Name

    filters, settings = stream.get("/Filter", None), stream.get("/DecodeParms", None)
    names = [str(each) for each in filters] if isinstance(filters, Array) else []
    before = next((place for place, name in enumerate(names) if name in _PICTURES), 0)
    if before:
        kept = Array(list(settings)[:before]) if isinstance(settings, Array) else None
        stream.write(stream.read_raw_bytes(), filter=Array([Name(each) for each in names[:before]]), decode_parms=kept)
    return bool(before)


def _embedded(thing: Any, depth: int) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the streams of embedded files (ISO 32000-1, 7.11.4) that an object names directly."""
    from pikepdf import Array, Dictionary, Stream

    if not depth or not isinstance(thing, (Array, Dictionary, Stream)):
        return
    if not isinstance(thing, Array):
        yield from _embedded_at(thing)
    inner = thing if isinstance(thing, Array) else [value for _, value in thing.items()]
    for each in inner:
        if isinstance(each, (Array, Dictionary)) and not each.is_indirect:
            yield from _embedded(each, depth - 1)


def _embedded_at(thing: Any) -> list[tuple[int, int]]:
    from pikepdf import Dictionary, Stream

    named = thing.get("/EF", None)
    values = [value for _, value in named.items()] if isinstance(named, Dictionary) else []
    return [value.objgen for value in values if isinstance(value, Stream)]
