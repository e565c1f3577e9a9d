"""Macros that call themselves, and macros imported that are not there, told from the text. Fills nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from casefile.errors import Problem, Source

if TYPE_CHECKING:
    from jinja2 import nodes


def endless(tree: nodes.Template, place: Callable[[int], Source]) -> Iterator[Problem]:
    """A problem for each macro that calls itself, also by way of another, where it does so."""
    from jinja2 import nodes

    from casefile.render.sandbox_bounds import itself

    calls = {macro.name: _calls(macro) for macro in tree.find_all(nodes.Macro)}
    for name, called in calls.items():
        for other, line in called.items():
            if name in _reached(other, calls):
                message, hint = itself(name)
                yield Problem(message, place(line), hint, "template")
                break


def missing(node: nodes.FromImport, clause: nodes.Template, place: Source) -> Iterator[Problem]:
    """A problem for each name that is imported from a clause which does not make it."""
    from casefile.render.sandbox import suggest

    made = _made(clause)
    for each in node.names:
        name = each if isinstance(each, str) else each[0]
        if name not in made:
            where = getattr(node.template, "value", "")
            yield Problem(f"there is no macro '{name}' in '{where}'", place, suggest(name, made), "template")


def _made(clause: nodes.Template) -> set[str]:
    """The names a clause gives to those that import from it."""
    from jinja2 import nodes

    made = {macro.name for macro in clause.find_all(nodes.Macro)}
    made |= {name.name for name in clause.find_all(nodes.Name) if name.ctx == "store"}
    made |= {each.target for each in clause.find_all(nodes.Import)}
    for node in clause.find_all(nodes.FromImport):
        made |= {each if isinstance(each, str) else each[1] for each in node.names}
    return {name for name in made if not name.startswith("_")}


def _calls(macro: nodes.Macro) -> dict[str, int]:
    """The names a macro calls, and the first line of each; its own parameters are left out."""
    from jinja2 import nodes

    own = {argument.name for argument in macro.args}
    found: dict[str, int] = {}
    for call in macro.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name not in own:
            found.setdefault(call.node.name, call.lineno)
    return found


def _reached(name: str, calls: Mapping[str, Mapping[str, int]]) -> set[str]:
    """The macro of that name, and all that it calls in the end."""
    found: set[str] = set()
    left = [name]
    while left:
        each = left.pop()
        if each not in found:
            found.add(each)
            left += calls.get(each, ())
    return found
