"""Reading a PDF's objects that may not be what they ought to be: what is of the wrong kind is not there.

Knows the library's kinds of object and nothing of what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from casefile.packet.pdf.geometry import Box, ordered

_BLANKS = re.compile(r"[ \t\n\v\f\r\0]+")
_FARTHEST = 1e6  # points: no page is larger
_ODD = (AttributeError, IndexError, KeyError, NotImplementedError, OverflowError, RuntimeError, TypeError, ValueError)


def odd() -> tuple[type[Exception], ...]:
    """What the libraries raise over an object that is not what it ought to be."""
    from pikepdf import PikepdfError

    return (*_ODD, PikepdfError)


def entry(thing: Any, key: str) -> Any | None:
    """A dictionary's or stream's entry; None where there is none, or no dictionary."""
    from pikepdf import Dictionary, Stream

    return thing.get(key, None) if isinstance(thing, Dictionary | Stream) else None


def keys(thing: Any) -> tuple[str, ...]:
    """A dictionary's or stream's keys in their order, the same in every run; none of what is neither."""
    from pikepdf import Dictionary, Stream

    return tuple(sorted(thing.keys())) if isinstance(thing, Dictionary | Stream) else ()


def items(thing: Any) -> Iterator[Any]:
    """An array's items; none of what is no array."""
    from pikepdf import Array

    if isinstance(thing, Array):
        yield from thing


def length(thing: Any) -> int:
    """How many items an array has; 0 for what is no array."""
    from pikepdf import Array

    return len(thing) if isinstance(thing, Array) else 0


def words(thing: Any) -> str:
    """A string's or name's characters, blanks made one but for those that hold words together; nothing of anything
    else."""
    from pikepdf import Name, String

    return _BLANKS.sub(" ", str(thing)).strip(" ") if isinstance(thing, Name | String | str) else ""


def number(thing: Any) -> float | None:
    """A number; None where there is none."""
    is_number = isinstance(thing, int | float | Decimal) and not isinstance(thing, bool)
    return float(thing) if is_number else None


def box(thing: Any) -> Box | None:
    """A rectangle with its corners in order; None where there is none, or one beyond any page."""
    edges = [number(each) for each in items(thing)]
    if len(edges) != 4 or any(edge is None or not abs(edge) < _FARTHEST for edge in edges):
        return None
    return ordered(tuple(edge for edge in edges if edge is not None))


def identity(thing: Any) -> tuple[int, int]:
    """Which object of the file a thing is; (0, 0) for what is no object of its own."""
    from pikepdf import Object

    return tuple(thing.objgen) if isinstance(thing, Object) else (0, 0)  # type: ignore[return-value]  # always a pair
