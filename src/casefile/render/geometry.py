"""Where things stand on the first page of a letter, by the sender's country, in millimetres from the top left corner.

Germany, Austria: DIN 5008 form B. France: the window right. United Kingdom: DL window left. Poland and Russia: no
window; the places their letters give to date, sender and addressee. Knows no text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

LINE = 4.9  # millimetres from one line of the recipient's address to the next


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the sheet, in millimetres."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Geometry:
    """A country's letter: paper, side margins, and the areas of the first page."""

    width: float
    height: float
    margin_left: float
    margin_right: float
    margin_bottom: float
    window: Area  # what the envelope shows
    address: Area  # the part of it the recipient's lines take
    sender: Area
    details: Area  # the sender's address, when it stands apart from the name; else the same area as sender
    dated: Area
    references: Area
    subject: float  # top of the subject line
    folds: tuple[float, ...] = ()
    hole: float = 0
    return_line: bool = False  # the sender's address in small type above the recipient's, inside the window
    centered: bool = False  # the subject
    back: float = 5  # from the top of the return line to that of the recipient's address

    @property
    def stacked(self) -> bool:
        """Whether the sender's address stands under the name, and moves down with a long one."""
        return self.sender.left == self.details.left

    @property
    def returned(self) -> Area:
        """Where the return line stands: right above the recipient's address."""
        return Area(self.address.left, self.address.top - self.back, self.address.width, self.back)

    @property
    def address_lines(self) -> int:
        """How many lines of the recipient's address the area takes."""
        return int(self.address.height / LINE)


_LEFT = Geometry(
    210, 297, 25, 22, 28,
    window=Area(20, 45, 90, 45), address=Area(25, 52, 80, 36),
    sender=Area(25, 16, 90, 22), details=Area(125, 16, 63, 26),
    dated=Area(125, 52, 63, 6), references=Area(125, 59, 63, 32), subject=99,
)  # fmt: skip
_RIGHT = Geometry(
    210, 297, 25, 22, 28,
    window=Area(110, 55, 85, 33), address=Area(112, 57, 76, 29),
    sender=Area(25, 16, 80, 12), details=Area(25, 23, 80, 28),
    dated=Area(112, 90, 76, 6), references=Area(25, 57, 80, 34), subject=102,
)  # fmt: skip
_DL = replace(
    _LEFT, window=Area(20, 50, 90, 35), address=Area(25, 53, 80, 30), dated=Area(125, 53, 63, 6),
    references=Area(125, 59, 63, 30), subject=95,
)  # fmt: skip
_DIN = replace(
    _LEFT, window=Area(20, 45, 85, 45), address=Area(25, 57.7, 80, 32.3),
    dated=Area(125, 50, 63, 6), references=Area(125, 57.7, 63, 32), subject=98.5,
    folds=(105, 210), hole=148.5, return_line=True,
)  # fmt: skip

GEOMETRIES = {
    "DE": _DIN,
    "AT": _DIN,
    "FR": _RIGHT,
    "BE": _RIGHT,
    "LU": _RIGHT,
    "GB": _DL,
    "IE": _DL,
    "PL": replace(_RIGHT, dated=Area(112, 16, 76, 6), centered=True),
    "RU": replace(
        _RIGHT, margin_left=20, margin_right=10, margin_bottom=24,
        window=Area(110, 20, 90, 36), address=Area(112, 21, 88, 35),
        sender=Area(20, 20, 80, 12), details=Area(20, 27, 80, 28), dated=Area(20, 62, 80, 6),
        references=Area(20, 68, 80, 22), subject=94, centered=True,
    ),
    "US": replace(
        _LEFT, width=215.9, height=279.4, window=Area(22, 52, 114, 29), address=Area(25, 55, 85, 26),
        details=Area(130, 16, 64, 26), dated=Area(130, 55, 64, 6), references=Area(130, 61, 64, 30),
    ),
}  # fmt: skip


def geometry(country: str) -> Geometry:
    """The letter of a sender's country (ISO 3166 alpha-2); countries without a row of their own get a left window."""
    return GEOMETRIES.get(country, _LEFT)
