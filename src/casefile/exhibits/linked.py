"""Which exhibits a page of ours may link, by the names of their files."""

from __future__ import annotations

from pathlib import PurePosixPath

_LINKED = frozenset(
    {
        *(".pdf", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".txt", ".md", ".csv"),
        *(".eml", ".msg", ".docx", ".odt", ".xlsx", ".ods", ".zip"),
        *(".mp3", ".m4a", ".ogg", ".opus", ".wav", ".mp4", ".mov"),
    }
)
"""What browsers show, or hand to a program that is asked first. An exhibit that is a web page or a drawing could run
what is in it as if it were ours: it is named, and not linked."""


def may_be_linked(file: str) -> bool:
    """Whether a browser runs nothing that is in the file."""
    return PurePosixPath(file).suffix.lower() in _LINKED
