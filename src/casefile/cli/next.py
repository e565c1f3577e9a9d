"""`casefile next`: what to do today over all cases."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from casefile.cli.output import refuse_wrong_output
from casefile.cli.parameters import Day as DayOf
from casefile.cli.parameters import command as named
from casefile.cli.terminal import as_json, document, exit_code, is_terminal, say, show, wrapped
from casefile.cli.today import asked_today
from casefile.cli.todo import asked, at_both_ends, at_once, closing, entry, owing, told_columns

if TYPE_CHECKING:
    from datetime import date

    from casefile.cli.letters import Printed
    from casefile.cli.session import Session
    from casefile.followup.action import Action
    from casefile.followup.actions import Day, Waiting
    from casefile.followup.told import Doing, Told, Wait

T = TypeVar("T", "Action", "Waiting")
_SHOWN = 10
"""How many things to do a terminal shows at once, so that the first is still in sight. What is piped is never cut."""


@named("next")
@click.argument("cases", metavar="[CASE]...", nargs=-1)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="All there is to do, also on a terminal; and what comes later and waits, with the reason.",
)
@click.option(
    "--ics", metavar="FILE",
    help="Also a calendar: what is due and planned, and every last day. Subscribe to it: an import keeps what is done.",
)  # fmt: skip
@click.option(
    "--print", "stack", metavar="FILE", help="Also the day's letters for the post as one PDF, in posting order."
)
@click.option(
    "--log", "recorded", is_flag=True,
    help="With --print: record as posted today what was printed to FILE, byte for byte.",
)  # fmt: skip
@click.option(
    "--posted", type=DayOf(), metavar="DATE", help="With --log: the day they were posted, if that was not today."
)
@click.option("--anyway", is_flag=True, help="With --log: also what would not be written any more, for it was posted.")
@click.option("--discard", is_flag=True, help="With --print: only forget what was printed to FILE and was not posted.")
def command(
    session: Session,
    cases: tuple[str, ...],
    everything: bool,
    ics: str | None,
    stack: str | None,
    recorded: bool,
    posted: date | None,
    anyway: bool,
    discard: bool,
) -> int:
    """Most pressing first: the amount, against what is usual in its currency, times the days it is late, and more the
    nearer the last day to sue or to file is.

    \b
    Example:
      casefile next
      casefile next northwind --all
      casefile next --ics follow-up.ics
      casefile next --print build/letters.pdf
      casefile next --print build/letters.pdf --log
    """
    from casefile.cli.letters import Asking, posting_day
    from casefile.cli.letters_pile import Pile

    workspace = session.workspace()
    for named_file, form in ((ics, "ics"), (stack, "pdf")):
        if named_file:
            refuse_wrong_output(workspace, named_file, (form,))
    _refuse_contradictions(printed=bool(stack), recorded=recorded, anyway=anyway, discard=discard)
    on = posting_day(session, posted, recorded=recorded)
    wanted = Asking(stack, on, anyway, discard) if stack else None
    own = [wanted.stack(workspace, session.as_of)] if wanted else []  # what it is about holds nothing back
    today, read = asked_today(session, workspace, whole=bool(ics or stack), freed=own)
    chosen = frozenset(session.chosen(cases))
    letters = Pile(session, workspace, read.whole, chosen, wanted).made() if wanted and read else None
    shown = _left(today.only(chosen), letters)
    problems = (*(read.problems if read else ()), *(letters.problems if letters else ()))
    if session.json:
        told = {"letters": letters.values()} if letters else {}
        document(_values(shown) | told | {"problems": [as_json(problem) for problem in problems]})
    else:
        _print(session, shown, everything)
        if letters:
            letters.show(session)
        show(problems, err=True)
    if ics and read:
        _calendar(session, _only(read.day, chosen), ics)
    return exit_code(problems)


def _refuse_contradictions(*, printed: bool, recorded: bool, anyway: bool, discard: bool) -> None:
    """UsageError for options that say nothing without another, or against it."""
    from casefile.errors import Problem, UsageError

    if (recorded or discard) and not printed:
        what = "--log records what --print prints" if recorded else "--discard forgets what --print printed"
        raise UsageError(Problem(what, hint="add --print FILE", rule="log"))
    if (anyway and not recorded) or (discard and recorded):
        what = "--anyway is for --log" if anyway else "either they were posted (--log), or not (--discard)"
        raise UsageError(Problem(what, hint="leave one out, or add --log", rule="log"))


def _left(today: Told, letters: Printed | None) -> Told:
    """What is to be done, without the letters that were recorded just now, and what would have gone with one."""
    done = letters.recorded if letters else ()
    gone = {each.together for each in today.actions if each.is_one_of(done)}
    return replace(today, actions=tuple(each for each in today.actions if each.together not in gone))


def _only(today: Day, wanted: frozenset[str]) -> Day:
    """The day of some cases: what the others ask for counts, and is not shown."""

    def kept(found: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(each for each in found if each.dossier.case.id in wanted)

    return replace(today, actions=kept(today.actions), planned=kept(today.planned), waiting=kept(today.waiting))


def _calendar(session: Session, today: Day, ics: str) -> None:
    from casefile import files
    from casefile.delivery.calendar import calendar

    files.write(Path(ics), calendar(today))
    if not session.quiet:
        say(ics, err=session.json)


def _values(today: Told) -> dict[str, object]:
    return {
        "as_of": today.as_of.isoformat(),
        "actions": _actions(today.actions),
        "planned": _actions(today.planned),
        "waiting": [
            {"case": each.case, "reason": each.why, "until": each.until.isoformat() if each.until else None}
            for each in today.waiting
        ],
    }


def _actions(found: Sequence[Doing]) -> list[dict[str, object]]:
    sums = {some[0].together: str(asked(some)) for some in at_once(found)}
    return [_action(each) | {"letter_amount": sums[each.together]} for each in found]


def _action(action: Doing) -> dict[str, object]:
    return {
        "case": action.case,
        "debtor": action.debtor,
        "due": action.due.isoformat(),
        "step": action.step,
        "channel": action.channel or None,
        "document": action.document,
        "reason": action.reason,
        "amount": str(action.amount),
        "currency": action.amount.currency,
        "priority": action.priority,
        "invoices": list(action.invoices),
        "by": action.by.isoformat() if action.by else None,
        "barred": action.barred.isoformat() if action.barred else None,
        "letter": action.letter or None,
    }


def _print(session: Session, today: Told, everything: bool) -> None:
    todo, planned = at_once(today.actions), at_once(today.planned)
    shown = todo if everything or not is_terminal(sys.stdout) else todo[:_SHOWN]
    for number, some in enumerate(shown, 1):
        entry(f"{number}.", some)
    if not todo:
        say("Nothing is to be done today.")
    if len(shown) < len(todo):
        say(f"… and {len(todo) - len(shown)} more: --all", "strong")
    if len(todo) > 1 and not session.quiet:
        say(closing(todo), "dim", err=True)
    if everything:
        for some in planned:
            entry("-", some)
        for each in today.waiting:
            _wait(each)
    elif (planned or today.waiting) and not session.quiet:
        counts = f"{len(planned)} planned for later, {len(today.waiting)} waiting"
        say(f"{counts}: --all shows them with the reason.", "dim", err=True)


def _wait(each: Wait) -> None:
    at_both_ends(f"    {each.case}", owing(each.debtor, each.amount), "dim")
    for line in wrapped(f"    waits: {each.why}", told_columns()):
        say(line, "dim")
