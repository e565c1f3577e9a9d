"""The EXHIBITS table: which converter reads which file, by its first bytes before its suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from casefile.exhibits import chat, csvtable, image, mail, pdf, text
from casefile.exhibits.nature import BY_NATURE, nature
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.words import say

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A type of exhibit: how its bytes start, the suffixes it goes by, and what makes pages of it.

    `recognises` looks at the first 4096 bytes and the suffix, where a fixed beginning does not tell.
    """

    name: str
    convert: Callable[[Native, Path], Made]
    starts: tuple[bytes, ...] = ()
    suffixes: tuple[str, ...] = ()
    recognises: Callable[[bytes, str], bool] | None = None


def _webp(head: bytes, _suffix: str) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _heic(head: bytes, _suffix: str) -> bool:
    return head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc") and image.heic_is_read()


EXHIBITS: tuple[Exhibit, ...] = (
    Exhibit("pdf", pdf.convert, (b"%PDF-",), (".pdf",)),
    Exhibit("jpeg", image.convert, (b"\xff\xd8\xff",), (".jpg", ".jpeg", ".jfif")),
    Exhibit("png", image.convert, (b"\x89PNG\r\n\x1a\n",), (".png",)),
    Exhibit("tiff", image.convert, (b"II*\0", b"MM\0*"), (".tif", ".tiff")),
    Exhibit("gif", image.convert, (b"GIF87a", b"GIF89a"), (".gif",)),
    Exhibit("webp", image.convert, (), (".webp",), _webp),
    Exhibit("heic", image.convert, (), (), _heic),
    Exhibit("bmp", image.convert, (), (".bmp",)),
    Exhibit("mail", mail.convert, (), (".eml",)),
    Exhibit("chat", chat.convert, (), (".json",), chat.recognises),
    Exhibit("csv", csvtable.convert, (), (".csv", ".tsv")),
    Exhibit("text", text.convert, (), (".txt", ".md", ".log")),
)


def convert(native: Native, out: Path) -> Made:
    """Write the pages of any file to `out`; raises NotShownError when a slip sheet must stand in."""
    head = _head(native)
    suffix = native.path.suffix.lower()
    exhibit = choose(head, suffix)
    if exhibit is None:
        kind = nature(head, suffix)
        raise NotShownError(say(native.language, kind), by_nature=kind in BY_NATURE)
    return exhibit.convert(native, out)


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
