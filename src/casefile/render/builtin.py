"""Where what comes with casefile lies: templates, words, fonts, styles."""

from __future__ import annotations

from pathlib import Path


def builtin() -> Path:
    """The folder of the templates that come with casefile."""
    packaged = Path(__file__).resolve().parents[1] / "templates"
    return packaged if packaged.is_dir() else packaged.parents[2] / "templates"
