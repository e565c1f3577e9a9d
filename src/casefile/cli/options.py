"""The options that every command takes, before and after its name, and the session that they add up to.

The clock is read here. What is given later wins: the values travel in click's own per-run store.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from casefile.cli.session import Session

F = TypeVar("F", bound=Callable[..., Any])

_KEY = "casefile."


class Day(click.ParamType[Any]):
    """A day of the calendar, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The date, or a usage error."""
        from datetime import date

        if isinstance(value, date):
            return value
        try:
            if len(value) == 10:
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.fail(f"'{value}' is no day of the calendar: write YYYY-MM-DD", param, ctx)


def _remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value is not None and value is not False:
        ctx.meta[_KEY + str(param.name)] = value


def add_global_options(function: F) -> F:
    """Adds --workspace, --as-of, --json, --quiet and --verbose to a command or group."""
    for option in reversed(
        (
            click.option(
                "--workspace", metavar="DIR", expose_value=False, callback=_remember,
                help="The workspace; default: the nearest folder upwards with casefile.yaml.",
            ),
            click.option(
                "--as-of", type=Day(), metavar="DATE", expose_value=False, callback=_remember,
                help="The day to reckon on, YYYY-MM-DD; default: today.",
            ),
            click.option(
                "--json", is_flag=True, expose_value=False, callback=_remember,
                help="One JSON document on standard output and nothing else.",
            ),
            click.option(
                "--quiet", "noise", flag_value="quiet", expose_value=False, callback=_remember,
                help="Say only what is wrong.",
            ),
            click.option(
                "--verbose", "noise", flag_value="verbose", expose_value=False, callback=_remember,
                help="Say more.",
            ),
        )
    ):  # fmt: skip
        function = option(function)
    return function


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Makes a function `(session, …) -> exit code or None` the command `name` with the global options.

    The help is the command's line in the table, then the function's docstring.
    """

    def decorate(function: Callable[..., Any]) -> click.Command:
        from casefile.cli.group import COMMANDS

        @wraps(function)
        def with_session(**values: Any) -> Any:
            return function(session(click.get_current_context()), **values)

        with_session.__doc__ = f"{COMMANDS[name].line}\n\n{function.__doc__ or ''}"
        made: click.Command = click.command(
            name,
            short_help=COMMANDS[name].line,
            context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        )(add_global_options(with_session))
        return made

    return decorate


def session(ctx: click.Context) -> Session:
    """What the global options add up to; without --as-of the day is today."""
    from datetime import date

    from casefile.cli.session import Session

    given = {key.removeprefix(_KEY): value for key, value in ctx.meta.items() if key.startswith(_KEY)}
    return Session(
        start=given.get("workspace"),
        as_of=given.get("as_of") or date.today(),  # noqa: DTZ011  # the user's own calendar day is meant
        json=bool(given.get("json")),
        noise=given.get("noise", "normal"),
    )
