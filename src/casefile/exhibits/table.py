"""The EXHIBITS table: which converter reads which file, by its first bytes before its suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casefile.exhibits import (
    card,
    chat,
    chat_export,
    csvtable,
    held,
    held_kinds,
    image,
    mail,
    office,
    outlook,
    pdf,
    text,
    xml,
)
from casefile.exhibits.nature import BY_NATURE, nature
from casefile.exhibits.opening import is_heif
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.words import say

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A type of exhibit: how its bytes start, the suffixes it goes by, and what makes pages of it.

    `recognises` looks at the first 4096 bytes and the suffix, where a fixed beginning does not tell. `first` has
    another program make a PDF of the file, in a folder and so many seconds, for `convert` to read; `by` tells which.
    """

    name: str
    convert: Callable[[Native, Path], Made]
    starts: tuple[bytes, ...] = ()
    suffixes: tuple[str, ...] = ()
    recognises: Callable[[bytes, str], bool] | None = None
    first: Callable[[Native, Path, float], Path] | None = None
    by: Callable[[], str] | None = None


def _webp(head: bytes, _suffix: str) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _heif(head: bytes, _suffix: str) -> bool:
    return is_heif(head)


def _bmp(head: bytes, _suffix: str) -> bool:
    """Tell a bitmap by its mark, what is always zero, and the length of its second head."""
    return head.startswith(b"BM") and head[6:10] == bytes(4) and head[14:18] in _BMP_HEADS


def _pdf_behind_something(head: bytes, suffix: str) -> bool:
    """Tell a PDF with something before its head, which readers look for in the first 1024 bytes."""
    return suffix in ("", ".pdf", ".bin", ".dat", ".tmp") and b"%PDF-" in head[:_PDF_HEAD]


_BMP_HEADS = frozenset(size.to_bytes(4, "little") for size in (12, 16, 40, 52, 56, 64, 108, 124))
_PDF_HEAD = 1024
_WITH_PICTURES = frozenset(("pdf", "jpeg"))
_AS_WRITTEN = frozenset(("card", "chat", "csv", "xml", "text"))

EXHIBITS: tuple[Exhibit, ...] = (
    Exhibit("pdf", pdf.convert, (b"%PDF-",), (".pdf",), _pdf_behind_something),
    Exhibit("jpeg", image.convert, (b"\xff\xd8\xff",), (".jpg", ".jpeg", ".jfif")),
    Exhibit("png", image.convert, (b"\x89PNG\r\n\x1a\n",), (".png",)),
    Exhibit("tiff", image.convert, (b"II*\0", b"MM\0*"), (".tif", ".tiff")),
    Exhibit("gif", image.convert, (b"GIF87a", b"GIF89a"), (".gif",)),
    Exhibit("webp", image.convert, (), (".webp",), _webp),
    Exhibit("heif", image.convert, (), (".heic", ".heif", ".avif"), _heif),
    Exhibit("bmp", image.convert, (), (".bmp",), _bmp),
    Exhibit("outlook", outlook.convert, (), (), outlook.recognises),
    Exhibit("office", pdf.convert, (), (), office.recognises, office.to_pdf, office.version),
    Exhibit("mail", mail.convert, (), (".eml", ".msg")),
    Exhibit("card", card.convert, (), (".ics", ".vcf", ".vcard"), card.recognises),
    Exhibit("chat", chat.convert, (), (".json",), chat_export.is_whatsapp),
    Exhibit("csv", csvtable.convert, (), (".csv", ".tsv")),
    Exhibit("xml", xml.convert, (b"<?xml",), (".xml",)),
    Exhibit("text", text.convert, (), (".txt", ".md", ".log", ".json")),
)


def convert(native: Native, out: Path) -> Made:
    """Write the pages of any file to `out`; raises NotShownError when a slip sheet must stand in."""
    exhibit = row_of(native)
    if exhibit is None:
        kind = nature(_head(native), native.path.suffix.lower())
        raise NotShownError(say(native.language, kind), by_nature=kind in BY_NATURE)
    found = held.looked_into(native) if exhibit.name in _AS_WRITTEN else "free"
    if found != "free":  # its source would be shown, and what is attached with it
        if not held_kinds.begins_as_message(_head(native)) or _head(native).startswith(b"From "):
            raise NotShownError(say(native.language, "withheld" if found == "held" else "unsearched"))
        return mail.convert(native, out)
    if exhibit.name in _WITH_PICTURES and held.is_on_pages(native):
        raise NotShownError(say(native.language, "withheld"))
    return exhibit.convert(native, out)


def row_of(native: Native) -> Exhibit | None:
    """Return the row of the table for a file, None when no converter reads it; raises NotShownError where there is no
    file to be read."""
    return choose(_head(native), native.path.suffix.lower())


def choose(head: bytes, suffix: str) -> Exhibit | None:
    """Return the row of the table for a file, None when no converter reads it."""
    for exhibit in EXHIBITS:
        if head.startswith(exhibit.starts) or (exhibit.recognises and exhibit.recognises(head, suffix)):
            return exhibit
    if nature(head, "") in BY_NATURE:
        return None
    return next((exhibit for exhibit in EXHIBITS if suffix in exhibit.suffixes), None)


def _head(native: Native) -> bytes:
    if native.path.is_symlink() or (native.path.exists() and not native.path.is_file()):
        raise NotShownError(say(native.language, "special"))
    try:
        with native.path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        raise NotShownError(say(native.language, "missing")) from None
    if not head:
        raise NotShownError(say(native.language, "empty"))
    return head
