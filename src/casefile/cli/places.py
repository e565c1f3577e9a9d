"""Places that a person can go to: what is refused before it is written stands nowhere, whatever read it back says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.errors import CaseError

if TYPE_CHECKING:
    from casefile.errors import Problem


@contextmanager
def only_written(root: Path) -> Iterator[None]:
    """Lets a CaseError of the body through without the places in files, or lines of files, that are not there."""
    try:
        yield
    except CaseError as error:
        raise type(error)(_placed(root, problem) for problem in error.problems) from error


def _placed(root: Path, problem: Problem) -> Problem:
    source = problem.source
    return problem if source is None or _is_there(root / source.file, source.line) else replace(problem, source=None)


def _is_there(path: Path, line: int) -> bool:
    return path.is_dir() or (path.is_file() and line <= max(1, len(path.read_bytes().splitlines())))
