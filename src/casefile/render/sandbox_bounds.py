"""How much a template's code may make and call: what keeps a text that doubles itself from filling the memory.

Counts for one filling at a time. Knows no template and no value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_LONGEST = 2_000_000  # characters of one text; a long chronology has a tenth of it
_MOST = 20_000_000  # characters put together in one filling, Word's own XML with them
_CALLS = 100_000  # macros called in one filling; the longest paper calls some thousands
_DEEPEST = 8  # how often one macro may be open at a time: blocks given to it may call it again


class RefusedError(Exception):
    """Something a template may not do, or names that is not there. Becomes a Problem with the template's line.

    `unknown` is the name when it is none of the values handed in, rather than no field of one.
    """

    def __init__(self, message: str, hint: str = "", unknown: str = "") -> None:
        super().__init__(message)
        self.message, self.hint, self.unknown = message, hint, unknown


@dataclass
class _Spent:
    letters: int = 0
    calls: int = 0
    open: Counter[int] = field(default_factory=Counter)


_SPENT: ContextVar[_Spent | None] = ContextVar("spent", default=None)


@contextmanager
def filling() -> Iterator[None]:
    """Counts anew for one filling of a template."""
    before = _SPENT.set(_Spent())
    try:
        yield
    finally:
        _SPENT.reset(before)


def spend(letters: int) -> None:
    """Counts characters that the template's code is about to put together. RefusedError when they are too many."""
    spent = _SPENT.get()
    if spent is not None:
        spent.letters += letters
    if letters > _LONGEST or (spent is not None and spent.letters > _MOST):
        _refuse()


def counted(parts: Iterable[str]) -> Iterator[str]:
    """The pieces of a text on their way into one. RefusedError as soon as they are too many."""
    spent = _SPENT.get()
    for part in parts:
        if spent is not None:
            spent.letters += len(part)
            if spent.letters > _MOST:
                _refuse()
        yield part


def _refuse() -> None:
    raise RefusedError(
        "the template puts together more text than a document can hold",
        "look for a text that is joined to itself (~, join, set) over and over",
    )


@contextmanager
def called(macro: object, name: str) -> Iterator[None]:
    """Counts a macro while it runs. RefusedError when it calls itself without end, or macros are called too often."""
    spent = _SPENT.get() or _Spent()
    spent.calls += 1
    spent.open[id(macro)] += 1
    try:
        if spent.open[id(macro)] > _DEEPEST:
            raise RefusedError(*itself(name))
        if spent.calls > _CALLS:
            raise RefusedError(f"macros are called more than {_CALLS} times", "let macros call fewer others")
        yield
    finally:
        spent.open[id(macro)] -= 1


def itself(name: str) -> tuple[str, str]:
    """Message and hint for a macro that calls itself."""
    return f"the macro '{name}' calls itself", "loop over the values with {% for … %} instead"


class Code(CodeGenerator):
    """Jinja's compiler, but that texts joined by `~` go through the environment, which counts them."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name is Jinja's
        """Writes `a ~ b`."""
        self.write("environment.joined((")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write("))")
