"""Which files a person means by the paths given: each file, and each file in a folder, in an order that stays the same.

Links are never followed. What is left out of a folder is said with the reason. Opens a file only to see whether it can
be read and holds anything.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casefile.errors import CaseError, Problem

_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_NONE = (
    "no file to take in lies in this folder",
    "look whether it is the right one; hidden files and links are left out",
)
_UNREAD, _RIGHTS = "it cannot be read", "check its rights"
_OURS = "it is part of the case itself", "copy it elsewhere first if it really is evidence"


@dataclass(frozen=True, slots=True)
class Original:
    """A file to take in, and what it is called: its name, or its path from the folder that was given."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What is not taken in: its path or name, the reason, and whether it may have been meant."""

    name: str
    reason: str
    matters: bool = True


def find(given: Sequence[Path], ours: Sequence[Path] = ()) -> tuple[tuple[Original, ...], tuple[LeftOut, ...]]:
    """The files to take in and what is left out of folders; `ours` are the folders that cases themselves are kept in.

    CaseError with everything given that is neither a file with something in it nor a folder with such files, so that
    nothing is taken in before all can be.
    """
    found: list[Original] = []
    left: list[LeftOut] = []
    problems: list[Problem] = []
    for path in given:
        if _is_in(path, ours):
            problems.append(Problem(f"{path}: {_OURS[0]}", hint=_OURS[1], rule="file"))
        elif path.is_dir() and not path.is_symlink():
            before, passed = len(found), len(left)
            for each in _in_folder(path, ours):
                if isinstance(each, Original):
                    found.append(each)
                else:
                    left.append(each)
            if len(found) == before:
                problems.append(_none(path, left[passed:]))
        elif reason := _unfit(path):
            problems.append(Problem(f"{path}: {reason[0]}", hint=reason[1], rule="file"))
        else:
            found.append(Original(path, path.name))
    if problems:
        raise CaseError(problems)
    return tuple(found), tuple(left)


def _none(folder: Path, left: Sequence[LeftOut]) -> Problem:
    """Why nothing of a folder is taken in: what may not be read is no sign that it is empty."""
    unread = [each for each in left if each.reason.startswith(_UNREAD)]
    if not unread:
        return Problem(f"{folder}: {_NONE[0]}", hint=_NONE[1], rule="file")
    return Problem(f"{unread[0].name}: {unread[0].reason}", hint=_RIGHTS, rule="file")


def _unfit(path: Path) -> tuple[str, str] | None:
    """Why a path is no file to take in and what to do; None when it is one."""
    try:
        if path.is_symlink():
            return "it is a link", "give the file itself"
        if not path.is_file():
            if path.exists():
                return "it is a special file", "give the file itself"
            return "there is no such file", "check the path"
        with path.open("rb") as stream:
            if not stream.read(1):
                return "it is empty: it proves nothing", "fetch it again from where it came"
    except OSError as error:
        return _unread(error), _RIGHTS
    return None


def _in_folder(folder: Path, ours: Sequence[Path]) -> Iterator[Original | LeftOut]:
    """What lies in a folder and the folders in it, by name, with numbers in their order: scan 2 before scan 10."""
    waiting = [(folder, PurePosixPath(Path(os.path.realpath(folder)).name or "folder"))]
    while waiting:
        path, name = waiting.pop()
        if path != folder and (reason := _passed_over(path)):
            yield LeftOut(str(path), reason, matters=False)
            continue
        try:
            inside = _inside(path)
        except OSError as error:
            yield LeftOut(str(path), _unread(error))
            continue
        if inside is not None and _is_in(path, ours):
            yield LeftOut(str(path), _OURS[0])
            continue
        waiting += [(each, name / each.name) for each in inside or ()]
        if inside is None:
            unfit = _unfit(path)
            yield LeftOut(str(path), unfit[0]) if unfit else Original(path, str(name))


def _is_in(path: Path, folders: Sequence[Path]) -> bool:
    """Whether a path leads into one of the folders, by whatever way."""
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(os.path.realpath(each)) for each in folders)


def _inside(path: Path) -> list[Path] | None:
    """What lies in a folder, last first; None for what is no folder."""
    if path.is_symlink() or not path.is_dir():
        return None
    return sorted(path.iterdir(), key=lambda each: _in_order(each.name), reverse=True)


def _unread(error: OSError) -> str:
    return f"{_UNREAD}: {(error.strerror or str(error)).lower()}"


def _passed_over(path: Path) -> str:
    """Why a file in a folder is nobody's evidence; "" when it may be some."""
    if path.name.startswith("."):
        return "it is hidden: its name begins with a dot"
    if path.name.startswith("~$") or path.name.lower() in _OF_THE_SYSTEM:
        return "it is kept by the program or system that made the folder"
    return ""


def _in_order(name: str) -> tuple[list[tuple[int, int]], str]:
    """Letter by letter, each number as one; names that differ in capitals only by these."""
    pieces = re.findall(r"[0-9]+|[^0-9]", name.casefold())
    return [
        (ord("0"), int(piece)) if piece.isascii() and piece.isdigit() else (ord(piece), 0) for piece in pieces
    ], name
