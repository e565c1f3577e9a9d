"""How much room the head of a letter takes, and where its areas then stand: as the country wants them, but never over
one another.

Lines are measured in the faces that the PDF sets them in. Knows the areas and the words in them, no page.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casefile.render.advance import width_mm
from casefile.render.geometry import LINE, Area, Geometry

_MM = 25.4 / 72
_BELOW = 2.0  # millimetres of white under an area that pushes another down
_OVER_SUBJECT, _TOUCHING = 4.0, 1.0  # the same over the subject, and how near nothing may come to it
LOGO_HEIGHT = 16.0  # millimetres at most, as in print.css
_LOGO_WHITE = 1.4  # under it
_VIEW_BOX = re.compile(rb"viewBox\s*=\s*[\"'][\d.+-]+[\s,]+[\d.+-]+[\s,]+(\d+(?:\.\d+)?)[\s,]+(\d+(?:\.\d+)?)")
_NAME_WHITE = 0.7  # under the sender's name, as in print.css


@dataclass(frozen=True, slots=True)
class Face:
    """How the lines of an area are set: size and line height in points, as in print.css."""

    points: float
    height: float
    serif: bool = False
    bold: bool = False


NAME = Face(15, 17.25, serif=True, bold=True)
DETAILS = Face(8.5, 11.9)
RETURN = Face(6.5, 8.45)
RECIPIENT = Face(10.5, LINE / _MM, serif=True)
DATED = Face(9, 12.6)


@dataclass(frozen=True, slots=True)
class Head:
    """What the areas hold: lines of text, and the height of the logo in millimetres."""

    sender: tuple[str, ...]
    contact: tuple[str, ...]
    recipient: tuple[str, ...]
    place_date: str
    references: tuple[str, ...]
    logo: float = 0


def wrapped(lines: Sequence[str], face: Face, width: float, wider: float = 1.0) -> int:
    """On how many lines of `width` millimetres the text stands, in a face so many times `wider` than ours; a word
    longer than a line is broken."""
    return sum(_wrapped(each, face, width / wider) for each in lines if each)


def _wrapped(text: str, face: Face, width: float) -> int:
    count, used = 1, 0.0
    space = _advance(" ", face)
    for word in text.split(" "):
        long = _advance(word, face)
        if used and used + space + long > width:
            count, used = count + 1, 0.0
        used += (space if used else 0.0) + long
        if used > width:
            full, used = _broken(word, face, width)
            count += full
    return count


def _broken(word: str, face: Face, width: float) -> tuple[int, float]:
    """How many lines a word fills that is longer than one, and how much of the next it takes."""
    full, used = 0, 0.0
    for character in word:
        wide = _advance(character, face)
        if used + wide > width:
            full, used = full + 1, 0.0
        used += wide
    return full, used


def _advance(text: str, face: Face) -> float:
    return width_mm(text, face.points, bold=face.bold, serif=face.serif)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An area with what it holds: where it would begin, its side edges, its height; in millimetres."""

    name: str
    top: float
    left: float
    right: float
    height: float

    def shares_a_column(self, other: _Piece) -> bool:
        return self.left < other.right and other.left < self.right


def settled(place: Geometry, head: Head, wider: float = 1.0) -> Geometry:
    """The areas where the country wants them; what would be printed over stands lower, and the subject under all.

    `wider` is how many times wider than in our faces a program may set the text.
    """
    back = _back(place, head, wider)
    stand = list[_Piece]()
    for piece in sorted(_pieces(place, head, back, wider), key=lambda each: each.top):
        top = piece.top
        for other in stand:
            bottom = other.top + other.height
            if piece.shares_a_column(other) and bottom > top:
                top = bottom + _BELOW
        stand.append(replace(piece, top=top))
    tops = {"details": place.details.top} | {each.name: each.top for each in stand}
    lowest = max(each.top + each.height for each in stand)
    return replace(
        place,
        sender=_at(place.sender, tops["sender"]),
        details=_at(place.details, tops["details"]),
        address=_at(place.address, tops["address"] + back),
        dated=_at(place.dated, tops["dated"]),
        references=_at(place.references, tops["references"]),
        subject=round(lowest + _OVER_SUBJECT, 2) if lowest + _TOUCHING > place.subject else place.subject,
        back=back or place.back,
    )


def _at(area: Area, top: float) -> Area:
    return replace(area, top=round(top, 2))


def _back(place: Geometry, head: Head, wider: float) -> float:
    """From the top of the return line to that of the recipient's address."""
    if not place.return_line or not head.sender:
        return 0.0
    lines = wrapped((" · ".join(head.sender),), RETURN, place.address.width, wider)
    return place.back + (lines - 1) * RETURN.height * _MM


def _pieces(place: Geometry, head: Head, back: float, wider: float) -> list[_Piece]:
    def high(lines: Sequence[str], face: Face, area: Area) -> float:
        return wrapped(lines, face, area.width, wider) * face.height * _MM

    details = (*head.sender[1:], *head.contact)
    name = head.logo + high(head.sender[:1], NAME, place.sender)
    beside = high(details, DETAILS, place.details)
    heights = {
        "sender": name + _NAME_WHITE + beside if place.stacked else name,
        "address": back + high(head.recipient, RECIPIENT, place.address),
        "dated": high((head.place_date,), DATED, place.dated),
        "references": high(head.references, DETAILS, place.references),
    }
    if not place.stacked:
        heights["details"] = beside
    areas = {each: getattr(place, each) for each in heights}
    tops = {each: area.top for each, area in areas.items()}
    tops["address"] = max(place.address.top - back, place.window.top)  # a long return line grows up, within the window
    return [_Piece(each, tops[each], area.left, area.left + area.width, heights[each]) for each, area in areas.items()]


def logo_mm(picture: bytes, width: float) -> float:
    """How high a logo stands that is set `width` millimetres wide, with the white under it; PNG and SVG say how wide
    they are to their height, any other picture is taken for as high as a logo may be."""
    wide, high = _size(picture)
    return min(width * high / wide, LOGO_HEIGHT) + _LOGO_WHITE if wide > 0 else LOGO_HEIGHT + _LOGO_WHITE


def _size(picture: bytes) -> tuple[float, float]:
    """Width and height in any unit; zeros where they are not said (PNG, 11.2.2; SVG 2, 8.6)."""
    if picture.startswith(b"\x89PNG") and len(picture) >= 24:
        wide, high = struct.unpack(">II", picture[16:24])
        return float(wide), float(high)
    found = _VIEW_BOX.search(picture)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)
