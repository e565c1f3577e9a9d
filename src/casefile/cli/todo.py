"""What is to be done, as `next` shows it: what goes out as one letter is one entry, with its invoices and one sum."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from casefile.cli.terminal import Rank, figure, say, width, wrapped

if TYPE_CHECKING:
    from casefile.followup.told import Doing
    from casefile.money import Money

_PIPED = 80
_REASONS = 3
"""How many reasons of one letter are told."""
_WAYS = {
    "email": "by e-mail", "post": "by post", "registered": "by registered post", "call": "by telephone",
    "meeting": "in a meeting", "chat": "by chat", "attorney": "to the attorney", "": "review",
}  # fmt: skip


def at_once(found: Sequence[Doing]) -> tuple[tuple[Doing, ...], ...]:
    """What is done at once, in the order of the most pressing of each."""
    from casefile.followup.letters import together

    return together(found, lambda each: each.together)


def asked(some: Sequence[Doing]) -> Money:
    """What is owed of all that it is about, each case once."""
    from casefile.money import total

    return total([*{each.case: each.asked for each in some}.values()], some[0].asked.currency)


def entry(mark: str, some: Sequence[Doing]) -> None:
    """One thing to do."""
    cases = list(dict.fromkeys(each.case for each in some))
    more = "" if len(cases) == 1 else f" and {len(cases) - 1} more"
    at_both_ends(f"{mark:<3} {cases[0]}{more}", owing(some[0].debtor, asked(some)), "strong")
    for text in _told(some, cases):
        for line in wrapped(f"    {text}", told_columns()):
            say(line)


def _told(some: Sequence[Doing], cases: Sequence[str]) -> Iterator[str]:
    from casefile.followup.letters import about, invoices, lead
    from casefile.followup.phrases import counted, paper

    first, numbers = lead(some), invoices(some)
    named = f" for {about(numbers)}" if numbers else ""
    count = f" ({counted(len(numbers), 'invoice')})" if len(numbers) > 1 else ""
    what = " ".join(filter(None, (paper(first.document, first.step), _WAYS[first.channel])))
    yield f"{what}{named}{count}, {first.when}"
    if len(cases) > 1:
        yield f"cases: {', '.join(cases)}"
    reasons = list(dict.fromkeys(_reason(each, alone=len(some) == 1) for each in some))
    yield from reasons[:_REASONS]
    if len(reasons) > _REASONS:
        yield f"and {counted(len(reasons) - _REASONS, 'reason')} more: --json has them"
    barred = min((each.barred for each in some if each.barred), default=None)
    if barred:
        yield f"last day to sue, as far as we know: {barred}"


def _reason(each: Doing, *, alone: bool) -> str:
    from casefile.followup.letters import about

    return each.reason if alone or not each.invoices else f"{about(each.invoices)}: {each.reason}"


def closing(found: Sequence[tuple[Doing, ...]]) -> str:
    """How much there is to do in all, in how many cases, and what is owed in them by currency."""
    from casefile.followup.phrases import counted, listed
    from casefile.money import total

    owed = {each.case: each.amount for some in found for each in some}
    codes = sorted({amount.currency for amount in owed.values()})
    sums = [total([each for each in owed.values() if each.currency == code], code) for code in codes]
    told = listed([f"{figure(each)} {each.currency}" for each in sums])
    return f"{counted(len(found), 'thing')} to do in {counted(len(owed), 'case')} with {told} owed."


def owing(debtor: str, amount: Money) -> str:
    """Who owes, and how much."""
    return f"{debtor}  {figure(amount)} {amount.currency}"


def told_columns() -> int:
    """The columns that words take."""
    return min(width(sys.stdout), _PIPED)


def at_both_ends(left: str, right: str, rank: Rank) -> None:
    """Two parts at both ends of the line; on two lines where they are too long for one."""
    gap = told_columns() - len(left) - len(right)
    say(f"{left}{' ' * gap}{right}" if gap > 1 else left, rank)
    if gap <= 1:
        say(f"    {right}", rank)
