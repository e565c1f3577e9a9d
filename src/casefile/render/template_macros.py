"""Macros that call themselves, told from the template's text: filling them would never end. Fills nothing."""

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
