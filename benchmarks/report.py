"""The results as a table: medians, ratios, and whether the goal is met; with the machine and what was installed."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.timing import Measured

_PACKAGES = ("casefile", "pikepdf", "weasyprint", "click", "pydantic", "PyYAML", "pypdfium2", "pypdf", "pymupdf")
_PROGRAMS = ("qpdf",)


@dataclass(frozen=True, slots=True)
class Goal:
    """What has to be reached: at most `most` times the peer of this name, or seconds where no peer is named; and at
    most so many `megabytes`."""

    most: float
    peer: str = ""
    megabytes: float = 0
    each: int = 1  # what the seconds are divided by, such as the number of cases

    @property
    def words(self) -> str:
        """The goal as the table says it."""
        time = f"{self.most:g} × {self.peer}" if self.peer else f"{shown(self.most)}{' each' if self.each > 1 else ''}"
        return f"{time}, {self.megabytes:g} MB" if self.megabytes else time


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one row: ours first, then the peers that are installed."""

    title: str
    goal: Goal
    measured: tuple[Measured, ...]

    @property
    def reached(self) -> float | None:
        """Ours in the goal's measure: a ratio, or seconds; None where the peer is not installed."""
        ours = self.measured[0].seconds
        if not self.goal.peer:
            return ours / self.goal.each
        peer = next((each.seconds for each in self.measured[1:] if each.name == self.goal.peer), None)
        return None if peer is None else ours / peer

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met, in time and in memory; None where nobody can say."""
        if self.reached is None:
            return None
        return self.reached <= self.goal.most and self.measured[0].megabytes <= (self.goal.megabytes or float("inf"))


def shown(seconds: float) -> str:
    """Seconds as a person reads them."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(results: Sequence[Result], day: date, command: str = "make bench") -> str:
    """The results as Markdown, with the command that wrote them."""
    head = [
        "# Benchmarks",
        "",
        f"Written by `{command}` on {day:%d %B %Y}; medians of runs taken in turn. {machine()}.",
        "",
        f"Versions: {', '.join(versions())}.",
        "",
        "Programs are measured as whole processes, and so are `casefile` commands. Where libraries are compared (pages put",
        "together, cases loaded, files hashed), Python's start and imports are left out, for ours and for the Python peers.",
        "",
        "The last column is the processor's time, user and system, of the quickest run, and its ratio to the goal's peer:",
        "where others use the machine, it says more than the clock.",
        "",
        "| work | ours | memory | peers | goal | reached | | processor |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *map(_row, results)]) + "\n"


def _row(result: Result) -> str:
    ours, *peers = result.measured
    beside = ", ".join(f"{each.name} {shown(each.seconds)}" for each in peers) or "–"
    reached = result.reached
    measure = f"{reached or 0:.2f} ×" if result.goal.peer else shown(reached or 0)
    said = "–" if reached is None else measure
    met = {True: "met", False: "**missed**", None: "peer not installed"}[result.is_met]
    memory = f"{ours.megabytes:.0f} MB"
    cells = (result.title, shown(ours.seconds), memory, beside, result.goal.words, said, met, _processor(result))
    return f"| {' | '.join(cells)} |"


def _processor(result: Result) -> str:
    """What ours took of the processor, and how many times the peer's, where whole processes are compared."""
    ours, *peers = result.measured
    if not ours.processor:
        return "–"
    peer = next((each.processor for each in peers if each.name == result.goal.peer), 0.0)
    return f"{shown(ours.processor)}, {ours.processor / peer:.2f} ×" if peer else shown(ours.processor)


def machine() -> str:
    """The machine in a line."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.is_file() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}{load}"


def versions() -> Iterator[str]:
    """What is installed of ourselves and the peers."""
    yield f"Python {platform.python_version()}"
    for name in _PACKAGES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    for name in _PROGRAMS:
        if path := shutil.which(name):
            run = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 - a program that was found
            yield run.stdout.splitlines()[0] if run.stdout else name
