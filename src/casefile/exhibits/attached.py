"""The words of what is attached to a message or lies in an archive or a PDF, and of what lies in that: for searching.

Runs in the child (`searched.py` asks it). What cannot be read has none.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from casefile.exhibits import held_pdf, look, metadata_mail, table
from casefile.exhibits.held import UNZIPPED
from casefile.exhibits.mail_parts import Part
from casefile.exhibits.pages import Native, NotShownError

_DEEPEST = 5  # as many as are taken in (see `casefile add`)
_MOST = 200
_LONGEST = 50_000_000
_SUFFIXES = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt"}


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that lies in another: its name, the SHA-256 of its bytes, and its words."""

    name: str
    sha256: str
    words: str


def read(native: Native) -> tuple[Attached, ...]:
    """Return what is attached to a message, or lies in an archive or a PDF, and has words; nothing for another file, or
    one that cannot be read."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(each for each, _ in zip(_within(native, Path(folder), _DEEPEST), range(_MOST), strict=False))


def _within(native: Native, folder: Path, depth: int) -> Iterator[Attached]:
    for number, part in enumerate(_parts(native) if depth else ()):
        file = folder / f"{depth}-{number}{_suffix(part)}"
        file.write_bytes(part.content)
        inner = replace(native, path=file)
        try:
            _, words, _, beyond, raw = look.read(inner)
        except NotShownError:
            words, beyond, raw = "", "", look.raw(inner)
        words = "\n".join(each for each in (words, beyond, raw) if each.strip())
        if words.strip():
            yield Attached(part.name or part.media_type, sha256(part.content).hexdigest(), words)
        yield from _within(inner, folder, depth - 1)
        file.unlink()


def _parts(native: Native) -> tuple[Part, ...]:
    """What lies in a native directly, as far as it has bytes of its own."""
    try:
        row = table.row_of(native)
        found = tuple(_TAKEN_APART.get(row.name if row else "", _nothing)(native))
    except (NotShownError, RecursionError, held_pdf.UnreadError, *UNZIPPED):
        return ()
    return tuple(part for part in found if 0 < len(part.content) <= _LONGEST)


def _of_message(native: Native) -> Iterable[Part]:
    found = metadata_mail.taken_apart(native)
    return found.parts if found else ()


def _of_pdf(native: Native) -> Iterator[Part]:
    with native.path.open("rb") as file:
        yield from (Part("", "", content) for content in held_pdf.embedded(file))


def _of_archive(native: Native) -> Iterator[Part]:
    """What lies in a zip, as far as it is not too much: it unfolds to anything."""
    if not zipfile.is_zipfile(native.path):
        return
    left = _LONGEST
    with zipfile.ZipFile(native.path) as archive:
        for entry in archive.infolist()[:_MOST]:
            with archive.open(entry) as inner:
                content = inner.read(left + 1)
            left -= len(content)
            if left < 0:
                return
            yield Part(entry.filename, "", content)


def _nothing(_native: Native) -> tuple[Part, ...]:
    return ()


_TAKEN_APART: Mapping[str, Callable[[Native], Iterable[Part]]] = {
    "mail": _of_message, "outlook": _of_message, "pdf": _of_pdf, "": _of_archive,
}  # fmt: skip
"""What takes apart which row of the table of exhibits; "" is what no converter reads."""


def _suffix(part: Part) -> str:
    """The suffix that says how a part is read: a message's or a text's, whatever its sender called it."""
    return _SUFFIXES.get(part.media_type) or Path(part.name).suffix.lower()[:8]
