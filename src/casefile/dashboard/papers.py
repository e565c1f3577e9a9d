"""What lies beside the pages and is linked: the documents made of a case in build/, and its exhibits' files.

Looks at names only. Links are relative, so that they hold from a disk and from a web server that has the workspace.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from casefile.dashboard.portfolio import Portfolio
from casefile.dashboard.words import Words

_FOLDERS = ("packet", "attorney-only")
_SHOWN = (".pdf", ".html", ".docx", ".xlsx", ".md", ".eml", ".zip", ".csv")  # in this order


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that was made: its stem as files have it (`reminder-second`), what it is called, its language if its
    name says so, and its files as (what a link says, path)."""

    stem: str
    title: str
    language: str
    files: tuple[tuple[str, Path], ...]


def address(path: Path, folder: Path) -> str:
    """The path as a page in `folder` links it."""
    return Path(os.path.relpath(path, folder)).as_posix()


def papers(portfolio: Portfolio, case_id: str) -> tuple[Paper, ...]:
    """What was made of a case, by name: documents first, then what lies in packets."""
    folder, own = portfolio.build / case_id, portfolio.words
    grouped: dict[tuple[str, str], list[tuple[str, Path]]] = {}
    for path in _files(folder):
        stem, language = _split(path.name)
        grouped.setdefault((stem, language), []).append((path.suffix[1:].upper(), path))
    found = [Paper(stem, _called(stem, own), language, tuple(some)) for (stem, language), some in grouped.items()]
    for each in _folders(folder):
        files = tuple((path.name, path) for path in _files(each))
        if files:
            found.append(Paper(each.name, _called(each.name, own), "", files))
    return tuple(found)


def of_step(found: Sequence[Paper], document: str, step: str) -> Paper | None:
    """The paper that a step asks for, if it was made: `reminder-second`, else `demand`; what was made for another step
    is not it."""
    named = {each.stem: each for each in reversed(found)}
    return named.get(f"{document}-{step}") or named.get(document)


def _files(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name[0] != "." and entry.is_file(follow_symlinks=False)]
    except OSError:
        return
    shown = [name for name in names if PurePosixPath(name).suffix in _SHOWN]
    for name in sorted(shown, key=lambda each: (_split(each), _SHOWN.index(PurePosixPath(each).suffix))):
        yield folder / name


def _folders(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []
    return [folder / name for name in names if name in _FOLDERS or name.startswith("packet-")]


def _split(name: str) -> tuple[str, str]:
    """The stem and the language of `<stem>.<language>.<format>`; of any other name the whole of it, and none."""
    stem, _, rest = name.partition(".")
    language, _, suffix = rest.partition(".")
    return (stem, language) if suffix and "." not in suffix else (PurePosixPath(name).stem, "")


def _called(stem: str, own: Words) -> str:
    """What the document of a stem is called, with its step or its profile."""
    known = [name for name in own.documents if stem == name or stem.startswith(f"{name}-")]
    if not known:
        return stem
    name = max(known, key=len)
    rest = stem[len(name) + 1 :]
    return f"{own.document(name)}: {own.step(rest)}" if rest else own.document(name)
