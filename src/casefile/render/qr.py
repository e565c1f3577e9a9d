"""Any text drawn as a QR code (ISO/IEC 18004), at a size that a telephone reads from paper. Knows no payment."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from casefile.errors import CaseError, Problem
from casefile.render.sheet import Asset

if TYPE_CHECKING:
    from PIL.Image import Image
    from segno import QRCode

WIDTH_MM = 28.0
"""How wide a code is set, quiet zone and all, as long as its modules are large enough."""

MODULE_MM = 0.4
"""The smallest module that is printed: more than two dots at 150 dpi."""

_QUIET = 4  # modules of white all round (ISO/IEC 18004)
_DOTS = 8  # a module's in the picture
_LEVELS = frozenset("LMQH")

# The Swiss code, in mm (Implementation Guidelines QR-bill, version 2.3): the symbol, the white round it, the field in
# its middle, and in that the black square and the arms of the white cross.
_SYMBOL, _BORDER, _FIELD, _SQUARE, _ARM = 46, 5, 7, 6, (35 / 9, 7 / 6)


def picture(payload: str, level: str = "M", alt: str = "", *, width_mm: float = WIDTH_MM) -> Asset:
    """`payload` as a black and white PNG with its quiet zone; `level` is the error correction, L to H.

    It is set `width_mm` wide, or wider when its modules would be smaller than MODULE_MM. CaseError for another level,
    and for more than a code holds.
    """
    code = _code(payload, level)
    width = max(width_mm, MODULE_MM * (len(code.matrix) + 2 * _QUIET))
    return Asset("image/png", _png(_drawn(code, _QUIET * _DOTS, _DOTS)), alt, round(width, 1))


def swiss(payload: str, level: str = "M", alt: str = "") -> Asset:
    """`payload` with the Swiss cross in its middle: a symbol of 46 by 46 mm in a white border of 5 mm."""
    dots = 2 * _DOTS
    code = _code(payload, level)
    scale = len(code.matrix) * dots / _SYMBOL
    image = _drawn(code, round(_BORDER * scale), dots)
    _cross(image, scale)
    return Asset("image/png", _png(image), alt, round(image.width / scale, 2))


def borderless(asset: Asset) -> Asset:
    """A picture that `swiss` drew, without its border: where the white round it is the page's."""
    from PIL import Image

    image = Image.open(io.BytesIO(asset.content))
    border = round(_BORDER / asset.width_mm * image.width)
    symbol = image.crop((border, border, image.width - border, image.height - border))
    return replace(asset, content=_png(symbol), width_mm=_SYMBOL)


def _code(payload: str, level: str) -> QRCode:
    import segno

    if level not in _LEVELS:
        raise CaseError(Problem(f"there is no error correction level '{level}'", rule="payment-code"))
    try:
        return segno.make(payload, error=level, micro=False, boost_error=False, encoding="utf-8")
    except segno.DataOverflowError as error:
        raise CaseError(Problem("the text is longer than a QR code holds", rule="payment-code")) from error


def _drawn(code: QRCode, border: int, dots: int) -> Image:
    """The symbol, each module `dots` wide, with `border` dots of white round it."""
    from PIL import Image

    side = len(code.matrix)
    modules = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in code.matrix for dark in row))
    image = Image.new("1", (side * dots + 2 * border,) * 2, 1)
    image.paste(modules.resize((side * dots,) * 2, Image.Resampling.NEAREST).convert("1"), (border, border))
    return image


def _cross(image: Image, scale: float) -> None:
    """The Swiss cross in the middle, `scale` dots a millimetre."""
    from PIL import ImageDraw

    draw, middle = ImageDraw.Draw(image), image.width / 2
    long, short = _ARM
    for wide, high, colour in ((_FIELD, _FIELD, 1), (_SQUARE, _SQUARE, 0), (long, short, 1), (short, long, 1)):
        x, y = wide * scale / 2, high * scale / 2
        box = (round(middle - x), round(middle - y), round(middle + x) - 1, round(middle + y) - 1)
        draw.rectangle(box, fill=colour)


def _png(image: Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()
