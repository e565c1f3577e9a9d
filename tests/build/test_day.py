"""What the day asks for is kept as long as no file changed; what is kept is never trusted blindly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.build import day as kept
from casefile.build.day import kept_in
from casefile.followup.actions import day
from casefile.followup.told import Told, told
from tests.followup.portfolio import Portfolio, invoice, portfolio

DAY = date(2026, 9, 1)


@pytest.fixture
def asked(workspace: Callable[[Mapping[str, str | bytes]], Path], tmp_path: Path) -> Callable[..., tuple[Told, bool]]:
    """The day of two cases, and whether they were read for it."""
    cases: Portfolio = portfolio(workspace)
    found = told(
        day(cases(str(DAY), one={"invoices/R1.yaml": invoice()}, two={"invoices/R2.yaml": invoice("R2")}), DAY)
    )
    assert found.actions

    def run(as_of: date = DAY, *, is_whole: bool = True) -> tuple[Told, bool]:
        read: list[bool] = []

        def make() -> tuple[Told, bool]:
            read.append(True)
            return found, is_whole

        return kept.told(tmp_path, ("one", "two"), as_of, make), bool(read)

    return run


def test_the_same_is_told_without_reading(asked: Callable[..., tuple[Told, bool]]) -> None:
    first, was_read = asked()
    assert was_read
    assert asked() == (first, False)


def test_where_a_case_cannot_be_read_nothing_is_kept(asked: Callable[..., tuple[Told, bool]]) -> None:
    assert asked(is_whole=False)[1]
    assert asked()[1]


@pytest.mark.parametrize(
    "file",
    ["cases/one/payments.yaml", "casefile.yaml", "debtors/northwind.yaml", "rates/own.csv", "limitation/own.yaml"],
)
def test_any_file_that_changes_makes_it_stale(
    asked: Callable[..., tuple[Told, bool]], tmp_path: Path, file: str
) -> None:
    asked()
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("# other\n")
    assert asked()[1]
    assert not asked()[1]


def test_another_day_asks_for_something_else(asked: Callable[..., tuple[Told, bool]]) -> None:
    asked()
    assert asked(DAY.replace(day=2))[1]


@pytest.mark.parametrize(
    "torn",
    [
        lambda _: "",
        lambda _: "[]",
        lambda text: text[:-20],
        lambda text: text.replace('"R1"', "1"),
        lambda text: text.replace('"EUR"', "null", 1),
        lambda text: text.replace('"Northwind"', "7"),
        lambda text: text.replace('"format": 2', '"format": 1'),
    ],
)
def test_a_torn_file_costs_time_only(
    asked: Callable[..., tuple[Told, bool]], tmp_path: Path, torn: Callable[[str], str]
) -> None:
    first, _ = asked()
    kept_in(tmp_path).write_text(torn(kept_in(tmp_path).read_text()))
    assert asked() == (first, True)
