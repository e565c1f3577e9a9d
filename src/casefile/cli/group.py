"""The group of all commands: a command's module is imported when it is used, not before.

Owns the cost of `casefile --help`: only click is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from casefile import __version__
from casefile.cli.commands import COMMANDS, Entry
from casefile.cli.parameters import global_options

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class LazyGroup(click.Group):
    """A group over a table of commands."""

    def __init__(self, *arguments: Any, entries: Mapping[str, Entry], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Their names, in the order of the help."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        """The command, its module imported now; None when there is no such command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        found: click.Command = import_module(f"casefile.cli.{entry.module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first argument names; NoSuchCommand with the nearest names."""
        if args[0] not in self.entries and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self.entries, ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's
        """The table as it stands, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.line) for name, entry in self.entries.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names and lines from the table."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=entry.line) for name, entry in self.entries.items() if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)


@click.group("casefile", cls=LazyGroup, entries=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, package_name="casefile", message="%(prog)s %(version)s")
def casefile() -> None:
    """From an unpaid invoice to an attorney's desk.

    A case is a folder of plain text. casefile says what is owed, writes the letters, and puts the packet for an
    attorney together.

    \b
    Example:
      casefile init
      casefile new 2026-014-northwind --ask
      casefile render northwind reminder
    """


casefile.params += global_options()
