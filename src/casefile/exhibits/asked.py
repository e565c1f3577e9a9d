"""Asking the child: a process that foreign files are opened in, started when first needed, and anew after it was lost.

Owns its limits and what a job looks like; what the child does with one is `child.py`'s.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

import casefile
from casefile.errors import CaseError, Problem
from casefile.exhibits.pages import Native
from casefile.programs import Child, Limits, StoppedError

SECONDS = 30
"""The most that a file may take, with all that is done for it."""
_MEMORY = 2 << 30
_FILE = 1 << 30

Doing = Literal["pages", "slip", "finish", "look", "attached", "hashes", "on pages", "unseen", "revised"]


class Clock:
    """How much is left of the time that one file may take."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds that are left; raises StoppedError when there are none."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise StoppedError("no time is left", overran=True)
        return left


class Asked:
    """The child at work; leaving the `with` block ends it."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def ask(self, do: Doing, native: Native, seconds: float, **more: object) -> dict[str, Any]:
        """Have the child do something with a native, and return its answer.

        Raises StoppedError when it dies or is late, CaseError when this machine lacks something.
        """
        job = {
            "do": do,
            "path": str(native.path.absolute()),
            "label": native.label,
            "title": native.title,
            "language": native.language,
            "created": native.created.isoformat(),
            "where": native.where,
            "withheld": native.withheld,
            "inside": native.inside,
            "called": native.called,
            "cpu": max(round(seconds), 1),
            **more,
        }
        child = self._child = self._child or started()
        try:
            answer = dict(json.loads(child.ask(json.dumps(job), seconds)))
        except ValueError:
            self.end()
            raise StoppedError("gave no answer", overran=False) from None
        except StoppedError:
            self.end()
            raise
        if "problems" in answer:
            raise CaseError(Problem(**problem) for problem in answer["problems"])
        return answer

    def end(self) -> None:
        """End the child, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None


def started() -> Child:
    """Start the process that foreign files are opened in, with its limits; whoever starts it ends it."""
    home = Path(casefile.__file__).parent.parent
    return Child(
        (sys.executable, "-P", "-m", "casefile.exhibits.child"),
        limits=Limits(memory=_MEMORY, file=_FILE),
        extra={"PYTHONPATH": str(home), "PYTHONHASHSEED": "0"},
    ).start()
