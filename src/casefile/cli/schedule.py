"""The options that say when an agreed sum is paid: on one day, in regular parts, or in parts as listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

import click

from casefile.cli.parameters import Day, Figure
from casefile.errors import Problem, UsageError

if TYPE_CHECKING:
    from casefile.case.yamltext import Value
    from casefile.claim.settlement import Due

KINDS = ("discount", "instalments", "deferral", "partial", "credit", "waiver")
"""What an offer or a settlement can be."""

KIND_DEFAULT = "instalments with a schedule, discount for less than is owed, deferral for all of it"

EVERY = ("week", "month", "quarter")
MOST = 1200
"""As many instalments as a schedule may have."""

F = TypeVar("F", bound=Callable[..., Any])


class Part(click.ParamType[Any]):
    """One instalment: its day, an equals sign, its amount."""

    name = "instalment"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day and the amount, or a usage error."""
        if not isinstance(value, str):
            return value
        day, equals, amount = value.partition("=")
        if not equals:
            self.fail(f"'{value}' is no instalment: write DATE=AMOUNT, such as 2026-06-01=500.00", param, ctx)
        return Day().convert(day, param, ctx), Figure().convert(amount, param, ctx)


OPTIONS: tuple[Callable[[F], F], ...] = (
    click.option("--due", type=Day(), metavar="DATE", help="The day on which all of it is paid."),
    click.option("--first", type=Day(), metavar="DATE", help="Equal instalments: the day of the first."),
    click.option("--every", type=click.Choice(EVERY), help="Their rhythm; default: month."),
    click.option("--count", type=click.IntRange(1, MOST), metavar="N", help="How many of them."),
    click.option(
        "--instalment",
        "parts",
        multiple=True,
        type=Part(),
        metavar="DATE=AMOUNT",
        help="One instalment, where they are not equal; repeat it for each.",
    ),
)


def scheduled(function: F) -> F:
    """Gives a command the options `--due`, `--first`, `--every`, `--count` and `--instalment`."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function


@dataclass(frozen=True, slots=True)
class Times:
    """What these options say, as they were given."""

    due: date | None = None
    first: date | None = None
    every: str | None = None
    count: int | None = None
    parts: tuple[tuple[date, Decimal], ...] = ()

    @property
    def is_regular(self) -> bool:
        """Whether equal instalments are asked for."""
        return any(given is not None for given in (self.first, self.every, self.count))

    def values(self) -> dict[str, Value]:
        """The keys `schedule` or `due` of the file; none where nothing was said. UsageError when it is said twice or
        only half."""
        ways = {"--due": bool(self.due), "--first …": self.is_regular, "--instalment …": bool(self.parts)}
        said = [name for name, given in ways.items() if given]
        if len(said) > 1:
            hint = "leave one of them out"
            raise UsageError(Problem(f"the time to pay is said twice: {' and '.join(said)}", hint=hint, rule="usage"))
        if self.is_regular:
            return {"schedule": self._regular()}
        if self.parts:
            return {"schedule": tuple({"due": day, "amount": amount} for day, amount in sorted(self.parts))}
        return {"due": self.due} if self.due else {}

    def _regular(self) -> dict[str, Value]:
        if self.first is None or self.count is None:
            missing = "--first DATE" if self.first is None else "--count N"
            hint = f"add {missing}, such as --first 2026-06-01 --count 3"
            raise UsageError(Problem("instalments need their first day and their number", hint=hint, rule="usage"))
        return {"first": self.first, "every": self.every or "month", "count": self.count}


def lines(payments: tuple[Due, ...], most: int = 12) -> list[str]:
    """A line a payment; of a long schedule the first ones and the last."""
    from casefile.cli.terminal import figure

    broad = max((len(figure(one.amount)) for one in payments), default=0)
    rows = [f"  {one.day}  {figure(one.amount):>{broad}}" for one in payments]
    return rows if len(rows) <= most else [*rows[: most - 2], f"  … {len(rows) - most + 1} more", rows[-1]]
