"""`casefile settle`: what was agreed, as settlement.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.options import Day, Figure
from casefile.cli.options import command as named
from casefile.cli.references import refuse_unknown_exhibits, refuse_unknown_offer
from casefile.cli.schedule import KINDS, Times, as_values, lines, scheduled
from casefile.cli.terminal import as_json, document, figure, say, show
from casefile.errors import CaseError, ExitCode, Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.dealings import Offer, Settlement
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.case.yamltext import Value
    from casefile.claim.model import Claim
    from casefile.claim.settlement import Due
    from casefile.cli.session import Session
    from casefile.errors import Source

GRACE = 3660


@named("settle")
@click.argument("case", metavar="CASE")
@click.argument("amount", type=Figure(), required=False)
@click.option(
    "--offer", default="", metavar="ID", help="The offer that was accepted: its amount, kind and days are taken."
)
@click.option("--agreed", type=Day(), metavar="DATE", help="The day of the agreement; default: the as-of date.")
@click.option("--kind", type=click.Choice(KINDS), metavar="KIND", help=f"{' '.join(KINDS)}; default: as the offer's.")
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
    from casefile.cli.session import judged

    times = Times(**{key: said.pop(key) for key in ("due", "first", "every", "count", "parts")}).values()
    workspace, day = session.workspace(), agreed or session.as_of
    with session.writing(workspace, case) as before:
        refuse_unknown_exhibits(before, said["evidence"])
        refuse_unknown_offer(before, said["offer"])
        offer = next((each for each in before.offers if each.id == said["offer"]), None)
        values: dict[str, Value] = {"agreed": day, **_sum(said["kind"], amount, times, offer, day), **_terms(said)}
        after = register.settle(workspace, before.id, values, judged(workspace))
    return _print(session, workspace, after, offer)


def _sum(
    kind: str | None, amount: Decimal | None, times: dict[str, Value], offer: Offer | None, day: date
) -> dict[str, Value]:
    """Offer, kind, amount and days: as given, else the offer's. UsageError for what neither says, and for a day before
    the offer."""
    if offer and day < offer.date:
        hint = "give --agreed DATE, the day of the agreement"
        raise UsageError(Problem(f"{offer.id} was made on {offer.date}, after {day}", hint=hint, rule="dates"))
    agreed = offer.amount if offer and amount is None else amount
    if agreed is None:
        hint = "give the AMOUNT, or --offer ID"
        raise UsageError(Problem("nothing says what sum was agreed", hint=hint, rule="usage"))
    days = times or (_days(offer) if offer else {})
    if not days:
        hint = "add --due DATE, or --first DATE --count N, or --instalment DATE=AMOUNT for each"
        raise UsageError(Problem("nothing says when the agreed sum is to be paid", hint=hint, rule="usage"))
    chosen = kind or (offer.kind if offer else "instalments" if "schedule" in days else "discount")
    return {"offer": offer.id if offer else "", "kind": chosen, "amount": agreed, **days}


def _days(offer: Offer) -> dict[str, Value]:
    """When an offer would be paid: its schedule goes before its day, which is then the first."""
    if offer.schedule:
        return {"schedule": as_values(offer.schedule)}
    return {"due": offer.due} if offer.due else {}


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


def _print(session: Session, workspace: Workspace, case: Case, offer: Offer | None) -> int:
    """What was written, and the claim before and after. Exit code 3 when that claim can't be reckoned."""
    from casefile.claim.settlement import instalments
    from casefile.money import total

    settlement = case.settlement
    if settlement is None:
        raise LookupError(case.id)
    on = max(session.as_of, settlement.agreed)
    claim, unknown = _claim(session, workspace, case, on)
    problems = (*_doubts(settlement, offer, claim), *unknown)
    parts = instalments(settlement, case.currency)
    if session.json:
        document(_figures(case, settlement, parts, claim, problems))
        return ExitCode.WARNINGS if unknown else ExitCode.OK
    if not session.quiet:
        agreed, source = total([one.amount for one in parts], case.currency), f", from {offer.id}" if offer else ""
        say(settlement.at.file)
        say(f"Settled on {settlement.agreed} for {figure(agreed)} {case.currency}{source}", "strong")
        for line in lines(parts):
            say(line)
        _before_and_after(claim)
    show(problems, err=True)
    return ExitCode.WARNINGS if unknown else ExitCode.OK


def _claim(session: Session, workspace: Workspace, case: Case, on: date) -> tuple[Claim | None, tuple[Problem, ...]]:
    """What is owed on the day under the settlement; else why that can't be said, as warnings."""
    try:
        return replace(session, as_of=on).claim(workspace, case), ()
    except CaseError as error:
        return None, tuple(replace(problem, level="warning") for problem in error.problems)


def _doubts(settlement: Settlement, offer: Offer | None, claim: Claim | None) -> Iterator[Problem]:
    """What to look at once more: an offer that does not say it was accepted, or says something else; too high a sum."""
    if offer and offer.status != "accepted":
        place = offer.at.of("status")
        hint = f"write status: accepted {'there' if 'status' in offer.at.keys else 'as a line of this offer'}"
        yield _weak(f"{offer.id} is marked {offer.status}", place, hint)
    if offer and settlement.amount != offer.amount:
        message = f"{settlement.amount} was agreed, and {offer.id} offered {offer.amount}"
        yield _weak(message, offer.at.of("amount"), "right if the sum was changed on the way")
    owing = claim.settlement.without.total if claim and claim.settlement else None
    if owing is not None and settlement.amount > owing.amount:
        message = (
            f"the agreed {settlement.amount} is more than the {owing} that was owed on {claim.as_of if claim else ''}"
        )
        yield _weak(message, settlement.at.of("amount"), "right if interest for the time to pay is in it")


def _weak(message: str, place: Source, hint: str) -> Problem:
    return Problem(message, place, hint, "settlement", "weakness")


def _before_and_after(claim: Claim | None) -> None:
    """The total as it stood and as it stands, where the settlement counts on that day."""
    if claim is None or claim.settlement is None:
        return
    without = claim.settlement.without.total
    rows = [("As it stood", without), ("Under the settlement", claim.total), ("Given up", without - claim.total)]
    shown = [(name, figure(amount)) for name, amount in rows if name != "Given up" or amount.amount > 0]
    broad = max(len(amount) for _, amount in shown)
    say(f"Owed on {claim.as_of}:")
    for name, amount in shown:
        say(f"  {name:20}  {amount:>{broad}}")


def _figures(
    case: Case, settlement: Settlement, parts: Sequence[Due], claim: Claim | None, problems: Sequence[Problem]
) -> dict[str, object]:
    from casefile.money import total

    settled = claim.settlement if claim else None
    return {
        "case": case.id,
        "file": settlement.at.file,
        "agreed": settlement.agreed.isoformat(),
        "offer": settlement.offer or None,
        "amount": str(total([one.amount for one in parts], case.currency)),
        "instalments": [{"due": one.day.isoformat(), "amount": str(one.amount)} for one in parts],
        "as_of": claim.as_of.isoformat() if claim else None,
        "before": str(settled.without.total) if settled else None,
        "after": str(claim.total) if claim and settled else None,
        **({"problems": [as_json(each) for each in problems]} if problems else {}),
    }
