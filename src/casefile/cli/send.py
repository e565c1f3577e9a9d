"""`casefile send`: the day's letters by e-mail, each exactly once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.choices import Choices, options
from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, is_terminal, say, show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from casefile.case.workspace import Workspace
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.outgoing.outbox import Entry
    from casefile.outgoing.sending import Gone, Post


@named("send")
@click.argument("case", metavar="[CASE]", default="")
@click.argument("kind", metavar="[DOCUMENT]", default="")
@options
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
@click.option("--yes", is_flag=True, help="Send without asking; needed where nobody can be asked.")
@click.option("--resend", is_flag=True, help="Send again, byte for byte, what may not have arrived.")
@click.option("--arrived", is_flag=True, help="Record as sent what may not have arrived, and did.")
def command(session: Session, case: str, kind: str, **given: Any) -> int:
    """Without DOCUMENT, what the ladder asks for today and goes by e-mail: in one case, or in all. Shows it and asks
    before anything is sent. What was sent is kept byte for byte as an exhibit and recorded in correspondence/.

    When the connection breaks while the server takes a message, nobody knows whether it has it: nothing is sent again
    by itself, and the next run says what is known. The server stands in casefile.yaml under smtp:, the password in the
    keyring or in CASEFILE_SMTP_PASSWORD.

    \b
    Example:
      casefile send --dry-run
      casefile send northwind reminder
      casefile send northwind receipt --yes
    """
    asked = Asked(**{name: given.pop(name) for name in ("dry_run", "yes", "resend", "arrived")})
    workspace = session.workspace()
    asked.refuse_contradictions(workspace)
    from casefile.cli.posting import Posting

    posting = Posting(session, workspace)
    with posting.open():
        posting.settle(resend=asked.resend, arrived=asked.arrived, dry=asked.dry_run)
        choices = Choices(kind, **given) if kind else None
        waiting = posting.gather(session.chosen([case] if case else []), choices)
        _announce(session, waiting, dry=asked.dry_run)
        sent = posting.send(waiting) if waiting and asked.wants(len(waiting)) else []
    problems = posting.problems
    if session.json:
        told = {
            "waiting": [_values(each.entry) for each in waiting],
            "sent": [_gone(each) for each in (*posting.settled, *sent)],
        }
        document(told | {"problems": [as_json(problem) for problem in problems]})
    else:
        _print((*posting.settled, *sent), problems)
    return _code(problems)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say about whether anything is sent."""

    dry_run: bool
    yes: bool
    resend: bool
    arrived: bool

    def refuse_contradictions(self, workspace: Workspace) -> None:
        """UsageError for options that exclude each other, and for sending without a server or anybody to ask."""
        from casefile.errors import Problem, Source, UsageError

        if self.resend and self.arrived:
            raise UsageError(Problem("--resend or --arrived: it arrived, or it did not", rule="send"))
        if self.dry_run:
            return
        if workspace.file.smtp is None:
            hint = "smtp: {host: NAME, user: NAME}; or write drafts: casefile render CASE DOCUMENT --format eml"
            raise UsageError(Problem("no mail server is known", Source("casefile.yaml"), hint, "smtp"))
        if not self.yes and not is_terminal(sys.stdin):
            hint = "--yes sends without asking, --dry-run shows what would be sent"
            raise UsageError(Problem("nobody is there to be asked, and nothing was sent", hint=hint, rule="send"))

    def wants(self, count: int) -> bool:
        """Whether so many messages are to be sent now; asks, where that is open."""
        if self.dry_run:
            return False
        return self.yes or click.confirm(
            f"Send {'it' if count == 1 else f'these {count}'} now?", default=False, err=True
        )


def _announce(session: Session, waiting: Sequence[Post], *, dry: bool) -> None:
    if session.json:
        return
    for number, each in enumerate(waiting, 1):
        say(f"{number:>3}. {each.letter.debtor} <{each.entry.to}>: {each.entry.title}", "strong")
        size, cases = max(len(each.content) // 1024, 1), ", ".join(sorted(each.letter.cases))
        say(f"     {each.entry.document}, dated {each.entry.on}, {size:,} kB; {cases}")
    if not waiting:
        say("No letter is to be sent.")
    elif dry and not session.quiet:
        say("Nothing was sent: this is what would be.", "dim", err=True)


def _print(sent: Sequence[Gone], problems: Sequence[Problem]) -> None:
    for each in sent:
        say(f"sent to {each.entry.to}: {each.entry.title}")
        for one in each.recorded:
            say(f"  recorded: {one.note}, {one.exhibit}", "dim")
    show(problems, err=True)


def _values(entry: Entry) -> dict[str, object]:
    return {
        "message_id": entry.message_id,
        "to": entry.to,
        "from": entry.sender,
        "subject": entry.title,
        "document": entry.document,
        "step": entry.step,
        "dated": entry.on.isoformat(),
        "cases": sorted(entry.cases),
    }


def _gone(each: Gone) -> dict[str, object]:
    told = [{"case": one.case, "exhibit": one.exhibit, "file": one.note} for one in each.recorded]
    return _values(each.entry) | {"answer": each.entry.answer, "recorded": told}


def _code(problems: Sequence[Problem]) -> int:
    from casefile.errors import ExitCode

    if any(each.level == "error" for each in problems):
        return ExitCode.PROBLEM
    return ExitCode.WARNINGS if problems else ExitCode.OK
