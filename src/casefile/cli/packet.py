"""`casefile packet`: the attorney's packet."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, is_terminal, say, show

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("packet")
@click.argument("case", metavar="CASE")
@click.option("--profile", default="attorney", show_default=True, help="Whom it is for.")
@click.option("--late", is_flag=True, help="Add what came in since the last packet behind it; its page numbers stay.")
@click.option(
    "--encrypt", is_flag=True, help="Put the PDF under a passphrase, which is asked for; without the natives."
)
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="Encrypt, with the passphrase in this file.")
def command(session: Session, case: str, profile: str, late: bool, encrypt: bool, passphrase_file: Path | None) -> int:
    """One PDF with every open exhibit, page numbers, outline and links; the letters as Word files; and all of it as a
    zip with hashes. It is tested before it takes the place of the old one in build/<case>/packet/.

    \b
    Example:
      casefile packet northwind --as-of 2026-09-01
      casefile packet northwind --late
      casefile packet northwind --encrypt
    """
    from casefile import making
    from casefile.errors import ExitCode

    workspace = session.workspace()
    desk = making.open_desk(workspace, session.chosen([case])[0], session.as_of)
    secret = _passphrase(session, encrypt, passphrase_file)
    built = making.packet(desk, profile, adding=late, secret=secret)
    shown: dict[str, str | list[str]] = {"pdf": workspace.shown(built.pdf), "bag": workspace.shown(built.bag)}
    if len(built.volumes) > 1:
        shown["volumes"] = [workspace.shown(each) for each in built.volumes]
    if built.added:
        shown["added"] = workspace.shown(built.added)
    if session.json:
        problems = [as_json(problem) for problem in built.warnings]
        document({"case": desk.case.id, "pages": built.pages, **shown, "problems": problems})
    else:
        show(built.warnings, err=True)
        if not session.quiet:
            say(f"{shown['pdf']}: {built.pages} pages")
            for file in (*built.volumes[1:], *([built.added] if built.added else [])):
                say(workspace.shown(file))
            say(workspace.shown(built.bag))
    return ExitCode.WARNINGS if built.warnings else ExitCode.OK


def _passphrase(session: Session, encrypt: bool, file: Path | None) -> str:
    """What the packet is to be encrypted with, from a file or asked for twice; empty where it is not to be."""
    from casefile.errors import Problem, UsageError
    from casefile.packet.encrypt import from_file, passphrase

    if file is not None:
        return from_file(file)
    if not encrypt:
        return ""
    if session.json or not is_terminal(sys.stdin):
        hint = "write it into a file that only you can read, and give --passphrase-file"
        raise UsageError(Problem("there is no terminal to ask for the passphrase", hint=hint, rule="passphrase"))
    said = click.prompt("Passphrase", default="", show_default=False, hide_input=True, err=True)
    secret = passphrase(said)
    if click.prompt("Once more", default="", show_default=False, hide_input=True, err=True) != said:
        raise UsageError(Problem("the two passphrases differ", hint="nothing was made; try again", rule="passphrase"))
    return secret
