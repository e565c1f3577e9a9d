"""`casefile list`: the cases on one screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, as_json, document, figure, say, show, table

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.money import Money

COLUMNS: tuple[tuple[str, Align], ...] = (
    ("Case", "left"),
    ("Debtor", "left"),
    ("Owed", "right"),
    ("Days", "right"),
    ("State", "left"),
    ("Next step", "left"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One case; `owed` is None where it can't be computed."""

    case: str
    title: str = ""
    debtor: str = ""
    owed: Money | None = None
    days: int = 0
    state: str = "problems"
    step: str = ""
    due: str = ""


@named("list")
@click.option("--all", "everything", is_flag=True, help="Closed cases and those with nothing owed, too.")
def command(session: Session, everything: bool) -> int:
    """A case that cannot be read is shown with what is wrong with it, and does not hide the others.

    \b
    Example:
      casefile list --as-of 2026-09-01
    """
    from casefile.errors import CaseError, ExitCode

    workspace = session.workspace()
    rows: list[Row] = []
    problems: list[Problem] = []
    for case_id in workspace.case_ids():
        try:
            rows.append(_row(session, workspace, case_id))
        except CaseError as error:
            problems += error.problems
            rows.append(Row(case_id))
    shown = [row for row in rows if everything or row.state not in ("closed", "nothing owed")]
    if session.json:
        document({"cases": [_values(row) for row in shown], "problems": [as_json(problem) for problem in problems]})
    else:
        _print(session, shown, len(rows) - len(shown))
        show(dict.fromkeys(problems), err=True)
    return ExitCode.PROBLEM if problems else ExitCode.OK


def _row(session: Session, workspace: Workspace, case_id: str) -> Row:
    from casefile.followup.standing import next_step, standing

    case = session.read(workspace, case_id)
    claim = session.claim(workspace, case)
    coming = next_step(case, claim)
    return Row(
        case.id,
        case.title,
        case.debtor.name,
        claim.total,
        claim.days_late,
        standing(case, claim),
        coming.rung.step if coming else "",
        coming.due.isoformat() if coming else "",
    )


def _values(row: Row) -> dict[str, object]:
    return {
        "case": row.case,
        "title": row.title,
        "debtor": row.debtor,
        "currency": row.owed.currency if row.owed is not None else None,
        "owed": str(row.owed) if row.owed is not None else None,
        "days_overdue": row.days,
        "state": row.state,
        "next": {"step": row.step, "due": row.due} if row.step else None,
    }


def _print(session: Session, rows: list[Row], hidden: int) -> None:
    if rows:
        table(COLUMNS, [_cells(row) for row in rows], shortened="Debtor")
    elif not hidden:
        say("No cases yet: casefile new makes one.")
    if hidden and not session.quiet:
        say(f"{hidden} more with nothing owed or closed: --all shows them.", "dim", err=True)


def _cells(row: Row) -> tuple[str, ...]:
    owed = f"{figure(row.owed)} {row.owed.currency}" if row.owed is not None else ""
    return row.case, row.debtor, owed, str(row.days or ""), row.state, f"{row.step} {row.due}".strip()
