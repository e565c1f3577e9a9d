"""The commands' part of their page, out of the table of commands and each command's own help."""

from __future__ import annotations

from collections.abc import Sequence

import click

from casefile.cli.commands import COMMANDS
from casefile.cli.group import casefile
from casefile.cli.parameters import global_options


def section() -> str:
    """The generated part: a heading a command, in the order of the table."""
    return "\n".join(_command(name) for name in COMMANDS)


def everywhere() -> str:
    """The generated table of the options that every command takes."""
    return _options(global_options(), click.Context(casefile))


def options(name: str) -> frozenset[str]:
    """Every option that a command takes."""
    command = casefile.get_command(click.Context(casefile), name)
    found = (param.opts for param in (*(command.params if command else ()), *casefile.params))
    return frozenset({"--help", *(option for each in found for option in each)})


def _command(name: str) -> str:
    command = casefile.get_command(click.Context(casefile), name)
    assert command is not None
    context = click.Context(command, info_name=f"casefile {name}")
    about, _, example = (command.help or "").partition("\b\nExample:\n")
    paragraphs = (" ".join(part.split()).replace("<", "\\<") for part in about.split("\n\n") if part.strip())
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    shown = "\n".join(line.strip() for line in example.strip().splitlines())
    own = [param for param in command.params if isinstance(param, click.Option) and not param.hidden]
    options = _options(own, context)
    parts = [f"## `casefile {name}`", *paragraphs, f"```text\n{usage}\n```", *([options.rstrip()] if options else [])]
    return "\n\n".join([*parts, f"```sh\n{shown}\n```"]) + "\n"


def _options(params: Sequence[click.Parameter], context: click.Context) -> str:
    records = (param.get_help_record(context) for param in params)
    found = [record for record in records if record and not record[0].startswith("-h")]
    rows = [f"| `{_cell(names)}` | {_cell(words)} |\n" for names, words in found]
    return "".join(["| option | what it does |\n| --- | --- |\n", *rows]) if rows else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
