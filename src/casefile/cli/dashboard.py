"""`casefile dashboard`: the portfolio as a static site."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.dossiers import dossiers
from casefile.cli.output import refuse_wrong_output
from casefile.cli.parameters import command as named
from casefile.cli.session import PATIENCE, user
from casefile.cli.terminal import as_json, document, progress, say, show

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.dossiers import Read
    from casefile.cli.session import Session
    from casefile.dashboard.portfolio import Portfolio
    from casefile.dashboard.site import Made
    from casefile.followup.action import Dossier

NAME = "dashboard"


@named("dashboard")
@click.option("--output", metavar="DIR", help="Where to put it; build/dashboard without. The folder is the site's own.")
def command(session: Session, output: str | None) -> int:
    """What is owed by age, what is to be done today, the dates not to miss, every case with its figures, timeline,
    documents and exhibits. For a browser, from the disk; in the workspace's language. It is for your own eyes: do not
    publish it. A case that cannot be read is shown with what is wrong with it.

    \b
    Example:
      casefile dashboard
      casefile dashboard --as-of 2026-09-01
    """
    from casefile import files
    from casefile.dashboard import site
    from casefile.errors import ExitCode

    workspace = session.workspace()
    folder = _folder(workspace, output)
    site.refuse_foreign(folder)
    with files.locked(workspace.lock(f".{NAME}"), f"{user() or 'somebody'}, process {os.getpid()}", seconds=PATIENCE):
        read = dossiers(session, workspace)

        def watched(found: Sequence[Dossier]) -> Iterable[Dossier]:
            return progress(found, "Drawing", len(found), quiet=session.quiet)

        made = site.write(_portfolio(session, workspace, read), folder, watched)
    index = folder / "index.html"
    if session.json:
        document(_values(session, workspace, index, made) | {"problems": [as_json(each) for each in read.problems]})
    else:
        if not session.quiet:
            say(workspace.shown(index))
            say(_told(made), "dim", err=True)
        show(read.problems, err=True)
    return ExitCode.PROBLEM if read.problems else ExitCode.OK


def _folder(workspace: Workspace, output: str | None) -> Path:
    """Where the site goes. UsageError for a place among the user's own files, or one that a case's documents take."""
    from casefile import files
    from casefile.errors import Problem, UsageError

    if output is None:
        if NAME in workspace.case_ids():
            message = f"a case is called {NAME}, and build/{NAME} is for its documents"
            raise UsageError(Problem(message, hint="choose another folder with --output", rule="output"))
        folder = workspace.build / NAME
        return files.real(folder) if folder.is_symlink() else folder
    refuse_wrong_output(workspace, output.rstrip("/") + "/", ("html",))
    return files.real(Path(output).absolute())


def _portfolio(session: Session, workspace: Workspace, read: Read) -> Portfolio:
    from casefile.cli.held import held
    from casefile.dashboard.portfolio import Portfolio
    from casefile.followup.actions import day

    creditor = workspace.file.creditor
    home = creditor.address.country if creditor.address else ""
    return Portfolio(
        root=workspace.root, build=workspace.build, creditor=creditor.name, country=home or "",
        tongue=workspace.file.language, as_of=session.as_of, dossiers=read.dossiers, unread=read.faults,
        search=(workspace.templates,), today=held(workspace, read, day(read.dossiers, session.as_of)).day,
    )  # fmt: skip


def _told(made: Made) -> str:
    parts = [f"{len(made.written)} written", f"{made.kept} unchanged"]
    return ", ".join((*parts, *([f"{len(made.removed)} removed"] if made.removed else ())))


def _values(session: Session, workspace: Workspace, index: Path, made: Made) -> dict[str, object]:
    return {
        "as_of": session.as_of.isoformat(),
        "index": workspace.shown(index),
        "written": list(made.written),
        "unchanged": made.kept,
        "removed": list(made.removed),
    }
