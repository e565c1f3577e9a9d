"""What a file is that no converter reads, told by its first bytes and its name: sound, video, archive, office file, or
what Outlook wraps a message in (MS-OXTNEF)."""

from __future__ import annotations

from typing import Literal, NamedTuple

from casefile.exhibits.compound import MARK

Kind = Literal["audio", "video", "archive", "office", "tnef", "no-converter"]


class Nature(NamedTuple):
    """A kind of file: the bytes it starts with (from `offset` on), the suffixes it has."""

    kind: Kind
    starts: tuple[bytes, ...] = ()
    offset: int = 0
    suffixes: tuple[str, ...] = ()


OFFICE = (".doc", ".docm", ".docx", ".odp", ".ods", ".odt", ".ppt", ".pptx", ".rtf", ".xls", ".xlsb", ".xlsm", ".xlsx")
_OFFICE_MARKS = (b"[Content_Types].xml", b"mimetypeapplication/vnd.oasis.opendocument")

# In this order; a container's own name for itself comes before the container.
_NATURES = (
    Nature("audio", (b"M4A ", b"M4B "), 8),
    Nature("video", (b"ftyp",), 4),
    Nature("audio", (b"WAVE",), 8),
    Nature("video", (b"AVI ",), 8),
    Nature("audio", (b"ID3", b"fLaC", b"OggS", b"#!AMR", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1", b"FORM")),
    Nature("video", (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"FLV\x01", b"0&\xb2u\x8ef\xcf\x11")),
    Nature("tnef", (b"\x78\x9f\x3e\x22",)),
    Nature("office", (MARK, b"{\\rtf")),
    Nature("office", suffixes=OFFICE),
    Nature(
        "archive", (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"BZh", b"\xfd7zXZ")
    ),
    Nature("archive", (b"\x28\xb5\x2f\xfd",)),
    Nature("archive", (b"ustar",), 257),
    Nature("audio", suffixes=(".aac", ".amr", ".m4a", ".mp3", ".oga", ".ogg", ".opus", ".wav", ".wma")),
    Nature("video", suffixes=(".3gp", ".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".webm", ".wmv")),
    Nature("archive", suffixes=(".7z", ".bz2", ".gz", ".rar", ".tar", ".tgz", ".xz", ".zip", ".zst")),
)
BY_NATURE = frozenset(("audio", "video", "archive"))


def nature(head: bytes, suffix: str) -> Kind:
    """Return what kind of file one is that no converter reads."""
    if head.startswith(b"PK") and any(mark in head for mark in _OFFICE_MARKS):
        return "office"
    for each in _NATURES:
        if head.startswith(each.starts, each.offset) or suffix in each.suffixes:
            return each.kind
    return "no-converter"
