"""`casefile check`: what is wrong and what is weak, worst first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, progress, say, show

if TYPE_CHECKING:
    from casefile.case.events import Insolvency
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem


_MOST = 12  # exhibits that are named in one line


@named("check")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Weaknesses count as errors: exit code 1.")
@click.option(
    "--invoice", metavar="FILE", help="An invoice before it is sent, against its CASE, or the one that it names."
)
def command(session: Session, cases: tuple[str, ...], strict: bool, invoice: str | None) -> int:
    """Errors stop the work on a case; weaknesses are what an attorney would ask about before taking it, in groups,
    what matters most to a claim first.

    \b
    Example:
      casefile check
      casefile check northwind --strict
      casefile check northwind --invoice draft.yaml
    """
    from casefile.checks.doubled import numbered
    from casefile.checks.surroundings import debtors, remotes, ruined, twins
    from casefile.checks.table import ranked, told_together
    from casefile.errors import ExitCode

    workspace = session.workspace()
    chosen = session.chosen(cases)
    if invoice:
        return _invoice(session, workspace, cases, Path(invoice), strict=strict)
    outside = _Outside(
        cache(partial(debtors, workspace)),
        cache(partial(remotes, workspace.root)),
        cache(partial(ruined, workspace)),
        cache(partial(twins, workspace)),
        cache(partial(numbered, workspace)),
    )
    found: list[Problem] = []
    unread: dict[str, tuple[str, ...]] = {}
    for case_id in progress(chosen, "Checking", len(chosen), quiet=session.quiet):
        problems_of, unread[case_id] = _findings(session, workspace, case_id, outside)
        found += problems_of
    problems = ranked(found)
    errors = sum(problem.level == "error" for problem in problems)
    if session.json:
        bare = {case_id: list(ids) for case_id, ids in unread.items() if ids}
        document({"problems": [as_json(problem) for problem in problems], "without_words": bare})
    else:
        shown = told_together(problems)
        _show(shown)
        if not session.quiet:
            _pictures(unread)
            _summary(len(chosen), errors, len(shown) - errors)
    return ExitCode.PROBLEM if errors or (strict and problems) else ExitCode.OK


def _invoice(session: Session, workspace: Workspace, cases: Sequence[str], path: Path, *, strict: bool) -> int:
    """What is found in one invoice that is not sent yet, on the day it is issued or later."""
    from casefile import files
    from casefile.case import custody
    from casefile.checks.draft import about, meant, with_draft
    from casefile.checks.matter import Matter
    from casefile.checks.refused import owed_or_refused
    from casefile.checks.table import findings
    from casefile.cli.session import regimes_of
    from casefile.errors import ExitCode, Problem, UsageError

    chosen, shown = session.chosen(cases), workspace.shown(path.absolute())
    if cases and len(chosen) != 1:
        hint = "casefile check CASE --invoice FILE"
        raise UsageError(Problem("an invoice is checked against one case", hint=hint, rule="invoice"))
    raw, there = files.read(path, shown), [session.read(workspace, case_id) for case_id in chosen]
    case, draft = with_draft(there[0] if cases else meant(there, raw, shown), raw, shown)
    if not cases and not session.quiet:
        say(f"{draft.number} is checked against {case.id} ({case.debtor.name})", "dim", err=True)
    claim, _ = owed_or_refused(case, max(session.as_of, draft.issued), regimes_of(workspace))
    found = about(findings(Matter(case, claim, custody.verify(workspace, case))), draft)
    if session.json:
        document({"problems": [as_json(problem) for problem in found]})
    else:
        _show(found)
        if not session.quiet:
            counted = f"{len(found)} weakness{'' if len(found) == 1 else 'es'}"
            say(f"{counted} in {draft.number}" if found else f"Nothing wrong in {draft.number}.", err=True)
    return ExitCode.PROBLEM if strict and found else ExitCode.OK


class _Outside(NamedTuple):
    """What is the same for all cases of a run, each found when a rule first asks: the debtors by case, the remotes, the
    cases that name an insolvency, the files in debtors/ that are about the same party, and the cases by the numbers of
    their invoices."""

    debtors: Callable[[], Mapping[str, str]]
    remotes: Callable[[], Mapping[str, str]]
    ruined: Callable[[], tuple[Case, ...]]
    same: Callable[[], Mapping[str, tuple[str, ...]]]
    numbers: Callable[[], Mapping[str, frozenset[str]]]

    def clients(self, case_id: str) -> tuple[str, ...]:
        """The names of the debtors of all other cases."""
        return tuple(name for key, name in self.debtors().items() if key != case_id)

    def ruins(self, case: Case) -> tuple[Insolvency, ...]:
        """The insolvencies that other cases of the debtor name."""
        from casefile.followup.debtors import about_same

        return tuple(ruin for each in about_same(case, self.ruined()) if (ruin := each.file.insolvency))

    def twins(self, case: Case) -> tuple[str, ...]:
        """The files in debtors/ that are about the same party as the debtor's own."""
        return self.same().get(case.debtor.at.file, ())


def _findings(
    session: Session, workspace: Workspace, case_id: str, outside: _Outside
) -> tuple[tuple[Problem, ...], tuple[str, ...]]:
    """What is found in a case, and the exhibits in which no words were read."""
    from casefile.case import custody, layout
    from casefile.checks.doubled import elsewhere
    from casefile.checks.matter import Around, Matter
    from casefile.checks.refused import owed_or_refused
    from casefile.checks.surroundings import withheld_in
    from casefile.checks.table import findings
    from casefile.cli.session import regimes_of
    from casefile.errors import CaseError
    from casefile.packet.search import seen_in, without_words

    try:
        case = session.read(workspace, case_id)
        claim, refused = owed_or_refused(case, session.as_of, regimes := regimes_of(workspace))
    except CaseError as error:
        return error.problems, ()
    kept = layout.kept(workspace.root) / case.id
    natives = cache(partial(seen_in, case, session.as_of, kept))
    withheld = partial(withheld_in, case, session.as_of, kept)
    around = Around(
        natives, partial(outside.clients, case_id), outside.remotes, refused, withheld, partial(outside.ruins, case),
        partial(outside.twins, case), lambda: elsewhere(workspace, regimes, outside.numbers(), case, claim),
    )  # fmt: skip
    found = findings(Matter(case, claim, custody.verify(workspace, case), around))
    return (*refused, *found), without_words(case, natives())


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


def _pictures(unread: Mapping[str, Sequence[str]]) -> None:
    """Says once that words in pictures were not looked at, which nobody else has read either."""
    several = len(unread) > 1
    named = [f"{case_id}/{each}" if several else each for case_id, ids in unread.items() for each in ids]
    if named:
        shown = ", ".join(named[:_MOST]) + (f" and {len(named) - _MOST} more" if len(named) > _MOST else "")
        what = "1 exhibit is a picture" if len(named) == 1 else f"{len(named)} exhibits are pictures"
        say(f"{what} in which no words were read: {shown}", "warn", err=True)
        say("  casefile packet reads them, where OCRmyPDF is installed; else look at them yourself", err=True)


def _summary(cases: int, errors: int, weaknesses: int) -> None:
    counted = f"{errors} error{'' if errors == 1 else 's'}, {weaknesses} weakness{'' if weaknesses == 1 else 'es'}"
    where = f"in {cases} case{'' if cases == 1 else 's'}"
    rank = "bad" if errors else "warn" if weaknesses else "good"
    say(f"{counted} {where}" if errors or weaknesses else f"Nothing wrong {where}.", rank, err=True)  # type: ignore[arg-type]  # one of Rank
