"""The commands' part of their page, out of the table of commands and each command's own help."""

from __future__ import annotations

from collections.abc import Sequence

import click

from casefile.cli.commands import COMMANDS, GROUPS
from casefile.cli.group import casefile
from casefile.cli.parameters import global_options


def section() -> str:
    """The generated part: a heading a command, in the order of the table."""
    return "\n".join(
        part for name in COMMANDS for part in (_command(name), *(_command(name, inner) for inner in _inside(name)))
    )


def _inside(name: str) -> Sequence[str]:
    return tuple(GROUPS.get(name, ()))


def everywhere() -> str:
    """The generated table of the options that every command takes."""
    return _options(global_options(), click.Context(casefile))


def options(name: str) -> frozenset[str]:
    """Every option that a command takes."""
    commands = (_found(name), *(_found(name, inner) for inner in _inside(name)))
    found = (param.opts for command in (*commands, casefile) for param in command.params)
    return frozenset({"--help", *(option for each in found for option in each)})


def _found(*names: str) -> click.Command:
    """The command that these words lead to."""
    command: click.Command = casefile
    for name in names:
        assert isinstance(command, click.Group)
        inner = command.get_command(click.Context(command), name)
        assert inner is not None
        command = inner
    return command


def _command(*names: str) -> str:
    command, name = _found(*names), " ".join(names)
    context = click.Context(command, info_name=f"casefile {name}")
    about, _, example = (command.help or "").partition("\b\nExample:\n")
    paragraphs = (_paragraph(part).replace("<", "\\<") for part in about.split("\n\n") if part.strip())
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    shown = "\n".join(line.strip() for line in example.strip().splitlines())
    own = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
    options = _options(own, context)
    parts = [
        f"{'#' * (len(names) + 1)} `casefile {name}`",
        *paragraphs,
        f"```text\n{usage}\n```",
        *([options.rstrip()] if options else []),
    ]
    return "\n\n".join([*parts, f"```sh\n{shown}\n```"]) + "\n"


def _paragraph(part: str) -> str:
    """A paragraph of a command's help; one whose lines are kept is a list under its first line."""
    if not part.startswith("\b\n"):
        return " ".join(part.split())
    title, *rows = part.strip("\b\n").splitlines()
    pairs = (row.strip().partition("  ") for row in rows)
    return "\n".join([title, "", *(f"- `{name}`: {words.strip()}" for name, _, words in pairs)])


def _options(params: Sequence[click.Parameter], context: click.Context) -> str:
    records = (param.get_help_record(context) for param in params)
    found = [record for record in records if record and not record[0].startswith("-h")]
    rows = [f"| `{_cell(names)}` | {_cell(words)} |\n" for names, words in found]
    return "".join(["| option | what it does |\n| --- | --- |\n", *rows]) if rows else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
