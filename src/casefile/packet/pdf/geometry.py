"""Where things stand on a page as its reader sees it: rotated, cropped, in user units. Numbers only, no PDF library.

A reader's coordinates have their origin at the lower left of what is shown, in points of 1/72 inch on the paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A page as it is shown: the visible box in user space, the rotation in degrees, the size of a user unit."""

    box: Box
    rotation: int = 0
    unit: float = 1.0

    @property
    def width(self) -> float:
        """What the reader sees, in points."""
        return self._sides[self.rotation % 180 == 90]

    @property
    def height(self) -> float:
        """What the reader sees, in points."""
        return self._sides[self.rotation % 180 == 0]

    @property
    def _sides(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return (right - left) * self.unit, (top - bottom) * self.unit

    @property
    def matrix(self) -> Matrix:
        """From the reader's coordinates to user space (ISO 32000-1, 8.3.2.3 and table 30)."""
        left, bottom, right, top = self.box
        scale = 1 / self.unit
        turned: dict[int, Matrix] = {
            0: (scale, 0, 0, scale, left, bottom),
            90: (0, scale, -scale, 0, right, bottom),
            180: (-scale, 0, 0, -scale, right, top),
            270: (0, -scale, scale, 0, left, top),
        }
        return turned[self.rotation % 360]

    @property
    def head(self) -> tuple[float, float]:
        """The upper left corner that the reader sees, in user space: where a link to the page lands."""
        return apply(self.matrix, 0, self.height)

    def shrunk(self, scale: float) -> Matrix:
        """Draws the page smaller about the middle of its upper edge, which leaves a band free below; in user space."""
        towards = (scale, 0, 0, scale, (1 - scale) * self.width / 2, (1 - scale) * self.height)
        return joined(joined(inverse(self.matrix), towards), self.matrix)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point that a matrix takes (x, y) to."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def joined(first: Matrix, then: Matrix) -> Matrix:
    """One matrix for two, applied in this order."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def inverse(matrix: Matrix) -> Matrix:
    """The way back. The matrices here are never degenerate."""
    a, b, c, d, e, f = matrix
    size = a * d - b * c
    return (d / size, -b / size, -c / size, a / size, (c * f - d * e) / size, (b * e - a * f) / size)


def moved(matrix: Matrix, box: Box) -> Box:
    """The upright box round a box that was moved."""
    corners = [apply(matrix, box[i], box[j]) for i in (0, 2) for j in (1, 3)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def overlap(first: Box, second: Box) -> Box:
    """What two boxes share, each with its corners in order; the first one where they share nothing."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left < right and bottom < top else first


def ordered(numbers: tuple[float, ...]) -> Box:
    """A box with its corners in order: lower left, upper right."""
    x1, y1, x2, y2 = numbers
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def outermost(boxes: Sequence[Box]) -> Iterator[Box]:
    """Each box that lies in no other, half a point of slack; of the same ones the first."""
    for at, one in enumerate(boxes):
        others = (each for place, each in enumerate(boxes) if place < at or (place > at and not _holds(one, each)))
        if not any(_holds(each, one) for each in others):
            yield one


def _holds(outer: Box, inner: Box) -> bool:
    left, bottom, right, top = (a - b for a, b in zip(outer, inner, strict=True))
    return max(left, bottom) <= 0.5 and min(right, top) >= -0.5
