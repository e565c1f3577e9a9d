"""Marked YAML text becomes typed records, or problems with `file:line:column`.

Serves cases, regimes, profiles and front matter. Owns the reading rules: every scalar is the text that stands in the
file; no anchors, tags, merge keys, duplicate keys or control characters. Knows no file's meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import GenericAlias
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from casefile.errors import CaseError, Problem, Source
from casefile.faults import explain
from casefile.records import AT, Place, Record

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
NO_KEY = "\0"  # stands for a key that was refused
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufeff\ufffe\uffff\U000f0000-\U0010ffff]"
)
_FENCE = re.compile(r"^---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)

R = TypeVar("R", bound=Record)
V = TypeVar("V")


def read(raw: bytes, file: str, model: type[R]) -> R:
    """The record of type `model` that stands in `raw`. `file` is the name for messages. CaseError with all problems."""
    adapter: TypeAdapter[R] = _adapter(model)
    return _validated(adapter, _tree(_text(raw, file), file), {AT: Place(file)}, file)


def read_list(raw: bytes, file: str, model: type[R]) -> tuple[R, ...]:
    """The records of a file that is a list; an empty file is an empty list. CaseError with all problems."""
    return _validated(_list_adapter(model), _tree(_text(raw, file), file), [], file)


def build(model: type[R], values: Mapping[str, object], file: str) -> R:
    """A record out of values that were found elsewhere, read by the same rules. CaseError with all problems."""
    adapter: TypeAdapter[R] = _adapter(model)
    return _validated(adapter, _Grower(file, 1), {**values, AT: Place(file)}, file)


def read_front_matter(
    raw: bytes, file: str, model: type[R], given: Mapping[str, object] | None = None
) -> tuple[R, str, int]:
    """The record between the `---` lines at the top, the text after it, and the line the text starts on.

    `given` are values for keys that the front matter leaves out. CaseError with all problems.
    """
    text = _text(raw, file, limit=None)
    match = _FENCE.match(text)
    if not match:
        raise CaseError(
            Problem(
                "the file does not start with front matter", Source(file), "begin with a line ---, keys, a line ---"
            )
        )
    head = match.group(1)
    if len(head.encode()) > MAX_BYTES:
        raise _too_large(file)
    grown = _tree(head, file, first_line=2)
    if isinstance(grown.root, dict):
        grown.root = {**(given or {}), **grown.root}
    record = _validated(_adapter(model), grown, {AT: Place(file), **(given or {})}, file)
    return record, text[match.end() :], text.count("\n", 0, match.end()) + 1


def schema(model: type[Record], *, is_list: bool = False) -> dict[str, Any]:
    """The JSON Schema of a file that holds one record, or a list of them."""
    adapter: TypeAdapter[Any] = _list_adapter(model) if is_list else _adapter(model)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **adapter.json_schema(by_alias=True)}


def forbidden_characters(text: str, file: str) -> Iterator[Problem]:
    """A problem for each line with a control or private-use character, which no name, amount or letter needs."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := _FORBIDDEN.search(line):
            code = f"U+{ord(found.group()):04X}"
            yield Problem(
                f"control or private-use character {code}",
                Source(file, number, found.start() + 1),
                "delete it",
                "character",
            )


@cache
def _adapter(model: type[R]) -> TypeAdapter[R]:
    return TypeAdapter(model)


@cache
def _list_adapter(model: type[R]) -> TypeAdapter[tuple[R, ...]]:
    kind: Any = GenericAlias(tuple, (model, ...))  # a type made at run time, which no checker can follow
    return TypeAdapter(kind)


def _text(raw: bytes, file: str, limit: int | None = MAX_BYTES) -> str:
    if limit is not None and len(raw) > limit:
        raise _too_large(file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        source = Source(file, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise CaseError(Problem("the file is not UTF-8 text", source, "save it as UTF-8", "encoding")) from None
    if problems := tuple(forbidden_characters(text, file)):
        raise CaseError(problems)
    return text


def _too_large(file: str) -> CaseError:
    return CaseError(Problem("more than 1 MB of YAML", Source(file), "split it; evidence belongs in evidence/", "size"))


def _validated(adapter: TypeAdapter[V], grown: _Grower, empty: object, file: str) -> V:
    tree = empty if grown.root is None else grown.root
    try:
        record = adapter.validate_python(tree)
    except ValidationError as error:
        raise CaseError((*grown.problems, *explain(error, tree, adapter, file))) from None
    if grown.problems:
        raise CaseError(grown.problems)
    return record


def _tree(text: str, file: str, first_line: int = 1) -> _Grower:
    """Mappings, lists and text as they stand in the file, with what is wrong in them. CaseError when it is no YAML."""
    grower = _Grower(file, first_line)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            grower.take(event)
    except yaml.MarkedYAMLError as error:
        raise CaseError((*grower.problems, _unreadable(error, text, file, first_line))) from None
    return grower


def _unreadable(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    tabs = "\t" in "".join(text.splitlines()[line : line + 1])[: column + 1]
    hint = "indent with spaces, not tabs" if tabs else "quote text that has : # or quotes in it"
    source = Source(file, line + first_line, column + 1)
    return Problem(f"not readable as YAML: {error.problem}", source, hint, "yaml")


class _Grower:
    """Builds the tree from parser events; open collections are a stack, so depth costs no recursion."""

    def __init__(self, file: str, first_line: int) -> None:
        self.file, self.first_line = file, first_line
        self.root: object = None
        self.problems: list[Problem] = []
        self._stack: list[dict[str, Any] | list[Any]] = []
        self._keys: list[str | None] = []
        self._documents = 0
        self._as_keys: list[int] = []  # depths at which a collection stands in place of a key

    def take(self, event: yaml.Event) -> None:
        """One parser event into the tree."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._refuse_marks(event)
            self._open(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._problem(event, "aliases (*name) are not read", "write the value out", "alias")
            self._put("", event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._document(event)

    def _source(self, event: yaml.Event) -> Source:
        mark = event.start_mark
        return Source(self.file, mark.line + self.first_line, mark.column + 1) if mark else Source(self.file)

    def _problem(self, event: yaml.Event, message: str, hint: str, rule: str) -> None:
        self.problems.append(Problem(message, self._source(event), hint, rule))

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents == 2:
            self._problem(event, "several documents in one file", "keep one; a line --- starts another", "documents")
        if event.version or event.tags:
            self._problem(event, "YAML directives are not read", "delete the % lines", "tag")

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._problem(event, f"anchors (&{event.anchor}) are not read", "write the value out", "anchor")
        if event.tag is not None:
            self._problem(
                event, f"tags ({event.tag}) are not read", "delete the tag; the field decides the type", "tag"
            )

    def _awaits_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1], dict) and self._keys[-1] is None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if found := _FORBIDDEN.search(event.value):
            self._problem(
                event, f"control or private-use character U+{ord(found.group()):04X}", "delete it", "character"
            )
        if self._awaits_key():
            self._key(event)
        else:
            self._put(event.value, event)

    def _key(self, event: yaml.ScalarEvent) -> None:
        name, place = event.value, self._stack[-1][AT]  # type: ignore[call-overload]  # a dict: _awaits_key saw it
        if name == "<<":
            self._problem(event, "merge keys (<<) are not read", "write the keys out", "merge")
        elif name in place.keys:
            first = place.keys[name][0]
            self._problem(event, f"duplicate key '{name}', first on line {first}", "keep one of the two", "duplicate")
        else:
            source = self._source(event)
            place.keys[name] = (source.line, source.column)
        self._keys[-1] = name

    def _put(self, value: object, event: yaml.Event) -> None:
        if not self._stack:
            self.root = value if self._documents < 2 else self.root
            return
        parent = self._stack[-1]
        if isinstance(parent, list):
            if value == "":
                self._problem(event, "empty list item", "fill it in or delete the dash", "empty")
            parent.append(value)
        elif self._keys[-1] is not None:
            if value != "" and self._keys[-1] != NO_KEY:
                parent.setdefault(self._keys[-1], value)
            self._keys[-1] = None

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        source = self._source(event)
        if self._awaits_key():
            self._problem(event, "a key has to be plain text", "put quotes around it", "key")
            self._keys[-1] = NO_KEY
            self._as_keys.append(len(self._stack))
        if len(self._stack) == MAX_DEPTH:
            self._problem(event, f"nested deeper than {MAX_DEPTH} levels", "flatten it", "depth")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append({AT: Place(self.file, source.line, source.column, {})} if is_mapping else [])
        self._keys.append(None)
        self._opened = event

    def _close(self) -> None:
        value = self._stack.pop()
        self._keys.pop()
        if self._as_keys[-1:] == [len(self._stack)]:
            self._as_keys.pop()
        else:
            self._put(value, self._opened)
