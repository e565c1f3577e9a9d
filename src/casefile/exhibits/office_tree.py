"""The parts of an office file as trees of XML (ECMA-376, ISO/IEC 26300), asked by names without their namespaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


def local(element: Any) -> str:
    """Return an element's name without its namespace; none of what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute's value, whatever its namespace."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def every(trees: Iterable[Any], *names: str) -> Iterator[Any]:
    """Yield the elements of some names, whatever their namespace."""
    for tree in trees:
        yield from (each for each in tree.iter() if local(each) in names)


def text(element: Any) -> str:
    """Return all that is written in an element."""
    return "".join(str(piece) for piece in element.itertext())
