"""The machine stops: at a step that touches the disk, and from there on nothing touches it any more."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

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
