"""`casefile template check`: what is wrong with a workspace's templates, told without sending anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.commands import TEMPLATES
from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, say, show
from casefile.errors import ExitCode

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("check", TEMPLATES)
@click.option("--all", "everything", is_flag=True, help="The built-in ones, too.")
@click.option("--no-trial", is_flag=True, help="Do not fill them with the workspace's cases.")
def command(session: Session, *, everything: bool, no_trial: bool) -> int:
    """Every name, filter and clause in every branch, with file and line, or the paragraph of a Word file; files that no
    document reads; reviews over a year old. Then each is filled for one case that it applies to.

    \b
    Example:
      casefile template check
      casefile template check --all
    """
    from casefile import trial

    workspace = session.workspace()
    shelf = trial.shelf(workspace)
    found = [*shelf.check(session.as_of, everything=everything)]
    if not no_trial and not any(problem.level == "error" for problem in found):
        found += trial.tried(workspace, shelf, session.as_of)
    if session.json:
        document({"problems": [as_json(problem) for problem in found]})
    else:
        show(found)
        if not found and not session.quiet:
            say("nothing is wrong with the templates")
    return ExitCode.PROBLEM if any(problem.level == "error" for problem in found) else ExitCode.OK
