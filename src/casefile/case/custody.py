"""Whether the exhibits are still what was registered, and the hashes a register written by hand has yet to get.

Owns the states of `verify`. Reads evidence, never writes to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from casefile import files, reading
from casefile.case.folder import load
from casefile.case.model import Case
from casefile.case.proof import Exhibit
from casefile.case.workspace import Workspace
from casefile.errors import CaseError, Problem, Source

REGISTER = "evidence.yaml"

_SHOWN = 12
State = Literal["ok", "changed", "missing", "unregistered"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of evidence: its path from the workspace, how it stands, why, and its row where it has one."""

    path: str
    state: State
    detail: str = ""
    exhibit: Exhibit | None = None


def verify(workspace: Workspace, case: Case) -> tuple[Kept, ...]:
    """How each registered exhibit and each file in evidence/ stands, by size and SHA-256; registered ones first.

    A row without a hash is `unregistered`: nothing says yet what its file has to be.
    """
    paths = {exhibit.id: case.path / exhibit.file for exhibit in case.exhibits}
    digests = files.sha256_of_all(paths.values())
    rows = [_row(workspace, exhibit, paths[exhibit.id], digests.get(paths[exhibit.id])) for exhibit in case.exhibits]
    known = set(paths.values())
    lying = sorted(path for path in (case.path / "evidence").rglob("*") if path.is_file() and path.name[0] != ".")
    loose = (Kept(workspace.shown(path), "unregistered", "not in evidence.yaml") for path in lying if path not in known)
    return (*rows, *loose)


def _row(workspace: Workspace, exhibit: Exhibit, path: Path, digest: str | None) -> Kept:
    shown = workspace.shown(path)
    if digest is None:
        return Kept(shown, "missing", f"{exhibit.id} is registered, its file is gone", exhibit)
    if exhibit.sha256 is None:
        return Kept(shown, "unregistered", f"{exhibit.id} has no hash yet: casefile verify --record", exhibit)
    if digest != exhibit.sha256:
        return Kept(shown, "changed", differing(digest, exhibit.sha256), exhibit)
    if exhibit.size is not None and path.stat().st_size != exhibit.size:
        return Kept(shown, "changed", f"its size is {path.stat().st_size}, registered are {exhibit.size}", exhibit)
    return Kept(shown, "ok", "", exhibit)


def differing(digest: str, other: str, is_what: str = "registered") -> str:
    """How a file's SHA-256 differs from the one that it should have, from the first digit that does."""
    first = next((place for place, (one, two) in enumerate(zip(digest, other, strict=False)) if one != two), 0)
    if first < _SHOWN:
        return f"its SHA-256 begins with {digest[:_SHOWN]}, {is_what} is {other[:_SHOWN]}"
    last = first + _SHOWN
    return f"its SHA-256 has {digest[first:last]} from its digit {first + 1} on, {is_what} is {other[first:last]}"


def record(workspace: Workspace, case: Case) -> tuple[str, ...]:
    """Writes SHA-256 and size into the rows of evidence.yaml that have no hash yet; returns the exhibits' ids.

    Lines are put in beneath each row's last key, everything else stays as it is. CaseError, and nothing written, when a
    file is missing or the register would not read back as the same rows with the hashes.
    """
    bare = [exhibit for exhibit in case.exhibits if exhibit.sha256 is None]
    if not bare:
        return ()
    path = case.path / REGISTER
    before = files.read(path, workspace.shown(path)).decode("utf-8-sig")
    facts = {exhibit.id: _facts(workspace, case.path / exhibit.file, exhibit) for exhibit in bare}
    after = _with_facts(before, bare, facts).encode()
    _prove(case, after, facts, workspace.shown(path))
    load(workspace, case.id, instead={path: after})
    files.write(path, after)
    return tuple(facts)


def _facts(workspace: Workspace, path: Path, exhibit: Exhibit) -> tuple[str, int]:
    if not path.is_file():
        problem = Problem(
            f"the file of {exhibit.id} is missing: {workspace.shown(path)}", exhibit.at.of("file"), "put it there"
        )
        raise CaseError(problem)
    return files.sha256(path), path.stat().st_size


def _with_facts(text: str, bare: list[Exhibit], facts: dict[str, tuple[str, int]]) -> str:
    """The register with what is new; from the last row up, so that the lines above keep their numbers."""
    lines = text.splitlines(keepends=True)
    for exhibit in sorted(bare, key=lambda exhibit: exhibit.at.line, reverse=True):
        digest, size = facts[exhibit.id]
        new = {"sha256": digest} | ({} if exhibit.size is not None else {"size": str(size)})
        for key in [key for key in new if key in exhibit.at.keys]:
            _into_empty(lines, exhibit, key, new.pop(key))
        if lines[exhibit.at.line - 1][exhibit.at.column - 1] == "{":
            _into_braces(lines, exhibit, new)
        else:
            _beneath(lines, exhibit, new)
    return "".join(lines)


def _into_empty(lines: list[str], exhibit: Exhibit, key: str, value: str) -> None:
    """After a key that stands there without a value."""
    number, column = exhibit.at.keys[key]
    line, after = lines[number - 1], column - 1 + len(key) + 1
    lines[number - 1] = f"{line[:after]} {value}{line[after:]}"


def _into_braces(lines: list[str], exhibit: Exhibit, new: dict[str, str]) -> None:
    """Into a row in braces: before its first key, on the same line."""
    line, column = lines[exhibit.at.line - 1], exhibit.at.column
    put = "".join(f"{key}: {value}, " for key, value in new.items())
    lines[exhibit.at.line - 1] = line[:column] + put + line[column:].lstrip(" ")


def _beneath(lines: list[str], exhibit: Exhibit, new: dict[str, str]) -> None:
    """Right beneath the row's `file:` line, which every row has, in the column of its keys."""
    line, column = exhibit.at.keys["file"]
    ending = "\r\n" if lines[line - 1].endswith("\r\n") else "\n"
    if not lines[line - 1].endswith("\n"):
        lines[line - 1] += ending
    while line < len(lines) and _goes_on(lines[line], column):
        line += 1
    lines[line:line] = [f"{' ' * (column - 1)}{key}: {value}{ending}" for key, value in new.items()]


def _goes_on(line: str, column: int) -> bool:
    """Whether a scalar that began on the line before goes on: it is indented deeper than its key."""
    indent = len(line) - len(line.lstrip())
    return bool(line.strip()) and indent >= column


def _prove(case: Case, after: bytes, facts: dict[str, tuple[str, int]], shown: str) -> None:
    """CaseError unless the new register says what the old one did, plus the hashes."""
    expected = [exhibit.model_dump() for exhibit in _expected(case.exhibits, facts)]
    try:
        same = [row.model_dump() for row in reading.read_list(after, shown, Exhibit)] == expected
    except CaseError:
        same = False
    if not same:
        hint = "write each row with a line a key and run it again, or add the hashes by hand"
        raise CaseError(Problem("hashes cannot be put into this register as it is written", Source(shown), hint))


def _expected(exhibits: tuple[Exhibit, ...], facts: dict[str, tuple[str, int]]) -> Iterator[Exhibit]:
    for exhibit in exhibits:
        digest, size = facts.get(exhibit.id, (exhibit.sha256, exhibit.size))
        yield exhibit.model_copy(update={"sha256": digest, "size": size if exhibit.size is None else exhibit.size})
