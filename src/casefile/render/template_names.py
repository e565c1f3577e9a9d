"""Names, filters and tests that a parsed template uses and that are not there. Fills nothing, and reads no clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from casefile.errors import Problem, Source

if TYPE_CHECKING:
    from jinja2 import nodes

    from casefile.render.sandbox import Room


def filters(tree: nodes.Template, origin: str, room: Room) -> Iterator[Problem]:
    """A problem for each filter and test that the room does not have."""
    from jinja2 import nodes

    from casefile.render.sandbox import suggest

    known: Mapping[type[nodes.Node], tuple[str, Mapping[str, Any]]] = {
        nodes.Filter: ("filter", room.filters),
        nodes.Test: ("test", room.tests),
    }
    for kind, (word, table) in known.items():
        found: Iterator[Any] = tree.find_all(kind)
        for node in found:
            if node.name not in table:
                place = Source(origin, node.lineno)
                yield Problem(f"there is no {word} '{node.name}'", place, suggest(node.name, table), "template")


def names(tree: nodes.Template, origin: str, room: Room, given: frozenset[str]) -> Iterator[Problem]:
    """A problem for each name that is neither given nor made in the template, where it is first used.

    Filters and tests that there are not are put out of the way in the tree: Jinja looks for no names beside them.
    """
    from jinja2 import meta, nodes

    from casefile.render.sandbox import suggest

    for each in tree.find_all((nodes.Filter, nodes.Test)):
        known = room.filters if isinstance(each, nodes.Filter) else room.tests
        each.name = each.name if each.name in known else next(iter(known))
    asked = {test.node.name for test in tree.find_all(nodes.Test) if isinstance(test.node, nodes.Name)}
    for name in sorted(meta.find_undeclared_variables(tree) - given - asked - {"range"}):
        at = min(node.lineno for node in tree.find_all(nodes.Name) if node.name == name)
        yield Problem(f"there is no '{name}' here", Source(origin, at), suggest(name, given), "template")
