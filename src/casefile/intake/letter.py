"""A mail from others, taken apart by a child process with limits: what its headers say, and its attachments as files.

Knows neither cases nor exhibits. A mail that the child dies of is told of and stays closed; the next gets a new child.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import casefile
from casefile.programs import Child, Limits, StoppedError

SECONDS = 30
"""The most that a mail may take."""
_MEMORY = 2 << 30
_FILE = 1 << 30


@dataclass(frozen=True, slots=True)
class Head:
    """What a mail's headers say: its day (ISO), who sent it, its subject; "" for what they don't."""

    date: str = ""
    sender: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """An attachment: its bytes, what it was called, the number of the piece it is attached to (-1: the mail itself),
    and for an attached mail its headers."""

    path: Path
    name: str
    parent: int
    head: Head | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail taken apart, what of it is left out (name, reason), and why its attachments could not be taken out."""

    head: Head
    pieces: tuple[Piece, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    refused: str = ""


@dataclass(slots=True)
class Opener:
    """Has mails taken apart, as long as its `with` block runs."""

    seconds: int = SECONDS
    _child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def open(self, path: Path, out: Path, *, language: str = "en", unpack: bool = True) -> Letter:
        """The mail at `path`; its attachments are put into the folder `out`, unless they are not to be unpacked. Raw
        bytes in its headers are read as the `language` usually writes."""
        job = {"path": str(path.absolute()), "out": str(out.absolute()), "unpack": unpack, "cpu": self.seconds}
        job["language"] = language
        if self._child is None:
            self._child = _child()
        try:
            said = json.loads(self._child.ask(json.dumps(job), self.seconds))
        except StoppedError as stopped:
            self._end()
            late = f"took longer than {self.seconds} s"
            return Letter(Head(), refused=f"the program that opens it {late if stopped.overran else stopped}")
        return Letter(_head(said), tuple(_pieces(said, out)), tuple(map(tuple, said["left"])), said["refused"])

    def _end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _child() -> Child:
    home = Path(casefile.__file__).parent.parent
    return Child(
        (sys.executable, "-P", "-m", "casefile.intake.letter_child"),
        limits=Limits(memory=_MEMORY, file=_FILE),
        extra={"PYTHONPATH": str(home), "PYTHONHASHSEED": "0"},
    ).start()


def _head(said: dict[str, Any]) -> Head:
    return Head(said["date"], said["from"], said["subject"])


def _pieces(said: dict[str, Any], out: Path) -> list[Piece]:
    return [
        Piece(out / str(number), each["name"], each["parent"], _head(each) if each["mail"] else None)
        for number, each in enumerate(said["pieces"])
    ]
