"""`casefile add`: evidence copied in byte for byte and registered."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.options import Day
from casefile.cli.options import command as named
from casefile.cli.terminal import document, progress, say

if TYPE_CHECKING:
    from casefile.cli.session import Session

KINDS = (
    "authority", "contract", "order", "change-order", "invoice", "delivery", "timesheet", "acceptance",
    "correspondence", "proof-of-sending", "payment", "notice", "register", "other",
)  # fmt: skip
PRIVILEGES = ("open", "without-prejudice", "save-as-to-costs", "internal", "legal-advice")


@named("add")
@click.argument("case", metavar="CASE")
@click.argument("originals", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--title", default="", help="What it is; default: the file's name.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Decides the packet's section: {' '.join(KINDS)} (default).",
)
@click.option("--date", "on", type=Day(), metavar="DATE", help="The date of the thing itself.")
@click.option("--proves", multiple=True, metavar="INVOICE[#LINE]", help="What it proves; may be repeated.")
@click.option("--source", default="", help="Whom it came from.")
@click.option("--by", default="", help="Who took it in.")
@click.option("--method", default="", help="How it came: e-mail attachment, scan, download, …")
@click.option(
    "--privilege",
    type=click.Choice(PRIVILEGES),
    metavar="WORD",
    help=f"{PRIVILEGES[0]} (default) {' '.join(PRIVILEGES[1:])}.",
)
def command(
    session: Session, case: str, originals: tuple[Path, ...], on: date | None, **said: str | tuple[str, ...] | None
) -> None:
    """Each FILE is copied to evidence/ and gets the next id; its hash, size and origin go into the register. A file
    that is there already is not taken in again: its id is printed.

    \b
    Example:
      casefile add northwind timesheet.pdf --kind acceptance --proves "INV-1043#1"
    """
    from casefile.case.register import Custody, Taken, take_in

    workspace = session.workspace()
    custody = Custody(session.as_of, *(str(said.pop(key) or "") for key in ("by", "method", "source")))
    about = {key: value for key, value in {**said, "date": on}.items() if value}
    taken: list[Taken] = []
    with session.writing(workspace, case) as before:
        for original in progress(originals, "Taking in", len(originals), quiet=session.quiet):
            current = session.case(workspace, before.id)  # with what the loop has registered so far
            taken.append(take_in(workspace, current, original, custody, about))
    if session.json:
        document({"exhibits": [{"id": t.exhibit, "file": t.file, "known": t.known} for t in taken]})
    else:
        for one, original in zip(taken, originals, strict=True):
            note = "  (it was there already)" if one.known else ""
            say(f"{one.exhibit}  {original.name if one.known else one.file}{note}")
