"""Where a document may be written that the user names a place for: never over what casefile reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import files
from casefile.case import layout
from casefile.errors import Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace

SUFFIXES = {
    "pdf": (".pdf",),
    "docx": (".docx",),
    "html": (".html", ".htm"),
    "md": (".md", ".markdown", ".txt"),
    "eml": (".eml",),
    "xlsx": (".xlsx",),
}
"""The formats of documents, and what a file of each may be called."""
_NAMES = SUFFIXES | {"csv": (".csv", ".txt"), "table": (".txt",), "ics": (".ics",)}


def refuse_wrong_output(workspace: Workspace, named: str, formats: Sequence[str]) -> None:
    """UsageError when `named` lies where the user's sources do, its name says another format than the one asked, or it
    is a file where a folder is needed.

    Links and `..` are followed, and on a disk that takes `Cases` for `cases` so is that.
    """
    output = Path(named)
    for source in _sources(workspace):
        if _is_within(files.real(output), source):
            hint = "choose a place outside it, or leave --output out: then it goes to build/"
            message = f"{output} lies in {workspace.shown(source)}, which holds your own files"
            if not source.is_dir():
                message, hint = f"{output} is a file of yours that casefile reads", "choose another name"
            raise UsageError(Problem(message, hint=hint, rule="output"))
    if not is_folder(named, formats):
        _refuse_wrong_suffix(output, formats[0])
    elif not output.is_dir():
        _refuse_file(named, output)


def is_folder(named: str, formats: Sequence[str]) -> bool:
    """Whether a folder is meant: it is one, ends with a slash, or has to take several formats."""
    return len(formats) > 1 or named.endswith("/") or Path(named).is_dir()


def _refuse_file(named: str, output: Path) -> None:
    looks_like_file = not named.endswith("/") and output.suffix.lower() in {
        each for row in _NAMES.values() for each in row
    }
    if output.exists() or looks_like_file:
        hint = "end it with / for a folder, or ask for one --format" if looks_like_file else "choose another folder"
        raise UsageError(Problem(f"'{named}' is a file, and a folder is needed", hint=hint, rule="output"))


def _sources(workspace: Workspace) -> Iterator[Path]:
    """The folders and files of the workspace that are written by hand; links in it are followed."""
    named = (workspace.file.letterhead, workspace.file.logo)
    for name in (layout.MARKER, "cases", *layout.SHARED, *filter(None, named)):
        yield workspace.root / name


def _is_within(path: Path, source: Path) -> bool:
    if path.is_relative_to(source) or path.is_relative_to(files.real(source)):
        return True
    return source.exists() and any(each.exists() and each.samefile(source) for each in (path, *path.parents))


def _refuse_wrong_suffix(output: Path, wanted: str) -> None:
    suffix = output.suffix.lower()
    if suffix and suffix not in _NAMES[wanted]:
        hint = f"call it {output.with_suffix(f'.{wanted}').name}, or give the --format that you mean"
        raise UsageError(Problem(f"{output.name} is no name for a file of format {wanted}", hint=hint, rule="output"))
    if not suffix and output.is_file():
        hint = f"call it {output.name}.{wanted}"
        raise UsageError(Problem(f"{output} is there already, and nothing says what it is", hint=hint, rule="output"))
