"""An office file without what its tracked changes took out and what was noted in its margin, as it is given to
LibreOffice, which would print it among the rest. The native stays what it is.
"""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_FILE, _PART = 1 << 28, 50_000_000


class _Kind(NamedTuple):
    """A kind of office file: the parts of its container that hold words, and the elements that go, with all in them."""

    parts: re.Pattern[str]
    elements: tuple[bytes, ...]


_WORD = _Kind(
    re.compile(r"word/(?:document|header[0-9]*|footer[0-9]*|footnotes|endnotes)\.xml"), (b"w:del", b"w:moveFrom")
)
_OPEN = _Kind(re.compile(r"(?:content|styles)\.xml"), (b"text:tracked-changes", b"office:annotation"))
_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), _WORD), **dict.fromkeys((".odt", ".ott"), _OPEN),
}  # fmt: skip


def without(native: Path, copy: Path) -> bool:
    """Write a copy of a file without what is no longer said in it; return whether there was any."""
    kind = _KINDS.get(native.suffix.lower())
    if kind is None or not zipfile.is_zipfile(native):
        return False
    try:
        with zipfile.ZipFile(native) as archive:
            if sum(each.file_size for each in archive.infolist()) > _FILE:
                return False
            parts = [each for each in archive.infolist() if kind.parts.fullmatch(each.filename)]
            kept = {
                each.filename: _shown(archive.read(each), kind.elements) for each in parts if each.file_size < _PART
            }
            if all(archive.read(name) == content for name, content in kept.items()):
                return False
            _write(archive, kept, copy)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError, zlib.error):
        return False  # LibreOffice says what is wrong with it
    return True


def _write(archive: zipfile.ZipFile, kept: Mapping[str, bytes], copy: Path) -> None:
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in archive.infolist():
            told = zipfile.ZipInfo(entry.filename)
            told.compress_type = entry.compress_type  # an OpenDocument's type stands bare at its head
            with archive.open(entry) as theirs, made.open(told, "w") as ours:
                ours.write(kept[entry.filename]) if entry.filename in kept else shutil.copyfileobj(theirs, ours)


def _shown(part: bytes, elements: tuple[bytes, ...]) -> bytes:
    for name in elements:
        gone = re.compile(rb"<%b(?:\s[^>]*)?(?<!/)>.*?</%b>" % (name, name), re.DOTALL)
        # behind the last end, each that begins would be sought to the end of the part
        before, last, after = part.rpartition(b"</%b>" % name)
        part = gone.sub(b"", before + last) + after
    return part
