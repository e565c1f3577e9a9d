"""Looks through a native for its metadata and its words, whatever its type.

Runs in the child (`searched.py` asks it), as what is read here came from outside. The words are for searching.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from casefile.exhibits import (
    card,
    hypertext,
    metadata_mail,
    metadata_office,
    metadata_pdf,
    metadata_picture,
    table,
    text,
)
from casefile.exhibits.metadata import MOST, Metadata, Reading, ibans
from casefile.exhibits.pages import Native
from casefile.exhibits.strings import strings

_LONGEST_WORDS = 5_000_000


def read(native: Native) -> Reading:
    """Return metadata and words of a native, for a type without either only what stands in its bytes; raises
    NotShownError when it cannot be read. What is listed as a comment, or as hidden, is beyond the words, too."""
    row = table.row_of(native)
    reader = _READERS.get(row.name) if row else _UNCONVERTED.get(native.path.suffix.lower())
    if reader is None:
        return Reading(Metadata(), "", raw=raw(native))
    found = reader(native)
    beside = (*found.metadata.comments, *(" ".join(each) for each in found.metadata.hidden), found.beyond)
    return Reading(
        replace(found.metadata, ibans=tuple(dict.fromkeys(ibans(found.words)))[:MOST]),
        found.words[:_LONGEST_WORDS],
        found.aside[:_LONGEST_WORDS],
        "\n".join(beside)[:_LONGEST_WORDS],
        raw(native),
    )


def raw(native: Native) -> str:
    """Return what reads like words in a native's bytes."""
    return "\n".join(strings(native.path.read_bytes()))[:_LONGEST_WORDS]


def _plain(native: Native) -> Reading:
    return Reading(Metadata(), text.read(native).text)


def _card(native: Native) -> Reading:
    return Reading(Metadata(), card.words(text.read(native).text))


def _web_page(native: Native) -> Reading:
    return Reading(Metadata(), hypertext.words(text.read(native).text))


_READERS: Mapping[str, Callable[[Native], Reading]] = {
    "pdf": metadata_pdf.read,
    "mail": metadata_mail.read,
    "outlook": metadata_mail.read,
    "office": metadata_office.read,
    "card": _card,
    **dict.fromkeys(("chat", "csv", "text", "xml"), _plain),
    **dict.fromkeys(("jpeg", "png", "tiff", "gif", "webp", "heif", "bmp"), metadata_picture.read),
}
"""What reads which row of the table of exhibits."""
_UNCONVERTED: Mapping[str, Callable[[Native], Reading]] = dict.fromkeys((".html", ".htm", ".xhtml"), _web_page)
"""What reads files that no converter does, by their suffix: they are handed over all the same."""
