"""The transcripts of a page: files to write and commands to run, in order, with what they print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.docs.pages import fences, named


@dataclass(frozen=True)
class File:
    """A file that the page tells to write."""

    path: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command line, and the lines it prints as the page shows them: `…` stands for what is left out."""

    line: str
    shown: tuple[str, ...]

    def prints(self, output: str) -> bool:
        """Whether the output is what the page shows."""
        lines = (r"(?:.*\n)*" if line.strip() == "…" else _pattern(line) for line in self.shown)
        stripped = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
        return re.fullmatch("".join(lines), stripped) is not None


def _pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.rstrip().split("…"))) + r"\n"


def steps(text: str) -> Iterator[File | Command]:
    """What a reader of the page does, in order."""
    for fence in fences(text):
        shown = named(fence)
        if fence.language == "yaml" and shown:
            yield File(*shown)
        elif fence.language == "console":
            for line, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", fence.text, re.MULTILINE):
                yield Command(line, tuple(output.splitlines()))
