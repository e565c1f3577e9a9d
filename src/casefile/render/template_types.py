"""Which fields a template names that its values do not have: in every branch, also in those that no case has taken yet.

Follows the types of what a document hands over through loops, `set`, clauses and macros. What cannot be told from the
text, such as a parameter of a macro that nobody calls, is let through: filling the template finds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from casefile.errors import Problem, Source

if TYPE_CHECKING:
    from jinja2 import nodes

Hint = Any
"""A type as an annotation writes it, UNKNOWN, or what a name of a macro stands for."""

Tree = tuple["nodes.Template", Callable[[int], Source]]
"""A parsed template, and where its lines stand."""

UNKNOWN: Hint = object()
_DEEPEST = 12  # macros within macros
_SAME = frozenset({"sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"})
_ONE = frozenset({"first", "last"})
_PLAIN = (str, int, bool)


@dataclass(frozen=True)
class _Macro:
    node: nodes.Macro
    scope: Mapping[str, Hint]
    place: Callable[[int], Source]


@dataclass
class _Walk:
    """One reading of a template; `place` is where the part being read stands."""

    place: Callable[[int], Source]
    clause: Callable[[str], Tree | None]
    found: dict[Problem, None] = field(default_factory=dict)
    within: tuple[object, ...] = ()

    def body(self, parts: Sequence[nodes.Node], scope: dict[str, Hint]) -> None:
        for part in parts:
            self.statement(part, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Hint]) -> None:
        act = _STATEMENTS.get(type(node).__name__)
        if act:
            act(self, node, scope)
        else:
            self.value(node, scope)

    def value(self, node: nodes.Node, scope: dict[str, Hint]) -> Hint:
        """The type of an expression; what it names wrongly is noted."""
        act = _VALUES.get(type(node).__name__)
        if act:
            return act(self, node, scope)
        for inner in node.iter_child_nodes():
            self.statement(inner, scope)
        return UNKNOWN

    def named(self, hint: Hint, name: str, line: int) -> Hint:
        """The type of a field."""
        known = _fields(hint)
        if known is None or name in known:
            return known[name] if known else UNKNOWN
        self.found[_unknown(name, known, self.place(line))] = None
        return UNKNOWN

    def called(self, macro: _Macro, given: Mapping[str, Hint]) -> None:
        """Reads a macro's text with the types that a call gives it."""
        key = (id(macro.node), tuple(sorted((name, id(hint)) for name, hint in given.items())))
        if key in self.within or len(self.within) >= _DEEPEST:
            return
        parameters = {argument.name: UNKNOWN for argument in macro.node.args}
        inner = _Walk(macro.place, self.clause, self.found, (*self.within, key))
        inner.body(macro.node.body, {**macro.scope, **parameters, **given})


def check(tree: Tree, names: Mapping[str, Hint], clause: Callable[[str], Tree | None]) -> tuple[Problem, ...]:
    """A problem for each field that the types of `names` do not have; `clause` finds another template by its name."""
    top, place = tree
    walk = _Walk(place, clause)
    walk.body(top.body, dict(names))
    return tuple(walk.found)


def hints(kind: type) -> dict[str, Hint]:
    """The names of a record and their types: fields, then properties."""
    written = get_type_hints(kind)
    found = {each.name: written[each.name] for each in fields(kind)}
    for name, value in vars(kind).items():
        if isinstance(value, property) and not name.startswith("_"):
            found[name] = get_type_hints(value.fget).get("return", UNKNOWN)
    return found


def _unknown(name: str, known: Mapping[str, Hint], place: Source) -> Problem:
    from casefile.render.sandbox import suggest

    return Problem(f"there is no '{name}' here", place, suggest(name, known), "template")


@cache
def _record(kind: type) -> dict[str, Hint]:
    return hints(kind)


def _fields(hint: Hint) -> Mapping[str, Hint] | None:
    """The names a value of this type has; None where that is not known."""
    kind = _bare(hint)
    if isinstance(kind, dict):
        return kind
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    return {} if kind in _PLAIN else None


def _bare(hint: Hint) -> Hint:
    """A type without "or none"; UNKNOWN for one of several."""
    origin: Any = get_origin(hint)
    if origin not in (Union, UnionType):
        return hint
    left = [each for each in get_args(hint) if each is not type(None)]
    return left[0] if len(left) == 1 else UNKNOWN


def _element(hint: Hint) -> Hint:
    kind = _bare(hint)
    inner, origin = get_args(kind), get_origin(kind)
    return inner[0] if inner and isinstance(origin, type) and issubclass(origin, tuple | list) else UNKNOWN


def _for(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    element = _element(walk.value(node.iter, scope))
    inner = {**scope, "loop": UNKNOWN}
    _assign(node.target, element, inner)
    walk.body([node.test] if node.test else [], inner)
    walk.body(node.body, inner)
    walk.body(node.else_, dict(scope))


def _if(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    walk.value(node.test, scope)
    for part in (node.body, node.elif_, node.else_):
        walk.body(part, scope)


def _set(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    _assign(node.target, walk.value(node.node, scope), scope)


def _assign(target: Any, hint: Hint, scope: dict[str, Hint]) -> None:
    from jinja2 import nodes

    for name in target.find_all(nodes.Name) if not isinstance(target, nodes.Name) else (target,):
        scope[name.name] = hint if name is target else UNKNOWN


def _macro(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    macro = _Macro(node, scope, walk.place)
    scope[node.name] = macro
    walk.called(macro, {})


def _include(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    for tree, inner in _clause(walk, node):
        inner.body(tree.body, dict(scope))


def _from_import(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    own: dict[str, Hint] = dict(scope) if node.with_context else {}
    for tree, inner in _clause(walk, node):
        inner.body(tree.body, own)
    for each in node.names:
        name, alias = each if isinstance(each, tuple) else (each, each)
        scope[alias] = own.get(name, UNKNOWN)


def _import(walk: _Walk, node: Any, scope: dict[str, Hint]) -> None:
    own: dict[str, Hint] = dict(scope) if node.with_context else {}
    for tree, inner in _clause(walk, node):
        inner.body(tree.body, own)
    scope[node.target] = own


def _clause(walk: _Walk, node: Any) -> Iterator[tuple[nodes.Template, _Walk]]:
    name = getattr(node.template, "value", None)
    found = walk.clause(name) if isinstance(name, str) and name not in walk.within else None
    if found:
        yield found[0], _Walk(found[1], walk.clause, walk.found, (*walk.within, name))


def _name(_walk: _Walk, node: Any, scope: dict[str, Hint]) -> Hint:
    return scope.get(node.name, UNKNOWN)


def _getattr(walk: _Walk, node: Any, scope: dict[str, Hint]) -> Hint:
    return walk.named(walk.value(node.node, scope), node.attr, node.lineno)


def _getitem(walk: _Walk, node: Any, scope: dict[str, Hint]) -> Hint:
    inner, key = walk.value(node.node, scope), getattr(node.arg, "value", None)
    if isinstance(key, str):
        return walk.named(inner, key, node.lineno)
    walk.value(node.arg, scope)
    return _element(inner)


def _filter(walk: _Walk, node: Any, scope: dict[str, Hint]) -> Hint:
    inner = walk.value(node.node, scope) if node.node else UNKNOWN
    for each in (*node.args, *node.kwargs):
        walk.value(each, scope)
    return inner if node.name in _SAME else _element(inner) if node.name in _ONE else UNKNOWN


def _call(walk: _Walk, node: Any, scope: dict[str, Hint]) -> Hint:
    macro = walk.value(node.node, scope)
    given = [walk.value(each, scope) for each in node.args]
    named = {each.key: walk.value(each.value, scope) for each in node.kwargs}
    if isinstance(macro, _Macro):
        parameters = (argument.name for argument in macro.node.args)
        walk.called(macro, {**dict(zip(parameters, given, strict=False)), **named})
    return UNKNOWN


def _either(walk: _Walk, node: Any, scope: dict[str, Hint]) -> Hint:
    walk.value(node.test, scope)
    first = walk.value(node.expr1, scope)
    second = walk.value(node.expr2, scope) if node.expr2 else first
    return first if first == second else UNKNOWN


_STATEMENTS: Mapping[str, Callable[[_Walk, Any, dict[str, Hint]], None]] = {
    "For": _for,
    "If": _if,
    "Assign": _set,
    "Macro": _macro,
    "Include": _include,
    "FromImport": _from_import,
    "Import": _import,
}
_VALUES: Mapping[str, Callable[[_Walk, Any, dict[str, Hint]], Hint]] = {
    "Name": _name,
    "Getattr": _getattr,
    "Getitem": _getitem,
    "Filter": _filter,
    "Call": _call,
    "CondExpr": _either,
}
