"""`casefile list`: the cases on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.lines import lines
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, as_json, document, figure, say, show
from casefile.cli.today import asked_today
from casefile.cli.two_lines import two_lines

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.followup.line import Line

COLUMNS: tuple[tuple[str, Align], ...] = (
    ("Case", "left"),
    ("Debtor", "left"),
    ("Owed", "right"),
    ("Days", "right"),
    ("State", "left"),
    ("Next step", "left"),
)


@named("list")
@click.option("--all", "everything", is_flag=True, help="Those with nothing owed and those written off, too.")
def command(session: Session, everything: bool) -> int:
    """The next step is what `next` has first for the case. A case that cannot be read is shown with what is wrong with
    it, and does not hide the others.

    \b
    Example:
      casefile list --as-of 2026-09-01
    """
    from casefile.errors import ExitCode
    from casefile.followup.line import ahead

    workspace = session.workspace()
    day, today = asked_today(session, workspace)
    read = lines(session, workspace, read=today.dossiers if today else ())
    found = tuple(ahead(read.lines, day))
    shown = [row for row in found if everything or not row.is_over]
    if session.json:
        problems = [as_json(problem) for problem in read.problems]
        document({"cases": [_values(row) for row in shown], "problems": problems})
    else:
        _print(session, shown, len(found) - len(shown))
        show(read.problems, err=True)
    return ExitCode.PROBLEM if read.problems else ExitCode.OK


def _values(row: Line) -> dict[str, object]:
    return {
        "case": row.id,
        "title": row.title,
        "debtor": row.debtor,
        "currency": row.owed.currency if row.owed is not None else None,
        "owed": str(row.owed) if row.owed is not None else None,
        "days_overdue": row.days,
        "state": row.state,
        "next": {"step": row.step, "due": str(row.due)} if row.step else None,
    }


def _print(session: Session, rows: list[Line], hidden: int) -> None:
    if rows:
        two_lines(COLUMNS, [_cells(row) for row in rows], upper=2)
    elif not hidden:
        say("No cases yet: casefile new makes one.")
    if hidden and not session.quiet:
        say(f"{hidden} more with nothing owed or written off: --all shows them.", "dim", err=True)


def _cells(row: Line) -> tuple[str, ...]:
    owed = f"{figure(row.owed)} {row.owed.currency}" if row.owed is not None else ""
    return row.id, row.debtor, owed, str(row.days or ""), row.state, f"{row.step} {row.due or ''}".strip()
