"""The tables of keys on the page of the case format: key, type and default come from the records, the meaning from us.

A table stands under `<!-- keys: Record -->`; its rows are `| key | type | default | meaning |`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from casefile.case import dealings, fields, proof, terms
from casefile.case.schemas import SCHEMAS
from casefile.records import (
    COUNT_LIMIT,
    AboveZero,
    Amount,
    Count,
    Day,
    Flag,
    Month,
    Positive,
    Record,
    Signed,
    Text,
    Whole,
)
from tests.docs.pages import slug, without_fences

_HEAD = "| key | type | default | meaning |\n| --- | --- | --- | --- |\n"
_TABLE = re.compile(r"<!-- keys: (\w+) -->\n((?:\|.*\n)*)")
_WORDS: tuple[tuple[Any, str], ...] = (
    (Text, "text"),
    (Day, "date"),
    (Month, "month"),
    (Amount, "number"),
    (Positive, "number, not negative"),
    (AboveZero, "number above zero"),
    (Whole, "whole number"),
    (Count, f"whole number, up to {COUNT_LIMIT}"),
    (Signed, "whole number, may be negative"),
    (Flag, "`true` `false`"),
    (fields.Currency, "currency"),
    (fields.Country, "country"),
    (fields.Law, "law"),
    (fields.Iban, "IBAN"),
    (fields.Routing, "routing number"),
    (fields.ExhibitId, "exhibit"),
    (fields.Exhibits, "exhibit, or a list"),
    (fields.CaseId, "case id"),
    (proof.Sha256, "64 hexadecimal digits"),
    (proof.EvidencePath, "path in `evidence/`"),
    (terms.PartyOrId, "a party's id, or {Party}"),
    (dealings.Schedule, "{Regular}, or a list of {Instalment}"),
)


def records() -> tuple[type[Record], ...]:
    """Every record that a file of a case may hold, however deep."""
    found: dict[type[Record], None] = {}
    for model, _ in SCHEMAS.values():
        _walk(model, found)
    return tuple(found)


def _walk(hint: Any, found: dict[type[Record], None]) -> None:
    if isinstance(hint, type) and issubclass(hint, Record):
        if hint not in found:
            found[hint] = None
            for inner in _hints(hint).values():
                _walk(inner, found)
        return
    for inner in get_args(hint):
        _walk(inner, found)


def _hints(model: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(model, include_extras=True)
    return {name: hints[name] for name in model.model_fields if name != "at"}


def tables(text: str) -> tuple[str, ...]:
    """The records whose keys the page has a table of."""
    return tuple(name for name, _ in _TABLE.findall(text))


def in_step(text: str, known: Iterable[type[Record]]) -> str:
    """The page with every table's keys, types and defaults as the records have them, and the page's own meanings."""
    homes = _homes(text)
    models = {model.__name__: model for model in known}

    def table(found: re.Match[str]) -> str:
        meanings = dict(re.findall(r"^\| `([a-z0-9_]+)` \|.*\| (.*?) *\|$", found[2], re.MULTILINE))
        rows = (_row(*row, meanings, homes) for row in _keys(models[found[1]]))
        return f"<!-- keys: {found[1]} -->\n{_HEAD}{''.join(rows)}"

    return _TABLE.sub(table, text)


def without_meaning(text: str) -> list[str]:
    """The keys that the page names without saying what they mean."""
    return [f"{name}.{key}" for name, rows in _TABLE.findall(text) for key in re.findall(r"`(\w+)` .*\|  ?\|\n", rows)]


def _homes(text: str) -> dict[str, tuple[str, str]]:
    """The heading that each record's table stands under: its words and its anchor."""
    homes, heading = {}, ""
    for line in without_fences(text).splitlines():
        if found := re.match(r"#+ (.*)", line):
            heading = found[1]
        elif found := re.match(r"<!-- keys: (\w+) -->", line):
            homes[found[1]] = (heading, slug(heading))
    return homes


def _keys(model: type[Record]) -> Iterator[tuple[str, Any, str]]:
    for name, hint in _hints(model).items():
        info = model.model_fields[name]
        default = "**required**" if info.is_required() else _default(info.default)
        yield info.alias or name, hint, default


def _default(value: object) -> str:
    match value:
        case bool():
            return f"`{str(value).lower()}`"
        case str() | int() | Decimal() if value != "":
            return f"`{value}`"
    return ""


def _row(key: str, hint: Any, default: str, meanings: dict[str, str], homes: dict[str, tuple[str, str]]) -> str:
    return f"| `{key}` | {_linked(_type(hint), homes)} | {default} | {meanings.get(key, '')} |\n"


def _linked(words: str, homes: dict[str, tuple[str, str]]) -> str:
    def link(found: re.Match[str]) -> str:
        heading, anchor = homes[found[1]]
        return f"[{heading.replace('`', '')}](#{anchor})"

    return re.sub(r"\{(\w+)\}", link, words)


def _type(hint: Any) -> str:
    for known, words in _WORDS:
        if hint == known:
            return words
    if isinstance(hint, type) and issubclass(hint, Record):
        return f"{{{hint.__name__}}}"
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(parts[0])
    if origin is Literal:
        return " ".join(f"`{part}`" for part in parts)
    if origin is tuple:
        return f"list of {_type(parts[0])}"
    if origin is dict:
        return f"mapping of free keys to {_type(parts[1])}"
    if origin in (Union, UnionType):
        return " or ".join(_type(part) for part in parts if part is not type(None))
    raise TypeError(hint)
