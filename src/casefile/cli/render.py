"""`casefile render`: one document, in one or several formats."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.choices import Choices, as_the_ladder_has_it, options
from casefile.cli.output import SUFFIXES, is_folder, refuse_wrong_output
from casefile.cli.parameters import command as named
from casefile.cli.same_call import CALL, called_with
from casefile.cli.terminal import as_json, document, say, show

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.documents.matter import Format
    from casefile.making import Desk


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip() for part in value.split(",")))
    if unknown := [part for part in chosen if part not in SUFFIXES]:
        raise click.BadParameter(f"'{unknown[0]}' is not one of {', '.join(SUFFIXES)}", ctx, param)
    return chosen


@named("render")
@click.argument("case", metavar="CASE")
@click.argument("kind", metavar="DOCUMENT")
@click.option(
    "--format", "formats", metavar="LIST", default="pdf,docx", show_default=True, callback=_formats,
    help=f"{', '.join(SUFFIXES)}; several with commas. xlsx is for the scott-schedule.",
)  # fmt: skip
@options
@click.option("--if-due", is_flag=True, help="Only what applies today; say so and end well where nothing does.")
@click.option("--output", metavar="PATH", help="A file, or a folder: for several formats, or ending with /.")
def command(
    session: Session,
    case: str,
    kind: str,
    formats: tuple[Format, ...],
    if_due: bool,
    output: str | None,
    **choices: Any,
) -> int:
    """DOCUMENT is reminder, breakdown, scott-schedule, statement, offer, settlement, default-notice, demand, receipt,
    chronology, dispute-reply, correction, check-in, terms, summary, brief, options, call-sheet, review or aging. It
    goes to build/<case>/<document>[-<step>].<language>.<format>. eml is a draft for your mail program: the letter as
    the message, the PDF attached.

    \b
    Example:
      casefile render northwind reminder --step second
      casefile render northwind offer --offer O3
      casefile render northwind demand --as attorney --format pdf --output d.pdf
    """
    from casefile import files, making
    from casefile.errors import ExitCode
    from casefile.followup.phrases import listed

    workspace = session.workspace()
    if output is not None:
        refuse_wrong_output(workspace, output, formats)
    desk = making.open_desk(workspace, session.chosen([case])[0], session.as_of)
    wanted = Choices(kind, **choices).wanted(desk)
    if if_due:
        due = [each.step for each in making.applying(desk, kind)]
        if not due:
            return _nothing_due(session, desk, kind)
        wanted = wanted if wanted.step in due else as_the_ladder_has_it(desk, replace(wanted, step=due[-1]))
    paths = _paths(workspace.built(desk.case.id), output, wanted.stem(desk.case), formats)
    others = called_with(session, desk) if kind == CALL else ()
    drawn, warnings = making.draw(desk, wanted, formats, others)
    for each, path in paths.items():
        files.write(path, drawn[each])
    shown = [workspace.shown(path) if path.is_absolute() else str(path) for path in paths.values()]
    if session.json:
        document({"case": desk.case.id, "written": shown, "problems": [as_json(problem) for problem in warnings]})
    else:
        show(warnings, err=True)
        for name in () if session.quiet else shown:
            say(name)
        if others and not session.quiet:
            say(f"one call, also about {listed([each.case.id for each in others])}", "dim", err=True)
        is_all = {one.number for one in desk.claim.invoices if one.outstanding} <= set(wanted.invoices)
        if wanted.invoices and not is_all and not session.quiet:
            say(f"about {listed(wanted.invoices)}, as the ladder has it today", "dim", err=True)
    return ExitCode.WARNINGS if warnings else ExitCode.OK


def _nothing_due(session: Session, desk: Desk, kind: str) -> int:
    if session.json:
        document({"case": desk.case.id, "written": [], "problems": []})
    else:
        say(f"{desk.case.id}: no {kind} is due on {session.as_of}")
    return 0


def _paths(built: Path, output: str | None, stem: str, formats: tuple[Format, ...]) -> dict[Format, Path]:
    if output is not None and not is_folder(output, formats):
        return {formats[0]: Path(output)}
    return {each: Path(output or built) / f"{stem}.{each}" for each in formats}
