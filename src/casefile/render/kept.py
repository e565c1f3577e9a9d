"""What is read once a process of the built-in templates (page, style, letterhead, words), and how to read it anew.

Somebody who changes those files while a process runs wants to see the change; everybody else wants them read once.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")

_FORGETS: list[Callable[[], None]] = []


def kept(read: Callable[P, R]) -> Callable[P, R]:
    """`read`, which reads each thing once, until `forget`."""
    remembered = cache(read)
    _FORGETS.append(remembered.cache_clear)
    return cast("Callable[P, R]", remembered)


def forget() -> None:
    """Lets go of everything that is kept: the next drawing reads the files as they are then."""
    for each in _FORGETS:
        each()
