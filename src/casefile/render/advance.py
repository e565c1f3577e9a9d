"""How wide words are in the faces of our pages, as the PDF sets them. Knows fonts, no page."""

from __future__ import annotations

from collections.abc import Mapping

from casefile.render.builtin import builtin
from casefile.render.kept import kept

_POINT_MM = 25.4 / 72
_UNKNOWN = 0.6  # of the size: what a character of another font is taken for


def width_mm(text: str, points: float, *, bold: bool = False, serif: bool = False) -> float:
    """The width of a line of the sans face, or of the serif, set in `points`, in millimetres; letters are not drawn
    together."""
    regular, strong = (_serif, _serif_bold) if serif else (_regular, _bold)
    advances = strong() if bold else regular()
    return sum(advances.get(ord(each), _UNKNOWN) for each in text) * points * _POINT_MM


@kept
def _regular() -> Mapping[int, float]:
    return _advances("SourceSans3-Regular")


@kept
def _bold() -> Mapping[int, float]:
    return _advances("SourceSans3-SemiBold")


@kept
def _serif() -> Mapping[int, float]:
    return _advances("SourceSerif4-Regular")


@kept
def _serif_bold() -> Mapping[int, float]:
    return _advances("SourceSerif4-SemiBold")


def _advances(name: str) -> Mapping[int, float]:
    """The width of each character, as a part of the size."""
    from fontTools.ttLib import TTFont

    with TTFont(builtin() / "base" / "fonts" / f"{name}.ttf", lazy=True) as font:
        widths, size = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[glyph][0] / size for code, glyph in font.getBestCmap().items()}
