"""Which exhibits a part of a case names, however deep in it. Knows no mark and no document."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.records import Record


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
