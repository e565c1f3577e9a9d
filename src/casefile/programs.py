"""Other programs: is one there, and run it, without a shell and within limits. The only room that starts a process.

Owns the cut-down environment and the limits on time, memory and file size. Knows no case and no exhibit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

# Runs in the new process before the program does: set there, the limits need no code between fork and exec.
_LIMITED = """
import os, resource, sys
for name, most in zip(("AS", "FSIZE", "CPU", "CORE"), map(int, sys.argv[1:5])):
    if most >= 0:
        try:
            kind = getattr(resource, "RLIMIT_" + name)
            hard = resource.getrlimit(kind)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (most, hard if name == "CPU" else most))
        except (AttributeError, OSError, ValueError):
            pass  # a system that does not know this limit still has the others
os.execv(sys.argv[5], sys.argv[5:])
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a program may use: `seconds` by the clock, `cpu` seconds, bytes of `memory` and `file`; -1 is no limit."""

    seconds: float = 60.0
    cpu: int = -1
    memory: int = -1
    file: int = -1


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended: its exit code (negative: the signal), what it wrote, whether it was stopped for its time."""

    code: int
    out: bytes
    err: bytes
    overran: bool = False


class StoppedError(Exception):
    """A program died or was stopped for its time while an answer was awaited; `overran` tells which."""

    def __init__(self, reason: str, *, overran: bool) -> None:
        self.overran = overran
        super().__init__(reason)


def found(name: str) -> Path | None:
    """Return where the program `name` is installed, None when it is not."""
    return Path(place) if (place := shutil.which(name)) else None


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment every program gets: where programs and the home folder are, and nothing else of ours."""
    base = {"PATH": os.pathsep.join(os.get_exec_path()), "HOME": str(Path.home()), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return base | dict(extra or {})


def run(
    argv: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    limits: Limits | None = None,
    extra: Mapping[str, str] | None = None,
    stdin: bytes = b"",
) -> Ran:
    """Run a program to its end and return how it ended; raises FileNotFoundError when it is not there."""
    limits = limits or Limits()
    with Child(argv, cwd=cwd, limits=limits, extra=extra, keep_errors=True) as child:
        out, err, overran = child.finish(stdin, limits.seconds)
        return Ran(child.code, out, err, overran)


@dataclass(slots=True)
class Child:
    """A running program in a session of its own, asked line by line; leaving the `with` block ends it.

    What it leaves in its folder for temporary files goes with it, however it ended.
    """

    argv: Sequence[str | Path]
    cwd: Path | None = None
    limits: Limits = field(default_factory=Limits)
    extra: Mapping[str, str] | None = None
    keep_errors: bool = False
    _process: subprocess.Popen[bytes] | None = None
    _scratch: tempfile.TemporaryDirectory[str] | None = None

    def start(self) -> Self:
        """Start the program; raises FileNotFoundError when it is not there."""
        argv = limited(self.argv, self.limits)
        self._scratch = tempfile.TemporaryDirectory(prefix="casefile-", ignore_cleanup_errors=True)
        self._process = subprocess.Popen(  # noqa: S603 - a list of arguments, never a shell
            argv,
            cwd=self.cwd,
            env=environment({"TMPDIR": self._scratch.name, **(self.extra or {})}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if self.keep_errors else subprocess.DEVNULL,
            start_new_session=True,
        )
        return self

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    @property
    def code(self) -> int:
        """The exit code once the program has ended; negative is the signal that ended it."""
        return self._running().wait()

    def ask(self, line: str, seconds: float) -> str:
        """Send one line and return the one that comes back; raises StoppedError when the program dies or is late."""
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise StoppedError("no pipe to the program", overran=False)
        with _Alarm(self, seconds) as alarm:
            try:
                process.stdin.write(line.encode() + b"\n")
                process.stdin.flush()
                answer = process.stdout.readline()
            except BrokenPipeError:
                answer = b""
        if not answer.endswith(b"\n"):
            raise StoppedError("broke off", overran=alarm.rang or -self.code == signal.SIGXCPU)
        return answer.decode(errors="replace").rstrip("\n")

    def finish(self, stdin: bytes, seconds: float) -> tuple[bytes, bytes, bool]:
        """Send `stdin`, wait for the end and return what was written and whether the time ran out."""
        with _Alarm(self, seconds) as alarm:
            out, err = self._running().communicate(stdin)
        return out, err or b"", alarm.rang

    def kill(self) -> None:
        """Stop the program and everything it started, whatever they do."""
        try:
            os.killpg(self._running().pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # it has ended already

    def end(self) -> None:
        """Stop the program and let go of it."""
        process = self._running()
        self.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # an unsent line to a program that is gone
        if self._scratch is not None:
            self._scratch.cleanup()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise StoppedError("the program was not started", overran=False)
        return self._process


class _Alarm:
    """Ends a program after some seconds, unless the block is left before."""

    def __init__(self, child: Child, seconds: float) -> None:
        self.rang = False
        self._child = child
        self._timer = threading.Timer(seconds, self._ring)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._child.kill()


def limited(argv: Sequence[str | Path], limits: Limits) -> list[str]:
    """Return the arguments that set the limits and then become `argv`; raises FileNotFoundError."""
    program = found(str(argv[0]))
    if program is None:
        raise FileNotFoundError(str(argv[0]))
    rest = [str(argument) for argument in argv[1:]]
    most = [str(limit) for limit in (limits.memory, limits.file, limits.cpu, 0)]
    return [sys.executable, "-I", "-S", "-c", _LIMITED, *most, str(program), *rest]
