"""What goes into a conversion and what comes out of it: plain frozen values. Knows no file type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casefile.exhibits.spots import Spot


@dataclass(frozen=True, slots=True)
class Native:
    """A file as it was received, with what its pages must say about it.

    `created` dates what is typeset for it (never the clock), `where` is where a reader of the pages finds the file
    itself; without it, its name. `withheld` are the SHA-256 of all that is kept back, `inside` those of what is
    known to be kept back of this file's own attachments: neither is named on its pages. `called` is its name where it
    is shown, if not its label; a slip sheet is headed with it.
    """

    path: Path
    label: str
    title: str
    language: str
    created: date
    where: str = ""
    withheld: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    called: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a message or a PDF: its name, media type, size in bytes and SHA-256 of its decoded bytes."""

    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Pages:
    """An exhibit as pages: always at least one.

    `slip` is why a slip sheet stands in ("" when none does), `by_nature` that nothing else could (sound, video,
    archives), `lacks` what would have to be installed, `notes` what a reader must know about the copy, in the exhibit's
    language. `spots` tell where each page has room for a stamp, `said` are the words on the pages, those recognised in
    scans among them; of a slip sheet none.
    """

    label: str
    pdf: Path
    count: int
    slip: str = ""
    by_nature: bool = False
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    lacks: str = ""
    spots: tuple[Spot, ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What a converter tells of the PDF it wrote: the number of pages, notes, attachments, and what must stand on a
    page itself (`marks`: page from 1, the key of its words)."""

    count: int
    notes: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    marks: tuple[tuple[int, str], ...] = ()


class NotShownError(Exception):
    """The file cannot be shown as pages; the message is the reason, in the words of the exhibit's language.

    `lacks` names what would have to be installed.
    """

    def __init__(self, reason: str, *, by_nature: bool = False, lacks: str = "") -> None:
        self.reason = reason
        self.by_nature = by_nature
        self.lacks = lacks
        super().__init__(reason)
