"""The options that every command takes, before and after its name, and the session that they add up to.

The clock is read here. What is given later wins: the values travel in click's own per-run store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from casefile.cli.commands import COMMANDS, Entry

if TYPE_CHECKING:
    from casefile.cli.session import Session

_KEY = "casefile."

LANGUAGES = ("en", "fr", "pl", "ru", "de")
"""Of letters, as --language takes them."""


class Language(click.Choice[str]):
    """One of the languages; "", the default, is whatever the case or the workspace says, and no choice to name."""

    def __init__(self) -> None:
        super().__init__(LANGUAGES)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The language, "" where none is given, or a usage error."""
        return super().convert(value, param, ctx) if value else ""


class Day(click.ParamType[Any]):
    """A day of the calendar, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The date, or a usage error."""
        from datetime import date

        if isinstance(value, date):
            return value
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.isoformat() != value:  # 20260501 and 2026-W18-5 are ISO 8601 too
            self.fail(f"'{value}' is no day of the calendar: write YYYY-MM-DD", param, ctx)
        return found


class Figure(click.ParamType[Any]):
    """A plain decimal amount, kept digit for digit."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The Decimal, or a usage error."""
        from decimal import Decimal

        if isinstance(value, Decimal):
            return value
        whole, _, decimals = value.partition(".")
        if not (whole.isascii() and whole.isdigit() and (decimals.isdigit() or "." not in value)):
            self.fail(f"'{value}' is no amount: {_advice(value, param)}", param, ctx)
        return Decimal(value)


def _advice(value: str, param: click.Parameter | None) -> str:
    if value.startswith("-"):
        return "amounts are written positive, such as 1250.00"
    is_a_name = isinstance(param, click.Argument) and any(letter.isalpha() for letter in value)
    return f"{'the order is CASE AMOUNT; ' if is_a_name else ''}write plain decimals such as 1250.00"


class Percent(click.ParamType[Any]):
    """A percentage, with or without its sign, kept digit for digit: from 0 to 100, or a rate, which has no end."""

    name = "percent"

    def __init__(self, *, is_rate: bool = False) -> None:
        self.is_rate = is_rate

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The Decimal, or a usage error."""
        from decimal import Decimal

        if not isinstance(value, Decimal):
            text = str(value).removesuffix("%")
            whole, _, decimals = text.partition(".")
            if not (whole.isascii() and whole.isdigit() and (decimals.isdigit() or "." not in text)):
                self.fail(f"'{value}' is no percentage: write a number such as 12.5", param, ctx)
            value = Decimal(text)
        if value > 100 and not self.is_rate:
            self.fail(f"{value} percent is more than all: write 0 to 100", param, ctx)
        return value


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is not None and value is not False:
        ctx.meta[_KEY + str(param.name)] = value


def global_options(*, hidden: bool = False) -> list[click.Parameter]:
    """--workspace, --as-of, --json, --quiet and --verbose; `hidden` keeps them out of a command's own help."""

    def option(*names: str, **more: Any) -> click.Option:
        return click.Option(names, expose_value=False, callback=_remember, hidden=hidden, **more)

    return [
        option("--workspace", metavar="DIR", help="The workspace; default: the nearest folder upwards that is one."),
        option("--as-of", type=Day(), metavar="DATE", help="The day to reckon on, YYYY-MM-DD; default: today."),
        option("--json", is_flag=True, help="One JSON document on standard output and nothing else."),
        option("--quiet", "noise", flag_value="quiet", help="Say only what is wrong."),
        option("--verbose", "noise", flag_value="verbose", help="Say more."),
    ]


EVERYWHERE = "Taken here too: --workspace DIR, --as-of DATE, --json, --quiet, --verbose."


def command(name: str, table: Mapping[str, Entry] = COMMANDS) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function `(session, …) -> exit code or None` the command `name` with the global options.

    The help is the command's line in its table, then the function's docstring.
    """

    def decorate(function: Callable[..., Any]) -> click.Command:
        from inspect import cleandoc

        @wraps(function)
        def with_session(**values: Any) -> Any:
            return function(session(click.get_current_context()), **values)

        made: click.Command = click.command(
            name,
            help=f"{table[name].line}\n\n{cleandoc(function.__doc__ or '')}",
            short_help=table[name].line,
            epilog=EVERYWHERE,
            context_settings={"help_option_names": ["-h", "--help"]},
        )(with_session)
        made.params += global_options(hidden=True)
        return made

    return decorate


def session(ctx: click.Context) -> Session:
    """What the global options add up to; without --as-of the day is today."""
    from datetime import date

    from casefile.cli.session import Session

    today = date.today()  # noqa: DTZ011  # the user's own calendar day is meant
    given = {key.removeprefix(_KEY): value for key, value in ctx.meta.items() if key.startswith(_KEY)}
    return Session(
        start=given.get("workspace"),
        as_of=given.get("as_of") or today,
        today=today,
        json=bool(given.get("json")),
        noise=given.get("noise", "normal"),
    )
