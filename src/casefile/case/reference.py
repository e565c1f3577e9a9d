"""Every key of every file as a page in Markdown, out of the schemas. Knows schemas, not models."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.case.schemas import SCHEMAS, schema

FILES = {
    "casefile": "casefile.yaml",
    "debtor": "Party",
    "case": "case.yaml",
    "invoice": "invoices/*.yaml",
    "payments": "payments.yaml",
    "offers": "offers.yaml",
    "settlement": "settlement.yaml",
    "corrections": "corrections.yaml",
    "evidence": "evidence.yaml",
    "correspondence": "correspondence/*.md, between the lines of dashes",
}
"""The heading of each schema."""


def reference() -> str:
    """All keys of all files as a page in Markdown: a table a file, then one for each record inside them."""
    made = {name: schema(name) for name in SCHEMAS}
    parts = {key: part for each in made.values() for key, part in each.get("$defs", {}).items()}
    files = {SCHEMAS[name][0].__name__: heading for name, heading in FILES.items()}
    parts |= {SCHEMAS[name][0].__name__: each for name, each in made.items() if not SCHEMAS[name][1]}
    order = [*files, *sorted(parts.keys() - files.keys())]
    return "\n".join(
        ("# Every key", "", _INTRODUCTION, *(_section(files.get(name, name), parts[name]) for name in order))
    )


_INTRODUCTION = """\
This page is written by `casefile schema --markdown`. `casefile schema NAME` gives the same to editors. A key that is
not marked as required may be left out; where one exhibit may be named, a list of them may stand as well.
A party is written out where it is needed, or has a file of its own, debtors/ID.yaml.
"""


def _section(heading: str, part: Mapping[str, Any]) -> str:
    rows = [_row(key, value, key in part.get("required", ())) for key, value in part["properties"].items()]
    about = part["description"].replace("\n", " ")
    head = ("| Key | Takes | Says |", "| --- | --- | --- |")
    return "\n".join((f"## {heading}", "", about, "", *head, *rows, ""))


def _row(key: str, value: Mapping[str, Any], required: bool) -> str:
    return f"| `{key}`{', required' if required else ''} | {_takes(value)} | {value['description']} |"


def _takes(value: Mapping[str, Any]) -> str:
    """What may stand behind a key, in a few words."""
    if either := [one for one in (*value.get("anyOf", ()), *value.get("oneOf", ())) if one.get("type") != "null"]:
        return " or ".join(map(_takes, either))
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return " ".join(f"`{word}`" for word in value["enum"])
    kinds = value.get("type", ())
    if "pattern" in value.get("items", {}):
        return "exhibit"
    if kinds == ["object", "array"]:
        return f"{_takes({**value, 'type': 'object'})}; or a list of such"
    if kinds == "array":
        return f"list of {_takes(value['items'])}"
    if kinds == "object":
        return f"free keys, each with {_takes(value['additionalProperties'])}"
    return _SCALARS.get(value.get("format") or value.get("pattern") or "", "") or _kind(kinds)


_SCALARS = {"date": "date", "^E[0-9]{1,6}$": "exhibit", "^[A-Z]{3}$": "currency", "^[A-Z]{2}$": "country"}


def _kind(kinds: str | list[str]) -> str:
    first = kinds if isinstance(kinds, str) else kinds[0]
    return {"string": "text", "integer": "whole number", "boolean": "`true` `false`"}.get(first, first)
