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

    def value_of(self, key: str) -> Node | None:
        """What a mapping has under the key."""
        return next((value for mark, value in self.pairs if mark.value == key), None)


def outline(text: str) -> Node:
    """The outline of a file that holds one mapping or list."""
    stream = marks(text)
    return _node(next(stream), stream)


def follow(node: Node, path: tuple[Step, ...]) -> Node | None:
    """What stands at the end of the path; None where it leads nowhere."""
    for step in path:
        if isinstance(step, str):
            found = node.value_of(step)
        else:
            found = node.items[step] if step < len(node.items) else None
        if found is None:
            return None
        node = found
    return node


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
