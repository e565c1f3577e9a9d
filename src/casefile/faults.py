"""Says in plain words, with file, line and column, what a validation found. Knows records, not what they mean."""

from __future__ import annotations

import types
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from casefile.errors import Problem, Source
from casefile.records import AT, Place


def suggestion(word: str, known: list[str]) -> str:
    """`did you mean 'x'?` for the nearest of `known`, or nothing."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else ""


def explain(error: ValidationError, tree: object, adapter: TypeAdapter[Any], file: str) -> tuple[Problem, ...]:
    """One problem for each thing the validation of `tree` found, in the order of the file."""
    annotation = getattr(adapter, "_type", None)
    details = error.errors(include_url=False)
    real = [detail for detail in details if detail["type"] != "too_short" or not _has_inner(detail, details)]
    found = [_problem(detail, tree, annotation, file) for detail in real]
    return tuple(sorted(found, key=lambda problem: problem.source or Source(file)))


def _has_inner(outer: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether something inside a list is wrong: then the list is not short, its items did not come through."""
    depth = len(outer["loc"])
    return any(len(detail["loc"]) > depth and detail["loc"][:depth] == outer["loc"] for detail in details)


def _problem(detail: ErrorDetails, tree: object, annotation: Any, file: str) -> Problem:
    kind, path = detail["type"], detail["loc"]
    source = _source(tree, path, file)
    last = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        known = _keys_at(annotation, path[:-1])
        hint = suggestion(last, known) or f"known here: {', '.join(known)}"
        if last.replace(".", "").isdecimal():
            hint = "inside {…} a comma begins the next key: write amounts without thousands separators"
        return Problem(f"unknown key '{last}'", source, hint, "unknown-key")
    if kind == "missing":
        return Problem(f"missing key '{last}'", source, "add it", "missing-key")
    if kind == "literal_error":
        return _choice(str(detail["input"]), str(detail.get("ctx", {}).get("expected", "")), source)
    message = _MESSAGES.get(kind) or detail["msg"].removeprefix("Value error, ")
    return Problem(message, source, rule="value")


_MESSAGES = {
    "too_short": "at least one item is needed here",
    "model_type": "keys with values are expected here",
    "model_attributes_type": "keys with values are expected here",
    "dict_type": "keys with values are expected here",
    "tuple_type": "a list is expected here: begin each item with a dash",
}


def _choice(value: str, expected: str, source: Source) -> Problem:
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    return Problem(f"'{value}' is not one of {', '.join(known)}", source, suggestion(value, known), "choice")


def _source(tree: object, path: tuple[int | str, ...], file: str) -> Source:
    """The place of the innermost thing on `path` that is written in the file."""
    source = Source(file)
    for step in path:
        if isinstance(tree, dict):
            place: Place = tree[AT]
            if isinstance(step, str) and step in place.keys:
                source = place.of(step)
            elif step not in tree:  # a missing key, or the name of a choice between two forms
                continue
            tree = tree.get(step)
        elif isinstance(tree, list) and isinstance(step, int) and step < len(tree):
            tree = tree[step]
            if isinstance(tree, dict):
                source = tree[AT].source
    return source


def _keys_at(annotation: Any, path: tuple[int | str, ...]) -> list[str]:
    """The keys that may stand where `path` leads."""
    models = _models(annotation)
    for step in path:
        inner = [
            _models(info.annotation)
            for model in models
            for name, info in model.model_fields.items()
            if step in (name, info.alias)
        ]
        models = [model for group in inner for model in group] or models
    keys = [info.alias or name for model in models for name, info in model.model_fields.items()]
    return [key for key in keys if key != AT]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (Union, types.UnionType, tuple, list, dict) or hasattr(annotation, "__metadata__"):
        return [model for part in get_args(annotation) for model in _models(part)]
    return []
