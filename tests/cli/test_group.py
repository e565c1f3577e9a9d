"""The table of commands, and what it costs to ask for help."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import click
import pytest

from casefile import __version__
from casefile.cli.commands import COMMANDS
from casefile.cli.group import casefile
from tests.cli.conftest import Casefile


def test_help_lists_every_command_with_its_line(casefile: Casefile) -> None:
    result = casefile("--help")
    assert result.code == 0
    for name, entry in COMMANDS.items():
        assert f"  {name:<10}  {entry.line}" in result.out


def test_no_line_of_the_help_is_longer_than_a_terminal(casefile: Casefile) -> None:
    for arguments in ([], *([name] for name in COMMANDS)):
        assert max(map(len, casefile(*arguments, "--help").out.splitlines())) <= 80, arguments


def test_version(casefile: Casefile) -> None:
    assert casefile("--version").out == f"casefile {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_is_what_its_row_says(name: str) -> None:
    command = import_module(f"casefile.cli.{COMMANDS[name].module}").command
    assert isinstance(command, click.Command)
    assert command.name == name


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_an_example(name: str, casefile: Casefile) -> None:
    result = casefile(name, "--help")
    assert result.code == 0
    assert f"Example:\n    casefile {name}" in result.out


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_help_and_version_import_nothing_but_click(argument: str) -> None:
    program = (
        "import sys, casefile.cli\n"
        "try: casefile.cli.main([sys.argv[1]])\n"
        "finally: print(sorted({name.partition('.')[0] for name in sys.modules} - before), file=sys.stderr)"
    )
    before = "import sys, click, click.core, click.formatting, inspect\nbefore = {n.partition('.')[0] for n in sys.modules}\n"
    ran = subprocess.run([sys.executable, "-c", before + program, argument], capture_output=True, text=True, check=True)
    heavy = {"pydantic", "yaml", "rich", "dataclasses", "weasyprint", "jinja2", "babel", "PIL", "importlib_metadata"}
    assert not heavy & set(ran.stderr.replace("'", "").strip("[]\n").split(", "))


def test_an_unknown_command_names_the_nearest(casefile: Casefile) -> None:
    result = casefile("owde")
    assert result.code == 2
    assert "no such command 'owde'" in result.err
    assert "'owed'" in result.err


def test_completion_knows_the_commands() -> None:
    context = click.Context(casefile)
    assert [item.value for item in casefile.shell_complete(context, "ow")] == ["owed"]
