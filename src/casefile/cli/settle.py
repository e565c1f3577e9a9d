"""`casefile settle`: what was agreed, as settlement.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.parameters import Day, Figure
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_exhibits, refuse_unknown_offer
from casefile.cli.schedule import KIND_DEFAULT, KINDS, Times, lines, scheduled
from casefile.cli.terminal import as_json, document, figure, say, show
from casefile.errors import CaseError, ExitCode, Problem

if TYPE_CHECKING:
    from casefile.case.dealings import Settlement
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.case.yamltext import Value
    from casefile.claim.model import Claim, Settled
    from casefile.claim.settlement import Due
    from casefile.cli.session import Session
    from casefile.money import Money

GRACE = 3660


class Sum(click.ParamType[Any]):
    """An amount; what looks like the id of an offer was meant as one."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The Decimal, or a usage error."""
        if isinstance(value, str) and re.fullmatch("[Oo][0-9]+", value):
            self.fail(f"'{value}' is no amount: write --offer {value.upper()}", param, ctx)
        return Figure().convert(value, param, ctx)


@named("settle")
@click.argument("case", metavar="CASE")
@click.argument("amount", type=Sum(), required=False)
@click.option(
    "--offer", default="", metavar="ID", help="The offer that was accepted: its amount, kind and days are taken."
)
@click.option("--agreed", type=Day(), metavar="DATE", help="The day of the agreement; default: the as-of date.")
@click.option(
    "--kind", type=click.Choice(KINDS), metavar="KIND",
    help=f"{' '.join(KINDS)}; default: the offer's, else {KIND_DEFAULT}.",
)  # fmt: skip
@scheduled
@click.option("--interest", type=click.Choice(["waived", "kept"]), default="waived", help="Default: waived.")
@click.option(
    "--grace-days",
    type=click.IntRange(0, GRACE),
    default=0,
    metavar="N",
    help="How late an instalment may be; default: 0.",
)
@click.option(
    "--revives",
    type=click.Choice(["full", "remaining"]),
    default="full",
    help="What a missed day brings back: the full claim (default), or the remaining sum at once.",
)
@click.option(
    "--condition", "conditions", multiple=True, metavar="SENTENCE", help="What else was agreed; may be repeated."
)
@click.option("--acknowledges", is_flag=True, help="The debtor acknowledges the debt.")
@click.option("--signed-us", default="", metavar="NAME", help="Who signed for us.")
@click.option("--signed-debtor", default="", metavar="NAME", help="Who signed for the debtor.")
@click.option("--authority", default="", help="By what right, such as managing director.")
@click.option("--evidence", multiple=True, metavar="EXHIBIT", help="The signed agreement; may be repeated.")
def command(session: Session, case: str, amount: Decimal | None, agreed: date | None, **said: Any) -> int:
    """AMOUNT is what the debtor pays in all from the agreement on; with --offer it is that offer's. What is given
    beside an offer goes before it. A settlement that is there already is never overwritten.

    What was taken off single invoices or lines is added by hand, as adjustments: in settlement.yaml.

    \b
    Example:
      casefile settle northwind --offer O3 --agreed 2026-09-02 --acknowledges
      casefile settle northwind 2900.00 --first 2026-06-15 --count 2
    """  # fmt: skip
    from casefile.case import register
    from casefile.claim.bargain import as_agreed, kind_of, owing_before, refuse_senseless
    from casefile.cli.session import judged, regimes_of

    times = Times(**{key: said.pop(key) for key in ("due", "first", "every", "count", "parts")}).values()
    workspace, day = session.workspace(), agreed or session.as_of
    with session.writing(workspace, case) as before:
        refuse_unknown_exhibits(before, said["evidence"])
        refuse_unknown_offer(before, said["offer"])
        offer = next((each for each in before.offers if each.id == said["offer"]), None)
        terms = as_agreed(amount, times, offer, day)
        owing = partial(owing_before, before, day, regimes_of(workspace))
        kind = said["kind"] or (offer.kind if offer else kind_of(terms.amount, terms.days, owing))
        refuse_senseless(kind, terms.amount, terms.days)
        values: dict[str, Value] = {"agreed": day, "offer": terms.offer, "kind": kind, "amount": terms.amount}
        values |= {**terms.days, **_terms(said)}
        after = register.settle(workspace, before.id, values, judged(workspace))
    return _print(session, workspace, after)


def _terms(said: Mapping[str, Any]) -> dict[str, Value]:
    """What was agreed beside the sum; what stands in the law of default is written out."""
    signed = {"us": said["signed_us"], "debtor": said["signed_debtor"], "authority": said["authority"]}
    return {
        "interest": said["interest"],
        "default": {"grace_days": said["grace_days"], "revives": said["revives"]},
        **({"acknowledges": True} if said["acknowledges"] else {}),
        "conditions": said["conditions"],
        "signed": {key: name for key, name in signed.items() if name},
        "evidence": said["evidence"],
    }


def _print(session: Session, workspace: Workspace, case: Case) -> int:
    """What was written, and the claim before and after. Exit code 3 when that claim can't be reckoned."""
    from casefile.claim.settlement import instalments
    from casefile.money import total

    settlement = case.settlement
    if settlement is None:
        raise LookupError(case.id)
    claim, unknown = _claim(session, workspace, case, max(session.as_of, settlement.agreed))
    told = [problem for problem in claim.weaknesses if problem.rule == "settlement"] if claim else []
    problems = (*session.ahead(settlement.agreed, settlement.at.of("agreed")), *told, *unknown)
    parts = instalments(settlement, case.currency)
    if session.json:
        document(_figures(case, settlement, parts, claim, problems))
        return ExitCode.WARNINGS if unknown else ExitCode.OK
    if not session.quiet:
        agreed = total([one.amount for one in parts], case.currency)
        source = f", from {settlement.offer}" if settlement.offer else ""
        say(settlement.at.file)
        say(f"Settled on {settlement.agreed} for {figure(agreed)} {case.currency}{source}", "strong")
        for line in lines(parts):
            say(line)
        if claim and claim.settlement:
            _before_and_after(claim, claim.settlement)
            _standing(claim.settlement)
    show(problems, err=True)
    return ExitCode.WARNINGS if unknown else ExitCode.OK


def _claim(session: Session, workspace: Workspace, case: Case, on: date) -> tuple[Claim | None, tuple[Problem, ...]]:
    """What is owed on the day under the settlement; else why that can't be said, as warnings."""
    try:
        return replace(session, as_of=on).claim(workspace, case), ()
    except CaseError as error:
        return None, tuple(replace(problem, level="warning") for problem in error.problems)


def _before_and_after(claim: Claim, settled: Settled) -> None:
    """What was owed when it was agreed, and where time has passed since: what is owed now, and would be without it."""
    agreed = settled.settlement.agreed
    then = [("Before the agreement", settled.before.total), ("Agreed", settled.progress.amount)]
    if settled.given_up.amount > 0:
        then.append(("Given up", settled.given_up))
    _rows(agreed, then)
    if claim.as_of > agreed:
        now = [("Under the settlement", claim.total), ("Had there been none", settled.without.total)]
        _rows(claim.as_of, now)


def _rows(day: date, rows: Sequence[tuple[str, Money]]) -> None:
    shown = [(name, figure(amount)) for name, amount in rows]
    broad = max(len(amount) for _, amount in shown)
    say(f"Owed on {day}:")
    for name, amount in shown:
        say(f"  {name:20}  {amount:>{broad}}")


def _standing(settled: Settled) -> None:
    """That it is late or in default already."""
    progress = settled.progress
    if progress.state == "late":
        late = next(one for one in progress.instalments if one.state == "late")
        say(f"It is late already: {figure(late.amount - late.paid)} was due on {late.due}", "warn")
    elif progress.state == "default":
        revived = {"full": "the full claim came back", "remaining": "the whole remaining sum is due"}
        what = revived[settled.settlement.default.revives]
        say(f"It is in default already, since {progress.defaulted}: {what}", "warn")


def _figures(
    case: Case, settlement: Settlement, parts: Sequence[Due], claim: Claim | None, problems: Sequence[Problem]
) -> dict[str, object]:
    """`before` is owed on the day of the agreement, `after` and `without` on `as_of`."""
    from casefile.money import total

    settled = claim.settlement if claim else None
    return {
        "case": case.id,
        "file": settlement.at.file,
        "agreed": settlement.agreed.isoformat(),
        "offer": settlement.offer or None,
        "kind": settlement.kind,
        "amount": str(total([one.amount for one in parts], case.currency)),
        "instalments": [{"due": one.day.isoformat(), "amount": str(one.amount)} for one in parts],
        "as_of": claim.as_of.isoformat() if claim else None,
        "before": str(settled.before.total) if settled else None,
        "after": str(claim.total) if claim and settled else None,
        "without": str(settled.without.total) if settled else None,
        "state": settled.progress.state if settled else None,
        **({"problems": [as_json(each) for each in problems]} if problems else {}),
    }
