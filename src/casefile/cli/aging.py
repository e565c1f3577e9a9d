"""`casefile aging`: what is owed by age, per currency and debtor."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from casefile.cli.lines import lines
from casefile.cli.output import refuse_wrong_output
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, as_json, document, figure, is_terminal, say, show, table

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.followup.aging import Ages
    from casefile.followup.line import Line
    from casefile.money import Money


@named("aging")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "xlsx", "pdf", "html"]),
    default="table",
    show_default=True,
    help="html and pdf have a picture.",
)
@click.option("--rows", "each", is_flag=True, help="Every invoice and instalment, too, not only sums by debtor.")
@click.option("--output", metavar="FILE", help="Where to write it; csv goes to the screen without.")
def command(session: Session, cases: tuple[str, ...], form: str, each: bool, output: str | None) -> int:
    """Principal only, as `owed` has it. What is due on the as-of date is current. Currencies are never added up.

    \b
    Example:
      casefile aging
      casefile aging --rows
      casefile aging --format pdf
      casefile aging --format xlsx --output build/aging.xlsx
    """
    from casefile import files
    from casefile.cli.aging_forms import FORMS, Asked
    from casefile.errors import ExitCode
    from casefile.followup.aging import by_currency
    from casefile.followup.phrases import spelt

    workspace = session.workspace()
    if output:
        refuse_wrong_output(workspace, output, (form,))
    read = lines(session, workspace, cases)
    found = by_currency(row for each in read.lines for row in each.open)
    left = [(each, each.left) for each in read.lines if each.left]
    if session.json:
        document(
            _values(session, found)
            | {
                "credits": [_credit(*each) for each in left],
                "problems": [as_json(problem) for problem in read.problems],
            }
        )
    elif form == "table":
        _print(found, each=each)
        for one, amount in left:
            say(f"{one.debtor} has a credit of {spelt(amount)} in {one.id}, which is not taken off")
        show(read.problems, err=True)
    elif not read.readable:
        say("No case to report on.", err=True)
        show(read.problems, err=True)
    else:
        made = FORMS[form](Asked(session, workspace, cases, found))
        if output or form != "csv" or is_terminal(sys.stdout):
            path = Path(output) if output else workspace.build / f"aging.{form}"
            files.write(path, made)
            if not session.quiet:
                say(workspace.shown(path.absolute()))
        else:
            sys.stdout.buffer.write(made)
        show(read.problems, err=True)
    return ExitCode.PROBLEM if read.problems else ExitCode.OK


def _values(session: Session, found: Mapping[str, Ages]) -> dict[str, object]:
    return {"as_of": session.as_of.isoformat(), "currencies": {key: _ages(ages) for key, ages in found.items()}}


def _credit(line: Line, amount: Money) -> dict[str, str]:
    return {"case": line.id, "debtor": line.debtor, "amount": str(amount), "currency": amount.currency}


def _ages(ages: Ages) -> dict[str, object]:
    from casefile.followup.aging import BUCKETS

    return {
        **{bucket: str(ages.of(bucket)) for bucket in BUCKETS},
        "total": str(ages.total),
        "rows": [
            {
                "case": row.case,
                "debtor": row.debtor,
                "invoice": row.invoice,
                "due": row.due.isoformat(),
                "days": row.days,
                "outstanding": str(row.outstanding),
            }
            for row in ages.rows
        ],
    }


def _print(found: Mapping[str, Ages], *, each: bool) -> None:
    from casefile.cli.sums import sums
    from casefile.followup.aging import BUCKETS

    if not found:
        say("Nothing is open.")
    for number, (currency, ages) in enumerate(found.items()):
        if number:
            say()
        lines = [_sums(one.debtor, one) for one in ages.by_debtor().values()]
        lines.append(_sums("Total", ages))
        sums(currency, (*BUCKETS, "total"), lines)
        if each:
            say()
            table(_ROWS, _rows(ages), folded="Debtor")


_ROWS: tuple[tuple[str, Align], ...] = (
    ("Case", "left"), ("Debtor", "left"), ("Invoice", "left"), ("Due", "left"), ("Days", "right"), ("Open", "right"),
)  # fmt: skip


def _rows(ages: Ages) -> list[tuple[str, ...]]:
    return [
        (row.case, row.debtor, row.invoice, str(row.due), str(row.days), figure(row.outstanding)) for row in ages.rows
    ]


def _sums(name: str, ages: Ages) -> tuple[str, ...]:
    from casefile.followup.aging import BUCKETS

    found = [ages.of(bucket) for bucket in BUCKETS]
    return name, *(figure(amount) if amount else "" for amount in found), figure(ages.total)
