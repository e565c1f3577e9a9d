"""What people see: lines, tables, problems and progress; and the JSON that programs see.

Whatever comes from the user's files is shown with its control and bidi characters escaped, so that no file can steer
the terminal. Colour only on a terminal, and not where NO_COLOR is set.
"""

from __future__ import annotations

import json as json_format
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal, TextIO, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Column, Table

    from casefile.errors import Problem
    from casefile.money import Money

T = TypeVar("T")

Align = Literal["left", "right"]
Rank = Literal["plain", "strong", "bad", "warn", "good", "dim"]

_STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_COLOURS: dict[Rank, dict[str, bool | str]] = {
    "plain": {},
    "strong": {"bold": True},
    "bad": {"fg": "red", "bold": True},
    "warn": {"fg": "yellow"},
    "good": {"fg": "green"},
    "dim": {"dim": True},
}


def escape(text: str) -> str:
    r"""`text` with everything that could steer a terminal or turn the reading direction shown as \x1b or \u202e."""
    return _STEERING.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at the stream."""
    return stream.isatty()


def has_colour(stream: TextIO) -> bool:
    """Whether colour is wanted there (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def columns(stream: TextIO) -> int:
    """The columns that a table may take: the terminal's, 80 when piped."""
    import shutil

    return shutil.get_terminal_size().columns if is_terminal(stream) else 80


def width(stream: TextIO) -> int:
    """The columns to fill with words: the terminal's, 100 at most; without a terminal there is no limit."""
    return min(columns(stream), 100) if is_terminal(stream) else _ENDLESS


_ENDLESS = 10_000


def say(text: str = "", rank: Rank = "plain", *, err: bool = False) -> None:
    """One line to stdout, or with `err` to stderr."""
    stream = sys.stderr if err else sys.stdout
    line = escape(text)
    if has_colour(stream):
        line = click.style(line, **_COLOURS[rank])  # type: ignore[arg-type]  # the table holds style's own names
    click.echo(line, err=err, color=has_colour(stream))


def next_step(what: str) -> None:
    """The line on what to do now, to stderr: what is piped on is what was made."""
    say(f"Next: {what}", "dim", err=True)


def document(value: object) -> None:
    """One JSON document to stdout; a file's name that is no UTF-8 has ? for what is not."""
    click.echo(json_format.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "replace").decode())


def as_json(problem: Problem) -> dict[str, object]:
    """A problem as the JSON of `check` has it; the place is empty where there is none."""
    source = problem.source
    return {
        "file": source.file if source else None,
        "line": source.line if source else None,
        "column": source.column if source else None,
        "level": problem.level,
        "rule": problem.rule,
        "message": problem.message,
        "hint": problem.hint,
    }


def report(problems: Iterable[Problem], json: bool) -> None:
    """Problems to stderr for people, or as the one JSON document on stdout."""
    if json:
        document({"problems": [as_json(problem) for problem in problems]})
    else:
        show(problems, err=True)


def exit_code(problems: Iterable[Problem]) -> int:
    """What a command ends with that has done its work as far as these problems let it: 0, 1, or 3 for warnings only."""
    from casefile.errors import ExitCode

    levels = {each.level for each in problems}
    if "error" in levels:
        return ExitCode.PROBLEM
    return ExitCode.WARNINGS if levels else ExitCode.OK


def show(problems: Iterable[Problem], *, err: bool = False) -> None:
    """Problems as `file:line:column: message`, each with what to do beneath."""
    stream = sys.stderr if err else sys.stdout
    for problem in problems:
        rank: Rank = "bad" if problem.level == "error" else "warn"
        for number, line in enumerate(_lines(problem, width(stream))):
            say(line, rank if number == 0 else "plain", err=err)


def _lines(problem: Problem, columns: int) -> Iterator[str]:
    place = f"{problem.source}: " if problem.source else ""
    level = "" if problem.level == "error" else f"{problem.level}: "
    yield from wrapped(f"{place}{level}{problem.message}", columns)
    if problem.hint:
        yield from wrapped(f"    → {problem.hint}", columns, "      ")


def wrapped(text: str, columns: int, later: str = "    ") -> list[str]:
    """`text` in lines of so many columns, those after the first indented by `later`."""
    import textwrap

    indent = text[: len(text) - len(text.lstrip())]
    body = escape(text.strip())
    return textwrap.wrap(
        body, columns, initial_indent=indent, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )


def figure(amount: Money) -> str:
    """An amount for people, with the currency's decimals and a comma between thousands: `12,500.00`."""
    from decimal import Decimal

    return f"{Decimal(str(amount)):,}"


def console(stream: TextIO) -> Console:
    """A console that draws tables: as wide as the terminal, or 80 columns when piped."""
    from rich.console import Console

    return Console(
        file=stream, width=columns(stream), no_color=not has_colour(stream), force_terminal=has_colour(stream),
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip


def table(
    heads: Sequence[tuple[str, Align]], rows: Iterable[Sequence[str]], *, shortened: str = "", folded: str = ""
) -> None:
    """A table to stdout; the first column and the right-aligned ones stay whole, the others give way.

    The column `shortened` gives way first: it is cut with … as far as it takes for a row to stay one line; the column
    `folded` goes on below. Piped, neither gives way: a row is one line, as long as it is.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", show_edge=False)
    cells = [[escape(cell) for cell in row] for row in rows]
    for position, (head, align) in enumerate(heads):
        whole = position == 0 or align == "right"
        least = max((cell_len(row[position]) for row in cells), default=0) if whole else None
        drawn.add_column(head, justify=align, no_wrap=whole, min_width=least, overflow="fold")
    for row in cells:
        drawn.add_row(*map(Text, row))
    screen = console(sys.stdout)
    if (shortened or folded) and not is_terminal(sys.stdout):
        screen.width = _ENDLESS
    for column in drawn.columns:
        if column.header in (shortened, folded):
            _give_way(column, drawn, screen, cut=column.header == shortened)
    endless = screen.options.update(max_width=_ENDLESS)
    screen.width = max(screen.width, screen.measure(drawn, options=endless).minimum)  # no figure is ever cut
    with screen.capture() as drawing:
        screen.print(drawn)
    for line in drawing.get().splitlines():
        click.echo(line.rstrip(), color=True)


SHORTEST = 8
"""The columns that a shortened column keeps at least."""
_LEGIBLE = 20
"""And one that goes on below."""


def _give_way(column: Column, drawn: Table, screen: Console, *, cut: bool) -> None:
    endless = screen.options.update(max_width=_ENDLESS)
    excess = screen.measure(drawn, options=endless).maximum - screen.width
    if excess > 0:
        longest = max(screen.measure(cell, options=endless).maximum for cell in column.cells)
        column.max_width = max(longest - excess, SHORTEST if cut else _LEGIBLE)
        if cut:
            column.no_wrap, column.overflow = True, "ellipsis"


def progress(items: Iterable[T], what: str, count: int, *, quiet: bool) -> Iterator[T]:
    """The items, with a bar on stderr while they are worked through, if a person looks and there is more than one."""
    if quiet or count < 2 or not is_terminal(sys.stderr):
        yield from items
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=console(sys.stderr), transient=True) as bar:
        yield from bar.track(items, total=count, description=escape(what))
