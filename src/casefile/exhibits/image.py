"""A picture becomes a page a frame: upright by its EXIF orientation, in its colours, on white where it is transparent.

A sound JPEG's own stream is kept, without what is no part of the picture; everything else is decoded and embedded
without loss.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from casefile.exhibits import jpeg
from casefile.exhibits.colours import plain
from casefile.exhibits.opening import BROKEN, MOST_PIXELS, BombError, heif_lacks, is_heif, opened
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.pdf import save
from casefile.exhibits.place import fit_picture
from casefile.exhibits.plate import UnprintableError, encoded_exact, put
from casefile.exhibits.words import say
from casefile.render import locale

if TYPE_CHECKING:
    from pikepdf import Pdf
    from PIL.Image import Image

_MOST_FRAMES = 24  # of what moves
_MOST_SHEETS = 1000  # of what is a file of pictures
_FILES_OF_PICTURES = frozenset(("TIFF", "HEIF"))
_NARROWEST = 300  # times as long as wide: from there on a picture on A4 is a line
_ORIENTATION = 0x0112
_HEAD = 256


def convert(native: Native, out: Path) -> Made:
    """Write the frames of a picture to `out`, a page each; raises NotShownError."""
    with native.path.open("rb") as file:
        head = file.read(_HEAD)
    if is_heif(head) and (lacks := heif_lacks(head)):
        raise NotShownError(say(native.language, "no-reader", package=lacks), lacks=lacks)
    try:
        return _converted(native, out, tolerant=False)
    except BombError:
        raise NotShownError(say(native.language, "bomb", most=MOST_PIXELS // 1_000_000)) from None
    except BROKEN:
        return _what_is_left(native, out)


def _what_is_left(native: Native, out: Path) -> Made:
    try:
        return _converted(native, out, tolerant=True)
    except (BombError, *BROKEN):
        raise NotShownError(say(native.language, "broken")) from None


def _converted(native: Native, out: Path, *, tolerant: bool) -> Made:
    from pikepdf import Pdf

    with opened(native.path, tolerant=tolerant) as image, Pdf.new() as target:
        total = getattr(image, "n_frames", 1)
        shown, unscaled = _shown(image, total), False
        _check_shape(image, native)
        if tolerant or not _put_stream(target, image, native.path):
            for number in range(shown):
                image.seek(number)
                _check_shape(image, native)
                unscaled = unscaled or image.mode == "F"
                _put_frame(target, image)
        save(target, out)
    notes = [say(native.language, "damaged-shown")] if tolerant else []
    if unscaled:
        notes.append(say(native.language, "no-scale"))
    if shown < total:
        notes.append(say(native.language, "frames", count=total, shown=shown))
    return Made(shown, tuple(notes))


def _shown(image: Image, total: int) -> int:
    """Return how many frames become pages: all of a file of pictures, the first ones of what moves.

    What a camera adds to a JPEG (a preview, a depth map) is the same picture again.
    """
    if image.format == "MPO":
        return 1
    return min(total, _MOST_SHEETS if image.format in _FILES_OF_PICTURES else _MOST_FRAMES)


def _check_shape(image: Image, native: Native) -> None:
    """NotShownError for a picture of which a page would show nothing but a line."""
    if max(image.size) > _NARROWEST * min(image.size):
        width, height = (locale.number(side, native.language) for side in image.size)
        raise NotShownError(say(native.language, "thin", width=width, height=height))


def _put_stream(target: Pdf, image: Image, path: Path) -> bool:
    """Put a JPEG's own stream on a page, if it is one that decodes; return whether it was."""
    if image.format not in ("JPEG", "MPO") or image.mode not in ("L", "RGB", "CMYK"):
        return False
    orientation = image.getexif().get(_ORIENTATION, 1)
    image.load()
    turned = orientation in (5, 6, 7, 8)
    across, up = image.size[::-1] if turned else image.size
    dots = _dpi(image)[::-1] if turned else _dpi(image)
    try:
        alone = jpeg.alone(path.read_bytes())
        put(target, alone, image.size, fit_picture((across, up), dots), orientation)
    except (jpeg.UnevenError, UnprintableError):
        return False
    return True


def _put_frame(target: Pdf, image: Image) -> None:
    dpi = _dpi(image)
    frame = plain(image)
    put(target, encoded_exact(frame), frame.size, fit_picture(frame.size, dpi))


def _dpi(image: Image) -> tuple[float, float]:
    """Return the dots an inch that a picture claims, 72 where it claims none or nonsense."""
    try:
        across, up = (float(number) for number in image.info.get("dpi", (72, 72)))
    except (TypeError, ValueError, ArithmeticError):
        return (72.0, 72.0)
    return (across, up) if 36 <= across <= 2400 and 0.9 <= across / max(up, 1.0) <= 1.1 else (72.0, 72.0)
