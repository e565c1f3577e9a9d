"""`casefile log`: a contact with the debtor, as a note in correspondence/."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.parameters import Day, Figure
from casefile.cli.parameters import command as named
from casefile.cli.references import refuse_unknown_exhibits, refuse_unknown_invoices, refuse_unknown_steps
from casefile.cli.terminal import document, is_terminal, say

if TYPE_CHECKING:
    from casefile.case.yamltext import Value
    from casefile.cli.session import Session

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
    if session.json:
        document({"case": before.id, "file": workspace.shown(path)})
    elif not session.quiet:
        say(workspace.shown(path))


def _piped() -> str:
    return "" if is_terminal(sys.stdin) else sys.stdin.read()
