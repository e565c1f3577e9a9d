"""What a workspace writes its letters on: its letterhead for Word, and its logo. Finds and reads them, no more."""

from __future__ import annotations

from pathlib import Path

from casefile import files
from casefile.case.workspace import Workspace
from casefile.errors import CaseError, Problem, Source
from casefile.render.sheet import Asset

PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LOGO_MM = 42.0


def letterhead(workspace: Workspace) -> bytes | None:
    """The workspace's own letterhead for Word; None for the built-in one. CaseError when it can't be read."""
    name = workspace.file.letterhead
    return files.read(_named(workspace, name, "letterhead"), name) if name else None


def logo(workspace: Workspace) -> Asset | None:
    """The workspace's logo. CaseError when it can't be read, or is no picture."""
    name = workspace.file.logo
    if not name:
        return None
    path = _named(workspace, name, "logo")
    media = PICTURES.get(path.suffix.lower())
    if media is None:
        hint = f"use one of {', '.join(PICTURES)}"
        raise CaseError(Problem(f"'{name}' is no picture for a letter", workspace.file.at.of("logo"), hint, "logo"))
    return Asset(media, files.read(path, name), workspace.file.creditor.name, LOGO_MM)


def _named(workspace: Workspace, name: str, key: str) -> Path:
    """A file that casefile.yaml names; it has to lie in the workspace."""
    path = files.real(workspace.root / name)
    source: Source = workspace.file.at.of(key)
    if not path.is_relative_to(workspace.root):
        raise CaseError(Problem(f"'{name}' lies outside the workspace", source, "copy it into the workspace", key))
    if not path.is_file():
        raise CaseError(Problem(f"there is no file '{name}'", source, "put it there, or delete the line", key))
    return path
