"""`casefile build`: everything that is stale, and a summary."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, progress, say, show

if TYPE_CHECKING:
    from casefile.build.work import Built
    from casefile.cli.session import Session
    from casefile.errors import Problem


@named("build")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--jobs", metavar="N", type=click.IntRange(1, 256), help="Cases at a time; default: one a core.")
@click.option("--force", is_flag=True, help="Make everything, stale or not.")
def command(session: Session, cases: tuple[str, ...], jobs: int | None, force: bool) -> int:
    """Every document that applies to each CASE (default: all), as PDF and Word, and the packet. What was made of the
    same files for the same day is left as it is.

    \b
    Example:
      casefile build
      casefile build northwind --as-of 2026-09-01 --force
    """
    from casefile.build import work
    from casefile.case import layout

    root = session.root()
    chosen = session.chosen(cases)
    planned = work.plan(root, chosen, session.as_of, force=force)
    if not cases:
        work.forget(planned, layout.case_ids(root))
    with closing(work.run(planned, jobs or os.cpu_count() or 1)) as results:
        built = list(progress(results, "Building", len(chosen), quiet=session.quiet))
    if session.json:
        document({"cases": [_row(one) for one in built], "problems": [as_json(p) for p in _problems(built)]})
    else:
        show(_problems(built), err=True)
        _summary(session, built)
    return _code(built)


def _problems(built: list[Built]) -> list[Problem]:
    """Each problem once, errors first: what is wrong in a shared file shows in every case."""
    found = dict.fromkeys(problem for one in built for problem in one.problems)
    return sorted(found, key=lambda problem: problem.level != "error")


def _row(one: Built) -> dict[str, object]:
    return {"case": one.case, "state": one.state, "outputs": list(one.outputs)}


def _summary(session: Session, built: list[Built]) -> None:
    if session.quiet:
        return
    made = sorted((one for one in built if one.state == "made"), key=lambda one: one.case)
    failed = sorted((one for one in built if one.state == "failed"), key=lambda one: one.case)
    for one in made:
        say(f"build/{one.case}: {_counted(len(one.outputs), 'file')}")
        if session.noise == "verbose":
            for output in one.outputs:
                say(f"  {output}")
    for one in failed:
        say(f"build/{one.case}: not finished, see above", "bad")
    fresh = len(built) - len(made) - len(failed)
    if not built:
        say("No cases yet: casefile new makes one.")
    elif fresh == len(built):
        say(f"Nothing to do: {_counted(fresh, 'case')} up to date for {session.as_of}.")
    elif fresh:
        say(f"{_counted(fresh, 'case')} up to date already.")


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _code(built: list[Built]) -> int:
    from casefile.errors import ExitCode

    if any(one.state == "failed" for one in built):
        return ExitCode.PROBLEM
    return ExitCode.WARNINGS if any(one.problems for one in built) else ExitCode.OK
