"""`list` on a narrow terminal: each debtor can be told from every other, and no line is broken anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CASE, FOLDER
from tests.cli.test_terminal import on_a_terminal

NAME = "Northwind Trading und Handel GmbH"
LONG = "Northwind Trading und Handelsgesellschaft für Seefracht mbH"


def listed(root: Path, name: str, width: int) -> list[str]:
    """The lines of `list`, the debtor called so, on a terminal of so many columns."""
    path = root / FOLDER / "case.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Northwind Trading GmbH", name), encoding="utf-8")
    shown = on_a_terminal(["list", "--as-of", "2026-11-21"], root, COLUMNS=str(width), NO_COLOR="1").decode()
    lines = shown.splitlines()
    assert max(map(len, lines)) <= width
    return lines


@pytest.mark.parametrize("width", [60, 80])
def test_a_narrow_terminal_has_the_debtor_whole_above_the_figures(width: int, northwind: Path) -> None:
    heads, below, _, debtor, figures = listed(northwind, NAME, width)
    assert heads.split() == ["Case", "Debtor"]
    assert debtor == f"{CASE}  {NAME}"
    assert below.split() == ["Owed", "Days", "State", "Next", "step"]
    assert figures.split("  ")[-1] == "first 2026-04-15"
    assert below.index("State") == figures.index("disputed")


def test_a_wide_one_has_a_line_for_a_case(northwind: Path) -> None:
    _, _, row = listed(northwind, NAME, 120)
    assert f"{CASE}  {NAME}  2,438.08 EUR" in row


def test_a_name_that_is_a_little_too_long_is_cut(northwind: Path) -> None:
    _, _, row = listed(northwind, LONG, 110)
    assert f"{CASE}  {LONG[:32]}" in row
    assert "…" in row
    assert row.endswith("first 2026-04-15")
