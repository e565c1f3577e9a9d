"""The JSON Schemas of the case folder's files, out of the models, for editors.

What is said of a key is the line beneath its field in the models. It is read from their source when a schema is asked
for, as it would cost every command something to keep it.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from casefile import reading
from casefile.case.dealings import Correction, Offer, Payment, Settlement
from casefile.case.invoice import Invoice
from casefile.case.party import Party, WorkspaceFile
from casefile.case.proof import ContactHead, Exhibit
from casefile.case.terms import CaseFile
from casefile.records import Record

SCHEMAS: dict[str, tuple[type[Record], bool]] = {
    "casefile": (WorkspaceFile, False),
    "debtor": (Party, False),
    "case": (CaseFile, False),
    "invoice": (Invoice, False),
    "payments": (Payment, True),
    "offers": (Offer, True),
    "settlement": (Settlement, False),
    "corrections": (Correction, True),
    "evidence": (Exhibit, True),
    "correspondence": (ContactHead, False),
}
"""A schema's name: the record of its file, and whether the file is a list of them."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file. KeyError for a name that SCHEMAS hasn't."""
    model, is_list = SCHEMAS[name]
    made = reading.schema(model, is_list=is_list)
    models = {each.__name__: each for each in _records(Record)}
    for described in (made, *made.get("$defs", {}).values()):
        for key, line in _lines(models[described["title"]]) if "properties" in described else ():
            described["properties"][key]["description"] = line
    return made


def _records(model: type[Record]) -> Iterator[type[Record]]:
    """Every record of this room."""
    for each in model.__subclasses__():
        if each.__module__.startswith(f"{__package__}."):
            yield each
            yield from _records(each)


def _lines(model: type[Record]) -> Iterator[tuple[str, str]]:
    """Each key of a record with what is said of it."""
    said = {name: line for each in reversed(model.__mro__) for name, line in _of_class(each).items()}
    for name, info in model.model_fields.items():
        if name in said:
            yield info.alias or name, said[name]


def _of_class(model: type) -> Mapping[str, str]:
    return _of_module(model.__module__).get(model.__name__, {}) if issubclass(model, Record) else {}


@cache
def _of_module(module: str) -> Mapping[str, Mapping[str, str]]:
    """By class and field: the text that stands right beneath the field."""
    classes = [
        node for node in ast.parse(inspect.getsource(sys.modules[module])).body if isinstance(node, ast.ClassDef)
    ]
    return {one.name: dict(_beneath(one.body)) for one in classes}


def _beneath(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for statement, text in pairwise(body):
        match statement, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(line))):
                yield name, line
