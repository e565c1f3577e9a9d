"""Inspects a file from elsewhere in a process of its own, with limits on memory and time: it may be broken or hostile.

Knows no rule. The passphrase goes through a pipe, never through the command line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import casefile
from casefile.errors import CaseError, Problem
from casefile.packet.inspector.inspect import Rule
from casefile.packet.profile import Profile
from casefile.programs import Child, Limits, StoppedError

SECONDS = 50  # of work; a machine that is busy may take longer by the clock
_MEMORY = 2 << 30
_FILE = 1 << 20


def inspect(file: Path, profile: Profile, *, passphrase: str = "", seconds: int = SECONDS) -> tuple[Rule, ...]:
    """Every rule of a profile, tested on a PDF that is anybody's. CaseError when there is no such file, it cannot be
    read, or reading it takes more than `seconds` of work."""
    if not file.is_file():
        message = f"{file} is no file" if file.exists() else f"there is no such file: {file}"
        raise CaseError(Problem(message, hint="check the path", rule="missing"))
    job = {"path": str(file), "passphrase": passphrase, "profile": _said(profile)}
    try:
        with _child(seconds) as child:
            answer = json.loads(child.ask(json.dumps(job), 2 * seconds))
    except StoppedError as stopped:
        raise CaseError(_lost(file, stopped, seconds)) from stopped
    if "problems" in answer:
        raise CaseError(Problem(**problem) for problem in answer["problems"])
    return tuple(Rule(**rule | {"theirs": ()}) for rule in answer["rules"])


def _said(profile: Profile) -> dict[str, object]:
    """What of a profile a file is tested by."""
    limits = {"megabytes": profile.limits.megabytes, "dpi": profile.limits.dpi}
    form = {key: getattr(profile, key) for key in ("name", "front", "files", "labels", "listed")}
    return {**form, "rules": dict(profile.rules), "limits": limits}


def _child(seconds: int) -> Child:
    return Child(
        (sys.executable, "-P", "-m", "casefile.packet.inspector.child"),
        limits=Limits(cpu=seconds, memory=_MEMORY, file=_FILE),
        extra={"PYTHONPATH": str(Path(casefile.__file__).parent.parent), "PYTHONHASHSEED": "0"},
    )


def _lost(file: Path, stopped: StoppedError, seconds: int) -> Problem:
    hint = "make it again: print it to PDF, or save a copy in another program"
    if stopped.overran:
        return Problem(f"{file} takes more than {seconds} seconds to read", hint=hint, rule="pdf")
    return Problem(f"{file} is too damaged or too large to read: the reader {stopped}", hint=hint, rule="pdf")
