"""Single values of files that a person has written: set in the text, every other byte, comment and order kept.

What comes out is read again, and refused unless it differs in just the values that were meant. Owns no meaning of a
field; files of several kinds are written together or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile import files, reading
from casefile.case import together
from casefile.case.folder import Judged, load
from casefile.case.invoice import Invoice
from casefile.case.model import Case
from casefile.case.outline import Node, Step, follow, outline
from casefile.case.terms import CaseFile
from casefile.case.workspace import Workspace
from casefile.case.yamltext import Value, quoted, scalar
from casefile.errors import CaseError, Problem, Source
from casefile.records import Record

_BREAK = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")
_COLON = re.compile(r"\s*:")
_REST = re.compile(r"[ \t]*(?:[ \t]#[^\r\n\x85\u2028\u2029]*)?(?=[\r\n\x85\u2028\u2029]|\Z)")
_HEADED = re.compile(r"[|>][^\s#]*([ \t]+#[^\r\n\x85\u2028\u2029]*)?")
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Amendment:
    """A value for a key of the mapping at the end of `path` in `file` (from the workspace). It is put there if missing,
    before the first of the keys `before` that is there."""

    file: str
    path: tuple[Step, ...]
    key: str
    value: Value
    before: tuple[str, ...] = ()


def amended(raw: bytes, amendment: Amendment) -> bytes:
    """The file with the value set. CaseError when there is no such mapping, or it is written in a way that can't be
    amended."""
    mark = _BOM if raw.startswith(_BOM) else b""
    text = raw.removeprefix(_BOM).decode()
    node = follow(outline(text), amendment.path)
    if node is None or node.opening.kind != "mapping":
        raise _not_amendable(amendment)
    present = next(((key, value) for key, value in node.pairs if key.value == amendment.key), None)
    if present is None:
        text = _added(text, node, amendment)
    elif not present[1].is_scalar:
        raise _not_amendable(amendment)
    else:
        text = _exchanged(text, present[0].end, present[1], amendment.value)
    return mark + text.encode()


def _not_amendable(amendment: Amendment) -> CaseError:
    hint = f"write it by hand: {amendment.key}: {scalar(amendment.value)}"
    where = ".".join(map(str, amendment.path)) or "the file"
    message = f"'{amendment.key}' cannot be set in {where} as it is written"
    return CaseError(Problem(message, Source(amendment.file), hint, "amend"))


def _exchanged(text: str, key_end: int, old: Node, value: Value) -> str:
    """The text with another value in the place of `old`, in quotes if that was."""
    mark = old.opening
    if mark.start == mark.end:  # nothing stands there: straight behind the colon, or behind the key where there is none
        colon = _COLON.match(text, key_end)
        start = colon.end() if colon else key_end
        return f"{text[:start]}{'' if colon else ':'} {scalar(value)}{text[start:]}"
    new = quoted(value) if isinstance(value, str) and mark.style in ("'", '"') else scalar(value)
    end = mark.end
    if mark.style in ("|", ">"):  # such a text takes its last line ends with it, and a comment may stand in its first
        end = len(text[:end].rstrip("\r\n\x85\u2028\u2029"))
        head = _HEADED.match(text, mark.start)
        new += (head.group(1) or "") if head else ""
    return text[: mark.start] + new + text[end:]


def _added(text: str, node: Node, amendment: Amendment) -> str:
    """The text with one more key in a mapping."""
    entry = f"{amendment.key}: {scalar(amendment.value)}"
    later = next((key for key, _ in node.pairs if key.value in amendment.before), None)
    if later is None and node.is_flow:
        return _at_the_end_of_brackets(text, node, entry)
    if later is None and (end := _end_of_last_line(text, node)) is not None:
        return f"{text[:end]}{_line_end(text)}{' ' * node.opening.column}{entry}{text[end:]}"
    first = later or node.pairs[0][0]
    between = ", " if node.is_flow else f"{_line_end(text)}{' ' * first.column}"
    return f"{text[: first.start]}{entry}{between}{text[first.start :]}"


def _at_the_end_of_brackets(text: str, node: Node, entry: str) -> str:
    if not node.pairs:
        start = node.opening.end
        return f"{text[:start]}{entry}{text[start:]}"
    key, last = node.pairs[-1]
    colon = _COLON.match(text, key.end)
    end = last.end if last.end > key.end else colon.end() if colon else key.end
    return f"{text[:end]}, {entry}{text[end:]}"


def _end_of_last_line(text: str, node: Node) -> int | None:
    """Where the line of a block's last value ends, behind its comment; None when that cannot be said for sure."""
    last = node.pairs[-1][1]
    if not (last.is_scalar or last.is_flow) or last.opening.style in ("|", ">"):
        return None
    rest = _REST.match(text, last.end)
    return rest.end() if rest else None


def _line_end(text: str) -> str:
    found = _BREAK.search(text)
    return found.group() if found else "\n"


def amend(workspace: Workspace, case_id: str, amendments: Iterable[Amendment], judged: Judged | None = None) -> Case:
    """Sets the values in a case's files and returns the case as it is then.

    CaseError, and nothing written, when a file can't be amended, when more than was meant would change, when the case
    would not load, or `judged` finds something in it that it did not find before.
    """
    before = load(workspace, case_id)
    contents: dict[Path, bytes] = {}
    for amendment in amendments:
        path = workspace.root / amendment.file
        old = contents.get(path) or files.read(path, amendment.file)
        contents[path] = _only(old, amended(old, amendment), amendment)
    after = load(workspace, case_id, instead=contents)
    if judged:
        known = set(judged(before))
        if new := [problem for problem in judged(after) if problem not in known]:
            raise CaseError(new)
    with together.alone(workspace.root):
        together.put(workspace.root, contents)
    return after


def _only(old: bytes, new: bytes, amendment: Amendment) -> bytes:
    """`new`, if it says what `old` does but for the value that was meant. CaseError otherwise."""
    model: type[Record] = CaseFile if Path(amendment.file).name == "case.yaml" else Invoice
    meant = _set(reading.read(old, amendment.file, model), amendment.path, amendment.key)
    try:
        read = reading.read(new, amendment.file, model)
    except CaseError as error:
        raise CaseError((*_not_amendable(amendment).problems, *error.problems)) from error
    if _set(read, amendment.path, amendment.key) != meant or _value(read, amendment) != amendment.value:
        raise _not_amendable(amendment)
    return new


def _set(record: Record, path: tuple[Step, ...], key: str) -> Mapping[str, Any]:
    """All that a record says, but for what stands under the key."""
    said = record.model_dump()
    inner: Any = said
    for step in path:
        inner = inner[step]
    inner.pop(key, None)
    return said


def _value(record: Record, amendment: Amendment) -> object:
    inner: Any = record
    for step in amendment.path:
        inner = inner[step] if isinstance(step, int) else getattr(inner, step)
    return getattr(inner, amendment.key)
