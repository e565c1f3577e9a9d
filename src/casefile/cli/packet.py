"""`casefile packet`: the packet for an attorney, a client, a collector or a court."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import Language
from casefile.cli.parameters import command as named
from casefile.cli.passphrase import passphrase
from casefile.cli.signing import OPTION, signatory
from casefile.cli.terminal import as_json, document, next_step, progress, say, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.exhibits.pages import Pages
    from casefile.packet.attorney_only import Papers
    from casefile.packet.build import Asked, Built


@named("packet")
@click.argument("case", metavar="CASE")
@click.option("--profile", default="attorney", show_default=True, metavar="NAME", help="Whom it is for.")
@click.option("--language", default="", type=Language(), metavar="en|fr|pl|ru|de", help="Default: the case's.")
@click.option("--late", is_flag=True, help="Add what came in since the last packet behind it; its page numbers stay.")
@click.option(
    "--encrypt", is_flag=True, help="Put the PDF under a passphrase, which is asked for; without the natives."
)
@click.option("--passphrase-file", default="", metavar="FILE", help="Encrypt, with the passphrase in this file.")
@click.option(
    "--sign",
    "key",
    default="",
    metavar="FILE.p12",
    help="Sign the PDF with the key in this PKCS#12 file; its passphrase is asked for.",
)
@click.option(OPTION, "key_file", default="", metavar="FILE", help="Where there is nobody to ask: its first line.")
def command(
    session: Session,
    case: str,
    profile: str,
    language: str,
    late: bool,
    encrypt: bool,
    passphrase_file: str,
    key: str,
    key_file: str,
) -> int:
    """One PDF with every open exhibit, page numbers, outline and links; the letters as Word files; and all of it as a
    zip with hashes. It is tested before it takes the place of the old one in build/<case>/packet/, or packet-NAME/
    for another profile than the attorney's. A file profiles/NAME.yaml of the workspace is a profile, too. With the
    attorney's comes what is for your own attorney alone (the brief, weaknesses, what was said without prejudice), in
    build/<case>/attorney-only/.

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
      casefile packet northwind --late
      casefile packet northwind --encrypt
      casefile packet northwind --sign ~/keys/me.p12
    """
    if key_file and not key:
        raise click.UsageError(f"{OPTION} goes with --sign")
    from dataclasses import replace

    from casefile import making
    from casefile.errors import ExitCode

    workspace = session.workspace()
    desk = making.open_desk(workspace, session.chosen([case])[0], session.as_of)
    asked = _asked(session, late, _secret(passphrase_file) if encrypt or passphrase_file else "", key, key_file)
    built = making.packet(desk, profile, language, asked)
    ours = making.attorney_only(desk, language, asked) if profile == "attorney" else None
    warnings = tuple(dict.fromkeys((*built.warnings, *(ours.warnings if ours else ()))))
    _tell(session, workspace, desk.case.id, replace(built, warnings=warnings), ours)
    return ExitCode.WARNINGS if warnings else ExitCode.OK


def _asked(session: Session, late: bool, secret: str, key: str, key_file: str) -> Asked:
    from casefile.packet.build import Asked

    def watch(made: Iterable[Pages], count: int) -> Iterable[Pages]:
        return progress(made, "Making pages", count, quiet=session.quiet)

    return Asked(late, secret, signatory(session.workspace(), key, key_file) if key else None, watch)


def _tell(session: Session, workspace: Workspace, case_id: str, built: Built, ours: Papers | None) -> None:
    """Says what was made and where, and what stands in for something."""
    shown: dict[str, str | list[str]] = {"pdf": workspace.shown(built.pdf), "bag": workspace.shown(built.bag)}
    if len(built.volumes) > 1:
        shown["volumes"] = [workspace.shown(each) for each in built.volumes]
    if built.added:
        shown["added"] = workspace.shown(built.added)
    if ours:
        shown["attorney_only"] = workspace.shown(ours.pdf)
    if session.json:
        problems = [as_json(problem) for problem in built.warnings]
        document({"case": case_id, "pages": built.pages, **shown, "problems": problems})
    else:
        show(built.warnings, err=True)
        if not session.quiet:
            for file, pages in built.counts.items():
                say(f"{workspace.shown(file)}: {pages} {'page' if pages == 1 else 'pages'}")
            say(workspace.shown(built.bag))
            if ours:
                say(f"{shown['attorney_only']}: for your own attorney only")
            _tell_next(case_id, ours.weaknesses if ours else 0)


def _tell_next(case_id: str, weaknesses: int) -> None:
    """What is to be looked at before the packet is handed over."""
    if weaknesses:
        counted = f"{weaknesses} weakness{'' if weaknesses == 1 else 'es'} of the case"
        seen = f"see {'it' if weaknesses == 1 else 'them'}, and what the files hold, with casefile check {case_id}"
        say(f"{counted}: {seen}", "warn", err=True)
    else:
        next_step("look through it, then hand over the zip")


def _secret(file: str) -> str:
    """What the packet is to be encrypted with, from a file or asked for twice. UsageError for what will not do."""
    from casefile.errors import Problem, UsageError
    from casefile.packet.pdf.encrypt import usable

    said = usable(passphrase("Passphrase of the packet", file, "--passphrase-file"))
    if not file and usable(passphrase("Once more", file, "--passphrase-file")) != said:
        raise UsageError(Problem("the two passphrases differ", hint="nothing was made; try again", rule="passphrase"))
    return said
