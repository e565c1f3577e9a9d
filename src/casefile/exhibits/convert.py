"""Files become pages, each in a child process with limits; every exhibit gives at least one page.

A file on which the child dies, or takes too long, gets a slip sheet that says so, and a fresh child goes on with the
rest. The same natives give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import casefile
from casefile.errors import CaseError, Problem
from casefile.exhibits import office
from casefile.exhibits.pages import Attachment, Native, Pages
from casefile.exhibits.words import say
from casefile.programs import Child, Limits, StoppedError

SECONDS = 30
_MEMORY = 2 << 30
_FILE = 1 << 30
_LIBRARIES = ("img2pdf", "nh3", "pikepdf", "pillow", "pypdfium2", "weasyprint")


def convert(natives: Sequence[Native], into: Path, *, seconds: int = SECONDS) -> tuple[Pages, ...]:
    """Write each native's pages to `<into>/<label>.pdf` and return what became of them, in order.

    `seconds` is the most that a file may take. Raises CaseError when this machine cannot make pages at all.
    """
    into.mkdir(parents=True, exist_ok=True)
    converter = _Converter(seconds)
    try:
        return tuple(_pages(native, into, converter) for native in natives)
    finally:
        converter.end()


def fingerprint(native: Native) -> str:
    """Return a hash of all that the pages of a native depend on: its bytes, what is said of it, and the versions."""
    try:
        with native.path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        content = ""
    by = office.version() if office.is_office(native) else ""
    said = (
        by, native.path.name, native.label, native.title, native.language, native.created.isoformat(), native.where,
        native.withheld, native.inside,
    )  # fmt: skip
    return hashlib.sha256(json.dumps([content, said, _versions()]).encode()).hexdigest()


@cache
def _versions() -> tuple[str, ...]:
    return (casefile.__version__, *(version(name) for name in _LIBRARIES))


class _Converter:
    """The child at work: started when first needed, and anew after it was lost."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._child: Child | None = None

    def ask(self, native: Native, out: Path, slip: str = "") -> dict[str, Any]:
        """Have a native converted, or a slip sheet made for it, and return the answer; raises StoppedError."""
        seconds = SECONDS if slip else self.seconds
        job = {
            "path": str(native.path.absolute()),
            "out": str(out.absolute()),
            "label": native.label,
            "title": native.title,
            "language": native.language,
            "created": native.created.isoformat(),
            "where": native.where,
            "withheld": native.withheld,
            "inside": native.inside,
            "slip": slip,
            "cpu": seconds,
        }
        child = self._child = self._child or started()
        try:
            answer = json.loads(child.ask(json.dumps(job), seconds))
        except (StoppedError, ValueError):
            self.end()
            raise
        return dict(answer)

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


def _pages(native: Native, into: Path, converter: _Converter) -> Pages:
    out = into / f"{_file_name(native.label)}.pdf"
    with tempfile.TemporaryDirectory(dir=into, prefix=".") as folder:
        made = Path(folder) / "pages.pdf"
        pages_of, told = _through_office(native, Path(folder), converter.seconds)
        try:
            answer = converter.ask(pages_of, made)
            if answer.get("slip") and pages_of is not native:
                answer = converter.ask(native, made, answer["slip"])
        except StoppedError as stopped:
            answer = _slip(native, made, converter, _reason(native, stopped, converter.seconds))
        if "problems" in answer:
            raise CaseError(Problem(**problem) for problem in answer["problems"])
        made.replace(out)
    return Pages(
        label=native.label,
        pdf=out,
        count=answer["count"],
        slip=answer["slip"],
        by_nature=answer["by_nature"],
        notes=(*told, *answer["notes"]) if not answer["slip"] else tuple(answer["notes"]),
        attachments=tuple(Attachment(**each) for each in answer["attachments"]),
    )


def _through_office(native: Native, folder: Path, seconds: int) -> tuple[Native, tuple[str, ...]]:
    """An office file's PDF in the place of the file, with a note on what made it; any other native as it is."""
    if not office.is_office(native):
        return native, ()
    made = office.to_pdf(native, folder, seconds=seconds)
    if made is None:
        return native, ()
    return replace(native, path=made), (say(native.language, "by-office", program=office.version()),)


def _slip(native: Native, out: Path, converter: _Converter, reason: str) -> dict[str, Any]:
    try:
        return converter.ask(native, out, reason)
    except StoppedError as stopped:
        message = f"no pages can be made of {native.path.name}: the converter {stopped}"
        raise CaseError(Problem(message, hint="run casefile doctor", rule="machine")) from stopped


def _reason(native: Native, stopped: StoppedError, seconds: int) -> str:
    if stopped.overran:
        return say(native.language, "overran", seconds=seconds)
    return say(native.language, "died", how=str(stopped))


def _file_name(label: str) -> str:
    """Return a label as a file name; raises ValueError when it is none."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]*", label):
        raise ValueError(f"'{label}' is no exhibit's label")
    return label
