"""Files of a workspace that change together: all of them or none, also when the run is killed or the machine stops.

What is to change is first put, whole, into a hidden folder beside the cases, with a list of where it belongs. One
rename decides it. A run that is killed before has changed nothing; what one that is killed later left to do is done by
the next that opens the workspace, before it reads anything.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

from casefile import files
from casefile.case import layout
from casefile.errors import CaseError, Problem

_READY, _DECIDED, _LIST = ".changes-new", ".changes", "changes.json"
_LOCK = "the workspace"  # what no case can be called


@dataclass(frozen=True, slots=True)
class _Change:
    """What lies at `made` in the hidden folder goes to `to` in the workspace. Of a file, `before` and `after` are the
    SHA-256 of what is replaced, empty where nothing is, and of what is put there; the folder of a new case has none."""

    made: str
    to: str
    before: str
    after: str


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """While the body runs, no other run changes several files of the workspace; what one left to do is done before.
    Who holds locks of cases, too, takes them first."""
    with files.locked(layout.lock(root, _LOCK), f"process {os.getpid()}"):
        _finish(root)
        _drop(root)
        yield


def recover(root: Path) -> None:
    """Does what a run that was killed left to do, and removes what it had only begun; waits for one that is at it.
    CaseError where somebody changed meanwhile what it was to change: that is let be."""
    if (_cases(root) / _DECIDED).exists():
        with alone(root):
            pass
    elif (_cases(root) / _READY).exists():
        with suppress(CaseError), files.locked(layout.lock(root, _LOCK), f"process {os.getpid()}", seconds=0):
            _drop(root)


def put(root: Path, contents: Mapping[Path, bytes]) -> None:
    """Puts each of the files at its path, all or none; what lies in the folder of a case that is not there yet appears
    with it. For who is `alone`. CaseError when one cannot be put there, and then those that were are taken back."""
    changes = _decided(root, contents)
    done: list[tuple[_Change, bytes | None]] = []
    try:
        for each in changes:
            state = _state(root, each)
            if state == "done":
                continue  # it was so already
            if state == "changed":
                raise CaseError(_changed(each))
            was = files.read(root / each.to, each.to) if each.before else None
            _do(root, each)
            done.append((each, was))
    except CaseError:
        for each, was in reversed(done):
            _take_back(root, each, was)
        _over(root)
        raise
    _to_the_disk(root, changes)
    _over(root)


def _decided(root: Path, contents: Mapping[Path, bytes]) -> tuple[_Change, ...]:
    """The changes, after they have been made ready and decided."""
    inner = {path: path.relative_to(root).as_posix() for path in contents}
    new = {path: folder for path in contents if (folder := _new_case(root, path))}
    made = {path: inner[path] if path in new else f"files/{number}" for number, path in enumerate(contents)}
    loose = [path for path in contents if path not in new]
    changes = (
        *(_Change(made[path], inner[path], _sum(path), hashlib.sha256(contents[path]).hexdigest()) for path in loose),
        *(_Change(f"cases/{name}", f"cases/{name}", "", "") for name in dict.fromkeys(new.values())),
    )
    listed = json.dumps([astuple(each) for each in changes], indent=1).encode()
    try:
        files.fill(_cases(root) / _READY, {_LIST: listed, **{made[path]: data for path, data in contents.items()}})
        with files.reported(_cases(root)):
            (_cases(root) / _READY).rename(_cases(root) / _DECIDED)
            files.sync(_cases(root))
    finally:
        _drop(root)
    return changes


def _new_case(root: Path, path: Path) -> str:
    """The id of the case that a file makes; empty for a file of a case there is, or of none."""
    if not path.is_relative_to(_cases(root)):
        return ""
    name = path.relative_to(_cases(root)).parts[0]
    return name if _is_free(_cases(root) / name) else ""


def _is_free(folder: Path) -> bool:
    return not folder.exists() or layout.is_shell(folder)


def _finish(root: Path) -> None:
    """Does what is decided and not done. Each step can be done again, so that this may be killed, too."""
    if not (_cases(root) / _DECIDED).exists():
        return
    changes = _listed(root)
    states = {each: _state(root, each) for each in changes}
    for each in changes:
        if states[each] == "open":
            _do(root, each)
    _to_the_disk(root, changes)
    _over(root)
    if wrong := [_changed(each) for each in changes if states[each] == "changed"]:
        raise CaseError(wrong)


def _listed(root: Path) -> tuple[_Change, ...]:
    """The changes that were decided. CaseError for a list that casefile has not written, or that leads out."""
    path = _cases(root) / _DECIDED / _LIST
    shown = path.relative_to(root).as_posix()
    try:
        changes = tuple(_Change(*map(str, each)) for each in json.loads(files.read(path, shown)))
    except (ValueError, TypeError) as error:
        raise CaseError(_unsound(root)) from error
    whole, made = files.real(root), files.real(_cases(root) / _DECIDED)
    for each in changes:
        if not (files.real(root / each.to).is_relative_to(whole) and files.real(made / each.made).is_relative_to(made)):
            raise CaseError(_unsound(root))
    return changes


def _state(root: Path, change: _Change) -> Literal["open", "done", "changed"]:
    made, to = _cases(root) / _DECIDED / change.made, root / change.to
    if not change.after:
        return "done" if not made.exists() else "open" if _is_free(to) else "changed"
    now = _sum(to)
    return "done" if now == change.after else "open" if now == change.before else "changed"


def _do(root: Path, change: _Change) -> None:
    made, to = _cases(root) / _DECIDED / change.made, root / change.to
    if change.before:
        files.move(made, to)
    elif change.after:
        files.link(made, to)
    else:
        with files.reported(to):
            shutil.rmtree(to, ignore_errors=True)  # of what an older run that was killed began there
            made.rename(to)


def _take_back(root: Path, change: _Change, was: bytes | None) -> None:
    made, to = _cases(root) / _DECIDED / change.made, root / change.to
    with files.reported(to):
        if was is not None:
            files.link(to, made)  # so that it can still be done, should this be killed
            files.write(to, was)
        elif change.after:
            to.unlink()
        else:
            to.rename(made)


def _to_the_disk(root: Path, changes: Iterable[_Change]) -> None:
    for folder in {(root / each.to).parent for each in changes}:
        with files.reported(folder):
            files.sync(folder)


def _over(root: Path) -> None:
    """From here on nothing is decided any more: what is left of the hidden folder is only to be removed."""
    with files.reported(_cases(root)):
        (_cases(root) / _DECIDED).rename(_cases(root) / _READY)
        files.sync(_cases(root))
    _drop(root)


def _drop(root: Path) -> None:
    shutil.rmtree(_cases(root) / _READY, ignore_errors=True)


def _cases(root: Path) -> Path:
    return layout.cases(root)


def _sum(path: Path) -> str:
    return files.sha256(path) if path.exists() else ""


def _changed(change: _Change) -> Problem:
    message = f"{change.to} was changed while a run that was to change it, too, was broken off: it is left as it is"
    return Problem(message, None, "look at it, and run that command again", "changed")


def _unsound(root: Path) -> Problem:
    hint = "look what lies there, and move it away"
    return Problem(f"{_cases(root) / _DECIDED} is no list of changes of casefile", None, hint, "changed")
