"""Which files may hold other files, told by how they begin and end before their suffix: a name says what one likes.

Knows bytes and names; opens nothing.
"""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO, NamedTuple

from casefile.exhibits import compound, outlook
from casefile.exhibits.nature import nature

HEAD = 65_536
_PDF_HEAD = 1024
_END = HEAD + 22  # a zip's end: its record, and a comment of any length
_MESSAGES = (".eml", ".msg", ".emlx", ".mbox", ".mbx", ".mht", ".mhtml")
_SHUT = (b"MZ", b"MSCF", b"!<arch>", b"\x04\x22\x4d\x18", b"\x1f\x9d", b"LZIP", b"\x78\x9f\x3e\x22", b"!BDN", b"xar!")
_SHUT_SUFFIXES = (".cab", ".dmg", ".iso", ".lz", ".lz4", ".ost", ".p7m", ".pst", ".zipx", ".tnef")
_MARKED_UP = (".css", ".htm", ".html", ".ics", ".json", ".md", ".svg", ".vcard", ".vcf", ".xhtml", ".xml")
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_KNOWN = re.compile(
    rb"(?im)^(from|to|cc|subject|date|sent|received|return-path|delivered-to|message-id|mime-version)[ \t]*:"
)
_BLANK = re.compile(rb"\n\r?\n")
_MIME = re.compile(rb"(?im)^(content-transfer-encoding|content-disposition|content-type|mime-version)[ \t]*:")
_CODED = re.compile(rb"(?m)^(?:[A-Za-z0-9+/]{60,}={0,2}|begin [0-7]{3,4} \S[^\n]*?)\r?$")


class Ends(NamedTuple):
    """The beginning and the end of a file, and its suffix in small letters."""

    head: bytes
    end: bytes
    suffix: str


def ends(file: BinaryIO, suffix: str) -> Ends:
    """Return the beginning and the end of an open file."""
    head = file.read(HEAD)
    file.seek(max(0, file.seek(0, 2) - _END))
    return Ends(head, file.read(), suffix)


def may_hold(found: Ends) -> bool:
    """Tell whether a file may hold others: a message or mailbox, an archive of any kind, a PDF, an old office file, a
    web page or another marked-up text, a text with lines of code, a JPEG."""
    kinds = (is_shut, is_pdf, is_zip, is_message, is_object_file, is_marked_up, is_coded, is_jpeg)
    return any(is_one(found) for is_one in kinds)


def is_shut(found: Ends) -> bool:
    """Tell an archive that nothing here looks into."""
    if is_zip(found):
        return False
    shut = found.suffix in _SHUT_SUFFIXES or found.head.startswith(_SHUT) or found.head[32769:32774] == b"CD001"
    return shut or nature(found.head, "") == "archive" or nature(b"", found.suffix) == "archive"


def is_pdf(found: Ends) -> bool:
    """Tell a PDF, whose head readers look for in its first 1024 bytes."""
    return b"%PDF-" in found.head[:_PDF_HEAD] or found.suffix == ".pdf"


def is_zip(found: Ends) -> bool:
    """Tell a zip, which readers find by its end, whatever stands before it."""
    return found.head.startswith((b"PK\x03\x04", b"PK\x05\x06")) or b"PK\x05\x06" in found.end


def is_object_file(found: Ends) -> bool:
    """Tell a compound file (Outlook's, or an old office file) or rich text, which may have objects in them."""
    return found.head.startswith((compound.MARK, b"{\\rtf"))


def is_message(found: Ends) -> bool:
    """Tell a message or a mailbox by its suffix, by the header it begins with, or by the heads of its parts."""
    if found.head.startswith(compound.MARK):
        return outlook.recognises(found.head, found.suffix)
    text = plain(found.head)
    if found.suffix in _MESSAGES or begins_as_message(text):
        return True
    return not (is_zip(found) or is_pdf(found) or b"\0" in text) and bool(_MIME.search(text))


def is_marked_up(found: Ends) -> bool:
    """Tell a web page, a drawing, XML or another text with tags, a card or a calendar: by its suffix or beginning."""
    return found.suffix in _MARKED_UP or plain(found.head)[:7].upper().startswith((b"<", b"BEGIN:V"))


def is_coded(found: Ends) -> bool:
    """Tell a text that has lines of Base64 at its beginning or end, or a uuencoded file."""
    return b"\0" not in found.head and any(_CODED.search(each) for each in (found.head, found.end))


def is_jpeg(found: Ends) -> bool:
    """Tell a JPEG, which may have previews in it and anything behind it."""
    return found.head.startswith(b"\xff\xd8\xff")


def begins_as_message(text: bytes) -> bool:
    """Tell whether text begins with a message's header (RFC 5322), or as a mailbox does (RFC 4155)."""
    if text.startswith(b"From "):
        return bool(_FIELD.match(text.partition(b"\n")[2]))
    return bool(_FIELD.match(text) and _KNOWN.search(_BLANK.split(text, maxsplit=1)[0]))


def plain(content: bytes) -> bytes:
    """Return text as a message's source: without a mark, or a length that some programs put first; CRs alone as LFs."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        content = content.decode("utf-16", errors="replace").encode()
    text = content.removeprefix(codecs.BOM_UTF8)
    text = text.replace(b"\r", b"\n") if b"\n" not in text else text
    return re.sub(rb"\A\s*(\d+[ \t]*\r?\n)?\s*", b"", text, count=1)
