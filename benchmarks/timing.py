"""Runs contenders in turn and measures each run: seconds by the clock, the processor's time, which others' work changes
less, and the most memory of the process."""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_ROOT = Path(__file__).parent.parent  # where `python -m benchmarks.work` is found
_TOLD = re.compile(r"^seconds: ([0-9.]+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Contender:
    """One way of doing the work: its name and command. `before` puts things back before each run. A command that
    prints `seconds: 1.23` has left its start and imports out; else the whole process counts."""

    name: str
    argv: tuple[str, ...]
    before: Callable[[], object] | None = None
    codes: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a contender took: the median of its runs in seconds, and the most memory of any in megabytes (10^6); the
    least time of the processor (user and system) in seconds, where whole processes are measured."""

    name: str
    seconds: float
    megabytes: float
    processor: float = 0.0


def in_turn(contenders: Sequence[Contender], rounds: int, folder: Path) -> tuple[Measured, ...]:
    """Each contender once a round, so that a busy machine is busy for all. RuntimeError when one fails."""
    runs: dict[str, list[tuple[float, float, float]]] = {each.name: [] for each in contenders}
    for number in range(rounds + 1):
        for contender in contenders:
            found = once(contender, folder)
            if number:  # the first round only warms the disk's cache
                runs[contender.name].append(found)
    return tuple(
        Measured(name, statistics.median(seconds), max(memory), min(processor))
        for name, (seconds, memory, processor) in ((name, zip(*found, strict=True)) for name, found in runs.items())
    )


def once(contender: Contender, folder: Path) -> tuple[float, float, float]:
    """The seconds, megabytes and seconds of the processor of one run, whose output goes into `folder`; none of the
    processor for a run that leaves something out. RuntimeError when it fails.

    Python may keep its bytecode, as it does for whoever installed the program, whatever this shell forbids.
    """
    if contender.before:
        contender.before()
    log = folder / "run.log"
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own table
            contender.argv, cwd=_ROOT, env=_surroundings(), stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text(errors="replace")
    if process.returncode not in contender.codes:
        raise RuntimeError(f"{contender.name} ended with {process.returncode}:\n{text[-2000:]}")
    told = _TOLD.search(text)
    scale = 1 if sys.platform == "darwin" else 1024
    memory = used.ru_maxrss * scale / 1e6
    return (float(told[1]), memory, 0.0) if told else (seconds, memory, used.ru_utime + used.ru_stime)


def _surroundings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
