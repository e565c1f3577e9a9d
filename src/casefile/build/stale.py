"""What is stale: the fingerprints of everything that goes into a case's documents, and the memory of what was made.

A stamp (names, sizes, times) is a cheap hint that bytes are the same; SHA-256 is the truth where the stamp differs, as
git keeps no times. A memory that is gone or torn costs time, never correctness. Knows bytes, not what they mean.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import casefile
from casefile.case import layout
from casefile.render.builtin import builtin

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Print:
    """What a set of files held: the stamp of their names, sizes and times, and the SHA-256 of their bytes."""

    stamp: str
    content: str


@dataclass(frozen=True, slots=True)
class Memory:
    """One case as it was last made: its bytes, what else went in, what came out, and what was reported (as JSON)."""

    case: str
    inputs: Print
    other: str
    outputs: tuple[str, ...]
    reports: tuple[Mapping[str, object], ...] = ()


@dataclass(slots=True)
class Memories:
    """The memory of a workspace, one line a case in a file under build/; later lines win."""

    root: Path
    shared: Print | None = None
    cases: dict[str, Memory] = field(default_factory=dict)
    head: str = ""
    committed: dict[str, str] = field(default_factory=dict)
    changed: bool = False

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return layout.build(self.root) / ".fingerprints"

    def keep(self, memory: Memory) -> None:
        """Remembers a case that has just been made, at once: what a crash loses is at most the line being written."""
        self.cases[memory.case] = memory
        self.changed = True
        from casefile.files import reported

        with reported(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as stream:
                stream.write(_line(memory))

    def see(self, case_id: str, seen: Print) -> None:
        """Remembers a new stamp of the same bytes."""
        if self.cases[case_id].inputs != seen:
            self.cases[case_id] = replace(self.cases[case_id], inputs=seen)
            self.changed = True

    def save_if_changed(self) -> None:
        """Writes the memory anew, without the lines that were overtaken."""
        if not self.changed:
            return
        from casefile import files

        shared = [self.shared.stamp, self.shared.content] if self.shared else []
        git = {"head": self.head, "committed": self.committed}
        head = json.dumps({"format": _FORMAT, "shared": shared, **git})
        files.write(self.path, "".join((f"{head}\n", *map(_line, self.cases.values()))).encode())


def _line(memory: Memory) -> str:
    inputs = [memory.inputs.stamp, memory.inputs.content]
    row = [memory.case, inputs, memory.other, memory.outputs, memory.reports]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"


def recall(root: Path) -> Memories:
    """The memory of a workspace; an empty one where there is none, or where it cannot be understood."""
    memories = Memories(root)
    try:
        lines = memories.path.read_text(encoding="utf-8").splitlines()
        head = json.loads(lines[0])
        if head["format"] == _FORMAT and head["shared"]:
            memories.shared = Print(*map(str, head["shared"]))
            memories.head, memories.committed = str(head["head"]), dict(head["committed"])
        for line in lines[1:]:
            memory = _memory(json.loads(line))
            memories.cases[memory.case] = memory
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return memories
    return memories


def _memory(row: Sequence[object]) -> Memory:
    case, inputs, other, outputs, reports = row
    if not (isinstance(inputs, list) and isinstance(outputs, list) and isinstance(reports, list)):
        raise TypeError("no memory of a case")
    if not all(isinstance(name, str) and ".." not in name.split("/") and name[:1] != "/" for name in outputs):
        raise TypeError("no names of outputs")
    if not isinstance(case, str) or case[:1] in ("", ".") or "/" in case:
        raise TypeError("no name of a case")
    return Memory(case, Print(str(inputs[0]), str(inputs[1])), str(other), tuple(outputs), tuple(reports))


def look(paths: Iterable[Path], before: Print | None) -> Print:
    """The print of files and folders; the bytes are read only if the stamp is not the one of `before`.

    A file's name counts from the folder that was asked for, so that what was moved as a whole is still the same.
    """
    entries = _entries(paths)
    stamp = _stamped(entries)
    if before is not None and before.stamp == stamp:
        return before
    from casefile import files

    digests = files.sha256_of_all(Path(path) for _, path, *_ in entries)
    whole = hashlib.sha256()
    for name, path, *_ in entries:
        whole.update(f"{name}\0{digests.get(Path(path), '')}\n".encode("utf-8", "surrogateescape"))
    return Print(stamp, whole.hexdigest())


Entry = tuple[str, str, int, int, int]


def stamp_of_case(root: Path, case_id: str) -> str:
    """The stamp alone of a case folder: for what is computed anew sooner than all its bytes are read."""
    return _stamped(_entries((layout.cases(root) / case_id,)))


def stamp_of_rest(root: Path) -> str:
    """The stamp alone of what every case draws on."""
    return _stamped(_entries(_rest(root)))


def _entries(paths: Iterable[Path]) -> list[Entry]:
    return sorted(entry for path in paths for entry in _walk(str(path), len(str(path.parent)) + 1))


def _stamped(entries: Iterable[Entry]) -> str:
    return hashlib.blake2b("\n".join(map(_stamp, entries)).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _stamp(entry: Entry) -> str:
    name, _, size, modified, changed = entry
    return f"{name}\0{size}\0{modified}\0{changed}"


def _walk(path: str, start: int) -> Iterator[Entry]:
    """Every file at or under `path`: its name from `start` on, its path, size and times; links are not followed."""
    try:
        entries = os.scandir(path)
    except NotADirectoryError:
        status = Path(path).stat()
        yield path[start:], path, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        return
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name != "__pycache__":
                    yield from _walk(entry.path, start)
                continue
            status = entry.stat(follow_symlinks=False)
            yield entry.path[start:], entry.path, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def look_at_case(root: Path, case_id: str, before: Print | None) -> Print:
    """The print of a case folder."""
    return look([layout.cases(root) / case_id], before)


def look_at_rest(root: Path, before: Print | None) -> Print:
    """The print of what every case draws on: the workspace's own files, and casefile itself with its templates."""
    return look(_rest(root), before)


def _rest(root: Path) -> tuple[Path, ...]:
    own = (root / layout.MARKER, *(root / name for name in layout.SHARED))
    package, templates = Path(casefile.__file__).parent, builtin()  # apart in an editable install
    apart = () if templates in (root / "templates", package / "templates") else (templates,)
    return (*own, package, *apart)


def look_at_commit(memories: Memories, root: Path) -> None:
    """Brings up to date what the last commit holds of each case: documents name the commit that they were made from.

    Git is asked only when the commit is another than the one that is remembered.
    """
    head = _head(root)
    if head == memories.head:
        return
    from casefile import git

    folder = layout.cases(root)
    repository = git.repository(folder)
    blobs = git.committed_blobs(repository, folder) if repository else {}
    prefix = len(folder.resolve().relative_to(repository.root.resolve()).parts) if repository else 0
    digests: dict[str, Any] = {}
    for name, blob in sorted(blobs.items()):
        case_id = name.split("/")[prefix]
        digests.setdefault(case_id, hashlib.sha256()).update(f"{name}\0{blob}\n".encode("utf-8", "surrogateescape"))
    memories.head, memories.changed = head, True
    memories.committed = {case_id: digest.hexdigest()[:16] for case_id, digest in digests.items()}


def _head(root: Path) -> str:
    """The commit that is checked out, from git's own files; where they are packed, a text that changes with them."""
    git = next((folder / ".git" for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    if git is None:
        return ""
    try:
        if git.is_file():  # a linked worktree
            git = git.parent / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
        head = (git / "HEAD").read_text(encoding="utf-8").strip()
        shared = git / "commondir"
        common = git / shared.read_text(encoding="utf-8").strip() if shared.is_file() else git
        loose, packed = common / head.removeprefix("ref: "), common / "packed-refs"
        if not head.startswith("ref: "):
            return head
        return (loose if loose.is_file() else packed).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def are_there(root: Path, outputs: Iterable[str]) -> bool:
    """Whether all outputs exist; looks once into each folder."""
    wanted: dict[str, set[str]] = {}
    for output in outputs:
        folder, _, name = output.rpartition("/")
        wanted.setdefault(folder, set()).add(name)
    try:
        return all(names.issubset(os.listdir(root / folder)) for folder, names in wanted.items())  # noqa: PTH208  # as above
    except OSError:
        return False


def remove(root: Path, outputs: Iterable[str]) -> None:
    """Removes generated files, and the folders under build/ that they leave empty."""
    for output in outputs:
        path = root / output
        path.unlink(missing_ok=True)
        _remove_if_empty(root, path.parent)


def remove_folder(root: Path, folder: Path) -> None:
    """Removes a generated folder with everything in it, and what it leaves empty. CaseError when the disk refuses."""
    from casefile import files

    if folder.is_dir() and not folder.is_symlink():
        with files.reported(folder, "remove"):
            shutil.rmtree(folder)
    _remove_if_empty(root, folder.parent)


def _remove_if_empty(root: Path, folder: Path) -> None:
    with suppress(OSError):  # something else lies there
        while folder.is_relative_to(layout.build(root)) and folder != layout.build(root):
            folder.rmdir()
            folder = folder.parent
