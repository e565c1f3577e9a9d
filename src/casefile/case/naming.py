"""Which exhibits a part of a case names, however deep in it, and that part with other names. Knows no mark and no
document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from casefile.records import Record

V = TypeVar("V")


def named(value: object) -> Iterator[str]:
    """The ids in every `evidence` of a value: a record, a tuple, a table, or what is made of them."""
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from _in_field(name, getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from named(item)
    elif isinstance(value, dict):
        yield from named(tuple(value.values()))
    else:
        for name in getattr(value, "__dataclass_fields__", ()):
            yield from _in_field(name, getattr(value, name))


def _in_field(name: str, value: object) -> Iterator[str]:
    if name == "evidence" and isinstance(value, tuple):
        yield from map(str, value)
    elif name != "at":
        yield from named(value)


def renamed(value: V, names: Mapping[str, str]) -> V:
    """A value with every `evidence` in it, however deep, put in the names that are shown; those with none are left
    out."""
    changed: object = value
    if isinstance(value, Record):
        fields = {name: getattr(value, name) for name in type(value).model_fields if name != "at"}
        update = {name: new for name, old in fields.items() if (new := _renamed_field(name, old, names)) is not old}
        changed = value.model_copy(update=update) if update else value
    elif isinstance(value, tuple):
        items = tuple(renamed(item, names) for item in value)
        changed = items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    elif isinstance(value, dict):
        changed = {key: renamed(item, names) for key, item in value.items()}
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        parts = {name: getattr(value, name) for name in value.__dataclass_fields__}
        update = {name: new for name, old in parts.items() if (new := renamed(old, names)) is not old}
        changed = replace(value, **update) if update else value  # type: ignore[type-var]  # a dataclass: just asked
    return changed  # type: ignore[return-value]  # every branch keeps the kind of value it was given


def _renamed_field(name: str, value: object, names: Mapping[str, str]) -> object:
    if name != "evidence" or not isinstance(value, tuple):
        return renamed(value, names)
    kept = tuple(dict.fromkeys(shown for each in value if (shown := names.get(each, ""))))
    return value if kept == value else kept
