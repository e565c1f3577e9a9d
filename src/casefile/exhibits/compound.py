"""What lies in a compound file (MS-CFB): the names of its streams, by its own directory. Reads nothing else of it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD, _ENTRY, _LONGEST_NAME, _STREAM = 512, 128, 64, 2
_SHIFTS = {3: 9, 4: 12}  # a version's sectors, in bits of their size
_IN_HEAD = 109  # sectors of the allocation table that the head names; a larger table has a chain of its own
_MOST_SECTORS = 4096
_NO_SECTOR = 0xFFFFFFFA


def streams(path: Path) -> frozenset[str]:
    """Return the names of the streams that the file's directory lists, none for a file that only begins as one."""
    with path.open("rb") as file:
        content = file.read()
    if len(content) < _HEAD or not content.startswith(MARK):
        return frozenset()
    version, order, shift = struct.unpack_from("<HHH", content, 26)
    if order != 0xFFFE or _SHIFTS.get(version) != shift:
        return frozenset()
    return frozenset(name for sector in _directory(content, 1 << shift) for name in _names(sector))


def _directory(content: bytes, size: int) -> Iterator[bytes]:
    """Yield the sectors of the directory, as far as the allocation table leads."""
    (sector,) = struct.unpack_from("<I", content, 48)
    table = struct.unpack_from(f"<{_IN_HEAD}I", content, 76)
    for _ in range(_MOST_SECTORS):
        at = (sector + 1) * size
        if sector >= _NO_SECTOR or at >= len(content):
            return
        yield content[at : at + size]
        which, entry = divmod(sector, size // 4)
        place = (table[which] + 1) * size + entry * 4 if which < _IN_HEAD else len(content)
        if place + 4 > len(content):
            return
        (sector,) = struct.unpack_from("<I", content, place)


def _names(sector: bytes) -> Iterator[str]:
    for at in range(0, len(sector) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", sector, at + _LONGEST_NAME)
        if kind == _STREAM and 2 <= length <= _LONGEST_NAME:
            yield sector[at : at + length - 2].decode("utf-16-le", errors="replace")
