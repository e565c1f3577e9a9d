"""`casefile import open-items`: open invoices, shown as the cases they make, and written when wanted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.commands import IMPORTS
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, as_json, document, figure, is_terminal, say, show
from casefile.cli.two_lines import two_lines
from casefile.errors import CaseError, ExitCode, Problem

if TYPE_CHECKING:
    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.intake.holds import Holds
    from casefile.intake.open_items import OpenItemList
    from casefile.intake.portfolio import Added, Known, Plan
    from casefile.intake.portfolio_written import Written

COLUMNS: tuple[tuple[str, Align], ...] = (
    ("Case", "left"), ("Debtor", "left"), ("Invoices", "right"), ("Open", "right"), ("", "left"),
)  # fmt: skip
SHOWN = 30


@dataclass(frozen=True, slots=True)
class _Read:
    """The lists, what they add, the cases that are held for a credit, the files that are written, which were tried, and
    what else is to be known."""

    lists: tuple[OpenItemList, ...]
    plan: Plan
    holds: Holds
    written: tuple[Written, ...]
    problems: tuple[Problem, ...]


@named("open-items", IMPORTS)
@click.argument("originals", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--accept", "--yes", "accept", is_flag=True, help="Write it without asking.")
@click.option("--dry-run", is_flag=True, help="Only show what would be added.")
@click.option("--no-hold", is_flag=True, help="Hold no case because of an open credit: letters ask for the gross sum.")
def command(session: Session, originals: tuple[Path, ...], *, accept: bool, dry_run: bool, no_hold: bool) -> int:
    """FILE is a CSV or XLSX with a row an open invoice, as accounting programs give it out. Customers become files in
    debtors/, their invoices cases: one a customer and currency, or the case there is. What is known already is left as
    it is, and where list and cases differ you are told. The usual headings are known; others are named in
    casefile.yaml under open_items. A credit comes off the invoice that its row names; where it names none, the cases of
    the customer are put on hold until you have set it off.

    \b
    Example:
      casefile import open-items debtors.xlsx --dry-run
      casefile import open-items *.csv --accept
    """
    workspace = session.workspace()
    read = _read(session, workspace, originals, no_hold=no_hold)
    if not session.json:
        _tell(session, read)
    changes = bool(read.plan.added or read.holds.cases)
    wanted = changes and not dry_run and (accept or _agreed(session))
    written = _write(session, workspace, read, originals, no_hold=no_hold) if wanted else ()
    problems = list(read.problems)
    if changes and not (dry_run or accept or _can_ask(session)):
        hint = "look at what would be added, then run it again with --accept"
        problems.append(Problem("nothing was written", hint=hint, rule="accept", level="warning"))
    if session.json:
        document({**_as_json(read), "written": list(written), "problems": [as_json(each) for each in problems]})
    else:
        show(problems, err=True)
        if written and not session.quiet:
            say(f"written: {_counted(len(written), 'file')}", "good")
            say("Next: casefile check, then casefile next", err=True)
    return ExitCode.WARNINGS if problems else ExitCode.OK


def _read(session: Session, workspace: Workspace, originals: Sequence[Path], *, no_hold: bool) -> _Read:
    from casefile.case.exports import OpenItems
    from casefile.cli.session import regimes_of
    from casefile.intake.holds import holds
    from casefile.intake.lookalikes import lookalikes
    from casefile.intake.mailboxes_told import addresses
    from casefile.intake.open_items import open_items
    from casefile.intake.portfolio import plan
    from casefile.intake.portfolio_told import no_interest, repeated, undated
    from casefile.intake.portfolio_written import try_out, written
    from casefile.intake.set_off import set_against, set_off

    settings = workspace.file.open_items or OpenItems()
    regimes = regimes_of(workspace)
    regime = regimes.get(settings.regime) if settings.regime else None
    lists = tuple(open_items(each, str(each), settings) for each in originals)
    rows = set_off([row for each in lists for row in each.rows])
    known, verbose = _known(session, workspace), session.noise == "verbose"
    planned = plan(rows.items, known, settings, session.as_of)
    held = holds(rows.credits, planned, known, workspace.file.language, session.as_of, wanted=not no_hold)
    made = written(workspace, planned, held, settings, session.as_of)
    try_out(workspace, planned, made, regimes)
    notes = [note for each in lists for note in each.notes]
    problems = (
        *repeated((*notes, *rows.repeated), verbose=verbose),
        *set_against(item for added in planned.added for item in added.items),
        *held.problems,
        *planned.differences,
        *lookalikes(planned, known),
        *addresses(planned, known, verbose=verbose),
        *undated(planned, verbose=verbose),
        *no_interest(planned, settings, regime),
    )
    return _Read(lists, planned, held, made, problems)


def _known(session: Session, workspace: Workspace) -> Known:
    """What there is already. CaseError when one case or customer cannot be read: an invoice could be taken in twice."""
    from casefile import reading
    from casefile.case.party import Party
    from casefile.cli.dossiers import dossiers
    from casefile.intake.portfolio import Known

    read = dossiers(session, workspace)
    if read.problems:
        hint = "mend it first, so that no invoice is taken in twice"
        raise CaseError((*read.problems, Problem("not every case could be read", hint=hint, rule="open-items")))
    paths = sorted(workspace.debtors.glob("*.yaml")) if workspace.debtors.is_dir() else []
    parties = {path.stem: reading.read(path.read_bytes(), workspace.shown(path), Party) for path in paths}
    cases = tuple((each.case, each.claim) for each in read.dossiers)
    return Known(cases, parties, frozenset(workspace.case_ids()))


def _can_ask(session: Session) -> bool:
    return is_terminal(sys.stdin) and not session.quiet


def _agreed(session: Session) -> bool:
    return _can_ask(session) and click.confirm("Write this?", default=False, err=True)


def _write(
    session: Session, workspace: Workspace, shown: _Read, originals: Sequence[Path], *, no_hold: bool
) -> tuple[str, ...]:
    """Writes what was shown, and nothing but that, all or nothing, and returns the files."""
    from casefile.case import together

    there = {each.case_id for each in shown.plan.added if not each.is_new}
    there |= {each.case_id for each in shown.holds.cases if not each.is_new}
    with ExitStack() as held:
        for case_id in sorted(there):
            held.enter_context(session.writing(workspace, case_id))
        held.enter_context(together.alone(workspace.root))
        now = _read(session, workspace, originals, no_hold=no_hold)
        if (now.plan, now.holds) != (shown.plan, shown.holds):
            raise CaseError(Problem("cases were changed meanwhile", hint="run it again", rule="changed"))
        together.put(workspace.root, {each.path: each.content for each in now.written})
    return tuple(workspace.shown(each.path) for each in now.written)


def _tell(session: Session, read: _Read) -> None:
    for each in read.lists:
        taken = ", ".join(f"{word} = {heading}" for word, heading in each.headings.items())
        if not session.quiet:
            say(f"{each.name}: {_counted(len(each.items), 'invoice')}; {taken}", "dim", err=True)
            if each.unused:
                say(f"{each.name}: columns not used: {', '.join(each.unused)}", "dim", err=True)
            for row in each.passed:
                say(f"{each.name}:{row.line}: left out: {row.what}", "dim", err=True)
    added = read.plan.added
    if added:
        two_lines(COLUMNS, [_row(each, read.holds) for each in added[:SHOWN]], upper=2)
        if len(added) > SHOWN:
            say(f"… and {len(added) - SHOWN} more: --json lists them all")
    if not session.quiet:
        say(_summed(read.plan))


def _summed(plan: Plan) -> str:
    """One sentence on what is new."""
    made = [each for each in plan.added if each.is_new]
    grown = len(plan.added) - len(made)
    invoices = sum(len(each.items) for each in plan.added)
    parts = [_counted(len(made), "new case")] if made else []
    parts += [_counted(grown, "case that there is", "cases that there are")] if grown else []
    new = f"{_counted(invoices, 'new invoice')} in {' and '.join(parts)}" if invoices else "no new invoice"
    return f"{new}; {len(plan.known)} known already"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def _row(added: Added, holds: Holds) -> tuple[str, ...]:
    from casefile.money import total

    rest = total([item.open for item in added.items], added.currency)
    return (
        added.case_id, added.debtor, str(len(added.items)), f"{figure(rest)} {added.currency}",
        ("new" if added.is_new else "added") + (", on hold" if holds.reason(added.case_id) else ""),
    )  # fmt: skip


def _as_json(read: _Read) -> dict[str, object]:
    return {
        "files": [
            {
                "file": each.name,
                "headings": dict(each.headings),
                "unused": list(each.unused),
                "invoices": len(each.items),
                "credits": len(each.credits),
            }
            for each in read.lists
        ],
        "cases": [
            {
                "case": each.case_id,
                "is_new": each.is_new,
                "debtor": each.debtor,
                "debtor_id": each.debtor_id,
                "currency": each.currency,
                "invoices": [
                    {"number": item.number, "due": item.due.isoformat(), "open": str(item.open)} for item in each.items
                ],
            }
            for each in read.plan.added
        ],
        "held": [each.case_id for each in read.holds.cases],
        "known": [item.number for item in read.plan.known],
    }
