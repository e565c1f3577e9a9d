"""Where a workspace and its cases lie, from names alone: no file is read, so that finding out costs next to nothing.

Owns the names of the folders; `case.folder` reads what is in them. Must not import a model.
"""

from __future__ import annotations

import os
from pathlib import Path

from casefile import files
from casefile.errors import Problem, UsageError

MARKER = "casefile.yaml"
SHARED = ("debtors", "regimes", "limitation", "rates", "templates", "profiles")
"""The folders beside cases/ that every case may draw on."""


def find(start: Path) -> Path:
    """The nearest folder at or above `start` that holds casefile.yaml. UsageError when there is none."""
    for folder in (start, *start.parents):
        if (folder / MARKER).is_file():
            return folder
    near = next((f for f in (start, *start.parents) if (f / "casefile.yml").is_file()), None)
    hint = f"rename {near / 'casefile.yml'} to {MARKER}" if near else "run casefile init here, or give --workspace DIR"
    raise UsageError(Problem(f"no {MARKER} in {start} or above it", hint=hint, rule="workspace"))


def cases(root: Path) -> Path:
    """The folder of the case folders."""
    return root / "cases"


def profiles(root: Path) -> Path:
    """The workspace's own packet profiles."""
    return root / "profiles"


def build(root: Path) -> Path:
    """Everything generated."""
    return root / "build"


def packet(root: Path, case_id: str, profile: str = "attorney") -> Path:
    """Where a case's packet of a profile goes: the attorney's own in `packet`."""
    return build(root) / case_id / ("packet" if profile == "attorney" else f"packet-{profile}")


def packets(root: Path, case_id: str) -> tuple[Path, ...]:
    """The packets that there are of a case, of whatever profile."""
    folder = build(root) / case_id
    others = sorted(path for path in folder.glob("packet-*") if path.is_dir()) if folder.is_dir() else ()
    return (packet(root, case_id), *others)


def attorney_only(root: Path, case_id: str) -> Path:
    """Where a case's papers for our own attorney's eyes go; no file of a packet names it."""
    return build(root) / case_id / "attorney-only"


def kept(root: Path) -> Path:
    """Where copies of exhibits wait for the next packet, a folder a case."""
    return build(root) / ".kept"


def lock(root: Path, name: str) -> Path:
    """The lock file of a case, or of what has no case's name; it lies outside the case folder, so that it never gets
    into git."""
    return build(root) / ".locks" / f"{name}.lock"


def case_ids(root: Path) -> tuple[str, ...]:
    """The names of all case folders, in order."""
    if not cases(root).is_dir():
        return ()
    with os.scandir(cases(root)) as entries:
        found = sorted((each.name, each.path) for each in entries if each.name[0] not in "._" and each.is_dir())
    return tuple(name for name, path in found if not is_shell(path))


def is_shell(folder: str | Path) -> bool:
    """Whether a folder is all that a run that was killed began of a case: no case.yaml, and in it only half-written
    files and empty folders. One with nothing at all somebody made, who shall hear that it is no case yet."""
    if os.path.exists(f"{folder}/case.yaml"):  # noqa: PTH110  # thousands of these, and pathlib costs ten times as much
        return False
    found = list(os.walk(folder))
    began = any(folders or names for _, folders, names in found)
    return began and all(name.startswith(".new-") for _, _, names in found for name in names)


def resolve(root: Path, name: str) -> str:
    """The id of the one case that `name` means: an id, a part of just one, or a path. UsageError otherwise."""
    known = case_ids(root)
    as_path = files.real(Path(name))
    if name in known:
        return name
    if as_path.parent == cases(root) and as_path.name in known:
        return as_path.name
    found = [case_id for case_id in known if name in case_id]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(Problem(f"'{name}' is part of several cases: {', '.join(found)}", hint="write more of it"))
    from casefile.faults import suggestion

    hint = suggestion(name, list(known)) or (
        f"there are: {', '.join(known[:8])}" if known else "casefile new makes one"
    )
    raise UsageError(Problem(f"no case '{name}'", hint=hint, rule="case"))
