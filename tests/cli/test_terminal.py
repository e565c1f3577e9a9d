"""What people see: nothing of the user's can steer the terminal, and colour only where it is wanted."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.cli.terminal import Align, escape, figure, table, wrapped
from casefile.money import Money
from tests.cli.conftest import CASE, FOLDER, Casefile


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("a\x9bb", "a\\x9bb"),
        ("a\nb\rc\td", "a\\x0ab\\x0dc\\x09d"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\udc80", "\\udc80"),
        ("Müller & Söhne – Źródło Ёж 漢字 🧾", "Müller & Söhne – Źródło Ёж 漢字 🧾"),
    ],
)
def test_what_steers_is_shown_and_the_rest_stays(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_long_lines_are_wrapped_between_words() -> None:
    lines = wrapped("    → " + "put the original back " * 8, 40, "      ")
    assert all(len(line) <= 40 for line in lines)
    assert lines[0].startswith("    → put")
    assert lines[1].startswith("      ")


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [("1234567.5", "EUR", "1,234,567.50"), ("-12.5", "EUR", "-12.50"), ("1234", "JPY", "1,234"), ("0", "EUR", "0.00")],
)
def test_figures(amount: str, currency: str, shown: str) -> None:
    assert figure(Money(Decimal(amount), currency)) == shown


def test_names_are_shown_escaped_in_tables_and_problems(casefile: Casefile, northwind: Path) -> None:
    path = northwind / FOLDER / "case.yaml"
    path.write_text(path.read_text().replace("Northwind Trading GmbH", "North\u202ewind"))
    assert "North\\u202ewind" in casefile("list").out
    path.write_text(path.read_text().replace("currency: EUR", "currency: E\u202eR"))
    assert "E\\u202eR" in casefile("check").out


def on_a_terminal(arguments: list[str], cwd: Path, **environment: str) -> bytes:
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", **environment}
    variables = {name: value for name, value in variables.items() if value != "unset"}
    process = subprocess.Popen(
        [sys.executable, "-m", "casefile", *arguments], cwd=cwd, stdout=theirs, stderr=theirs, env=variables
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(ours)
    process.wait(10)
    return written


def test_a_terminal_sees_no_escape_but_our_own(northwind: Path) -> None:
    name = "E02-\x1b]0;title\x07\x1b[2J.txt"
    (northwind / FOLDER / "evidence" / name).write_text("x")
    written = on_a_terminal(["verify"], northwind, NO_COLOR="unset")
    assert b"E02-\\x1b]0;title\\x07\\x1b[2J.txt" in written
    assert b"\x1b[33m" in written  # our yellow
    assert b"\x1b]" not in written
    assert b"\x1b[2J" not in written


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb", "NO_COLOR": "unset"}])
def test_no_colour_where_it_is_not_wanted(environment: dict[str, str], northwind: Path) -> None:
    written = on_a_terminal(["list"], northwind, **environment)
    assert b"northwind" in written
    assert b"\x1b" not in written


def test_what_is_piped_is_plain_and_a_line_each(casefile: Casefile, northwind: Path) -> None:
    path = northwind / FOLDER / "case.yaml"
    path.write_text(path.read_text().replace("Northwind Trading GmbH", ("Northwind " * 12).strip()))
    rows = casefile("list", "--as-of", "2026-11-21").out.splitlines()
    assert len(rows) == 3
    assert rows[2].split("  ")[:2] == [CASE, ("Northwind " * 12).strip()]
    assert "2,438.08 EUR" in rows[2]
    assert "\x1b" not in "".join(rows)
    facts = casefile("timeline", CASE, "--as-of", "2026-11-21").out.splitlines()
    assert max(map(len, facts)) <= 80


def test_no_figure_is_cut_where_it_is_too_narrow(
    capsys: pytest.CaptureFixture[str],
) -> None:
    right: Align = "right"
    table(
        [("Name", "left"), *((f"Amount {number}", right) for number in range(6))],
        [("INV-1043", *["123,456,789,012.00"] * 6)],
    )
    assert capsys.readouterr().out.count("123,456,789,012.00") == 6
