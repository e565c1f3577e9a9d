"""What is said of a file that is no PDF: what it seems to be, and what to name instead. Reads its first bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from casefile.errors import Problem
from casefile.exhibits import table
from casefile.exhibits.nature import nature

_HEAD = 4096
_PICTURES = ("jpeg", "png", "tiff", "gif", "webp", "heif", "bmp")
_CALLED: Mapping[str, str] = {
    **dict.fromkeys(_PICTURES, "a picture"),
    **dict.fromkeys(("mail", "outlook"), "a message"),
    "office": "an office file",
    "chat": "a chat",
    "csv": "a table",
    "xml": "XML",
    "text": "a text",
    "audio": "a sound recording",
    "video": "a video",
    "archive": "an archive",
}
_USUAL = "inspect takes a finished bundle as a PDF: name that; casefile add takes a single file in as evidence"
_HINTS = {
    "archive": "unpack it and name the PDF in it; casefile verify tests the zip of a packet",
    "office": "save it as a PDF, and name that",
}


def no_pdf(file: Path) -> Problem | None:
    """That a file is no PDF and what it is instead; None for one that begins as a PDF does."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return None
    row = table.choose(head, file.suffix.lower()) if head else None
    kind = row.name if row else nature(head, file.suffix.lower())
    called = _CALLED.get(kind, "something else, whatever its name says") if head else "an empty file"
    return Problem(f"{file} is no PDF: it is {called}", hint=_HINTS.get(kind, _USUAL), rule="pdf")
