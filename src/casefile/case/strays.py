"""What lies in a workspace and would be passed over: it is reported, so that a `payment.yaml` never loses money.

Looks at names and kinds of files only, and opens none. Files that are no YAML and stand beside the layout are nobody's
business; hidden ones neither.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath

from casefile.errors import Problem, Source
from casefile.faults import suggestion

CASE_FILES = ("case.yaml", "payments.yaml", "offers.yaml", "settlement.yaml", "corrections.yaml", "evidence.yaml")
WORKSPACE_FOLDERS = {
    "debtors": ".yaml",
    "regimes": ".yaml",
    "limitation": ".yaml",
    "rates": ".csv",
    "profiles": ".yaml",
}
"""Folders of the workspace, and what the files in them end in."""

_YAML = (".yaml", ".yml")
_MISPLACED = (*CASE_FILES, "debtors.yaml", "invoices.yaml")

Shown = Callable[[Path], str]


def of_case(folder: Path, shown: Shown) -> Iterator[Problem]:
    """Problems for everything in a case folder that would not be read though it looks as if it should."""
    if folder.is_symlink():
        yield _linked(folder, shown)
    for entry in _entries(folder):
        path = Path(entry.path)
        if _is_special(entry):
            yield _linked(path, shown)
        elif entry.is_dir():
            yield from _folder(path, shown)
        elif entry.name in _FOLDERS:
            yield Problem(f"a file stands where the folder {entry.name}/ is read", _at(path, shown), "move it away")
        else:
            yield from _misnamed(path, CASE_FILES, shown)


def of_workspace(root: Path, shown: Shown) -> Iterator[Problem]:
    """Problems for YAML that lies where it would not be read: beside casefile.yaml, in cases/, too deep."""
    for name in _MISPLACED:
        if (root / name).exists():
            yield Problem("the format knows no such file here", _at(root / name, shown), "move it into a case", "stray")
    for entry in _entries(root / "cases"):
        if not entry.is_dir():
            yield from _misnamed(Path(entry.path), (), shown)
    for name, suffix in WORKSPACE_FOLDERS.items():
        yield from _flat(root / name, (suffix,), shown)


def _folder(path: Path, shown: Shown) -> Iterator[Problem]:
    if path.name in CASE_FILES:
        yield Problem(f"a folder stands where the file {path.name} is read", _at(path, shown), "move it away", "stray")
    elif path.name in _FOLDERS:
        yield from _FOLDERS[path.name](path, shown)
    else:
        near = suggestion(path.name, list(_FOLDERS))
        for name in sorted(path.rglob("*")):
            if name.suffix.lower() in _YAML:
                yield Problem("the format knows no such file here", _at(name, shown), near or "move it away", "stray")


def _flat(folder: Path, suffixes: tuple[str, ...], shown: Shown) -> Iterator[Problem]:
    for entry in _entries(folder):
        path = Path(entry.path)
        if _is_special(entry):
            yield _linked(path, shown)
        elif entry.is_dir():
            hint = f"move its files up into {folder.name}/"
            yield Problem(f"folders inside {folder.name}/ are not read", _at(path, shown), hint, "stray")
        elif path.suffix not in suffixes:
            yield from _misnamed(path, (), shown)


def _invoices(folder: Path, shown: Shown) -> Iterator[Problem]:
    return _flat(folder, (".yaml",), shown)


def _correspondence(folder: Path, shown: Shown) -> Iterator[Problem]:
    yield from _flat(folder, (".md", ".eml"), shown)
    for entry in _entries(folder):
        if entry.is_file() and PurePath(entry.name).suffix.lower() not in (".md", ".eml", *_YAML):
            message, hint = "correspondence holds .md and .eml files only", "casefile add takes it in as evidence"
            yield Problem(message, _at(Path(entry.path), shown), hint, "stray")


def _evidence(folder: Path, shown: Shown) -> Iterator[Problem]:
    for entry in _entries(folder, hidden=True):
        if _is_special(entry):
            yield _linked(Path(entry.path), shown)
        elif entry.is_dir():
            yield from _evidence(Path(entry.path), shown)


_FOLDERS = {"invoices": _invoices, "correspondence": _correspondence, "evidence": _evidence}


def _misnamed(path: Path, known: tuple[str, ...], shown: Shown) -> Iterator[Problem]:
    """A problem for a file that ends like YAML, or like a mail or note in capitals, and is none of the known ones."""
    if path.name in known:
        return
    suffix = path.suffix.lower()
    if suffix == ".yml" or (suffix != path.suffix and suffix in (*_YAML, ".md", ".eml")):
        right = ".yaml" if suffix in _YAML else suffix
        yield Problem(f"files end in {right}, this would be passed over", _at(path, shown), "rename it", "stray")
    elif suffix == ".yaml":
        hint = suggestion(path.name, list(known)) or "move it away"
        yield Problem("the format knows no such file here", _at(path, shown), hint, "stray")


def _entries(folder: Path, *, hidden: bool = False) -> list[os.DirEntry[str]]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted((e for e in entries if hidden or not e.name.startswith(".")), key=lambda entry: entry.name)


def _is_special(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() or not (entry.is_file() or entry.is_dir())


def _linked(path: Path, shown: Shown) -> Problem:
    return Problem("links and special files are not read", _at(path, shown), "put the file itself here", "link")


def _at(path: Path, shown: Shown) -> Source:
    return Source(shown(path))
