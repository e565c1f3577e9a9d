"""`casefile check`: what is wrong and what is weak, worst first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, progress, say, show

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem


@named("check")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Weaknesses count as errors: exit code 1.")
def command(session: Session, cases: tuple[str, ...], strict: bool) -> int:
    """Errors stop the work on a case; weaknesses are what an attorney would ask about before taking it, in groups,
    what matters most to a claim first.

    \b
    Example:
      casefile check
      casefile check northwind --strict
    """
    from casefile.checks.surroundings import debtors, remotes
    from casefile.checks.table import ranked, told_together
    from casefile.errors import ExitCode

    workspace = session.workspace()
    chosen = session.chosen(cases)
    outside = _Outside(cache(partial(debtors, workspace)), cache(partial(remotes, workspace.root)))
    found: list[Problem] = []
    for case_id in progress(chosen, "Checking", len(chosen), quiet=session.quiet):
        found += _findings(session, workspace, case_id, outside)
    problems = ranked(found)
    errors = sum(problem.level == "error" for problem in problems)
    if session.json:
        document({"problems": [as_json(problem) for problem in problems]})
    else:
        shown = told_together(problems)
        _show(shown)
        if not session.quiet:
            _summary(len(chosen), errors, len(shown) - errors)
    return ExitCode.PROBLEM if errors or (strict and problems) else ExitCode.OK


class _Outside(NamedTuple):
    """What is the same for all cases of a run, each found when a rule first asks: the debtors by case, the remotes."""

    debtors: Callable[[], Mapping[str, str]]
    remotes: Callable[[], Mapping[str, str]]

    def clients(self, case_id: str) -> tuple[str, ...]:
        """The names of the debtors of all other cases."""
        return tuple(name for key, name in self.debtors().items() if key != case_id)


def _findings(session: Session, workspace: Workspace, case_id: str, outside: _Outside) -> tuple[Problem, ...]:
    from casefile.case import custody, layout
    from casefile.checks.matter import Around, Matter
    from casefile.checks.refused import owed_or_refused
    from casefile.checks.table import findings
    from casefile.cli.session import regimes_of
    from casefile.errors import CaseError
    from casefile.packet.unmarked import seen_in

    try:
        case = session.case(workspace, case_id)
        claim, refused = owed_or_refused(case, session.as_of, regimes_of(workspace))
    except CaseError as error:
        return error.problems
    natives = partial(seen_in, case, session.as_of, layout.kept(workspace.root) / case.id)
    around = Around(natives, partial(outside.clients, case_id), outside.remotes, refused)
    return (*refused, *findings(Matter(case, claim, custody.verify(workspace, case), around)))


def _show(problems: Sequence[Problem]) -> None:
    """The problems under what they belong to, the graver first."""
    from itertools import groupby

    from casefile.checks.table import group_of

    for number, (group, found) in enumerate(groupby(problems, group_of)):
        members = tuple(found)
        if number:
            say()
        say(f"{group} ({len(members)})", "strong")
        show(members)


def _summary(cases: int, errors: int, weaknesses: int) -> None:
    counted = f"{errors} error{'' if errors == 1 else 's'}, {weaknesses} weakness{'' if weaknesses == 1 else 'es'}"
    where = f"in {cases} case{'' if cases == 1 else 's'}"
    rank = "bad" if errors else "warn" if weaknesses else "good"
    say(f"{counted} {where}" if errors or weaknesses else f"Nothing wrong {where}.", rank, err=True)  # type: ignore[arg-type]  # one of Rank
