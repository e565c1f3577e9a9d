"""`casefile completion`: what a shell needs to complete commands and options."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from casefile.cli.parameters import command as named
from casefile.cli.terminal import document

if TYPE_CHECKING:
    from casefile.cli.session import Session


@named("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(session: Session, shell: str) -> None:
    """Prints a script for the shell to read when it starts.

    \b
    Example:
      casefile completion bash >> ~/.bashrc
      casefile completion fish > ~/.config/fish/completions/casefile.fish
    """
    from click.shell_completion import get_completion_class

    from casefile.cli.group import casefile

    kind = get_completion_class(shell)
    if kind is None:
        raise LookupError(shell)
    script = kind(casefile, {}, "casefile", "_CASEFILE_COMPLETE").source()
    if session.json:
        document({"shell": shell, "script": script})
    else:
        click.echo(script)
