"""A zip in the one form that we write: every file stored as it is, in order, one day for all, not a byte to spare.

Because nothing in it is left to choice, the whole zip follows from its files: `Form` gives the bytes between them, to
write them and to compare them. PKWARE's APPNOTE 6.3.10; paragraphs in brackets. Knows no bag.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

_LOCAL = struct.Struct("<4s2B4HL2L2H")  # 4.3.7
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")  # 4.3.12
_END = struct.Struct("<4s4H2LH")  # 4.3.16
_END64 = struct.Struct("<4sQ2H2L4Q")  # 4.3.14
_LOCATOR = struct.Struct("<4sLQL")  # 4.3.15
_LONG, _MANY = 0xFFFFFFFF, 0xFFFF  # what stands where a number needs more room (4.4.1.4)
_UNIX, _MODE = 3, 0o100644 << 16
_LOOKED_AT = 1 << 20  # bytes at the end of a file in which a zip's end is looked for
_UTF8 = 0x800  # the name is not ASCII (4.4.4, bit 11)


class AlteredError(ValueError):
    """A zip of ours is no longer what was written; the message says where."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One file in the zip: its name, its bytes' size and CRC-32, and where its header begins."""

    name: str
    size: int
    crc: int
    start: int

    @property
    def data(self) -> int:
        """Where its bytes begin."""
        return self.start + len(local(self, date(1980, 1, 1)))

    @property
    def is_long(self) -> bool:
        """Whether its size needs 64 bits."""
        return self.size >= _LONG


def local(entry: Stored, day: date) -> bytes:
    """What stands before a file's bytes (4.3.7); as long for any day and any CRC."""
    size = _LONG if entry.is_long else entry.size
    extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.size) if entry.is_long else b""
    name, flag = _name(entry)
    head = (b"PK\3\4", 45 if entry.is_long else 20, 0, flag, 0, 0, _day(day), entry.crc, size, size)
    return _LOCAL.pack(*head, len(name), len(extra)) + name + extra


def directory(entries: Sequence[Stored], day: date) -> bytes:
    """Everything behind the last file's bytes: the directory and its end (4.3.12 to 4.3.16)."""
    listed = b"".join(rows(entries, day))
    start = entries[-1].data + entries[-1].size if entries else 0
    end = b""
    if start >= _LONG or len(listed) >= _LONG or len(entries) >= _MANY:
        count = len(entries)
        end = _END64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, len(listed), start)
        end += _LOCATOR.pack(b"PK\6\7", 0, start + len(listed), 1)
    count = min(len(entries), _MANY)
    return listed + end + _END.pack(b"PK\5\6", 0, 0, count, count, min(len(listed), _LONG), min(start, _LONG), 0)


def rows(entries: Sequence[Stored], day: date) -> list[bytes]:
    """The directory's entries, one a file (4.3.12)."""
    return [_row(entry, day) for entry in entries]


def _row(entry: Stored, day: date) -> bytes:
    size, start = (_LONG if entry.is_long else entry.size), min(entry.start, _LONG)
    long = (entry.size, entry.size) * entry.is_long + (entry.start,) * (start == _LONG)
    extra = struct.pack(f"<2H{len(long)}Q", 1, 8 * len(long), *long) if long else b""
    name, flag = _name(entry)
    needs = 45 if long else 20
    head = (b"PK\1\2", needs, _UNIX, needs, 0, flag, 0, 0, _day(day), entry.crc, size, size)
    return _CENTRAL.pack(*head, len(name), len(extra), 0, 0, 0, _MODE, start) + name + extra


def _name(entry: Stored) -> tuple[bytes, int]:
    name = entry.name.encode()
    return name, 0 if name.isascii() else _UTF8


def _day(day: date) -> int:
    """A day as MS-DOS writes it, which knows none before 1980 (4.4.6)."""
    return (max(day.year, 1980) - 1980) << 9 | day.month << 5 | day.day


def read(stream: IO[bytes]) -> tuple[tuple[Stored, ...], bytes]:
    """The files that a zip's end names, and the bytes that name them, from where the directory begins.

    ValueError, saying what is wrong, where that is no zip, or one of another form; AlteredError where it is one of ours
    that was altered.
    """
    size = stream.seek(0, 2)
    stream.seek(max(size - _END.size - _LOCATOR.size - _END64.size, 0))
    tail = stream.read()
    if len(tail) < _END.size or tail[-_END.size :][:4] != b"PK\5\6":
        raise _without_end(stream, size)
    start, rows, count = _ended(tail, size)
    stream.seek(start)
    content = stream.read()
    found, place = [], 0
    for _ in range(count):
        if rows < place + _CENTRAL.size or content[place : place + 4] != b"PK\1\2":
            raise AlteredError(f"its directory was changed at byte {start + place}")
        fields = _CENTRAL.unpack_from(content, place)
        long, more, remark = fields[12:15]
        place += _CENTRAL.size
        name = _named(content[place : place + long], start + place)
        found.append(_stored(name, fields, content[place + long :][:more], start))
        place += long + more + remark
    if place != rows:
        raise AlteredError(f"its directory, from byte {start} on, has another length than it says")
    return tuple(found), content


def _ended(tail: bytes, size: int) -> tuple[int, int, int]:
    """Where the directory begins, how long it is, and how many files it names."""
    _, _, _, _, count, rows, start, _ = _END.unpack(tail[-_END.size :])
    more = tail[: -_END.size]
    if more[-_LOCATOR.size :][:4] == b"PK\6\7" and more[:4] == b"PK\6\6":
        *_, count, rows, start = _END64.unpack(more[: _END64.size])
    else:
        more = b""
    if start + rows + len(more) + _END.size != size:
        raise AlteredError(f"its directory is not where its end (byte {size - _END.size}) says")
    return start, rows, count


def _without_end(stream: IO[bytes], size: int) -> ValueError:
    """What is wrong with a file that does not end as a zip of ours does: bytes behind its end, or no end at all. The
    end of a zip that is stored in it, as every Word file is one, is not its own."""
    stream.seek(0)
    begins = stream.read(4) == b"PK\3\4"
    looked = stream.seek(max(size - _LOOKED_AT, 0))
    tail = stream.read()
    place = tail.rfind(b"PK\5\6")
    end = looked + place + _END.size
    if place >= 0 and end < size and _is_its_own(tail[place:], looked + place):
        return AlteredError(f"something was added behind its end, from byte {end} on (bytes: {size - end})")
    if begins:
        return AlteredError("its end is not there: its last 22 bytes were changed, or it is only a part of a zip")
    return ValueError("it is no zip, or only a part of one")


def _is_its_own(end: bytes, place: int) -> bool:
    """Whether the end that stands at this byte of a file gives its directory's place as counted from byte 0."""
    _, _, _, _, _, rows, start, _ = _END.unpack(end[: _END.size])
    return bool(start == _LONG or start + rows == place)


def _named(name: bytes, place: int) -> str:
    try:
        return name.decode()
    except UnicodeDecodeError:
        raise AlteredError(f"its directory was changed in the name at byte {place}") from None


def _stored(name: str, fields: Sequence[int], extra: bytes, end: int) -> Stored:
    crc, packed, size, start = fields[9], fields[10], fields[11], fields[18]
    count = (len(extra) - 4) // 8 if extra[:2] == b"\1\0" else 0
    long = list(struct.unpack_from(f"<{count}Q", extra, 4)) if count > 0 else []
    if size == _LONG and len(long) > 1:
        packed, size = long.pop(0), long.pop(0)
    if start == _LONG and long:
        start = long.pop(0)
    if start + size > end:
        raise AlteredError(f"its directory gives {name} a size or a place that it cannot have")
    if fields[6] or packed != size:
        raise ValueError(f"{name} is packed, and not stored")
    return Stored(name, size, crc, start)
