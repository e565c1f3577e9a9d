"""The one place where whatever happened becomes an exit code and words; nothing gets past it.

Problems go to stderr for people, or to stdout as JSON. What is our own bug gives a short report that holds nothing of
the user's case: no values of arguments, no message of the exception.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

import click

from casefile import __version__

if TYPE_CHECKING:
    from casefile.errors import Problem


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code: 0, 1, 2, 3, 70 or 130."""
    as_json = "--json" in arguments
    try:
        code = _outcome(list(arguments), as_json)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _silence_stdout()  # whoever read our output has enough
        return 1
    except OSError as error:  # only writing the output itself is left to fail here
        _silence_stdout()
        click.echo(f"casefile: cannot write the output: {error.strerror or error}".lower(), err=True)
        return 1


def _outcome(arguments: list[str], as_json: bool) -> int:
    from casefile.cli.group import casefile

    try:
        result = casefile.main(arguments, prog_name="casefile", standalone_mode=False)
        return int(result or 0)
    except click.UsageError as error:
        return _usage(error, as_json)
    except (click.Abort, KeyboardInterrupt):  # click has ended the line of the ^C
        click.echo("casefile: interrupted; what was finished is kept, nothing is half-written", err=True)
        return 130
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001  # the boundary: anything that is no CaseError is our bug
        return _failure(error, arguments, as_json)


def _failure(error: Exception, arguments: list[str], as_json: bool) -> int:
    from casefile.cli.terminal import report
    from casefile.errors import CaseError, ExitCode, Problem

    if isinstance(error, CaseError):
        report(error.problems, as_json)
        return error.exit_code
    if isinstance(error, OSError) and error.errno is not None:
        where = f" {error.filename}" if error.filename else ""
        reason = (error.strerror or str(error)).lower()
        report([Problem(f"cannot read or write{where}: {reason}", hint="see to it and run it again")], as_json)
        return ExitCode.PROBLEM
    if as_json:
        report([_apology(error)], as_json)
    click.echo("\n".join(_bug_report(error, arguments)), err=True)
    return ExitCode.BUG


def _usage(error: click.UsageError, as_json: bool) -> int:
    from casefile.cli.terminal import report
    from casefile.errors import ExitCode, Problem

    path = error.ctx.command_path if error.ctx else "casefile"
    hint = f"{path} --help shows how" if path != "casefile" else "casefile --help lists the commands"
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and not as_json:
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    message = error.format_message().rstrip(".")
    if isinstance(error, click.NoSuchOption) and error.option_name[1:2].isdigit():  # of -100 click tells as -1
        message, hint = "amounts are written positive", "leave out the minus sign"
    report([Problem(message[:1].lower() + message[1:], hint=hint, rule="usage")], as_json)
    return ExitCode.USAGE


def _apology(error: Exception) -> Problem:
    from casefile.errors import Problem

    return Problem(f"a bug of casefile: {type(error).__name__}", hint="report what stands on stderr", rule="bug")


def _bug_report(error: Exception, arguments: Sequence[str]) -> Iterator[str]:
    """What to send us: versions, the command without its values, and where it happened."""
    import platform

    yield "This is a bug of casefile. Please report these lines; nothing of your case is in them."
    yield ""
    yield f"casefile {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"command: casefile {' '.join(_without_values(arguments))}"
    chain: BaseException | None = error
    while chain is not None:
        yield f"{type(chain).__name__}"
        yield from _places(chain.__traceback__)
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)


def _without_values(arguments: Sequence[str]) -> Iterator[str]:
    from casefile.cli.commands import COMMANDS

    for argument in arguments:
        name, _, value = argument.partition("=")
        if argument.startswith("-") and name.lstrip("-").replace("-", "").isalpha():
            yield f"{name}=…" if value else name
        else:
            yield argument if argument in COMMANDS else "…"


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        frame = trace.tb_frame
        module = frame.f_globals.get("__name__", "?")
        if not module.startswith("click"):
            yield f"  {module}:{trace.tb_lineno} {frame.f_code.co_name}"
        trace = trace.tb_next


def _silence_stdout() -> None:
    """Points stdout at nothing, so that the interpreter's last flush has nothing to complain of."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
