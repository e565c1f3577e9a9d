"""Sums by name: on one line each, as wide as the terminal; neither a name nor a figure is ever cut."""

from __future__ import annotations

import io
import sys

import pytest

from casefile.cli.sums import sums

NAMES = ("current", "90+", "total")
LONG = "Société Générale des Pâtisseries de la Vallée du Rhône"


class Screen(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        """The lines so far."""
        return self.getvalue().splitlines()


def screen(monkeypatch: pytest.MonkeyPatch, columns: int) -> Screen:
    """A terminal of so many columns in the place of stdout."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    made = Screen()
    monkeypatch.setattr(sys, "stdout", made)
    return made


def test_piped_every_row_is_one_line_as_long_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    sums("EUR", NAMES, [(LONG, "", "12.00", "12.00"), ("Total", "1.00", "12.00", "13.00")])
    head, rule, first, last = capsys.readouterr().out.splitlines()
    assert head.split() == ["EUR", *NAMES]
    assert set(rule) == {"─"}
    assert first.split("  ")[0] == LONG
    assert len(first) == len(last) == len(rule)
    assert last.split() == ["Total", "1.00", "12.00", "13.00"]


def test_a_name_too_long_for_the_terminal_stands_above_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = screen(monkeypatch, 50)
    sums("EUR", NAMES, [(LONG, "", "12.00", "12.00"), ("Total", "1.00", "12.00", "13.00")])
    assert max(map(len, seen.lines)) <= 50
    assert " ".join(" ".join(seen.lines[2:4]).split()) == LONG
    assert seen.lines[4].split() == ["12.00", "12.00"]


def test_where_the_figures_alone_are_too_wide_each_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = screen(monkeypatch, 40)
    amount = "123,456,789,012.00"
    sums("EUR", NAMES, [("Northwind", amount, "", amount)])
    assert seen.lines == ["EUR", "Northwind", f"  current: {amount}", f"  total: {amount}"]
