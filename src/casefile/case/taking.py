"""Evidence put into a case: copied byte for byte, never overwritten, and registered last: what is registered is there.

Knows duplicates by their SHA-256. A crash leaves at most copies without a row, which the next run takes up again, and
half-written files with a dot, which it removes. Opens no file to understand it. The day and the user are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Literal

from casefile import files
from casefile.case.custody import REGISTER
from casefile.case.model import Case
from casefile.case.names import printable, safe_name, title
from casefile.case.register import append_all
from casefile.case.workspace import Workspace
from casefile.case.yamltext import Value
from casefile.errors import CaseError, Problem

State = Literal["taken", "known", "restored"]


@dataclass(frozen=True, slots=True)
class Custody:
    """How evidence came to us: on which day, taken in by whom, how, and from whom."""

    on: date
    by: str = ""
    method: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file to take in: where its bytes lie, what it was called, how it came to us, and the exhibit it is attached to.

    `name` may be a path, for a file out of a folder. `about` has the register's keys that are known of it; without a
    title it is made of the name.
    """

    path: Path
    name: str
    custody: Custody
    about: Mapping[str, Value] = field(default_factory=dict)
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file after taking in: its exhibit's id and file, and whether it is new, was there, or was put back."""

    exhibit: str
    file: str
    state: State

    @property
    def known(self) -> bool:
        """Whether the register had it already."""
        return self.state != "taken"


@dataclass(frozen=True, slots=True)
class _Held:
    exhibit: str
    file: str
    registered: bool


class Shelf:
    """The evidence of one case while files are put to it. Its user holds the case's lock, unless it is a `dry` run,
    which writes nothing.

    A row waits until `register` is called: only then a file is taken in.
    """

    def __init__(self, workspace: Workspace, case: Case, *, dry: bool = False) -> None:
        self._workspace, self._case, self._dry = workspace, case, dry
        self._folder = case.path / "evidence"
        if not dry:
            files.sweep(self._folder)
            files.sweep(case.path)
        self._held = _held(case)
        self._loose = _loose(case)
        self._last = _last_number(case)
        self._rows: list[Mapping[str, Value]] = []

    @property
    def waiting(self) -> int:
        """How many rows wait to be registered."""
        return len(self._rows)

    def take(self, incoming: Incoming) -> Taken:
        """Copies a file into the evidence; a duplicate is recognised by its SHA-256, and put back if it was gone.

        CaseError when it is no file, can't be read or written, or changes meanwhile.
        """
        path = incoming.path
        if path.is_symlink() or (path.exists() and not path.is_file()):
            message = f"{path} is a link, a folder or a special file, not a file"
            raise CaseError(Problem(message, hint="give the file itself", rule="file"))
        digest = files.sha256(path)
        if held := self._held.get(digest):
            return self._again(held, path, digest)
        name = self._loose.pop(digest, "")
        if not name:
            self._last += 1
            name = f"E{self._last:02d}-{safe_name(PurePosixPath(incoming.name).name)}"
            self._copy(path, self._folder / name, digest)
        held = _Held(name.partition("-")[0], f"evidence/{name}", registered=False)
        self._held[digest] = held
        self._rows.append(_row(incoming, held, digest, path.stat().st_size))
        return Taken(held.exhibit, held.file, "taken")

    def register(self) -> None:
        """Writes the rows that wait, all or none. CaseError when the register can't take them."""
        rows, self._rows = self._rows, []
        if rows and not self._dry:
            append_all(self._workspace, self._case.id, REGISTER, rows)

    def _again(self, held: _Held, original: Path, digest: str) -> Taken:
        lying = self._case.path / held.file
        if not held.registered or lying.exists():
            return Taken(held.exhibit, held.file, "known")
        self._copy(original, lying, digest)
        return Taken(held.exhibit, held.file, "restored")

    def _copy(self, original: Path, to: Path, digest: str) -> None:
        if self._dry:
            return
        files.create(to, original, read_only=True)
        if files.sha256(to) != digest:
            to.unlink()
            hint = "wait until nothing writes to it any more, and run it again"
            raise CaseError(Problem(f"{original} changed while it was taken in", hint=hint, rule="file"))


def _row(incoming: Incoming, held: _Held, digest: str, size: int) -> Mapping[str, Value]:
    custody = incoming.custody
    acquired: dict[str, Value] = {
        "on": custody.on,
        "by": custody.by,
        "method": custody.method,
        "name": printable(incoming.name),
    }
    return {
        "id": held.exhibit,
        "file": held.file,
        "title": title(PurePosixPath(incoming.name).name),
        **incoming.about,
        "parent": incoming.parent,
        "source": custody.source,
        "acquired": {key: value for key, value in acquired.items() if value},
        "sha256": digest,
        "size": size,
    }


def _held(case: Case) -> dict[str, _Held]:
    """What the register has, by hash; of a row without one, its file is hashed."""
    bare = files.sha256_of_all(case.path / exhibit.file for exhibit in case.exhibits if exhibit.sha256 is None)
    found: dict[str, _Held] = {}
    for exhibit in case.exhibits:
        if digest := exhibit.sha256 or bare.get(case.path / exhibit.file):
            found.setdefault(digest, _Held(exhibit.id, exhibit.file, registered=True))
    return found


def _loose(case: Case) -> dict[str, str]:
    """The names of unregistered copies, which an interrupted run left, by hash; one for each number that is free."""
    used = {_number(exhibit.id) for exhibit in case.exhibits}
    free: dict[int, Path] = {}
    for path in sorted((case.path / "evidence").glob("E*-*")):
        number = _number(path.name)
        if number and number not in used and path.is_file():
            free.setdefault(number, path)
    found = files.sha256_of_all(free.values())
    return {digest: path.name for path, digest in found.items()}


def _last_number(case: Case) -> int:
    """The highest number that was ever used, as far as register and folder show."""
    names = [exhibit.id for exhibit in case.exhibits]
    names += [path.name for path in (case.path / "evidence").glob("E*")]
    return max(map(_number, names), default=0)


def _number(name: str) -> int:
    """The number in an exhibit's id, or in the name of a file that begins with one; 0 where there is none."""
    found = re.match(r"E([0-9]{1,6})(?:-|$)", name)
    return int(found.group(1)) if found else 0
