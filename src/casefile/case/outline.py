"""The outline of a YAML file: its mappings and lists with the characters that each key and value takes up.

Values only; changes nothing and knows no model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.marks import Mark, marks

Step = str | int
"""The way into a file: a key of a mapping, or an item of a list counted from 0."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value: what opens it, where it ends, and what is in it. Of a block's `end` only that it is no earlier."""

    opening: Mark
    end: int
    pairs: tuple[tuple[Mark, Node], ...] = ()
    items: tuple[Node, ...] = ()

    @property
    def is_scalar(self) -> bool:
        """Whether it is text, and neither a mapping nor a list."""
        return self.opening.kind == "scalar"

    @property
    def is_flow(self) -> bool:
        """Whether it stands in brackets."""
        return self.opening.style in ("{", "[")

    def at(self, step: Step) -> Node | None:
        """What a mapping has under a key, or a list in a place; None where there is nothing."""
        if isinstance(step, int):
            return self.items[step] if step < len(self.items) else None
        return next((value for mark, value in self.pairs if mark.value == step), None)


def outline(text: str) -> Node:
    """The outline of a file that holds one mapping or list."""
    stream = marks(text)
    return _node(next(stream), stream)


def follow(node: Node, path: tuple[Step, ...]) -> Node | None:
    """What stands at the end of the path; None where it leads nowhere."""
    found: Node | None = node
    for step in path:
        found = found.at(step) if found else None
    return found


def _node(mark: Mark, stream: Iterator[Mark]) -> Node:
    """The value that begins with `mark`. Files are nested 50 deep at most, so this is, too."""
    if mark.kind == "scalar":
        return Node(mark, mark.end)
    pairs: list[tuple[Mark, Node]] = []
    items: list[Node] = []
    while (inner := next(stream)).kind != "end":
        if mark.kind == "mapping":
            pairs.append((inner, _node(next(stream), stream)))
        else:
            items.append(_node(inner, stream))
    return Node(mark, inner.end, tuple(pairs), tuple(items))
