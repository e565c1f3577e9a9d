"""Draws one document of one case again and again, in this process, keeping what a save did not touch.

Owns the lock that everybody takes who draws: neither WeasyPrint nor PDFium bears two threads at once. Knows no browser.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from threading import Lock

from casefile import making
from casefile.case.workspace import Workspace, open_workspace
from casefile.errors import CaseError, Problem
from casefile.making import Desk, Wanted
from casefile.preview import picture, watch
from casefile.preview.screen import View
from casefile.render import kept
from casefile.render.builtin import builtin


@dataclass(frozen=True, slots=True)
class Subject:
    """What is previewed: `choose` says which document of the case, as that may change while one watches."""

    root: Path
    case: str
    as_of: date
    kind: str
    choose: Callable[[Desk], Wanted]


class Press:
    """Draws the subject as it is now."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self._drawing = Lock()
        self._desk: Desk | None = None
        self._named: tuple[Path, ...] = ()
        with suppress(CaseError):  # the first rendering says what is wrong
            self._named = _named(open_workspace(subject.root))

    def blank(self) -> View:
        """What is on show before the first rendering."""
        return View(self.subject.case, self.subject.kind)

    def look(self) -> watch.Seen:
        """The files that the subject is made of."""
        return watch.look(self.subject.root, self.subject.case, self._named)

    def render(self, last: View, saved: Set[Path] = frozenset()) -> View:
        """The document drawn anew after some files were saved, or the last pages with what is wrong now."""
        started = time.perf_counter()
        with self._drawing:
            try:
                view = self._drawn(last, saved)
            except CaseError as error:
                view = replace(last, problems=error.problems)
            except OSError as error:  # a file that went away, or may not be read
                view = replace(last, problems=(_unread(error),))
        return replace(view, milliseconds=round(1000 * (time.perf_counter() - started)))

    def _drawn(self, last: View, saved: Set[Path]) -> View:
        if any(path.is_relative_to(builtin()) and path.suffix != ".md" for path in saved):
            kept.forget()  # letters are read each time, page, style and words are not
        desk = self._opened(saved)
        wanted = self.subject.choose(desk)
        drawn, warnings = making.draw(desk, wanted, ("pdf",))
        pdf = drawn["pdf"]
        view = replace(last, name=wanted.stem(desk.case), problems=warnings)
        if pdf == last.pdf:
            return view
        title, sizes = picture.look(pdf)
        return replace(view, title=title, pdf=pdf, sizes=sizes, version=last.version + 1)

    def _opened(self, saved: Set[Path]) -> Desk:
        """The case, read again unless nothing but templates was saved since it last was."""
        if self._desk and saved and all(_is_template(path, self._desk.workspace) for path in saved):
            return self._desk
        self._desk = None
        workspace = open_workspace(self.subject.root)
        self._named = _named(workspace)
        self._desk = making.open_desk(workspace, self.subject.case, self.subject.as_of)
        return self._desk

    def page(self, view: View, number: int) -> bytes:
        """A page of a view as PNG. IndexError when it has no such page."""
        if not view.pdf:
            raise IndexError(number)
        with self._drawing:
            drawn = picture.raster(view.pdf, number)
        return drawn.png()

    def word(self) -> bytes:
        """The document as a Word file. CaseError when it can't be drawn as things stand."""
        with self._drawing:
            desk = self._desk
            if desk is None:
                raise CaseError(Problem("the case has problems", hint="the preview shows them"))
            drawn, _ = making.draw(desk, self.subject.choose(desk), ("docx",))
        return drawn["docx"]


def _named(workspace: Workspace) -> tuple[Path, ...]:
    """The files that casefile.yaml names."""
    return tuple(workspace.root / name for name in (workspace.file.letterhead, workspace.file.logo) if name)


def _is_template(path: Path, workspace: Workspace) -> bool:
    return path.is_relative_to(workspace.templates) or path.is_relative_to(builtin())


def _unread(error: OSError) -> Problem:
    message = f"cannot read {error.filename or 'a file'}: {(error.strerror or str(error)).lower()}"
    return Problem(message, hint="check the file and its rights", rule="disk")
