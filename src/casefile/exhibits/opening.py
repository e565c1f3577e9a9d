"""Opening a picture: only the formats named here, none that would unpack to more than the limit. Owns that limit.

HEIC needs pillow-heif, and AVIF a Pillow that was built with it: `heif_lacks` tells what is missing for a file.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
MOST_PIXELS = 120_000_000
# What Pillow raises on files that are not what they say.
BROKEN = (
    OSError,
    EOFError,
    SyntaxError,
    ValueError,
    TypeError,
    ArithmeticError,
    LookupError,
    struct.error,
    MemoryError,
)

# ISO/IEC 23008-12 (HEIF), the brands of pictures; a file names its own first, then those it also keeps to.
_HEIC = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"))
_AVIF = frozenset((b"avif", b"avis"))
_HEIF = _HEIC | _AVIF | {b"mif1", b"msf1"}


class BombError(Exception):
    """The picture would unpack to more than the limit."""


@contextmanager
def opened(source: Path | IO[bytes], *, tolerant: bool) -> Iterator[Image]:
    """Open a picture of a known format within the limit on pixels; `tolerant` takes what a broken file still has.

    Raises BombError beyond the limit, and BROKEN for what is not what it says.
    """
    import PIL.Image
    import PIL.ImageFile

    PIL.Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
        try:
            with PIL.Image.open(source, formats=(*FORMATS, *_more_formats())) as image:
                yield image
        except (PIL.Image.DecompressionBombWarning, PIL.Image.DecompressionBombError) as error:
            raise BombError(str(error)) from error


def is_heif(head: bytes) -> bool:
    """Tell whether a file begins as a HEIC or AVIF picture does."""
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF


def heif_lacks(head: bytes) -> str:
    """Return the package that has to be installed to read such a picture, "" when nothing is missing."""
    formats = _more_formats()
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), 256), 4))}
    if brands & _AVIF and not brands & _HEIC:
        return "" if "AVIF" in formats else "Pillow"
    return "" if "HEIF" in formats else "pillow-heif"


def _more_formats() -> tuple[str, ...]:
    """Return the formats that are read on this machine only."""
    from PIL import features

    avif = ("AVIF",) if features.check("avif") else ()
    try:
        import pillow_heif
    except ImportError:
        return avif
    pillow_heif.register_heif_opener()
    return ("HEIF", *avif)
