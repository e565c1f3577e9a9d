"""A picture becomes a page a frame: upright by its EXIF orientation, in its colours, on white where it is transparent.

A sound JPEG's own stream is kept; everything else is decoded and embedded without loss. Only the formats named here are
opened, and none that would unpack to more than the limit.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.exhibits.colours import plain
from casefile.exhibits.pages import Made, Native, NotShownError
from casefile.exhibits.pdf import save
from casefile.exhibits.place import fit_picture
from casefile.exhibits.plate import UnprintableError, encoded_exact, put
from casefile.exhibits.words import say

if TYPE_CHECKING:
    from pikepdf import Pdf
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
_HEIC = "HEIF"
_MOST_PIXELS = 120_000_000
_MOST_FRAMES = 24
_ORIENTATION = 0x0112
# What Pillow raises on files that are not what they say.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, ArithmeticError, LookupError, struct.error, MemoryError)


def convert(native: Native, out: Path) -> Made:
    """Write the frames of a picture to `out`, a page each; raises NotShownError."""
    try:
        return _converted(native, out, tolerant=False)
    except NotShownError:
        raise
    except _BROKEN:
        try:
            return _converted(native, out, tolerant=True)
        except _BROKEN:
            raise NotShownError(say(native.language, "broken")) from None


def _converted(native: Native, out: Path, *, tolerant: bool) -> Made:
    from pikepdf import Pdf

    with _opened(native, tolerant=tolerant) as image, Pdf.new() as target:
        total = getattr(image, "n_frames", 1)
        shown = total if image.format == "TIFF" else 1 if image.format == "MPO" else min(total, _MOST_FRAMES)
        if tolerant or not _put_stream(target, image, native.path):
            for number in range(shown):
                image.seek(number)
                _put_frame(target, image)
        save(target, out)
    notes = [say(native.language, "damaged-shown")] if tolerant else []
    if shown < total:
        notes.append(say(native.language, "frames", count=total, shown=shown))
    return Made(shown, tuple(notes))


@contextmanager
def _opened(native: Native, *, tolerant: bool) -> Iterator[Image]:
    """Open a picture of a known format within the limit on pixels; `tolerant` takes what a broken file still has."""
    import PIL.Image
    import PIL.ImageFile

    PIL.Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        try:
            with PIL.Image.open(native.path, formats=(*FORMATS, *_more_formats())) as image:
                yield image
        except (PIL.Image.DecompressionBombWarning, PIL.Image.DecompressionBombError):
            raise NotShownError(say(native.language, "bomb", most=_MOST_PIXELS // 1_000_000)) from None


def _more_formats() -> tuple[str, ...]:
    """Return the formats that an optional reader brings."""
    try:
        import pillow_heif
    except ImportError:
        return ()
    pillow_heif.register_heif_opener()
    return (_HEIC,)


def heic_is_read() -> bool:
    """Tell whether the optional reader for HEIC is installed."""
    return bool(_more_formats())


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
        put(target, path.read_bytes(), image.size, fit_picture((across, up), dots), orientation)
    except UnprintableError:
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
