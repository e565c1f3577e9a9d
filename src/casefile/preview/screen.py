"""What is on show: the last rendering, and waiting for the next one. Any number of threads may look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from threading import Condition

from casefile.errors import Problem
from casefile.render.literal import visible


@dataclass(frozen=True, slots=True)
class View:
    """One rendering. What could not be drawn leaves the pages of the one before, and says so in `problems`.

    `number` counts renderings, `version` the pages that differ; `milliseconds` is what it took. `name` is the file's
    name without format.
    """

    case: str
    name: str
    title: str = ""
    number: int = 0
    version: int = 0
    pdf: bytes = b""
    sizes: tuple[tuple[float, float], ...] = ()
    problems: tuple[Problem, ...] = ()
    milliseconds: int = 0

    @property
    def has_failed(self) -> bool:
        """Whether nothing could be drawn; other problems are warnings."""
        return any(problem.level == "error" for problem in self.problems)

    def told(self) -> dict[str, object]:
        """The view as the browser is told it: plain values, and nothing that hides or reorders text."""
        return {
            "number": self.number,
            "version": self.version,
            "case": visible(self.case),
            "name": visible(self.name),
            "title": visible(self.title),
            "failed": self.has_failed,
            "milliseconds": self.milliseconds,
            "pages": [{"width": width, "height": height} for width, height in self.sizes],
            "problems": [_told(problem) for problem in self.problems],
        }


def _told(problem: Problem) -> Mapping[str, str]:
    return {
        "level": problem.level,
        "place": visible(str(problem.source)) if problem.source else "",
        "message": visible(problem.message),
        "hint": visible(problem.hint),
    }


class Screen:
    """Holds the view on show."""

    def __init__(self, first: View) -> None:
        self._view = first
        self._changed = Condition()
        self._is_off = False

    @property
    def view(self) -> View:
        """What is on show now."""
        return self._view

    @property
    def is_off(self) -> bool:
        """Whether nothing will be shown any more."""
        return self._is_off

    def show(self, view: View) -> View:
        """Puts a view up, numbered after the last one, and returns it."""
        with self._changed:
            self._view = replace(view, number=self._view.number + 1)
            self._changed.notify_all()
            return self._view

    def after(self, number: int, seconds: float) -> View | None:
        """The view on show once it is a later one than `number`; None when there is none within so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_off or self._view.number > number, seconds)
            return self._view if self._view.number > number else None

    def turn_off(self) -> None:
        """Lets everybody go who waits."""
        with self._changed:
            self._is_off = True
            self._changed.notify_all()
