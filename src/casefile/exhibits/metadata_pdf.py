"""What a PDF tells beside its pages: who wrote it with what, annotations, hidden layers, files; and its words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any

from casefile.exhibits import concealed, described, heavy, metadata_picture, picture, spoken
from casefile.exhibits.concealed import Concealed
from casefile.exhibits.held_versions import MOST_ENDS, ManyError, versions
from casefile.exhibits.metadata import Metadata, Reading, joined, listed, pairs
from casefile.exhibits.pages import Native, NotShownError
from casefile.exhibits.pdf_facts import annotated, embedded
from casefile.exhibits.words import say

if TYPE_CHECKING:
    from pikepdf import Pdf

_MOST_PICTURES = 300
_MOST_PAGES = 5000
_TAG = re.compile(r"<[^>]*>")
# What the library says of malformed objects comes in all these kinds.
_MALFORMED = (RuntimeError, ValueError, TypeError, AttributeError, KeyError, ArithmeticError)


def read(native: Native) -> Reading:
    """Return the metadata and the words of a PDF; nothing of one that cannot be opened. Raises NotShownError when a
    page unfolds to more than is read."""
    if heavy.is_too_heavy(native.path):
        raise NotShownError(say(native.language, "too-heavy", most=heavy.MOST // 1_000_000))
    seen = concealed.read(native.path)
    words, aside = _words(native), tuple(_aside(native, seen))
    unsearched = () if seen.end is None else (("unsearched", f"{seen.end + 1}–"),)
    found, beyond = _metadata(native, words)
    hidden = Metadata(hidden=pairs((*(("text", each) for each in aside), *unsearched)))
    return Reading(joined(found, hidden), words, "\n".join(aside), "\n".join(beyond))


def _aside(native: Native, found: Concealed) -> Iterator[str]:
    """Yield what each page has programs read, or holds, and does not show: a page's words in one."""
    yield from spoken.differing(native.path).values()
    for index in sorted({*found.covered, *found.faint}):
        yield " ".join((*found.covered.get(index, ()), *found.faint.get(index, ())))


def _metadata(native: Native, words: str) -> tuple[Metadata, list[str]]:
    """The metadata, and what is written beside the pages, as long as it is."""
    from pikepdf import PasswordError, Pdf, PdfError

    found, beyond = Metadata(), list[str]()
    try:
        with Pdf.open(native.path, suppress_warnings=True) as pdf:
            found = Metadata(versions=_versions(native.path.read_bytes()))
            for part in (_told, _noted, _photographed):
                try:
                    found = joined(found, part(pdf))
                except (PdfError, *_MALFORMED):
                    continue  # the other parts may be sound
            for told in (_said_of_it, _said_in_notes):
                with suppress(PdfError, *_MALFORMED):
                    beyond += told(pdf)
            unshown = tuple(described.unshown(pdf, words))
            found, beyond = (
                joined(found, Metadata(hidden=pairs(("text", each) for each in unshown))),
                [*beyond, *unshown],
            )
    except (PasswordError, PdfError, *_MALFORMED):
        return found, beyond
    return found, beyond


def _said_of_it(pdf: Pdf) -> Iterator[str]:
    """The words of the information dictionary, and the whole XMP, which may hold anything."""
    yield from (str(value) for _, value in pdf.docinfo.items())
    if (told := pdf.Root.get("/Metadata", None)) is not None:
        yield html.unescape(_TAG.sub(" ", told.read_bytes().decode("utf-8", errors="replace")))


def _said_in_notes(pdf: Pdf) -> Iterator[str]:
    yield from (str(note.get("/Contents")) for note in annotated(pdf))


def _told(pdf: Pdf) -> Metadata:
    """The information dictionary (ISO 32000-1, 14.3.3) and the XMP that repeats it."""
    told = pdf.docinfo
    xmp = _xmp(pdf)
    creators = xmp.get("dc:creator") or ()
    return Metadata(
        authors=listed([told.get("/Author"), *([creators] if isinstance(creators, str) else creators)]),
        software=listed([told.get("/Creator"), told.get("/Producer"), xmp.get("xmp:CreatorTool")]),
        dates=pairs([("created", told.get("/CreationDate")), ("modified", told.get("/ModDate"))]),
        comments=listed([told.get("/Subject"), told.get("/Keywords")]),
        embedded=listed(embedded(pdf)),
    )


def _versions(content: bytes) -> tuple[str, ...]:
    """How many earlier versions the file holds, where it holds any."""
    try:
        count = sum(1 for _ in versions(content))
    except ManyError:
        return (f"> {MOST_ENDS}",)
    return (str(count),) if count else ()


def _xmp(pdf: Pdf) -> dict[str, Any]:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
        return {key: meta.get(key) for key in ("dc:creator", "xmp:CreatorTool")}


def _noted(pdf: Pdf) -> Metadata:
    """Annotations with words of their own (12.5), and the layers that are switched off (8.11)."""
    notes = list(annotated(pdf))
    return Metadata(
        authors=listed(note.get("/T") for note in notes if note.get("/Subtype", None) != "/Widget"),
        comments=listed(note.get("/Contents") for note in notes),
        hidden=pairs(("layer", name) for name in _layers_off(pdf)),
    )


def _layers_off(pdf: Pdf) -> Iterator[str]:
    properties = pdf.Root.get("/OCProperties", None)
    usual = properties.get("/D", None) if properties is not None else None
    for layer in usual.get("/OFF", ()) if usual is not None else ():
        yield str(layer.get("/Name", "?"))


def _photographed(pdf: Pdf) -> Metadata:
    """What the JPEGs on the pages still tell of their camera."""
    from pikepdf import Stream

    found = Metadata()
    photos = (
        thing for thing in pdf.objects if isinstance(thing, Stream) and thing.get("/Filter", None) == "/DCTDecode"
    )
    for number, photo in enumerate(photos):
        if number == _MOST_PICTURES:
            break
        raw = photo.read_raw_bytes()
        if b"Exif\0\0" in raw[:4096]:
            found = joined(found, metadata_picture.of_file(BytesIO(raw)))
    return found


def _words(native: Native) -> str:
    try:
        with picture.drawn(native.path) as pdf:
            return "\n".join(text for index in range(min(len(pdf), _MOST_PAGES)) if (text := picture.text(pdf, index)))
    except picture.UndrawableError:
        return ""
