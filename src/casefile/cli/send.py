"""`casefile send`: the day's letters by e-mail, each exactly once."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.choices import Choices, options
from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, exit_code, is_terminal, say, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from casefile.case.workspace import Workspace
    from casefile.cli.posting import Fate, Tally
    from casefile.cli.session import Session
    from casefile.errors import Problem
    from casefile.outgoing.outbox import Entry
    from casefile.outgoing.prepared import Post
    from casefile.outgoing.sending import Gone


@named("send")
@click.argument("case", metavar="[CASE]", default="")
@click.argument("kind", metavar="[DOCUMENT]", default="")
@options
@click.option("--dry-run", is_flag=True, help="Show what would be sent, and send nothing.")
@click.option("--yes", is_flag=True, help="Send without asking; needed where nobody can be asked.")
@click.option("--arrived", "fate", flag_value="arrived", help="Only record what may not have gone, and arrived.")
@click.option("--resend", "fate", flag_value="resend", help="Only send that again, byte for byte, on the same day.")
@click.option("--discard", "fate", flag_value="discard", help="Only forget it: it did not arrive, and is written anew.")
@click.option("--not-today", is_flag=True, help="Send though --as-of is not today: for trying it out.")
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
    asked = Asked(**{name: given.pop(name) for name in ("dry_run", "yes", "fate", "not_today")})
    workspace = session.workspace()
    asked.refuse_contradictions(session, workspace)
    from casefile.cli.posting import Posting

    posting = Posting(session, workspace)
    chosen, waiting, sent = session.chosen([case] if case else []), [], []
    with posting.open():
        posting.settle(dry=asked.dry_run)
        if asked.fate:
            found = posting.unknown(chosen, kind)
            _tell_of(session, found, asked.fate)
            sent = posting.decide(found, asked.fate) if found and asked.wants(len(found), _DO[asked.fate]) else []
        else:
            waiting = posting.gather(chosen, Choices(kind, **given) if kind else None)
            _announce(session, waiting, dry=asked.dry_run)
            sent = posting.send(waiting) if waiting and asked.wants(len(waiting)) else []
    problems = posting.problems
    if session.json:
        told = {
            "waiting": [_values(each.entry) | {"read_first": _first(each)} for each in waiting],
            "sent": [_gone(each) for each in (*posting.settled, *sent)],
        }
        document(told | asdict(posting.tally) | {"problems": [as_json(problem) for problem in problems]})
    else:
        _print((*posting.settled, *sent), problems)
        if not asked.dry_run:
            earlier = (*posting.settled, *(sent if asked.fate == "arrived" else ()))
            _close(len(posting.settled) + len(sent) - len(earlier), len(earlier), posting.tally)
    return exit_code(problems)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the options say about whether anything is sent."""

    dry_run: bool
    yes: bool
    fate: Fate | None
    not_today: bool

    def refuse_contradictions(self, session: Session, workspace: Workspace) -> None:
        """UsageError for sending on a day that is not today, without a server, and without anybody to ask."""
        from casefile.errors import Problem, Source, UsageError

        if self.dry_run:
            return
        if session.as_of != session.today and not self.not_today:
            message = f"--as-of {session.as_of} is not today, and what is sent goes out today: {session.today}"
            hint = "leave out --as-of; --dry-run shows what would be sent on that day"
            raise UsageError(Problem(message, hint=hint, rule="send"))
        if workspace.file.smtp is None and self.fate in (None, "resend"):
            hint = "smtp: {host: NAME, user: NAME}; or write drafts: casefile render CASE DOCUMENT --format eml"
            raise UsageError(Problem("no mail server is known", Source("casefile.yaml"), hint, "smtp"))
        if not self.yes and not is_terminal(sys.stdin):
            hint = "--yes sends without asking, --dry-run shows what would be sent"
            raise UsageError(Problem("nobody is there to be asked, and nothing was sent", hint=hint, rule="send"))

    def wants(self, count: int, question: str = "Send {} now?") -> bool:
        """Whether so many messages are to be sent now; asks, where that is open."""
        if self.dry_run:
            return False
        what = question.format("it" if count == 1 else f"these {count}")
        return self.yes or click.confirm(what, default=False, err=True)


_DO: Mapping[Fate, str] = {
    "arrived": "Record {} as sent?",
    "resend": "Send {} again?",
    "discard": "Forget {}? If it did arrive, the debtor gets it twice.",
}


def _tell_of(session: Session, found: Sequence[Entry], fate: Fate) -> None:
    """What is about to be decided."""
    if session.json:
        return
    for number, each in enumerate(found, 1):
        say(f"{number:>3}. {each.whose}, dated {each.on}, perhaps sent on {each.handed or each.on}", "strong")
    if not found:
        say("There is no letter of which it is not known whether it went.")
    elif fate == "discard":
        say("What is forgotten is written anew when the ladder asks for it.", "dim", err=True)


def _announce(session: Session, waiting: Sequence[Post], *, dry: bool) -> None:
    if session.json:
        return
    for number, each in enumerate(waiting, 1):
        say(f"{number:>3}. {each.letter.debtor} <{each.entry.to}>: {each.entry.title}", "strong")
        size, cases = max(len(each.content) // 1024, 1), ", ".join(sorted(each.letter.cases))
        say(f"     {each.entry.document}, dated {each.entry.on}, {size:,} kB; {cases}")
        for told in _first(each):
            say(f"     {told}", "warn")
    if not waiting:
        say("No letter is to be sent.")
    elif dry and not session.quiet:
        say("Nothing was sent: this is what would be.", "dim", err=True)


def _first(post: Post) -> list[str]:
    """What is to be read before a letter goes."""
    from casefile.followup.wording import plain

    return [plain(post.entry.on).told(each) for each in post.letter.first]


def _print(sent: Sequence[Gone], problems: Sequence[Problem]) -> None:
    for each in sent:
        say(f"sent to {each.entry.to}: {each.entry.title}")
        for one in each.recorded:
            say(f"  recorded: {one.note}, {one.exhibit}", "dim")
    show(problems, err=True)


def _close(sent: int, earlier: int, tally: Tally) -> None:
    """The last line: how many letters went, how many did not, and of how many nobody knows; and what became of those
    that went earlier."""
    went = sent + tally.unrecorded
    more = (
        (tally.unrecorded, "of them not recorded yet"),
        (earlier, "sent earlier and recorded now"),
        (tally.still_unrecorded, "sent earlier and still not recorded"),
    )
    told = [f"{count} {what}" for count, what in more if count]
    if told or went or tally.failed or tally.unknown:
        say("; ".join((f"{went} sent, {tally.failed} not, {tally.unknown} unknown", *told)))


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
