"""`casefile log`: a contact with the debtor, as a note in correspondence/."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.parameters import Day, Figure
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_exhibits, refuse_unknown_invoices, refuse_unknown_steps
from casefile.cli.same_call import also_to_call
from casefile.cli.terminal import as_json, document, is_terminal, next_step, say, show

if TYPE_CHECKING:
    from casefile.case.model import Case
    from casefile.case.workspace import Workspace
    from casefile.case.yamltext import Value
    from casefile.cli.session import Session
    from casefile.errors import Problem

CHANNELS = ("email", "post", "registered", "call", "meeting", "chat", "attorney")
OUTCOMES = ("no-answer", "reached", "promised", "disputed", "refused", "paid", "bounced", "acknowledged")
PRIVILEGES = ("open", "without-prejudice", "save-as-to-costs", "internal", "legal-advice")


class Promise(click.ParamType[Any]):
    """A day, and after a colon an amount."""

    name = "promise"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The front matter's mapping, or a usage error."""
        if not isinstance(value, str):
            return value
        day, _, amount = value.partition(":")
        promised: dict[str, Value] = {"on": Day().convert(day, param, ctx)}
        return promised | ({"amount": Figure().convert(amount, param, ctx)} if amount else {})


@named("log")
@click.argument("case", metavar="CASE")
@click.argument("channel", metavar="CHANNEL", type=click.Choice(CHANNELS))
@click.option("--direction", type=click.Choice(["out", "in"]), default="out", help="From us (default) or to us.")
@click.option("--date", "on", type=Day(), metavar="DATE", help="The day of it; default: the as-of date.")
@click.option("--outcome", type=click.Choice(OUTCOMES), metavar="WORD", help=f"What came of it: {' '.join(OUTCOMES)}.")
@click.option("--promise", type=Promise(), metavar="DATE[:AMOUNT]", help="What they said they would pay, and when.")
@click.option("--step", default="", help="The ladder's step this was, such as first.")
@click.option("--to", default="", help="Who was reached.")
@click.option("--from", "from_", default="", help="Who reached us.")
@click.option("--subject", default="", help="What it was about.")
@click.option("--invoice", "invoices", multiple=True, help="An invoice it was about; may be repeated.")
@click.option("--proof", default="", help="Tracking number, Message-ID, …")
@click.option(
    "--privilege", type=click.Choice(PRIVILEGES), metavar="WORD",
    help=f"{' '.join(PRIVILEGES)}; default: internal for calls and meetings, else open.",
)  # fmt: skip
@click.option("--evidence", multiple=True, metavar="EXHIBIT", help="The letter as sent, the scan of the reply.")
@click.option("--text", default=None, help="The note; without it, what comes in on standard input if that is piped.")
def command(
    session: Session,
    case: str,
    channel: str,
    direction: str,
    on: date | None,
    promise: dict[str, Value] | None,
    text: str | None,
    **said: str | tuple[str, ...] | None,
) -> None:
    """CHANNEL is email, post, registered, call, meeting, chat or attorney.

    \b
    Example:
      casefile log northwind call --outcome promised --promise 2026-05-20:3248.70
    """
    from casefile.case import register

    day = on or session.as_of
    _refuse_impossible(session, day, promise)
    if said["outcome"] == "promised" and not promise:
        _refuse_no_day(day)
    head: dict[str, Value] = {"date": day, "direction": direction, "channel": channel}
    said = {key.rstrip("_"): value for key, value in said.items()}
    head |= {key: value for key, value in said.items() if value}
    if promise:
        head["promise"] = promise
    workspace = session.workspace()
    with session.writing(workspace, case) as before:
        refuse_unknown_exhibits(before, tuple(said["evidence"] or ()))
        refuse_unknown_invoices(before, tuple(said["invoices"] or ()))
        refuse_unknown_steps(before, [str(said["step"] or "")])
        path = register.log(workspace, before, head, _piped() if text is None else text)
        after = session.case(workspace, before.id)
    shown = workspace.shown(path)
    problems = _doubts(session, workspace, before, promise, shown)
    others = also_to_call(session, workspace, before) if (channel, direction) == ("call", "out") else ()
    if session.json:
        told = {"problems": [as_json(each) for each in problems]} if problems else {}
        document({"case": before.id, "file": shown, **({"also_to_call": list(others)} if others else {}), **told})
        return
    if not session.quiet:
        say(shown)
        if step := _next_step(before, after, shown, str(said["outcome"] or ""), day):
            next_step(step)
        if others:
            named_ = f"casefile log {others[0]} call …" if len(others) == 1 else "casefile log CASE call … for each"
            next_step(f"a call is due in {', '.join(others)}, too; if it was about that as well: {named_}")
    show(problems, err=True)


def _refuse_impossible(session: Session, day: date, promise: Mapping[str, Any] | None) -> None:
    """UsageError for a contact that is yet to come, and for a promise that was over when it was made."""
    from casefile.errors import Problem, UsageError

    if day > session.today:
        message = f"{day} is yet to come, today is {session.today}: nothing can have happened on it"
        raise UsageError(Problem(message, hint="log it when it has happened", rule="log"))
    if promise and promise["on"] < day:
        message = f"they cannot have promised on {day} to pay by {promise['on']}, which is earlier"
        raise UsageError(Problem(message, hint="--promise DATE is the day they will pay", rule="log"))


def _refuse_no_day(day: date) -> None:
    """UsageError for a promise without a day: nothing could wait for it, nor say that it was broken."""
    from casefile.errors import Problem, UsageError

    soon = day + timedelta(days=7)
    message = "--outcome promised needs the day they will pay: without one the ladder goes on as if nothing was said"
    hint = f"add --promise {soon} or --promise {soon}:AMOUNT with the day they named; where they named none, "
    hint += "--outcome reached"
    raise UsageError(Problem(message, hint=hint, rule="log"))


def _doubts(
    session: Session, workspace: Workspace, case: Case, promise: Mapping[str, Any] | None, file: str
) -> tuple[Problem, ...]:
    """The weakness of a promise of more than is owed."""
    from casefile.errors import CaseError, Problem, Source
    from casefile.money import Money

    if not promise or "amount" not in promise:
        return ()
    try:
        owed = session.claim(workspace, case).total
    except CaseError:
        return ()
    if Money(promise["amount"], case.currency) <= owed:
        return ()
    message = f"{promise['amount']} {case.currency} were promised, and {owed} {owed.currency} are owed"
    return (Problem(message, Source(file), "right if that is meant; else mend the amount", "promise", "weakness"),)


def _next_step(before: Case, after: Case, file: str, outcome: str, day: date) -> str:
    """What the note alone does not do: where the rest is to be written; or what it did. "" where there is nothing."""
    if outcome == "bounced":
        return _came_back(before, after, file)
    return _THEN.get(outcome, "").format(case=after.id, day=day)


_THEN = {
    "disputed": (
        "write the objection where it belongs, or the ladder goes on: dispute: {{raised: {day}, reason: …}} on the line"
        " of the invoice in cases/{case}/invoices/, or in case.yaml where it is about everything"
    ),
    "refused": (
        "a refusal stops no reminder; if they gave a reason, write it as dispute: {{raised: {day}, reason: …}} on the"
        " line of the invoice, or in case.yaml; casefile options {case} compares the ways on"
    ),
    "paid": "a note is no payment: when the money is there, casefile pay {case} AMOUNT --date DATE",
}


def _came_back(before: Case, after: Case, file: str) -> str:
    """Which contact the note marks as come back."""
    from casefile.case.reminders import came_back

    known = {file, *(each.file for each in before.contacts if came_back(each))}
    found = next((each.file for each in after.contacts if came_back(each) and each.file not in known), "")
    if found:
        return f"{found} counts as come back; casefile next {after.id} says what to do instead"
    return "nothing that went out before it counts as come back; where that is wrong, write received: there"


def _piped() -> str:
    return "" if is_terminal(sys.stdin) else sys.stdin.read()
