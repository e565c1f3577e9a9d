"""`casefile pay`: money received, as an item of payments.yaml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import Day, Figure
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_exhibits
from casefile.cli.terminal import as_json, document, say, show

if TYPE_CHECKING:
    from casefile.cli.session import Session


def _something(ctx: click.Context, param: click.Parameter, value: Decimal) -> Decimal:
    if not value:
        raise click.BadParameter("nothing is no payment: give the amount that came", ctx, param)
    return value


@named("pay")
@click.argument("case", metavar="CASE")
@click.argument("amount", type=Figure(), callback=_something)
@click.option(
    "--date", "on", type=Day(), metavar="DATE", help="The day it was credited to us; default: the as-of date."
)
@click.option("--invoice", default="", help="The invoice it is for; else the law of the claim decides.")
@click.option(
    "--towards", type=click.Choice(["principal", "interest", "costs"]), help="What the debtor said it is for."
)
@click.option(
    "--kind", type=click.Choice(["payment", "refund", "set-off", "withholding-tax"]), help="Default: payment."
)
@click.option("--method", default="", help="How it came: transfer, card, cash, …")
@click.option("--reference", default="", help="What the debtor wrote on it.")
@click.option("--payer", default="", help="Who paid, if not the debtor.")
@click.option("--evidence", default="", metavar="EXHIBIT", help="The exhibit that shows it, such as E09.")
def command(session: Session, case: str, amount: Decimal, on: date | None, **said: str | None) -> None:
    """Nothing is computed here: casefile owed says what the money went to.

    \b
    Example:
      casefile pay northwind 1000.00 --date 2026-05-06 --invoice INV-1043
    """
    from casefile.case import register
    from casefile.case.yamltext import Value

    workspace = session.workspace()
    with session.writing(workspace, case) as before:
        refuse_unknown_exhibits(before, [said["evidence"] or ""])
        values: dict[str, Value] = {"date": on or session.as_of, "amount": amount}
        values |= {key: value for key, value in said.items() if value}
        place = register.append(workspace, before.id, "payments.yaml", values)
    problems = session.ahead(on or session.as_of, place)
    if session.json:
        told = {"case": before.id, "file": place.file, "line": place.line}
        document({**told, **({"problems": [as_json(each) for each in problems]} if problems else {})})
        return
    if not session.quiet:
        say(f"{place}: {amount} {before.currency} on {values['date']}")
    show(problems, err=True)
