"""What Word's binary files (MS-DOC) tell of changes that are still marked, and of comments. Reads the table of contents
at their head (2.5.1, 2.5.6), no text.
"""

from __future__ import annotations

import struct
from typing import Any

from casefile.exhibits.metadata import Metadata, listed

_FLAGS, _TABLES = 0x0A, 0x9A
_SECOND_TABLE = 0x0200  # fWhichTblStm
_COMMENTS, _AUTHORS = 4, 51  # PlcfandRef, SttbfRMark
_NOBODY = "Unknown"


def beside(compound: Any) -> Metadata:
    """Return who made changes, and that there are comments ("?": what they say is not read); nothing of another type of
    file. Raises ValueError or OSError where it is damaged."""
    if not compound.exists("WordDocument"):
        return Metadata()
    head = compound.openstream("WordDocument").read(_TABLES + 8 * (_AUTHORS + 1))
    try:
        (flags,) = struct.unpack_from("<H", head, _FLAGS)
        place, length = struct.unpack_from("<II", head, _TABLES + 8 * _AUTHORS)
        _, comments = struct.unpack_from("<II", head, _TABLES + 8 * _COMMENTS)
        table = compound.openstream("1Table" if flags & _SECOND_TABLE else "0Table").read()
        names = _names(table[place : place + length])
    except struct.error:
        raise ValueError("no head of a Word file") from None
    return Metadata(tracked=listed(name for name in names if name != _NOBODY), comments=("?",) if comments else ())


def _names(table: bytes) -> list[str]:
    """Return the strings of a table (2.2.4)."""
    if len(table) < 6:
        return []
    _, count, _ = struct.unpack_from("<HHH", table)
    found, at = [], 6
    for _ in range(count):
        (length,) = struct.unpack_from("<H", table, at)
        found.append(table[at + 2 : at + 2 + 2 * length].decode("utf-16-le", errors="replace"))
        at += 2 + 2 * length
    return found
