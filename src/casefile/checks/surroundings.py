"""What lies around what a case says: the files that others would get, where the repository is pushed to, and who the
other debtors are."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import TYPE_CHECKING

from casefile import files, git, reading
from casefile.case import folder, privilege
from casefile.case.model import Case
from casefile.case.party import Party
from casefile.case.terms import PartyOrId
from casefile.case.workspace import MARKER, Workspace
from casefile.checks.matter import Matter, mail_of, taken_as_open, weakness
from casefile.checks.quoted import is_somebodys_words
from casefile.errors import CaseError, Problem, Source
from casefile.exhibits.pages import Native
from casefile.followup.debtors import alike, folded
from casefile.records import Record

if TYPE_CHECKING:
    from casefile.exhibits.searched import Seen

_HOSTS = re.compile(
    r"(?:^|[/@.])(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|sourceforge\.net|sr\.ht|gitee\.com|gitverse\.ru)\b",
    re.IGNORECASE,
)
_RUIN = re.compile(rb"^[\"']?insolvency[\"']?[ \t]*:", re.MULTILINE)
_NAME = re.compile(r"""^["']?name["']?[ \t]*:[ \t]*(.+?)(?:[ \t]#.*)?$""", re.MULTILINE)
_DEBTOR = re.compile(rb"^debtor:.*\n(?:(?:[ \t#].*)?\n)*", re.MULTILINE)


class _Owing(Record):
    debtor: PartyOrId


def public_remote(matter: Matter) -> Iterator[Problem]:
    """A case repository holds other people's names, letters and accounts, our own weak points and what counsel said.
    Git never forgets: what was pushed once stays, also when the file is deleted. Whether a repository at a public host
    is private cannot be seen from here; somebody has to look. What is marked internal is confidential, and that does
    not make it privileged in law. Hand over the packet, never the repository."""
    for name, url in matter.around.remotes().items():
        if found := _HOSTS.search(url):
            message = f"the remote {name} is at {found[1].lower()}: a repository of cases must not be public"
            hint = "look there that it is private, then say so: git config casefile.private true"
            yield weakness("public-remote", message, Source(MARKER), hint)


def remotes(root: Path) -> Mapping[str, str]:
    """The repository's remotes by name, as they are pushed to; none where there is no repository, no git, or one that
    may not be asked, and none where `casefile.private` says that somebody has looked."""
    try:
        repository = git.repository(root)
    except CaseError:
        return {}  # it would run programs: `casefile verify` says so
    if repository is None or _is_private(repository):
        return {}
    told = git.ask(repository.root, "config", "-z", "--get-regexp", r"^remote\..*\.(url|pushurl)$")
    rows = (row.split("\n", 1) for row in told.out.decode(errors="replace").split("\0") if "\n" in row)
    return {key.removeprefix("remote.").rpartition(".")[0]: url for key, url in rows}


def _is_private(repository: git.Repository) -> bool:
    told = git.ask(repository.root, "config", "--type=bool", "--get", "casefile.private")
    return told.out.strip() == b"true"


def seen_in(case: Case, as_of: date, kept: Path) -> Mapping[str, Seen]:
    """The files of the exhibits that others may see, looked through, by exhibit, and the messages in correspondence/
    that nobody marked, by file; `kept` as for `looked_through`, and where nothing can be written there a folder that is
    gone afterwards."""
    shown = privilege.shown(case)
    found = [
        Native(case.path / row.file, row.id, row.title, case.language, row.date or as_of)
        for row in case.exhibits
        if row.id in shown
    ]
    found += [
        Native(mail_of(case, each), each.file, each.head.subject, case.language, each.head.date)
        for each in case.contacts
        if each.sha256 and taken_as_open(case, each, shown)
    ]
    return _looked_through(found, kept, {row.id for row in case.exhibits if row.redacts})


def withheld_in(case: Case, as_of: date, kept: Path) -> Mapping[str, Seen]:
    """The files of the exhibits that are kept back and are somebody's words, looked through, by exhibit; of what stands
    in for one too little may be known to tell what is left of it. `kept` as for `seen_in`."""
    shown = privilege.shown(case) | {row.redacts for row in case.exhibits if row.redacts}
    wholes = {row.id: case.exhibit(row.parent) if row.parent else None for row in case.exhibits}
    rows = [row for row in case.exhibits if row.id not in shown and is_somebodys_words(row, wholes[row.id])]
    found = [Native(case.path / row.file, row.id, row.title, case.language, row.date or as_of) for row in rows]
    return _looked_through(found, kept, ())


def _looked_through(found: Sequence[Native], kept: Path, stand_ins: Collection[str]) -> Mapping[str, Seen]:
    if not found:
        return {}
    from casefile.exhibits.searched import looked_through

    try:
        return looked_through(found, kept, stand_ins)
    except CaseError:
        with tempfile.TemporaryDirectory() as folder:
            return looked_through(found, Path(folder), stand_ins)


def debtors(workspace: Workspace) -> Mapping[str, str]:
    """The names of everybody in `debtors/`, by file, and of the debtors that cases write out, by case. What cannot be
    read is left out: it is reported with its own case."""
    shared = {workspace.shown(path): _name_in(path.read_bytes()) for path in sorted(workspace.debtors.glob("*.yaml"))}
    paths = {case_id: workspace.cases / case_id / "case.yaml" for case_id in workspace.case_ids()}
    written = {case_id: _written_out(path) for case_id, path in paths.items() if path.is_file()}
    return {key: name for key, name in (shared | written).items() if name}


def ruined(workspace: Workspace) -> tuple[Case, ...]:
    """The cases that name an insolvency. What cannot be read is left out: it is reported with its own case."""
    paths = {case_id: workspace.cases / case_id / "case.yaml" for case_id in workspace.case_ids()}
    named = [case_id for case_id, path in paths.items() if path.is_file() and _RUIN.search(path.read_bytes())]
    return tuple(each for each in map(partial(_loaded, workspace), named) if each and each.file.insolvency)


def _loaded(workspace: Workspace, case_id: str) -> Case | None:
    try:
        return folder.load(workspace, case_id)
    except CaseError:
        return None


def twins(workspace: Workspace) -> Mapping[str, tuple[str, ...]]:
    """The files in debtors/ that are about the same party, by name and post code or e-mail address: each with the
    others. Only those are read whose names look alike."""
    named: dict[str, list[Path]] = {}
    for path in sorted(workspace.debtors.glob("*.yaml")):
        found = _NAME.search(path.read_bytes().decode(errors="replace"))
        named.setdefault(folded(found[1]) if found else "", []).append(path)
    same: dict[str, set[str]] = {}
    for paths in (paths for name, paths in named.items() if name and len(paths) > 1):
        marks = {workspace.shown(path): frozenset(_marks(path)) for path in paths}
        for one, other in permutations(marks, 2):
            if marks[one] & marks[other]:
                same.setdefault(one, set()).add(other)
    return {file: tuple(sorted(others)) for file, others in same.items()}


def _marks(path: Path) -> tuple[str, ...]:
    try:
        return tuple(alike(reading.read(path.read_bytes(), path.name, Party)))
    except CaseError:
        return ()


def _written_out(path: Path) -> str:
    """The name of the debtor that a case.yaml writes out; only that part of it is read."""
    found = _DEBTOR.search(files.read(path, path.name) + b"\n")
    try:
        debtor = reading.read(found[0], path.name, _Owing).debtor if found else ""
    except CaseError:
        return ""
    return debtor.name if isinstance(debtor, Party) else ""


def _name_in(raw: bytes) -> str:
    try:
        return reading.read(raw, "debtor", Party).name
    except CaseError:
        return ""
