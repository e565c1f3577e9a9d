"""Handwriting: single-stroke letters, slanted and shaky, for signatures and notes. Points are digit pairs x y."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PIL import Image, ImageDraw

from tools.sample_evidence.grain import numbers

Point = tuple[float, float]
GLYPHS = {
    "a": "35 26 15 04 13 23 35 36 34 43", "b": "09 06 03 / 04 16 26 35 34 23 13 04", "c": "35 26 16 05 04 13 23 34",
    "d": "35 26 16 05 04 13 23 34 39 33 43", "e": "04 25 35 26 16 05 04 13 23 34", "f": "39 29 18 13 11 / 06 36",
    "g": "35 26 16 05 04 13 23 35 36 31 20 10 01", "h": "09 03 / 05 16 26 35 33 43", "i": "06 04 13 / 08 08",
    "j": "16 11 00 / 18 18", "k": "09 03 / 36 04 / 15 33 43", "l": "09 04 13 23",
    "m": "06 03 / 05 16 25 23 / 25 36 45 43 53",
    "n": "06 03 / 05 16 26 35 33 43", "o": "26 16 05 04 13 23 34 35 26", "p": "06 00 / 05 16 26 35 34 23 13 04",
    "q": "35 26 16 05 04 13 23 35 36 30 42", "r": "06 03 / 05 16 26 36", "s": "36 16 05 15 34 23 03",
    "t": "18 14 23 33 / 06 36", "u": "06 04 13 23 35 36 33 43", "v": "06 13 36", "w": "06 13 26 33 46",
    "x": "06 33 / 36 03", "y": "06 04 14 34 36 31 20 00", "z": "06 36 03 33", "A": "03 29 43 / 15 35",
    "B": "09 03 / 09 29 38 26 06 36 34 23 03", "C": "48 29 19 07 05 13 33 44", "D": "09 03 / 09 29 46 45 23 03",
    "E": "39 09 03 33 / 06 26", "F": "09 03 / 09 39 / 06 26", "G": "48 29 07 05 13 33 45 25",
    "H": "09 03 / 49 43 / 06 46", "I": "19 13", "J": "39 34 23 13 04", "K": "09 03 / 49 05 / 16 43", "L": "09 03 33",
    "M": "03 09 25 49 43", "N": "03 09 43 49", "O": "29 07 05 23 45 47 29", "P": "09 03 / 09 29 38 26 06",
    "Q": "29 07 05 23 45 47 29 / 35 52", "R": "09 03 / 09 29 38 26 06 / 16 43", "S": "38 29 19 08 26 35 34 23 13 04",
    "T": "09 49 / 29 23", "U": "09 05 13 33 45 49", "V": "09 23 49", "W": "09 13 26 43 59", "Y": "09 26 49 / 26 23",
    "Z": "09 39 03 33", "0": "29 19 07 05 13 23 35 37 29", "1": "07 19 13", "2": "07 19 29 38 37 03 33",
    "3": "08 29 37 16 35 33 13 04", "4": "29 05 45 / 37 33", "5": "39 09 06 26 35 34 23 03",
    "6": "39 19 05 13 23 34 25 05", "7": "09 39 13", "8": "26 08 19 29 37 16 04 13 23 34 26",
    "9": "37 28 18 07 16 26 37 33", ".": "03 03", ",": "03 12", "/": "03 39", "-": "05 25", ":": "03 03 / 06 06",
    "£": "38 29 18 13 03 33 / 06 26", "=": "06 36 / 04 34", "'": "09 08", "(": "19 06 13", ")": "09 16 03",
    "?": "08 19 28 15 / 13 13", "+": "05 35 / 17 13", "&": "33 08 19 27 05 13 35", "!": "09 05 / 03 03",
    "×": "04 26 / 24 06",
}  # fmt: skip


def write(
    sheet: Image.Image, text: str, at: Point, height: float, seed: str, ink: tuple[int, int, int] = (28, 38, 92),
    slant: float = 0.22, width: float = 0.075,
) -> None:  # fmt: skip
    """Writes `text` onto an RGB sheet, its baseline starting at `at`; `height` is that of a capital in pixels."""
    unit = height / 6
    _ink(sheet, list(_strokes(text, at, unit, seed, slant)), ink, max(1.2, height * width))


def sign(sheet: Image.Image, name: str, at: Point, height: float, seed: str) -> None:
    """A signature: the name in a hurry, letters run together, with a stroke beneath."""
    unit = height / 6
    strokes = list(_strokes(name, at, unit, seed, 0.5, 0.72))
    wide = max(x for stroke in strokes for x, _ in stroke) - at[0]
    chance = numbers(seed + "flourish")
    x, y = at
    below = y + height * 0.22
    strokes.append(
        [(x + wide * 1.04, y - height * 0.1), (x + wide * 0.6, below + next(chance) * height * 0.2),
         (x + wide * 0.1, below + height * 0.1), (x + wide * (0.75 + next(chance) * 0.3), below - height * 0.05)]
    )  # fmt: skip
    _ink(sheet, strokes, (22, 30, 96), max(1.5, height * 0.06))


def _strokes(text: str, at: Point, unit: float, seed: str, slant: float, run: float = 1.0) -> Iterator[list[Point]]:
    chance = numbers(seed + text)
    x, base = at
    for letter in text:
        drift = (next(chance) - 0.5) * unit * 0.7
        size = unit * (0.92 + next(chance) * 0.16)
        widest = 0
        for stroke in GLYPHS.get(letter, "").split("/"):
            points = stroke.split()
            widest = max([widest, *(int(p[0]) for p in points)])
            yield [_place(p, x, base + drift, size, slant, run, next(chance)) for p in points]
        x += (widest + 1.6 if letter != " " else 3.2) * unit * 0.92 * run


def _place(pair: str, x: float, base: float, unit: float, slant: float, run: float, shake: float) -> Point:
    across, up = int(pair[0]), int(pair[1]) - 3
    return x + across * unit * 0.92 * run + up * unit * slant + (shake - 0.5) * unit * 0.4, base - up * unit


def _ink(sheet: Image.Image, strokes: list[list[Point]], ink: tuple[int, int, int], width: float) -> None:
    scale, rim = 3, round(width) + 4
    every = [point for stroke in strokes for point in _smooth(stroke)]
    left, top = (int(min(point[axis] for point in every)) - rim for axis in (0, 1))
    wide, high = (int(max(point[axis] for point in every)) + rim - low for axis, low in ((0, left), (1, top)))
    mask = Image.new("L", (wide * scale, high * scale))
    draw = ImageDraw.Draw(mask)
    for stroke in strokes:
        line = [((x - left) * scale, (y - top) * scale) for x, y in _smooth(stroke)]
        for start, end in pairwise(line):
            draw.line([start, end], fill=225, width=round(width * scale))
        for x, y in line:
            radius = width * scale / 2
            draw.ellipse([x - radius, y - radius, x + radius, y + radius], fill=225)
    small = mask.resize((wide, high), Image.Resampling.LANCZOS)
    sheet.paste(ink, (left, top, left + wide, top + high), small)


def _smooth(points: list[Point]) -> list[Point]:
    """Catmull-Rom through the points."""
    if len(points) < 3:
        return points
    padded = [points[0], *points, points[-1]]
    return [
        (_spline([p[0] for p in four], step / 8), _spline([p[1] for p in four], step / 8))
        for four in (padded[at : at + 4] for at in range(len(points) - 1))
        for step in range(9)
    ]


def _spline(p: list[float], t: float) -> float:
    curve = (2 * p[0] - 5 * p[1] + 4 * p[2] - p[3]) * t * t + (3 * p[1] - p[0] - 3 * p[2] + p[3]) * t**3
    return 0.5 * (2 * p[1] + (p[2] - p[0]) * t + curve)
