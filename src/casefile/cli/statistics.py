"""`casefile statistics`: how long payment takes, and what comes in by the step reached and by cause."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from casefile.cli.dossiers import dossiers
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, as_json, document, figure, say, show, table, width, wrapped

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.followup.statistics import Days, Share, Statistics

_PIPED = 80
BIAS = (
    "Only invoices that were taken into casefile are seen. Who pays without a case is not, so that debtors look slower"
    " here than they are."
)


@named("statistics")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
def command(session: Session, cases: tuple[str, ...]) -> int:
    """Days run from the due date to the last payment, over all invoices that were paid. What came in is counted over
    the cases that are over: closed, or nothing owed any more. Currencies are never added up.

    \b
    Example:
      casefile statistics
      casefile statistics --json
    """
    from casefile.errors import ExitCode
    from casefile.followup.statistics import statistics

    workspace = session.workspace()
    read = dossiers(session, workspace, cases)
    found = statistics(read.dossiers)
    if session.json:
        document(_values(session, found) | {"problems": [as_json(problem) for problem in read.problems]})
    else:
        _print(found)
        show(read.problems, err=True)
    return ExitCode.PROBLEM if read.problems else ExitCode.OK


def _values(session: Session, found: Mapping[str, Statistics]) -> dict[str, object]:
    each = {key: _of_currency(one) for key, one in found.items()}
    return {"as_of": session.as_of.isoformat(), "note": BIAS, "currencies": each}


def _of_currency(one: Statistics) -> dict[str, object]:
    return {
        "cases": {"over": one.over, "open": one.open, "endings": dict(one.endings)},
        "days": days_values(one.days),
        "debtors": [{"debtor": row.name, **days_values(row.days)} for row in one.debtors],
        "recovered": _share(one.all),
        "by_step": [{"step": row.key or None, **_share(row)} for row in one.by_step],
        "by_cause": [{"cause": row.key or None, **_share(row)} for row in one.by_cause],
    }


def days_values(days: Days) -> dict[str, object]:
    """The figures of how long payment takes, as `--json` has them."""
    return {
        "invoices": days.count,
        "median": days.median,
        "first_quartile": days.first,
        "third_quartile": days.third,
        "unpaid": days.unpaid,
        "few": days.is_few,
    }


def _share(row: Share) -> dict[str, object]:
    percent = None if row.percent is None else str(row.percent)
    return {
        "cases": row.cases, "claimed": str(row.claimed), "received": str(row.received), "percent": percent,
        "few": row.is_few,
    }  # fmt: skip


_DAYS: tuple[tuple[str, Align], ...] = (
    ("Days from due to paid", "left"), ("Median", "right"), ("Half of them", "right"), ("Invoices", "right"),
    ("Unpaid", "right"),
)  # fmt: skip


def _print(found: Mapping[str, Statistics]) -> None:
    if not found:
        say("No case with an invoice.")
        return
    for number, one in enumerate(found.values()):
        if number:
            say()
        goes_on = f"{one.open} {'goes' if one.open == 1 else 'go'} on"
        say(f"{one.currency}: {_cases(one.over)} over, {goes_on}", "strong")
        rows = [(row.name, *_days(row.days)) for row in one.debtors]
        table(_DAYS, [*rows, ("All", *_days(one.days))], shortened="Days from due to paid")
        for head, named_, shares in (
            ("Step reached", "none", one.by_step),
            ("Cause", "not said", one.by_cause),
        ):
            if shares:
                say()
                total = () if head != "Step reached" else (_row("All", one.all),)
                table(_columns(head), [*(_row(row.key or named_, row) for row in shares), *total], shortened=head)
    say()
    for note in _notes(list(found.values())):
        for line in wrapped(note, min(width(sys.stdout), _PIPED), ""):
            say(line, "dim")


def _columns(head: str) -> tuple[tuple[str, Align], ...]:
    return (head, "left"), ("Cases", "right"), ("Claimed", "right"), ("Came in", "right"), ("Share", "right")


def _row(name: str, row: Share) -> tuple[str, ...]:
    percent = "–" if row.percent is None else f"{row.percent} %"
    return name, _marked(str(row.cases), row.is_few), figure(row.claimed), figure(row.received), percent


def _days(days: Days) -> tuple[str, ...]:
    if days.median is None:
        return "–", "–", "0", str(days.unpaid or "")
    return (
        str(days.median),
        f"{days.first} to {days.third}",
        _marked(str(days.count), days.is_few),
        str(days.unpaid or ""),
    )


def _marked(count: str, is_few: bool) -> str:
    return f"{count}*" if is_few else count


def _notes(found: Sequence[Statistics]) -> Iterator[str]:
    from casefile.followup.statistics import FEW

    few = any(row.is_few and row.cases for one in found for row in (one.all, *one.by_step, *one.by_cause))
    few_days = any(row.is_few and row.count for one in found for row in (one.days, *(d.days for d in one.debtors)))
    if few or few_days:
        yield f"* Fewer than {FEW}: too few to say much about the next one."
    if any(one.days.unpaid for one in found):
        yield "Unpaid: overdue and open. They are not in the days, which will grow with them."
    if any(one.over for one in found):
        yield "Came in: all money, over 100 % where interest or costs came, too."
    yield BIAS


def _cases(count: int) -> str:
    return f"{count} case{'' if count == 1 else 's'}"
