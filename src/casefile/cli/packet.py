"""`casefile packet`: the packet for an attorney, a client, a collector or a court."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import LANGUAGES
from casefile.cli.parameters import command as named
from casefile.cli.signing import OPTION, signatory
from casefile.cli.terminal import as_json, document, say, show

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("packet")
@click.argument("case", metavar="CASE")
@click.option("--profile", default="attorney", show_default=True, metavar="NAME", help="Whom it is for.")
@click.option(
    "--language", default="", type=click.Choice(["", *LANGUAGES]), metavar="en|fr|pl|ru|de", help="Default: the case's."
)
@click.option(
    "--sign",
    "key",
    default="",
    metavar="FILE.p12",
    help="Sign the PDF with the key in this PKCS#12 file; its passphrase is asked for.",
)
@click.option(
    OPTION, "passphrase_file", default="", metavar="FILE", help="Where there is nobody to ask: its first line."
)  # fmt: skip
def command(session: Session, case: str, profile: str, language: str, key: str, passphrase_file: str) -> int:
    """One PDF with every open exhibit, page numbers, outline and links; the letters as Word files; and all of it as a
    zip with hashes. It is tested before it takes the place of the old one in build/<case>/packet/, or packet-NAME/
    for another profile than the attorney's. A file profiles/NAME.yaml of the workspace is a profile, too.

    \b
    Profiles:
      attorney      All that is open, for an attorney who takes the case on.
      client        The reply or the breakdown, and only the exhibits it cites.
      agency        For a collector: the account and every open exhibit.
      uk-court      A hearing bundle as courts of England and Wales ask for it.
      fr-bordereau  Numbered pièces, one PDF each, with their bordereau.
      ru-arbitr     One PDF a document, for Russian commercial courts.
      pl-epu        For the Polish e-court: evidence listed, nothing attached.
      us-exhibits   Exhibits A, B, C behind slip sheets, for American courts.

    \b
    Example:
      casefile packet northwind --as-of 2026-09-01
      casefile packet northwind --profile fr-bordereau --language fr
      casefile packet northwind --sign ~/keys/me.p12
    """
    if passphrase_file and not key:
        raise click.UsageError(f"{OPTION} goes with --sign")
    from casefile import making
    from casefile.errors import ExitCode

    workspace = session.workspace()
    desk = making.open_desk(workspace, session.chosen([case])[0], session.as_of)
    by = signatory(workspace, key, passphrase_file) if key else None
    built = making.packet(desk, profile, language, by=by)
    shown = {"pdf": workspace.shown(built.pdf), "bag": workspace.shown(built.bag)}
    if session.json:
        problems = [as_json(problem) for problem in built.warnings]
        document({"case": desk.case.id, "pages": built.pages, **shown, "problems": problems})
    else:
        show(built.warnings, err=True)
        if not session.quiet:
            say(f"{shown['pdf']}: {built.pages} pages")
            say(shown["bag"])
    return ExitCode.WARNINGS if built.warnings else ExitCode.OK
