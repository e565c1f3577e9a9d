"""`statistics` and `credit`: what people read, what programs read, and who is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import CASE, FOLDER, Casefile

DAY = ("--as-of", "2026-11-21")


def paid(root: Path, day: str) -> None:
    """All of it, on a day; what was contested was turned down."""
    (root / FOLDER / "payments.yaml").write_text(f"- {{date: {day}, amount: 3248.70, towards: principal}}\n")
    path = root / FOLDER / "invoices/INV-1043.yaml"
    path.write_text(path.read_text().replace("reason: overcharged", "reason: overcharged, resolved: {on: 2026-04-20, outcome: rejected}"))  # fmt: skip


def test_statistics_say_on_how_many_each_figure_rests(casefile: Casefile, northwind: Path) -> None:
    paid(northwind, "2026-04-20")
    result = casefile("statistics", *DAY)
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0] == "EUR: 0 cases over, 1 goes on"  # interest is owed still
    assert lines[3].split() == ["Northwind", "Trading", "GmbH", "6", "6", "to", "6", "1*"]
    assert "* Fewer than 5: too few to say much about the next one." in lines
    assert "Who pays without a case is" in result.out
    found = casefile("statistics", *DAY, "--json").json["currencies"]["EUR"]
    assert found["debtors"] == [{"debtor": "Northwind Trading GmbH", "invoices": 1, "median": 6, "first_quartile": 6,
                                 "third_quartile": 6, "unpaid": 0, "few": True}]  # fmt: skip
    assert (found["cases"], found["by_step"]) == ({"over": 0, "open": 1, "endings": {}}, [])


def test_shares_are_of_cases_that_are_over(casefile: Casefile, northwind: Path) -> None:
    with (northwind / FOLDER / "case.yaml").open("a") as file:
        file.write("closed: {on: 2026-06-01, outcome: written-off}\nreview: {cause: unclear-terms}\n")
    found = casefile("statistics", *DAY, "--json").json["currencies"]["EUR"]
    share = {"cases": 1, "claimed": "3248.70", "received": "1000.00", "percent": "31", "few": True}
    assert found["recovered"] == share
    assert found["by_step"] == [{"step": None, **share}]
    assert found["by_cause"] == [{"cause": "unclear-terms", **share}]
    out = casefile("statistics", *DAY).out
    assert "unclear-terms     1*  3,248.70  1,000.00   31 %" in out


def test_without_a_case_there_is_nothing_to_count(casefile: Casefile, northwind: Path) -> None:
    assert casefile("statistics", "--as-of", "2026-01-01").out.startswith("No case with an invoice.\n")


@pytest.mark.parametrize("who", ["Northwind Trading GmbH", "trading", CASE, "014"])
def test_a_debtor_is_named_by_a_name_a_part_of_it_or_a_case(casefile: Casefile, northwind: Path, who: str) -> None:
    paid(northwind, "2026-05-06")
    result = casefile("credit", who, *DAY)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[:7] == [
        "Northwind Trading GmbH, EUR",
        "  Limit     2,400.00 EUR",
        "  Advance   none",
        "  To pay    within 14 days",
        "  Open now  0.00 EUR",
        "Because:",
        "  - 6 to 30 days late: INV-1043 (limit 75 %)",
    ]
    assert "Advice; a person decides." in result.out
    found = casefile("credit", who, *DAY, "--json").json
    assert found["currencies"]["EUR"]["limit"] == "2400.00"
    assert [(each["rule"], each["invoices"]) for each in found["currencies"]["EUR"]["reasons"]] == [("late", ["INV-1043"])]  # fmt: skip


def test_nobody_is_guessed(casefile: Casefile, northwind: Path) -> None:
    result = casefile("credit", "nobody", *DAY)
    assert (result.code, result.err) == (
        2, "no debtor 'nobody' in any case\n    → there are: Northwind Trading GmbH\n"
    )  # fmt: skip
    other = northwind / "cases/other"
    other.mkdir()
    (other / "case.yaml").write_text("id: other\ntitle: T\ncurrency: EUR\ndebtor: {name: Northwind Tea Ltd}\n")
    result = casefile("credit", "northwind", *DAY)
    assert (result.code, "Northwind Tea Ltd, Northwind Trading GmbH" in result.err) == (2, True)


def test_nothing_is_suggested_without_a_history(casefile: Casefile, northwind: Path) -> None:
    result = casefile("credit", "northwind", "--as-of", "2026-04-01")
    assert "  Suggested nothing: no invoice of theirs has been paid or fallen overdue yet\n" in result.out
    assert casefile("credit", "northwind", "--as-of", "2026-04-01", "--json").json["currencies"]["EUR"]["limit"] is None


def test_a_debtor_whose_case_has_problems(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "payments.yaml").write_text("- {date: 2026-05-06, amount: x}\n")
    result = casefile("credit", "northwind", *DAY)
    assert (result.code, "casefile check northwind shows them" in result.err) == (2, True)
