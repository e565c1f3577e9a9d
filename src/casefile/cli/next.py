"""`casefile next`: what to do today over all cases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from casefile.cli.dossiers import dossiers
from casefile.cli.parameters import command as named
from casefile.cli.terminal import Rank, as_json, document, figure, say, show, width, wrapped

if TYPE_CHECKING:
    from casefile.cli.session import Session
    from casefile.followup.actions import Action, Day, Waiting

_PIPED = 80
_WAYS = {
    "email": "by e-mail", "post": "by post", "registered": "by registered post", "call": "by telephone",
    "meeting": "in a meeting", "chat": "by chat", "attorney": "to the attorney",
}  # fmt: skip


@named("next")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="What comes later and what waits, too, with the reason.")
def command(session: Session, cases: tuple[str, ...], everything: bool) -> int:
    """Most pressing first: the amount, against what is usual in its currency, times the days it is late, and more the
    nearer the last day to sue or to file is.

    \b
    Example:
      casefile next
      casefile next northwind --all
    """
    from casefile.errors import ExitCode
    from casefile.followup.actions import day

    workspace = session.workspace()
    read = dossiers(session, workspace)
    wanted = set(session.chosen(cases))
    today = day(read.dossiers, session.as_of)
    if session.json:
        document(_values(today, wanted) | {"problems": [as_json(problem) for problem in read.problems]})
    else:
        _print(session, today, wanted, everything)
        show(read.problems, err=True)
    return ExitCode.PROBLEM if read.problems else ExitCode.OK


def _of(actions: Iterable[Action], wanted: set[str]) -> list[Action]:
    return [each for each in actions if each.dossier.case.id in wanted]


def _values(today: Day, wanted: set[str]) -> dict[str, object]:
    return {
        "as_of": today.as_of.isoformat(),
        "actions": [_action(each) for each in _of(today.actions, wanted)],
        "planned": [_action(each) for each in _of(today.planned, wanted)],
        "waiting": [
            {"case": each.dossier.case.id, "reason": each.why, "until": each.until.isoformat() if each.until else None}
            for each in today.waiting
            if each.dossier.case.id in wanted
        ],
    }


def _action(action: Action) -> dict[str, object]:
    case, total = action.dossier.case, action.dossier.claim.total
    return {
        "case": case.id,
        "debtor": case.debtor.name,
        "due": action.due.isoformat(),
        "step": action.step,
        "channel": action.channel,
        "document": action.document,
        "reason": action.reason,
        "amount": str(total),
        "currency": total.currency,
        "priority": action.priority,
        "invoices": list(action.invoices),
        "by": action.by.isoformat() if action.by else None,
        "barred": action.barred.isoformat() if action.barred else None,
        "letter": action.letter or None,
    }


def _print(session: Session, today: Day, wanted: set[str], everything: bool) -> None:
    actions, planned = _of(today.actions, wanted), _of(today.planned, wanted)
    waiting = [each for each in today.waiting if each.dossier.case.id in wanted]
    for number, action in enumerate(actions, 1):
        _entry(f"{number}.", action, _when(action, today))
    if not actions:
        say("Nothing is to be done today.")
    if everything:
        for action in planned:
            _entry("-", action, f"from {action.due}")
        for each in waiting:
            _wait(each)
    elif (planned or waiting) and not session.quiet:
        counts = f"{len(planned)} planned for later, {len(waiting)} waiting"
        say(f"{counts}: --all shows them with the reason.", "dim", err=True)


def _when(action: Action, today: Day) -> str:
    from casefile.followup.actions import late

    return f"due {late(action, today.as_of)}"


def _entry(mark: str, action: Action, when: str) -> None:
    case, total = action.dossier.case, action.dossier.claim.total
    _line(f"{mark:<3} {case.id}", f"{case.debtor.name}  {figure(total)} {total.currency}", "strong")
    for text in _told(action, when):
        for line in wrapped(f"    {text}", _columns()):
            say(line)


def _told(action: Action, when: str) -> Iterator[str]:
    yield f"{action.document} {_WAYS[action.channel]}, {when}"
    yield action.reason
    if action.barred:
        yield f"last day to sue, as far as we know: {action.barred}"


def _wait(each: Waiting) -> None:
    case, total = each.dossier.case, each.dossier.claim.total
    _line(f"    {case.id}", f"{case.debtor.name}  {figure(total)} {total.currency}", "dim")
    for line in wrapped(f"    waits: {each.why}", _columns()):
        say(line, "dim")


def _columns() -> int:
    return min(width(sys.stdout), _PIPED)


def _line(left: str, right: str, rank: Rank) -> None:
    """Two parts at both ends of the line; on two lines where they are too long for one."""
    gap = _columns() - len(left) - len(right)
    say(f"{left}{' ' * gap}{right}" if gap > 1 else left, rank)
    if gap <= 1:
        say(f"    {right}", rank)
