"""Files become pages, each in a child process with limits; every exhibit gives at least one page.

A file on which the child dies, or that takes too long with all that is done for it, gets a slip sheet that says so, and
a fresh child goes on with the rest. The same natives give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import casefile
from casefile import files
from casefile.errors import CaseError, Problem
from casefile.exhibits import ocr, table
from casefile.exhibits.asked import SECONDS, Asked, Clock
from casefile.exhibits.pages import Attachment, Native, NotShownError, Pages
from casefile.exhibits.spots import Spot
from casefile.exhibits.words import say, say_pages
from casefile.programs import StoppedError
from casefile.render.builtin import builtin

_LIBRARIES = ("img2pdf", "nh3", "pikepdf", "pillow", "pypdfium2", "weasyprint", "pillow-heif", "python-oxmsg")


def convert(
    natives: Sequence[Native], into: Path, *, seconds: int = SECONDS, recognise: bool = True
) -> tuple[Pages, ...]:
    """Write each native's pages to `<into>/<label>.pdf` and return what became of them, in order: see `converted`."""
    return tuple(converted(natives, into, seconds=seconds, recognise=recognise))


def converted(
    natives: Sequence[Native], into: Path, *, seconds: int = SECONDS, recognise: bool = True
) -> Iterator[Pages]:
    """Write each native's pages to `<into>/<label>.pdf` and yield what became of them, one after the other.

    `seconds` is the most that a file may take; with `recognise` text is recognised on scanned pages where the programs
    for it are installed, which takes its own time. Raises CaseError when this machine cannot make pages at all.
    """
    into.mkdir(parents=True, exist_ok=True)
    with Asked() as child:
        work = _Work(child, seconds, recognise)
        for native in natives:
            yield _pages(native, into, work)


@dataclass(frozen=True, slots=True)
class _Work:
    """How natives are converted: by which child, within how many seconds each, with text recognised or not."""

    child: Asked
    seconds: int
    recognise: bool


def fingerprint(native: Native) -> str:
    """Return a hash of all that the pages of a native depend on: its bytes, what is said of it, and the versions."""
    try:
        content = files.sha256_once([native.path]).get(native.path, "")
    except CaseError:
        content = ""
    row = _row(native)
    by = row.by() if row and row.by else ""
    said = (
        by, native.path.name, native.label, native.title, native.language, native.created.isoformat(), native.where,
        native.withheld, native.inside, ocr.mark(native.language),
    )  # fmt: skip
    return hashlib.sha256(json.dumps([content, said, versions()]).encode()).hexdigest()


@cache
def versions() -> tuple[str, ...]:
    """Return the versions of what reads files here; an optional one that is missing has none. Of our own room it is
    what it says, its words in every language, too: what an earlier state of it made is not taken for its own."""
    return (casefile.__version__, _own(), *(_installed(name) for name in _LIBRARIES))


def _own() -> str:
    digest = hashlib.sha256()
    words = builtin().glob("*/words/sheets.yaml")
    for each in (*sorted(Path(__file__).parent.glob("*.py")), *sorted(words)):
        digest.update(f"{each.parent.parent.name}/{each.name}\0".encode() + each.read_bytes())
    return digest.hexdigest()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _row(native: Native) -> table.Exhibit | None:
    try:
        return table.row_of(native)
    except NotShownError:
        return None


def _pages(native: Native, into: Path, work: _Work) -> Pages:
    out = into / f"{_file_name(native.label)}.pdf"
    with tempfile.TemporaryDirectory(dir=into, prefix=".") as folder:
        made = Path(folder) / "pages.pdf"
        try:
            answer = _made(native, Path(folder), made, work)
        except StoppedError as stopped:
            answer = _slip(native, made, work.child, _reason(native, stopped, work.seconds))
        except NotShownError as reason:
            answer = _slip(native, made, work.child, reason.reason) | {"lacks": reason.lacks}
        made.replace(out)
    return Pages(
        label=native.label,
        pdf=out,
        count=answer["count"],
        slip=answer["slip"],
        by_nature=answer["by_nature"],
        notes=tuple(answer["notes"]),
        attachments=tuple(Attachment(**each) for each in answer["attachments"]),
        lacks=answer["lacks"],
        spots=tuple(Spot(place, shrink) for place, shrink in answer["spots"]),
        said=answer["words"],
    )


def _made(native: Native, folder: Path, out: Path, work: _Work) -> dict[str, Any]:
    """Make the pages of a native, all that is done for them, and return what is to be said of them.

    Raises StoppedError when it takes too long or a program dies, NotShownError when a program cannot read the file
    or what it makes of it would show something that is withheld.
    """
    row, child, clock = _row(native), work.child, Clock(work.seconds)
    if row and row.first and native.withheld and child.ask("on pages", native, clock.left())["held"]:
        raise NotShownError(say(native.language, "withheld"))
    read = replace(native, path=row.first(native, folder, clock.left())) if row and row.first else native
    reads = work.recognise and bool(ocr.mark(native.language))
    answer = child.ask("pages", read, clock.left(), out=str(out), bare=reads)
    if answer["slip"] and read is not native:
        raise NotShownError(answer["slip"])
    told = [say(native.language, "by-office", program=row.by())] if row and row.first and row.by else []
    marks = answer["marks"]
    if row and row.first and child.ask("revised", native, clock.left())["revised"]:
        told.append(say(native.language, "revised"))
        marks = [*marks, (1, "mark-revised")]
    bare = answer["bare"]
    recognised = bool(bare) and ocr.add_text(out, native.language, bare)
    finished = child.ask(
        "finish", native, SECONDS if recognised else clock.left(), out=str(out), marks=marks,
        rewritten=recognised,
    )  # fmt: skip
    told += _read_by(native, [page for page in bare if page not in finished["bare"]]) if recognised else []
    said = "" if answer["slip"] else finished["words"]
    return answer | {"notes": [*told, *answer["notes"]], "spots": finished["spots"], "words": said}


def _read_by(native: Native, pages: Sequence[int]) -> Iterator[str]:
    language = native.language
    if not pages:
        return
    yield say(language, "recognised", program=ocr.version(language), pages=say_pages(language, list(pages)))


def _slip(native: Native, out: Path, child: Asked, reason: str) -> dict[str, Any]:
    try:
        answer = child.ask("slip", native, SECONDS, out=str(out), slip=reason)
        finished = child.ask("finish", native, SECONDS, out=str(out), marks=[], rewritten=False)
        return answer | {"spots": finished["spots"], "words": ""}
    except StoppedError as stopped:
        message = f"no pages can be made of {native.path.name}: the converter {stopped}"
        raise CaseError(Problem(message, hint="run casefile doctor", rule="machine")) from stopped


def _reason(native: Native, stopped: StoppedError, seconds: int) -> str:
    if stopped.overran:
        return say(native.language, "overran", seconds=seconds)
    return say(native.language, "died")


def _file_name(label: str) -> str:
    """Return a label as a file name; raises ValueError when it is none."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._ -]*", label):
        raise ValueError(f"'{label}' is no exhibit's label")
    return label
