"""Scans: pages put on paper, signed by hand, and read in again a little crooked."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from PIL import Image, ImageFilter

from tools.sample_evidence.grain import add, clouds, speckle

Hand = Callable[[Image.Image], None]


def paper(pdf: bytes, dpi: int = 150) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def scanned(page: Image.Image, seed: str, angle: float, hand: Hand | None = None) -> Image.Image:
    """A page as a scanner sees it; `hand` writes on it first."""
    sheet = page.copy()
    if hand:
        hand(sheet)
    tone = Image.new("RGB", sheet.size, (250, 248, 243))
    sheet = Image.composite(tone, sheet, sheet.convert("L").point([0] * 236 + [150] * 20))
    turned = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(226, 225, 222))
    turned = turned.filter(ImageFilter.GaussianBlur(0.5))
    turned = add(turned, clouds(turned.size, seed + "tone", 9, 0.03))
    return add(turned, speckle(turned.size, seed, 0.045))


def as_pdf(pages: Sequence[Image.Image], dpi: int, quality: int = 55) -> bytes:
    """An image-only PDF, one grey JPEG a page."""
    import img2pdf

    jpegs = [_jpeg(page.convert("L"), dpi, quality) for page in pages]
    made: bytes = img2pdf.convert(jpegs, nodate=True, producer="Scan", engine=img2pdf.Engine.internal)
    return made


def as_tiff(pages: Sequence[Image.Image], dpi: int) -> bytes:
    """A multi-page TIFF of black and white pages, as fax machines and copiers make them (CCITT group 4)."""
    out = io.BytesIO()
    frames = [page.convert("L").point([0] * 168 + [255] * 88).convert("1", dither=Image.Dither.NONE) for page in pages]
    frames[0].save(
        out, "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(dpi, dpi), software="Scan"
    )
    return out.getvalue()


def as_grey_tiff(pages: Sequence[Image.Image], dpi: int) -> bytes:
    """A multi-page TIFF of grey pages, JPEG inside, as office scanners mail them."""
    out = io.BytesIO()
    frames = [page.convert("L") for page in pages]
    frames[0].save(
        out,
        "TIFF",
        save_all=True,
        append_images=frames[1:],
        compression="jpeg",
        quality=50,
        dpi=(dpi, dpi),
        software="Scan",
    )
    return out.getvalue()


def as_jpeg(page: Image.Image, dpi: int, quality: int = 72) -> bytes:
    """One page as a JPEG with its resolution."""
    return _jpeg(page, dpi, quality)


def _jpeg(page: Image.Image, dpi: int, quality: int) -> bytes:
    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality, dpi=(dpi, dpi), subsampling=2)
    return out.getvalue()
