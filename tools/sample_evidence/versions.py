"""Which libraries drew the exhibits: with the same ones the script gives the committed bytes."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

MADE_WITH = Path(__file__).with_name("made-with.txt")
PACKAGES = ("fonttools", "img2pdf", "pikepdf", "pillow", "pydyf", "pypdfium2", "tinyhtml5", "weasyprint")


def at_hand() -> str:
    """The versions on this machine, a line each."""
    from PIL import features
    from weasyprint.text.ffi import pango

    rows = [f"{name} {version(name)}" for name in PACKAGES]
    rows.append(f"pango {pango.pango_version()}")
    rows += [f"{name} {features.version(name)}" for name in ("jpg", "libtiff", "zlib", "freetype2")]
    return "\n".join(rows) + "\n"
