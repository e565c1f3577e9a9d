"""`casefile add`: evidence copied in byte for byte and registered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import Day
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_targets
from casefile.cli.terminal import as_json, document, progress, say, show

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.register import Custody, Taken
    from casefile.case.workspace import Workspace
    from casefile.case.yamltext import Value
    from casefile.cli.session import Session
    from casefile.errors import Problem

    About = Mapping[str, Value]

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
) -> int:
    """Each FILE is copied to evidence/ and gets the next id; its hash, size and origin go into the register. A file
    that is there already is not taken in again: its id is printed.

    \b
    Example:
      casefile add northwind timesheet.pdf --kind acceptance --proves "INV-1043#1"
    """
    from casefile.case.register import Custody
    from casefile.errors import ExitCode

    workspace = session.workspace()
    given = tuple(key for key, value in {**said, "date": on}.items() if value)
    custody = Custody(session.as_of, *(str(said.pop(key) or "") for key in ("by", "method", "source")))
    about = {key: value for key, value in {**said, "date": on}.items() if value}
    _refuse_unreadable(originals)
    with session.writing(workspace, case) as before:
        refuse_unknown_targets(before, tuple(said["proves"] or ()))
        taken, failed = _take(session, workspace, before.id, originals, custody, about)
        ignored = _not_stored(session.case(workspace, before.id), taken, given) if given else ()
    _print(session, taken, originals, (*failed, *ignored))
    return ExitCode.PROBLEM if failed else ExitCode.WARNINGS if ignored else ExitCode.OK


def _refuse_unreadable(originals: Sequence[Path]) -> None:
    """CaseError with everything that is no file to take in, so that nothing is taken in before all can be."""
    from casefile.errors import CaseError

    if problems := [problem for original in originals for problem in _unreadable(original)]:
        raise CaseError(problems)


def _unreadable(original: Path) -> Iterator[Problem]:
    from casefile.errors import Problem

    try:
        if original.is_symlink():
            yield Problem(f"{original} is a link", hint="give the file itself", rule="file")
        elif original.is_dir():
            yield Problem(f"{original} is a folder: name its files", rule="file")
        elif not original.is_file():
            there = "it is no file" if original.exists() else "there is no such file"
            yield Problem(f"{original}: {there}", hint="check the path", rule="file")
        else:
            with original.open("rb") as stream:
                if not stream.read(1):
                    hint = "fetch it again from where it came"
                    yield Problem(f"{original} is empty: it proves nothing", hint=hint, rule="file")
    except OSError as error:
        yield Problem(f"{original}: {(error.strerror or str(error)).lower()}", hint="check its rights", rule="file")


def _take(
    session: Session, workspace: Workspace, case_id: str, originals: Sequence[Path], custody: Custody, about: About
) -> tuple[list[Taken], tuple[Problem, ...]]:
    """What was taken in, in order, and why the next one was not; what comes after that is left out."""
    from casefile.case.register import take_in
    from casefile.errors import CaseError

    taken: list[Taken] = []
    for original in progress(originals, "Taking in", len(originals), quiet=session.quiet):
        try:
            current = session.case(workspace, case_id)  # with what the loop has registered so far
            taken.append(take_in(workspace, current, original, custody, about))
        except CaseError as error:
            return taken, error.problems
    return taken, ()


def _not_stored(case: Case, taken: Sequence[Taken], given: Sequence[str]) -> tuple[Problem, ...]:
    """A warning for each file that was there already, as its row is not changed by what was said of it now."""
    from casefile.errors import Problem

    options = ", ".join(sorted(f"--{key}" for key in given))
    rows = {exhibit.id: exhibit.at.source for exhibit in case.exhibits}
    return tuple(
        Problem(
            f"{one.exhibit} was there already: {options} not stored", rows[one.exhibit],
            "write it into the row in your editor", "known", "warning",
        )
        for one in taken
        if one.known and not any(new.exhibit == one.exhibit for new in taken if not new.known)
    )  # fmt: skip


def _print(session: Session, taken: Sequence[Taken], originals: Sequence[Path], problems: Sequence[Problem]) -> None:
    if session.json:
        exhibits = [{"id": one.exhibit, "file": one.file, "known": one.known} for one in taken]
        document({"exhibits": exhibits, **({"problems": [as_json(each) for each in problems]} if problems else {})})
        return
    for one, original in zip(taken, originals, strict=False):
        note = "  (it was there already)" if one.known else ""
        say(f"{one.exhibit}  {original.name if one.known else one.file}{note}")
    show(problems, err=True)
