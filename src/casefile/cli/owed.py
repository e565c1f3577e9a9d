"""`casefile owed`: what is owed on the day, and with --explain how it comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import Align, document, figure, say, show, table

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.claim.model import Claim, InvoiceClaim
    from casefile.cli.session import Session

Columns = tuple[tuple[str, Align], ...]

INVOICES: Columns = (
    ("Invoice", "left"),
    ("Due", "right"),
    ("Late", "right"),
    ("Total", "right"),
    ("Outstanding", "right"),
    ("Contested", "right"),
    ("Interest", "right"),
)
INSTALMENTS: Columns = (("Due", "left"), ("Instalment", "right"), ("Paid", "right"), ("State", "left"))
FIGURES = ("principal", "interest", "compensation", "fees", "costs", "credit")


@named("owed")
@click.argument("case", metavar="CASE")
@click.option("--explain", is_flag=True, help="The periods, the ledger, limitation, and the rule behind each figure.")
def command(session: Session, case: str, explain: bool) -> None:
    """Only facts dated up to the as-of date count.

    \b
    Example:
      casefile owed northwind --as-of 2026-09-01 --explain
    """
    workspace = session.workspace()
    found = session.case(workspace, case)
    claim = session.claim(workspace, found)
    if session.json:
        from casefile.claim.figures import explained, figures

        document({**figures(claim), **({"explained": explained(claim)} if explain else {})})
        return
    _headline(found, claim)
    _invoices(claim)
    _sums(claim)
    _settlement(claim)
    for missing in claim.open:
        say(f"Not in the total: {missing}", "warn")
    if explain:
        from casefile.cli.explained import tell

        tell(found, claim)
    if not session.quiet:
        show(claim.weaknesses, err=True)


def _headline(case: Case, claim: Claim) -> None:
    say(case.title, "strong")
    say(f"{case.creditor.name} v {case.debtor.name}")
    say(f"{case.id}, as of {claim.as_of}, amounts in {claim.currency}", "dim")
    say()


def _invoices(claim: Claim) -> None:
    if not claim.invoices:
        say("Nothing was invoiced by then.")
        return
    table(INVOICES, [_invoice(one) for one in claim.invoices])
    say()


def _invoice(one: InvoiceClaim) -> tuple[str, ...]:
    amounts = (one.total, one.outstanding, one.contested, one.interest)
    return (one.number, str(one.due), str(one.days_overdue or ""), *(figure(a) if a else "–" for a in amounts))


def _sums(claim: Claim) -> None:
    """The total as a sum that can be followed with a finger; what is nothing is left out."""
    rows = [(name, getattr(claim, name)) for name in FIGURES]
    shown = [(name.capitalize(), -amount if name == "credit" else amount) for name, amount in rows if amount]
    figures = [figure(amount) for _, amount in (*shown, ("", claim.total))]
    broad = max(map(len, figures))
    for (name, _), text in zip(shown, figures, strict=False):
        say(f"{name:14}{text:>{broad}}")
    say(f"{'Total':14}{figures[-1]:>{broad}} {claim.currency}", "strong")
    if claim.per_day:
        say(f"{'and a day':14}{figure(claim.per_day):>{broad}}", "dim")
    if claim.paid or claim.credited:
        say(f"{'Paid so far':14}{figure(claim.paid):>{broad}}", "dim")
    if claim.credited:
        say(f"{'Credited':14}{figure(claim.credited):>{broad}}", "dim")


def _settlement(claim: Claim) -> None:
    if claim.settlement is None:
        return
    progress = claim.settlement.progress
    say()
    say(f"Settled on {claim.settlement.settlement.agreed} for {figure(progress.amount)}: {progress.state}", "strong")
    rows = [(str(part.due), figure(part.amount), figure(part.paid), part.state) for part in progress.instalments]
    table(INSTALMENTS, rows)
    say(f"Without the settlement {figure(claim.settlement.without.total)} would be owed.", "dim")
