"""The machine stops: at a step that touches the disk, and from there on nothing touches it any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casefile import files

STEPS = ("mkdir", "link", "rename", "replace", "unlink", "rmdir", "fsync")
"""What everything that is written goes through; what was written before an fsync need not be there."""


class Stopped(BaseException):
    """The machine stops."""


@contextmanager
def stopping(at: int) -> Iterator[None]:
    """Stops the body before its step of that number (Stopped); the locks of a run that is gone are free, as always."""
    done = 0

    def counted(step: Callable[..., object]) -> Callable[..., object]:
        def run(*args: object, **more: object) -> object:
            nonlocal done
            if not any(".locks" in str(each) for each in args):
                done += 1
                if done > at:
                    raise Stopped
            return step(*args, **more)

        return run

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, counted(getattr(os, name)))
        yield


@contextmanager
def stopping_writes(at: int) -> Iterator[None]:
    """Stops the body before the write of that number (Stopped): coarser than its steps, and quicker to go through."""
    left, beside = iter(range(at)), files._beside

    def writing(path: Path, content: bytes | Path) -> object:
        if next(left, None) is None:
            raise Stopped
        return beside(path, content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_beside", writing)
        yield


def was_stopped(at: int, body: Callable[[], object]) -> bool:
    """Runs the body, and stops it before its write of that number; whether it had so many."""
    try:
        with stopping_writes(at):
            body()
    except Stopped:
        return True
    return False


def lying(root: Path) -> dict[Path, bytes]:
    """Every file under a folder, to be put back."""
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def put_back(root: Path, before: dict[Path, bytes]) -> None:
    """Makes the folder hold these files again, and no others."""
    for path in lying(root).keys() - before.keys():
        path.unlink()
    for path, content in before.items():
        path.parent.mkdir(exist_ok=True, parents=True)
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
