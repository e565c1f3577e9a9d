"""What a list of open invoices writes, file by file, each with the row that it comes from; tried before it is written.

Reads the workspace, and writes nothing: a case that could not be read afterwards is refused here, by the same rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casefile import files
from casefile.case.exports import OpenItems
from casefile.case.folder import load
from casefile.case.workspace import Workspace
from casefile.claim import admissible
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError, Problem, Source
from casefile.intake.holds import Holds
from casefile.intake.open_item import Credit, OpenItem
from casefile.intake.open_items import first_ones
from casefile.intake.portfolio import Added, Plan
from casefile.intake.portfolio_files import (
    case_file,
    credit_file,
    held_file,
    invoice_file,
    invoice_name,
    party_file,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the case `case_id`, the customer's included, and the row that it comes from; none where it is of all
    rows of a case."""

    case_id: str
    path: Path
    content: bytes
    row: Source | None


def written(workspace: Workspace, plan: Plan, holds: Holds, settings: OpenItems, as_of: date) -> tuple[Written, ...]:
    """Each file that is written. CaseError for a case.yaml that cannot be read."""
    return (
        *(each for added in plan.added for each in _added(workspace, added, holds, settings, as_of)),
        *_held(workspace, holds),
    )


def _added(workspace: Workspace, added: Added, holds: Holds, settings: OpenItems, as_of: date) -> Iterator[Written]:
    folder = workspace.cases / added.case_id
    if added.party is not None:
        path = workspace.debtors / f"{added.debtor_id}.yaml"
        yield Written(added.case_id, path, party_file(added), added.items[0].source)
    taken: set[str] = set()
    for item in added.items:
        rows: tuple[tuple[OpenItem | Credit, bytes], ...] = (
            (item, invoice_file(item, settings)),
            *((note, credit_file(note, item)) for note in item.notes),
        )
        for row, content in rows:
            yield Written(added.case_id, _unused(folder / "invoices" / invoice_name(row), taken), content, row.source)
    if added.is_new:
        reason, language = holds.reason(added.case_id), workspace.file.language
        content = case_file(added, settings, language, as_of, reason)
        yield Written(added.case_id, folder / "case.yaml", content, None)


def _held(workspace: Workspace, holds: Holds) -> Iterator[Written]:
    """The case.yaml of cases there are that are put on hold."""
    for each in holds.cases:
        if not each.is_new:
            path = workspace.cases / each.case_id / "case.yaml"
            content = held_file(files.read(path, workspace.shown(path)), each.reason)
            yield Written(each.case_id, path, content, None)


def _unused(path: Path, taken: set[str]) -> Path:
    """The path, or the next one beside it that nothing stands at and that is not `taken`; it is from then on. Two
    names that differ in capitals alone are one on some disks."""
    number, found = 1, path
    while found.exists() or found.name.casefold() in taken:
        number += 1
        found = path.with_stem(f"{path.stem}-{number}")
    taken.add(found.name.casefold())
    return found


def try_out(workspace: Workspace, plan: Plan, made: Sequence[Written], regimes: Regimes) -> None:
    """Loads every case as it would be. CaseError with what is wrong, each at its row, when one could not be read, or
    what is owed of it not be reckoned."""
    rows = {workspace.shown(each.path): each.row for each in made}
    parties = {each.path: each.content for each in made if each.path.parent == workspace.debtors}
    contents: defaultdict[str, dict[Path, bytes]] = defaultdict(dict)
    for each in made:
        contents[each.case_id][each.path] = each.content
    for added in plan.added:  # a customer's file is made once, with the first of their cases
        path = workspace.debtors / f"{added.debtor_id}.yaml"
        contents[added.case_id] |= {path: parties[path]} if path in parties else {}
    found = (each for case_id, own in contents.items() for each in _wrong(workspace, case_id, own, regimes))
    if wrong := tuple(dict.fromkeys(_at_row(each, rows) for each in found)):
        raise CaseError(first_ones(wrong, "the list"))


def _wrong(workspace: Workspace, case_id: str, contents: Mapping[Path, bytes], regimes: Regimes) -> tuple[Problem, ...]:
    try:
        return admissible.problems(load(workspace, case_id, contents), regimes)
    except CaseError as error:
        return tuple(error.problems)


def _at_row(problem: Problem, rows: Mapping[str, Source | None]) -> Problem:
    """The problem at the row of the list that the file is made of."""
    if problem.source is None or problem.source.file not in rows:
        return problem
    row = rows[problem.source.file]
    return replace(problem, source=row, hint=problem.hint or "mend it in the list, or delete the row")
