"""An encoded picture as a one-page PDF: a JPEG's or a fax's stream as it came, anything else as PNG. Owns img2pdf."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from casefile.exhibits.place import Fit, Size, oriented, place

if TYPE_CHECKING:
    from pikepdf import Pdf
    from PIL.Image import Image

_LONGEST = 1000.0


class UnprintableError(Exception):
    """The picture's encoding cannot go into a PDF as it is."""


def put(target: Pdf, encoded: bytes, pixels: Size, fit: Fit, orientation: int = 1, at: int | None = None) -> None:
    """Put an encoded picture on a new sheet, turned by its EXIF orientation; raises UnprintableError.

    `pixels` is its size as it is stored; `fit.scale` is in points a pixel.
    """
    from pikepdf import Pdf

    unit = _LONGEST / max(pixels)
    box = (0.0, 0.0, pixels[0] * unit, pixels[1] * unit)
    turn, _ = oriented((box[2], box[3]), orientation)
    with Pdf.open(BytesIO(_page(encoded))) as plate:
        place(target, plate, plate.pages[0], box, turn, Fit(fit.sheet, fit.scale / unit, fit.left, fit.bottom), at)


def _page(encoded: bytes) -> bytes:
    import img2pdf

    def size(width: float, height: float, _dpi: object) -> tuple[float, float, float, float]:
        unit = _LONGEST / max(width, height)
        return (width * unit, height * unit, width * unit, height * unit)

    try:
        made: bytes = img2pdf.convert(
            BytesIO(encoded),
            engine=img2pdf.Engine.pikepdf,
            layout_fun=size,
            rotation=img2pdf.Rotation.none,
            nodate=True,
            first_frame_only=True,
        )
    except (
        img2pdf.AlphaChannelError,
        img2pdf.ImageOpenError,
        img2pdf.JpegColorspaceError,
        img2pdf.UnsupportedColorspaceError,
        NotImplementedError,
    ) as error:
        raise UnprintableError(str(error)) from error
    return made


def encoded_photo(image: Image) -> bytes:
    """Return a drawn page as a JPEG, in grey where it has no colour."""
    from PIL import ImageChops

    if image.mode == "RGB":
        red, green, blue = image.split()
        if not ImageChops.difference(red, green).getbbox() and not ImageChops.difference(green, blue).getbbox():
            image = red
    stream = BytesIO()
    image.save(stream, "JPEG", quality=88, subsampling=0, optimize=True)
    return stream.getvalue()


def encoded_exact(image: Image) -> bytes:
    """Return a picture as PNG with its colour profile, losing nothing."""
    stream = BytesIO()
    image.save(stream, "PNG", icc_profile=image.info.get("icc_profile"))
    return stream.getvalue()
