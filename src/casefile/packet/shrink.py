"""Copies with finer pictures than a profile wants, made smaller: in the packet's copy only, in a process with limits.

What was made is kept beside the copy it was made of. Natives are never touched; where the process fails, the copy stays
as it was.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import casefile
from casefile import files
from casefile.errors import CaseError
from casefile.exhibits.words import say, say_pages
from casefile.packet.copies import Copy
from casefile.packet.material import Material
from casefile.programs import Child, Limits, StoppedError

SECONDS, A_PAGE = 30.0, 1.0
_MEMORY, _FILE = 3 << 30, 1 << 30


def reduced(material: Material, dpi: int | None, language: str, folder: Path, *, numbered: bool = False) -> Material:
    """The material with no picture finer than `dpi` once it is stamped, and a note on each copy that was changed; kept
    in `folder`. `numbered`: every page is drawn smaller for a Bates number, not only those without room."""
    if not dpi:
        return material
    reducer = _Reducer(dpi, folder, numbered=numbered)
    try:
        found = {key: _reduced(copy, reducer, language) for key, copy in material.copies.items()}
    finally:
        reducer.end()
    return replace(material, copies=found)


def _reduced(copy: Copy, reducer: _Reducer, language: str) -> Copy:
    told = reducer.told(copy)
    if not told["pages"]:
        return copy
    note = say(language, "reduced", dpi=reducer.dpi, pages=say_pages(language, told["pages"]))
    pages = replace(copy.pages, pdf=reducer.file(copy), notes=(*copy.pages.notes, note))
    return replace(copy, pages=pages, sha256=told["sha256"])


class _Reducer:
    """The process at work: started when first needed, and anew after it was lost."""

    def __init__(self, dpi: int, folder: Path, *, numbered: bool) -> None:
        self.dpi, self._folder, self._numbered = dpi, folder, numbered
        self._child: Child | None = None

    def file(self, copy: Copy) -> Path:
        """Where a smaller copy lies."""
        return self._folder / f"{copy.pages.label}-{self.dpi}dpi{'-numbered' if self._numbered else ''}.pdf"

    def told(self, copy: Copy) -> Mapping[str, Any]:
        """What was done to a copy: the `pages` that changed and the `sha256` of what was written, if anything was."""
        made_of = [
            copy.sha256,
            self.dpi,
            self._smaller(copy),
            casefile.__version__,
            version("pillow"),
            version("pikepdf"),
        ]
        beside = self.file(copy).with_suffix(".json")
        known = _known(beside, made_of, self.file(copy))
        if known is None:
            pages = self._ask(copy)
            known = {"of": made_of, "pages": pages or [], "sha256": files.sha256(self.file(copy)) if pages else ""}
            if pages is not None:
                files.write(beside, json.dumps(known).encode())
        return known

    def _smaller(self, copy: Copy) -> list[int]:
        """The pages (from 1) that will be drawn smaller, as `stamp` does it."""
        if self._numbered:
            return list(range(1, copy.pages.count + 1))
        return [page for page, spot in enumerate(copy.spots, 1) if spot.shrink]

    def end(self) -> None:
        """End the process, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _ask(self, copy: Copy) -> list[int] | None:
        out = self.file(copy).absolute()
        job = {"path": str(copy.pages.pdf.absolute()), "out": str(out), "dpi": self.dpi, "smaller": self._smaller(copy)}
        self._child = self._child or _started()
        try:
            return list(json.loads(self._child.ask(json.dumps(job), SECONDS + A_PAGE * copy.pages.count))["pages"])
        except (StoppedError, ValueError):
            self.end()
            return None


def _started() -> Child:
    home = Path(casefile.__file__).parent.parent
    child = Child(
        (sys.executable, "-P", "-m", "casefile.packet.pdf.pictures"),
        limits=Limits(memory=_MEMORY, file=_FILE),
        extra={"PYTHONPATH": str(home), "PYTHONHASHSEED": "0"},
    )
    return child.start()


def _known(beside: Path, made_of: list[object], file: Path) -> Mapping[str, Any] | None:
    """What is noted of a copy, if it is of the same copy and what was written is still what it was."""
    try:
        told = json.loads(files.read(beside, beside.name))
        whole = not told["pages"] or files.sha256(file) == told["sha256"]
        return dict(told) if told["of"] == made_of and whole else None
    except (CaseError, ValueError, KeyError, TypeError):
        return None
