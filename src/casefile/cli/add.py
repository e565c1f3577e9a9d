"""`casefile add`: evidence copied in byte for byte and registered."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import Day
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_targets
from casefile.cli.session import user
from casefile.cli.terminal import as_json, document, next_step, progress, say, show

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.proof import Exhibit
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.intake.evidence import Entry, Said
    from casefile.intake.originals import LeftOut, Original

PATIENCE = 120.0
"""Seconds to wait for another run that takes evidence in, which may have much to copy."""

KINDS = (
    "authority", "contract", "order", "change-order", "invoice", "delivery", "timesheet", "acceptance",
    "correspondence", "proof-of-sending", "payment", "notice", "register", "other",
)  # fmt: skip
PRIVILEGES = ("open", "without-prejudice", "save-as-to-costs", "internal", "legal-advice")


@named("add")
@click.argument("case", metavar="CASE")
@click.argument(
    "originals", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False)
)
@click.option("--title", default="", help="What it is; default: the file's name.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Decides the packet's section: {' '.join(KINDS)}; default: correspondence for mails and chats, else other.",
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
@click.option("--no-attachments", is_flag=True, help="Leave what is attached to a mail in the mail.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken in, and write nothing.")
def command(
    session: Session,
    case: str,
    originals: tuple[Path, ...],
    on: date | None,
    no_attachments: bool,
    dry_run: bool,
    **said: str | tuple[str, ...] | None,
) -> int:
    """Each FILE is copied to evidence/ and gets the next id; its hash, size and origin go into the register. Of a
    folder every file is taken in, but links and hidden ones; what is attached to a mail (.eml, .msg) becomes exhibits
    that name the mail as their parent. A file that is there already is not taken in again: its id is printed.

    \b
    Example:
      casefile add northwind timesheet.pdf --kind acceptance --proves "INV-1043#1"
      casefile add northwind from-the-client/ --source "J. Wolff" --dry-run
    """
    from casefile.case.taking import Custody
    from casefile.errors import ExitCode
    from casefile.intake.evidence import Said
    from casefile.intake.originals import find

    workspace = session.workspace()
    _refuse_what_is_no_case(session, case)
    given = tuple(key for key, value in {**said, "date": on}.items() if value)
    by, method, source = (str(said.pop(key) or "") for key in ("by", "method", "source"))
    about = {key: value for key, value in {**said, "date": on}.items() if value}
    found, left = find(originals, (workspace.cases, workspace.debtors))
    words = Said(Custody(session.as_of, by or user(), method, source), about)
    with (
        nullcontext(session.case(workspace, case))
        if dry_run
        else session.writing(workspace, case, seconds=PATIENCE) as before
    ):
        refuse_unknown_targets(before, tuple(said["proves"] or ()))
        run = _Run(session, workspace, before, words, attachments=not no_attachments, dry=dry_run)
        entries, more, failed = _take(run, found)
    known = () if dry_run else session.case(workspace, before.id).exhibits
    ignored = _not_stored(known, entries, given)
    left = (*left, *more)
    _print(session, entries, left, (*failed, *ignored), dry=dry_run)
    if failed:
        return ExitCode.PROBLEM
    if ignored or any(each.matters for each in left):
        return ExitCode.WARNINGS
    if not (dry_run or session.quiet or all(one.taken.known for one in entries)):
        _tell_next(before, workspace, entries, is_proof=bool(said["proves"]))
    return ExitCode.OK


def _tell_next(case: Case, workspace: Workspace, entries: Sequence[Entry], *, is_proof: bool) -> None:
    what = "what it proves" if len(entries) == 1 else "what each proves"
    first = "" if is_proof else f"write {what} into {workspace.shown(case.path / 'evidence.yaml')}, then "
    next_step(f"{first}casefile check {case.id}")


def _refuse_what_is_no_case(session: Session, case: str) -> None:
    """UsageError for a case that is none, before anything is looked at; for a file with how it is written."""
    from casefile.errors import Problem, UsageError

    try:
        session.chosen([case])
    except UsageError as error:
        if not Path(case).exists():
            raise
        hint = f"the case comes first: casefile add CASE {case}"
        raise UsageError(Problem(error.problems[0].message, hint=hint, rule=error.problems[0].rule)) from None


@dataclass(frozen=True, slots=True)
class _Run:
    """What is taken into which case, and how."""

    session: Session
    workspace: Workspace
    case: Case
    said: Said
    attachments: bool
    dry: bool


def _take(run: _Run, found: Sequence[Original]) -> tuple[list[Entry], list[LeftOut], tuple[Problem, ...]]:
    """What was taken in, in order, what was not, and why the next one failed; what comes after that is not tried."""
    from casefile.case.taking import Shelf
    from casefile.errors import CaseError
    from casefile.intake.evidence import Entry, take_in

    entries: list[Entry] = []
    left: list[LeftOut] = []
    shelf = Shelf(run.workspace, run.case, dry=run.dry)
    work = progress(found, "Taking in", len(found), quiet=run.session.quiet)
    try:
        for each in take_in(run.case, shelf, work, run.said, attachments=run.attachments):
            if isinstance(each, Entry):
                entries.append(each)
            else:
                left.append(each)
    except CaseError as error:
        return entries, left, error.problems
    return entries, left, ()


def _not_stored(exhibits: Sequence[Exhibit], entries: Sequence[Entry], given: Sequence[str]) -> tuple[Problem, ...]:
    """A warning for each file that was there already, as its row is not changed by what was said of it now."""
    from casefile.errors import Problem

    options = ", ".join(sorted(f"--{key}" for key in given))
    rows = {exhibit.id: exhibit.at.source for exhibit in exhibits} if options else {}
    new = {one.taken.exhibit for one in entries if not one.taken.known}
    old = dict.fromkeys(one.taken.exhibit for one in entries if one.taken.known and not one.parent)
    return tuple(
        Problem(
            f"{exhibit} was there already: {options} not stored", rows[exhibit],
            "write it into the row in your editor", "known", "warning",
        )
        for exhibit in old
        if exhibit in rows and exhibit not in new
    )  # fmt: skip


def _print(
    session: Session, entries: Sequence[Entry], left: Sequence[LeftOut], problems: Sequence[Problem], *, dry: bool
) -> None:
    if session.json:
        document(
            {
                **({"dry_run": True} if dry else {}),
                "exhibits": [_as_json(one) for one in entries],
                "left_out": [{"file": each.name, "reason": each.reason} for each in left],
                **({"problems": [as_json(each) for each in problems]} if problems else {}),
            }
        )
        return
    for one in entries:
        say(_line(one, dry=dry))
    for each in left:
        if each.matters or not session.quiet:
            say(f"{each.name}: {each.reason}", "warn" if each.matters else "dim", err=True)
    show(problems, err=True)
    if dry and not session.quiet:
        say("Nothing was written: this is what would be taken in.", "dim", err=True)


def _as_json(one: Entry) -> dict[str, object]:
    return {
        "id": one.taken.exhibit,
        "file": one.taken.file,
        "known": one.taken.known,
        "state": one.taken.state,
        "name": one.name,
        "parent": one.parent or None,
        "dated": one.dated or None,
    }


def _line(one: Entry, *, dry: bool) -> str:
    """E04  evidence/E04-contract.pdf  (attached to E03), in words about what was not simply taken in."""
    notes = [f"attached to {one.parent}"] if one.parent else []
    notes += [f"dated {one.dated} by its own header"] if one.dated else []
    notes += ["it was there already"] if one.taken.state == "known" else []
    notes += ["its file was gone and is put back"] if one.taken.state == "restored" and not dry else []
    notes += ["its file is gone and would be put back"] if one.taken.state == "restored" and dry else []
    shown = one.name if one.taken.known else one.taken.file
    told = f"  ({', '.join(notes)})" if notes else ""
    return f"{one.taken.exhibit}  {shown}{told}"
