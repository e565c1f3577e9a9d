"""`casefile packet`: the attorney's packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, say, show

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("packet")
@click.argument("case", metavar="CASE")
@click.option("--profile", default="attorney", show_default=True, help="Whom it is for.")
def command(session: Session, case: str, profile: str) -> int:
    """One PDF with every open exhibit, page numbers, outline and links; the letters as Word files; and all of it as a
    zip with hashes. It is tested before it takes the place of the old one in build/<case>/packet/. What is for your own
    attorney alone (the brief, weaknesses, what was said without prejudice) goes to build/<case>/attorney-only/.

    \b
    Example:
      casefile packet northwind --as-of 2026-09-01
    """
    from casefile import making
    from casefile.errors import ExitCode

    workspace = session.workspace()
    desk = making.open_desk(workspace, session.chosen([case])[0], session.as_of)
    built = making.packet(desk, profile)
    shown = {"pdf": workspace.shown(built.pdf), "bag": workspace.shown(built.bag)}
    warnings = built.warnings
    if profile == "attorney":
        ours = making.attorney_only(desk)
        shown["attorney_only"] = workspace.shown(ours.pdf)
        warnings = tuple(dict.fromkeys((*warnings, *ours.warnings)))
    if session.json:
        problems = [as_json(problem) for problem in warnings]
        document({"case": desk.case.id, "pages": built.pages, **shown, "problems": problems})
    else:
        show(warnings, err=True)
        if not session.quiet:
            say(f"{shown['pdf']}: {built.pages} pages")
            say(shown["bag"])
            if "attorney_only" in shown:
                say(f"{shown['attorney_only']}: for your own attorney only")
    return ExitCode.WARNINGS if warnings else ExitCode.OK
