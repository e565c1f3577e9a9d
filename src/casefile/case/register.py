"""What is written to a case: items appended to its registers, its settlement, contacts logged.

Registers are only ever appended to, and never written when the result would not read back. How evidence comes in is
`taking`'s. The day and the user are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from casefile import files, reading
from casefile.case.folder import LISTS, Judged, load
from casefile.case.model import Case
from casefile.case.names import safe_name
from casefile.case.proof import ContactHead
from casefile.case.workspace import Workspace
from casefile.case.yamltext import Value, item, mapping
from casefile.errors import CaseError, Problem, Source

_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_OFFER = re.compile(r"\bO([0-9]{1,6})\b")


def append(
    workspace: Workspace, case_id: str, register: str, values: Mapping[str, Value], judged: Judged | None = None
) -> Source:
    """Adds an item to one of the list files of a case and returns where it stands. CaseError, as for `append_all`."""
    return append_all(workspace, case_id, register, (values,), judged)


def append_all(
    workspace: Workspace,
    case_id: str,
    register: str,
    items: Sequence[Mapping[str, Value]],
    judged: Judged | None = None,
) -> Source:
    """Adds items to one of the list files of a case, all or none, and returns where the first of them stands.

    What is in the file stays as it is, comments included. CaseError, and nothing written, when an item is not valid,
    the case would no longer load with them, `judged` finds something in the case that it did not find before, or the
    file can't be appended to.
    """
    path = workspace.cases / case_id / register
    shown = workspace.shown(path)
    before = files.read(path, shown) if path.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    found = _ITEM.search(before.decode("utf-8", "replace"))
    text = "".join(item(values, found.group(1) if found else "") for values in items)
    line = before.count(b"\n") + 1
    old = reading.read_list(before, shown, LISTS[register])
    try:
        new = reading.read_list(before + text.encode(), shown, LISTS[register])
    except CaseError as error:
        if _is_block_list(before):
            raise
        raise _not_appendable(shown, text) from error
    if len(new) != len(old) + len(items):
        raise _not_appendable(shown, text)
    _tried(workspace, case_id, path, before + text.encode(), judged)
    files.write(path, before + text.encode())
    return Source(shown, line, 1)


def _tried(workspace: Workspace, case_id: str, path: Path, content: bytes, judged: Judged | None) -> Case:
    """The case as it loads with `content` at `path`. CaseError, also for what `judged` finds in it and not before."""
    case = load(workspace, case_id, instead={path: content})
    if judged and (found := list(judged(case))):
        known = set(judged(load(workspace, case_id)))
        if new := [problem for problem in found if problem not in known]:
            raise CaseError(new)
    return case


def next_offer_id(case: Case) -> str:
    """The id after the highest that was ever used for an offer, as far as offers.yaml (comments, too) and the
    settlement show: O1, O2, …"""
    path = case.path / "offers.yaml"
    text = files.read(path, path.name).decode("utf-8", "replace") if path.is_file() else ""
    text += f" {case.settlement.offer}" if case.settlement else ""
    return f"O{max(map(int, _OFFER.findall(text)), default=0) + 1}"


def settle(workspace: Workspace, case_id: str, values: Mapping[str, Value], judged: Judged | None = None) -> Case:
    """Writes a case's settlement.yaml and returns the case with it.

    CaseError, and nothing written, when there is one already, the case would not load with it, or `judged` finds
    something in it that it did not find in the case before.
    """
    path = workspace.cases / case_id / "settlement.yaml"
    if path.exists() or path.is_symlink():
        hint = "write what has changed into it; or delete it for a new agreement: git keeps the old one"
        raise CaseError(Problem("this case has a settlement already", Source(workspace.shown(path)), hint, "exists"))
    content = mapping(values).encode()
    case = _tried(workspace, case_id, path, content, judged)
    files.create(path, content)
    return case


def _is_block_list(raw: bytes) -> bool:
    lines = [line for line in raw.decode("utf-8", "replace").splitlines() if line.strip() and line.strip()[0] != "#"]
    return not lines or lines[0].lstrip().startswith("- ")


def _not_appendable(shown: str, text: str) -> CaseError:
    hint = f"write the list with dashes, or add this by hand:\n{text}"
    return CaseError(Problem("nothing can be appended to this list as it is written", Source(shown), hint, "register"))


def log(workspace: Workspace, case: Case, head: Mapping[str, Value], text: str) -> Path:
    """Writes a contact as a new note in correspondence/ and returns its path. CaseError when the head is not valid."""
    subject = head.get("step") or head.get("outcome") or head["direction"]
    stem = f"{head['date']}-{safe_name(str(head['channel']))}-{safe_name(str(subject))}"
    folder = case.path / "correspondence"
    taken = {path.stem for path in folder.glob("*")} if folder.is_dir() else set()
    names = (stem, *(f"{stem}-{number}" for number in range(2, 1000)))
    path = folder / f"{next(name for name in names if name not in taken)}.md"
    content = f"---\n{mapping(head)}---\n{text.strip()}\n".encode()
    reading.read_front_matter(content, workspace.shown(path), ContactHead)
    files.create(path, content)
    return path
