"""Passphrases: from a file or from a person at the terminal, never from the command line or from YAML."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from casefile.cli.terminal import is_terminal
from casefile.errors import CaseError, Problem, Source, UsageError


def passphrase(question: str, file: str, option: str) -> str:
    """The first line of `file`, or what is answered to the question, which may be nothing; it is not shown.

    UsageError where there is neither file nor terminal, naming the option that takes the file; CaseError when the file
    can't be read.
    """
    from casefile import files

    if file:
        try:
            text = files.read(Path(file), file).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CaseError(
                Problem("this is no text", Source(file), "write the passphrase in UTF-8", "text")
            ) from error
        return (text.splitlines() or [""])[0]
    if not is_terminal(sys.stdin):
        message = f"there is no terminal to ask at: {question[:1].lower()}{question[1:]}"
        raise UsageError(Problem(message, hint=f"name a file whose first line it is: {option} FILE", rule="passphrase"))
    answer: str = click.prompt(question, default="", show_default=False, hide_input=True, err=True)
    return answer
