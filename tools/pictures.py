"""Draws the README's two pictures from what `make` has built: a letter, and a stamped page of a packet.

Run as `python -m tools.pictures` from the root, after `make`.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

CASE = Path("build/2026-014-northwind")
INTO = Path("docs/images")
PICTURES = {"letter.png": ("reminder-final.en.pdf", 0), "packet.png": ("packet/*.pdf", 15)}
"""A picture's name: the file under CASE and the page, counted from 0."""

WIDTH = 620
EDGE = "#c9ccd1"


def picture(pattern: str, page: int) -> Image.Image:
    """One page at twice the size, scaled down, with a thin edge round it."""
    (path,) = CASE.glob(pattern)
    drawn: Image.Image = pypdfium2.PdfDocument(path)[page].render(scale=2.2).to_pil()
    height = round(drawn.height * WIDTH / drawn.width)
    return ImageOps.expand(drawn.resize((WIDTH, height), Image.Resampling.LANCZOS), 1, EDGE)


if __name__ == "__main__":
    INTO.mkdir(parents=True, exist_ok=True)
    for name, (pattern, page) in PICTURES.items():
        picture(pattern, page).convert("P", palette=Image.Palette.ADAPTIVE, colors=128).save(INTO / name, optimize=True)
