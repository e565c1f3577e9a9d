"""A JPEG's segments (ITU-T T.81, B): where its picture ends, the picture with nothing beside it, what it carries.

Knows bytes; decodes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

START = b"\xff\xd8"
_FIRST = b"\xff\xd8\xff"
_EOI, _SOS, _COM = 0xD9, 0xDA, 0xFE
_APP0, _APP2, _APP14, _APP15 = 0xE0, 0xE2, 0xEE, 0xEF
_BARE = frozenset((0x01, *range(0xD0, 0xD9)))  # without a length, and out of place here
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_SCANNED = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")  # the marker that ends a scan
_MOST = 200  # pictures of one file: each is read to its end
_JFIF, _ADOBE, _ICC = b"JFIF\0", b"Adobe", b"ICC_PROFILE\0"
_JFIF_LENGTH, _ADOBE_LENGTH = 14, 12  # without a thumbnail, or what else a program writes behind


class Segment(NamedTuple):
    """A marker and what it holds: without its length; of a scan, with the coded picture behind it."""

    marker: int
    content: bytes
    scan: bytes = b""


class UnevenError(Exception):
    """The bytes are no JPEG that is whole and in order."""


def segments(content: bytes) -> tuple[tuple[Segment, ...], int]:
    """Return the segments of the first picture, and where it ends; raises UnevenError."""
    if not content.startswith(_FIRST):
        raise UnevenError
    found: list[Segment] = []
    place = len(START)
    while True:
        marker, place = _marker(content, place)
        if marker == _EOI:
            return tuple(found), place
        if marker in _BARE:
            raise UnevenError
        end = place + int.from_bytes(content[place : place + 2])
        if end < place + 2 or end > len(content):
            raise UnevenError
        scanned = _SCANNED.search(content, end) if marker == _SOS else None
        if marker == _SOS and scanned is None:
            raise UnevenError
        place, start = scanned.start() if scanned else end, place
        found.append(Segment(marker, content[start + 2 : end], content[end:place]))


def alone(content: bytes) -> bytes:
    """Return the first picture with what is needed to decode and to colour it: no camera's data, preview, comment,
    and nothing behind its end; raises UnevenError."""
    found, _ = segments(content)
    return START + b"".join(_written(each) for each in found if _is_needed(each)) + bytes((0xFF, _EOI))


def bared(content: bytes) -> bytes | None:
    """Return a JPEG as `alone` does where its head has something beside the picture, None where there is nothing to
    take out. Of one that is not whole or in order only the head is written anew, as far as it can be read."""
    found, place = _head(content)
    if all(_is_needed(each) and _kept(each) == each.content for each in found):
        return None
    try:
        return alone(content)
    except UnevenError:
        return START + b"".join(_written(each) for each in found if _is_needed(each)) + content[place:]


def _head(content: bytes) -> tuple[list[Segment], int]:
    """Return the segments before the first scan that are whole, and where they end; none of what is no JPEG."""
    found: list[Segment] = []
    place = len(START)
    while content.startswith(_FIRST) and (marker := _MARKER.match(content, place)):
        end = marker.end() + int.from_bytes(content[marker.end() : marker.end() + 2])
        kind = marker[1][0]
        if kind in (_SOS, _EOI) or kind in _BARE or not marker.end() + 2 <= end <= len(content):
            break
        found.append(Segment(kind, content[marker.end() + 2 : end]))
        place = end
    return found, place


def carried(content: bytes) -> Iterator[bytes]:
    """Yield every picture in a JPEG as a file of its own, wherever it begins (the first one, previews, what was put
    behind), the first one first; and what stands behind one and is none."""
    place, behind, left = 0, 0, _MOST
    while left and (place := content.find(_FIRST, place)) >= 0:
        left -= 1
        try:
            _, end = segments(content[place:])
        except UnevenError:
            place += 1
            continue
        yield content[place : place + end]
        if place >= behind and not content[behind:place].strip(b"\0"):
            behind = place + end  # one follows the other
        place += 1
    if behind and content[behind:].strip(b"\0"):
        yield content[behind:]


def _marker(content: bytes, place: int) -> tuple[int, int]:
    """Return the marker at a place, and where what it holds begins."""
    found = _MARKER.match(content, place)
    if found is None:
        raise UnevenError
    return found[1][0], found.end()


def _is_needed(segment: Segment) -> bool:
    if segment.marker == _COM or not _APP0 <= segment.marker <= _APP15:
        return segment.marker != _COM
    begins = {_APP0: _JFIF, _APP2: _ICC, _APP14: _ADOBE}.get(segment.marker)
    return begins is not None and segment.content.startswith(begins)


def _kept(segment: Segment) -> bytes:
    """Return what a needed segment holds, without a thumbnail, or what else a program wrote behind."""
    if segment.marker == _APP0 and len(segment.content) > _JFIF_LENGTH:
        return segment.content[: _JFIF_LENGTH - 2] + bytes(2)
    return segment.content[:_ADOBE_LENGTH] if segment.marker == _APP14 else segment.content


def _written(segment: Segment) -> bytes:
    content = _kept(segment)
    return bytes((0xFF, segment.marker)) + (len(content) + 2).to_bytes(2) + content + segment.scan
