"""`casefile offer`: what either side proposed, as an item of offers.yaml."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.log import PRIVILEGES
from casefile.cli.parameters import Day, Figure
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_exhibits
from casefile.cli.schedule import KIND_DEFAULT, KINDS, Times, lines, scheduled
from casefile.cli.terminal import as_json, document, figure, next_step, say, show

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.case.yamltext import Value
    from casefile.cli.session import Session
    from casefile.errors import Problem, Source
    from casefile.money import Money

STATUSES = ("open", "accepted", "rejected", "expired", "withdrawn")


@named("offer")
@click.argument("case", metavar="CASE")
@click.argument("amount", type=Figure())
@click.option("--by", type=click.Choice(["us", "debtor"]), default="us", help="Whose offer it is; default: us.")
@click.option(
    "--kind", type=click.Choice(KINDS), metavar="KIND",
    help=f"{' '.join(KINDS)}; default: {KIND_DEFAULT}.",
)  # fmt: skip
@click.option("--date", "on", type=Day(), metavar="DATE", help="The day it was made; default: the as-of date.")
@scheduled
@click.option("--expires", type=Day(), metavar="DATE", help="The last day to accept it.")
@click.option(
    "--privilege", type=click.Choice(PRIVILEGES), default="open", metavar="WORD",
    help=f"{PRIVILEGES[0]} (default) {' '.join(PRIVILEGES[1:])}; courts respect such labels under common law only.",
)  # fmt: skip
@click.option("--status", type=click.Choice(STATUSES), metavar="WORD", help=f"open (default) {' '.join(STATUSES[1:])}.")
@click.option("--note", default="", help="What else belongs to it.")
@click.option("--evidence", multiple=True, metavar="EXHIBIT", help="The exhibit that shows it; may be repeated.")
def command(session: Session, case: str, amount: Decimal, on: date | None, kind: str | None, **said: Any) -> None:
    """AMOUNT is what would be paid in all. The offer gets the next id, such as O3.

    What became of an offer that stands there is written by hand, as status: in offers.yaml: casefile only ever adds to
    that file. An accepted offer changes nothing that is owed until casefile settle writes down what was agreed.

    \b
    Example:
      casefile offer northwind 2900.00 --first 2026-06-01 --count 3
      casefile offer northwind 1500.00 --by debtor --kind partial --due 2026-06-30
    """
    from casefile.case import register
    from casefile.claim.bargain import kind_of, refuse_senseless
    from casefile.cli.session import judged

    times = Times(**{key: said.pop(key) for key in ("due", "first", "every", "count", "parts")}).values()
    workspace, day = session.workspace(), on or session.as_of
    with session.writing(workspace, case) as before:
        refuse_unknown_exhibits(before, said["evidence"])
        owing = partial(_owing, session, workspace, before, day)
        chosen = kind or kind_of(amount, times, owing)
        refuse_senseless(chosen, amount, times)
        values: dict[str, Value] = {"id": register.next_offer_id(before), "date": day, "by": said["by"], "kind": chosen}
        values |= {"amount": amount, **times}
        values |= {key: said[key] for key in ("expires", "privilege", "status", "note", "evidence") if said[key]}
        place = register.append(workspace, before.id, "offers.yaml", values, judged(workspace))
    after = session.case(workspace, before.id)
    _print(session, after, place, _looked_at(session, after, place, owing))


def _owing(session: Session, workspace: Workspace, case: Case, day: date) -> Money:
    """What is owed on the day of the offer, after its payments. CaseError when it can't be reckoned."""
    return replace(session, as_of=day).claim(workspace, case).total


def _looked_at(session: Session, case: Case, place: Source, owing: Callable[[], Money]) -> tuple[Problem, ...]:
    """What to look at once more in the case's last offer: its day, its sum, and what its label is worth."""
    from casefile.case.protection import exposed
    from casefile.claim.hindsight import more_than_owed
    from casefile.errors import CaseError

    offer = case.offers[-1]
    weakness = exposed(case, offer.privilege)
    try:
        high = more_than_owed(offer.amount, owing(), offer.date, offer.at.of("amount"))
    except CaseError:
        high = ()  # nothing to hold it against; what keeps the claim from being reckoned, owed says
    label = (replace(weakness, source=place),) if weakness else ()
    return (*session.ahead(offer.date, offer.at.of("date")), *high, *label)


def _print(session: Session, case: Case, place: Source, problems: tuple[Problem, ...]) -> None:
    from casefile.claim.exact import money
    from casefile.claim.settlement import dues

    offer = case.offers[-1]
    if session.json:
        told = {"case": case.id, "id": offer.id, "kind": offer.kind, "file": place.file, "line": place.line}
        document({**told, **({"problems": [as_json(each) for each in problems]} if problems else {})})
        return
    if not session.quiet:
        amount = money(offer.amount, case.currency)
        whose = "by us" if offer.by == "us" else "by the debtor"
        say(f"{place}: {offer.id}, {figure(amount)} {case.currency} {whose} on {offer.date}: {offer.kind}")
        for line in lines(dues(offer.schedule, amount, offer.due or offer.date)) if offer.due or offer.schedule else ():
            say(line)
        if offer.privilege == "open":
            say(f"{offer.id} is open: it may be shown to anybody, a court too", "dim", err=True)
        if offer.status == "accepted" and case.settlement is None:
            next_step(f"casefile settle {case.id} --offer {offer.id}")
    show(problems, err=True)
