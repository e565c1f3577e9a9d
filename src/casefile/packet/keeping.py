"""What was drawn of a sheet, kept between packets: a file with a note beside it of what it was made of.

A note is a hint: what is of another sheet, another look or another file than it says is drawn again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casefile import files
from casefile.errors import CaseError
from casefile.render import docx
from casefile.render.drawing import look
from casefile.render.sheet import Sheet


def made_of(sheet: Sheet, *more: object) -> str:
    """A hash of all that a drawing of a sheet depends on: the sheet with its words, day and pictures, what it is drawn
    with, and `more` that is handed to whoever draws it."""
    return hashlib.sha256(repr((sheet, more, look(sheet.language))).encode()).hexdigest()


def told(file: Path, of: str) -> Mapping[str, Any]:
    """What is noted beside a file, if it is made of the same and the file is still what it was; else nothing."""
    try:
        known = json.loads(files.read(_beside(file), file.name))
        same = known["of"] == of and known["sha256"] == files.sha256(file)
    except (CaseError, ValueError, KeyError, TypeError):
        return {}
    return dict(known) if same else {}


def note(file: Path, of: str, written: bytes, **more: object) -> None:
    """Notes beside a file what it is made of, and `more`. `written` are its bytes."""
    known = {"of": of, "sha256": hashlib.sha256(written).hexdigest(), **more}
    files.write(_beside(file), json.dumps(known).encode())


def _beside(file: Path) -> Path:
    return file.with_suffix(".json")


def in_word(sheet: Sheet, letterhead: bytes | None, file: Path) -> bytes:
    """A sheet as a Word file, kept in `file`. CaseError when the letterhead cannot be used."""
    of = made_of(sheet, letterhead)
    if told(file, of):
        return files.read(file, file.name)
    written = docx.draw(sheet, letterhead)
    files.write(file, written)
    note(file, of, written)
    return written
