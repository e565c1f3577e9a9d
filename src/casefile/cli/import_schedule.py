"""`casefile import schedule`: a returned Scott schedule, shown as what it changes, and written when that is wanted."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.commands import IMPORTS
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, as_json, document, figure, is_terminal, say, show, table
from casefile.errors import CaseError, ExitCode, Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.intake.grid import Returned
    from casefile.intake.schedule import Change, Comparison
    from casefile.money import Money

COLUMNS: tuple[tuple[str, Align], ...] = (("Item", "left"), ("What", "left"), ("So far", "left"), ("Now", "left"))
WHAT = {"statement": "their case", "amount": "contested"}


@named("schedule", IMPORTS)
@click.argument(
    "originals", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option("--case", default="", metavar="CASE", help="The case it is of; default: the one whose id stands in it.")
@click.option("--accept", is_flag=True, help="Write the changes without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would change.")
def command(session: Session, originals: tuple[Path, ...], case: str, *, accept: bool, dry_run: bool) -> int:
    """FILE is the DOCX or XLSX of casefile render CASE scott-schedule, filled in by the other side. Their statement and
    the amounts they admit or contest are shown beside what the case says, and written into the invoices and case.yaml
    once you agree. Nothing else in these files changes, and nothing else is taken over from FILE.

    \b
    Example:
      casefile import schedule returned.docx
      casefile import schedule returned.xlsx --case northwind --accept
    """
    from casefile.intake.schedule import open_returned

    workspace = session.workspace()
    found = [(each, _case_of(session, workspace, each, case)) for each in map(open_returned, originals)]
    compared = [_compared(session, workspace, returned, case_id) for returned, case_id in found]
    if unclear := [problem for one in compared for problem in one.unclear]:
        raise CaseError((*unclear, *(report for one in compared for report in one.reports)))
    told: list[dict[str, object]] = []
    problems: list[Problem] = []
    for returned, case_id in found:
        one = _compared(session, workspace, returned, case_id)
        if not session.json:
            _tell(session, returned, case_id, one)
        wanted = bool(one.changes) and not dry_run and (accept or _agreed(session))
        written = _write(session, workspace, returned, case_id, one) if wanted else ()
        told.append(_as_json(returned, case_id, one, written))
        problems += one.reports
        if one.changes and not (dry_run or accept or _can_ask(session)):
            hint = "look at the changes, then run it again with --accept"
            problems.append(Problem(f"{returned.name}: nothing was written", hint=hint, rule="accept", level="warning"))
    if session.json:
        document({"files": told, "problems": [as_json(problem) for problem in problems]})
    else:
        show([problem for problem in problems if problem.rule == "accept"], err=True)
    return ExitCode.WARNINGS if any(problem.level == "warning" for problem in problems) else ExitCode.OK


def _case_of(session: Session, workspace: Workspace, returned: Returned, given: str) -> str:
    """The case that was given, or the only one of the workspace whose id stands in the document."""
    if given:
        return session.chosen([given])[0]
    ids = [each for each in workspace.case_ids() if re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", returned.words)]
    if len(ids) == 1:
        return ids[0]
    message = f"{returned.name} names {'several cases' if ids else 'no case of this workspace'}"
    raise UsageError(Problem(message, hint="say which it is of: --case CASE", rule="case"))


def _compared(session: Session, workspace: Workspace, returned: Returned, case_id: str) -> Comparison:
    return _held_against(session, workspace, returned, session.case(workspace, case_id))


def _held_against(session: Session, workspace: Workspace, returned: Returned, case: Case) -> Comparison:
    from casefile.cli.session import regimes_of
    from casefile.intake.schedule import compare

    claim = session.claim(workspace, case)
    return compare(returned, case, claim, session.as_of, (workspace.templates,), regimes_of(workspace))


def _can_ask(session: Session) -> bool:
    return is_terminal(sys.stdin) and not session.quiet


def _agreed(session: Session) -> bool:
    return _can_ask(session) and click.confirm("Write this into the case?", default=False, err=True)


def _write(
    session: Session, workspace: Workspace, returned: Returned, case_id: str, shown: Comparison
) -> tuple[str, ...]:
    """Writes what was shown, and nothing but that, and returns the files."""
    from casefile.case.amend import amend
    from casefile.cli.session import judged
    from casefile.intake.schedule import amendments

    with session.writing(workspace, case_id) as case:
        if _held_against(session, workspace, returned, case).changes != shown.changes:
            raise CaseError(Problem("the case was changed meanwhile", hint="run it again", rule="changed"))
        wanted = amendments(case, shown.changes)
        amend(workspace, case_id, wanted, judged(workspace))
    files = tuple(dict.fromkeys(each.file for each in wanted))
    if not session.quiet:
        say(f"written: {', '.join(files)}", "good")
    return files


def _tell(session: Session, returned: Returned, case_id: str, one: Comparison) -> None:
    if one.changes:
        table(COLUMNS, [_row(change) for change in one.changes])
    elif not session.quiet:
        say(f"{returned.name}: nothing new in {case_id}")
    show(one.reports, err=True)
    if one.changes and not session.quiet:
        say(f"casefile add {case_id} {returned.name} keeps the file itself as evidence", "dim", err=True)


def _row(change: Change) -> Sequence[str]:
    item = f"{change.invoice}, line {change.line}" if change.invoice else "whole claim"
    return item, WHAT[change.key], *(_shown(each) for each in (change.before, change.after))


def _shown(value: str | Money) -> str:
    return (value.replace("\n", " / ") or "–") if isinstance(value, str) else figure(value)


def _as_json(returned: Returned, case_id: str, one: Comparison, written: Iterable[str]) -> dict[str, object]:
    return {
        "file": returned.name,
        "case": case_id,
        "language": one.language,
        "changes": [
            {
                "invoice": change.invoice,
                "line": change.line,
                "key": change.key,
                "before": str(change.before),
                "after": str(change.after),
            }
            for change in one.changes
        ],
        "written": list(written),
    }
