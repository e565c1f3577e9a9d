"""`casefile template diff`: how a workspace's texts differ from those that come with casefile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.commands import TEMPLATES
from casefile.cli.parameters import command as named
from casefile.cli.terminal import document, say

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("diff", TEMPLATES)
@click.argument("names", metavar="[NAME...]", nargs=-1)
def command(session: Session, names: tuple[str, ...]) -> None:
    """Lines with - are casefile's, lines with + the workspace's: what to look at after a new version. Without NAME all.

    \b
    Example:
      casefile template diff
      casefile template diff reminder clauses/payment
    """
    from casefile import trial

    lines = list(trial.shelf(session.workspace()).changes(names))
    if session.json:
        document({"diff": lines})
        return
    for line in lines:
        say(line)
    if not lines and not session.quiet:
        say("no text of this workspace differs from casefile's")
