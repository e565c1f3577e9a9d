"""`casefile template eject`: copies built-in templates into the workspace, to change them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.commands import TEMPLATES
from casefile.cli.parameters import Language
from casefile.cli.parameters import command as named
from casefile.cli.terminal import document, say
from casefile.errors import CaseError, Problem, Source

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("eject", TEMPLATES)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option(
    "--language", default="", type=Language(), metavar="en|fr|pl|ru|de",
    help="Default: the workspace's.",
)  # fmt: skip
def command(session: Session, names: tuple[str, ...], language: str) -> None:
    """NAME is a document (reminder), a clause that several letters share (clauses/payment), or letterhead, which is
    Word's. What is there already stays as it is.

    \b
    Example:
      casefile template eject reminder clauses/opening --language fr
      casefile template eject letterhead
    """
    from casefile import files, trial

    workspace = session.workspace()
    shelf = trial.shelf(workspace)
    wanted = [shelf.original(name, language or workspace.file.language) for name in dict.fromkeys(names)]
    taken = [name for name, _ in wanted if (shelf.folder / name).exists()]
    if taken:
        hint = "change that one, or move it away first; casefile template diff shows how it differs"
        raise CaseError(Problem("there is a file already", Source(f"templates/{name}"), hint) for name in taken)
    for name, content in wanted:
        files.write(shelf.folder / name, content)
    written = [workspace.shown(shelf.folder / name) for name, _ in wanted]
    if session.json:
        document({"written": written})
        return
    for each in written:
        say(each)
    if "letterhead" in names and not session.quiet:
        say("write letterhead: templates/letterhead.docx in casefile.yaml to use it")
