"""The lines of cases are kept as long as nothing that they were told of changed; what is kept is never trusted blindly."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.build.lines import kept_in, lines
from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import of_folders
from casefile.errors import CaseError, Problem
from casefile.followup.action import Dossier
from casefile.followup.line import Line, line
from casefile.money import Money

DAY = date(2026, 9, 1)
INVOICE = "number: R1\nissued: 2026-02-01\ndue: 2026-04-14\nlines: [{id: 1, description: D, unit_price: 100.00}]\n"
CASE = "id: {}\ntitle: T\ncurrency: EUR\ndebtor: northwind\n"

Told = Callable[..., tuple[Line, ...]]


@pytest.fixture
def root(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """Two cases of one debtor."""
    return workspace(
        {
            "casefile.yaml": "creditor: {name: A}\n",
            "debtors/northwind.yaml": "name: Northwind\n",
            "cases/a/case.yaml": CASE.format("a"),
            "cases/a/invoices/R1.yaml": INVOICE,
            "cases/b/case.yaml": CASE.format("b"),
        }
    )


@pytest.fixture
def read() -> list[str]:
    """The cases that were read, in order."""
    return []


@pytest.fixture
def told(root: Path, read: list[str]) -> Told:
    """The lines of both cases, as a command asks for them."""

    def run(as_of: date = DAY, cases: tuple[str, ...] = ("a", "b")) -> tuple[Line, ...]:
        read.clear()
        opened = open_workspace(root)
        regimes = of_folders(opened.regimes, opened.rates, opened.limitation)

        def tell(case_id: str) -> Line:
            read.append(case_id)
            case = folder.load(opened, case_id)
            return line(Dossier(case, owed(case, as_of, regimes)))

        return tuple(each for each, _ in lines(root, cases, as_of, tell))

    return run


def test_what_did_not_change_is_told_again_without_reading(told: Told, read: list[str]) -> None:
    first = told()
    assert read == ["a", "b"]
    assert first[0].open[0].outstanding == Money(Decimal("100.00"), "EUR")
    assert told() == first
    assert read == []


def test_only_the_case_that_changed_is_read_again(told: Told, root: Path, read: list[str]) -> None:
    told()
    (root / "cases/a/payments.yaml").write_text("- {date: 2026-05-06, amount: 40.00}\n")
    assert told()[0].open[0].outstanding == Money(Decimal("60.00"), "EUR")
    assert read == ["a"]
    (root / "cases/a/payments.yaml").unlink()
    assert told()[0].open[0].outstanding == Money(Decimal("100.00"), "EUR")
    assert read == ["a"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("casefile.yaml", "creditor: {name: Another}\n"),
        ("debtors/northwind.yaml", "name: Northwind Trading\n"),
        ("rates/own.csv", "# a rate of our own\n"),
        ("regimes/own.yaml", "# a regime of our own\n"),
    ],
)
def test_what_every_case_draws_on_makes_all_stale(
    told: Told, root: Path, read: list[str], file: str, text: str
) -> None:
    told()
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text(text)
    if file.startswith(("rates", "regimes")):
        assert not known(root, read)
    else:
        told()
        assert read == ["a", "b"]


def known(root: Path, read: list[str]) -> bool:
    """Whether the line of a case is told without reading it."""

    def tell(case_id: str) -> Line:
        read.append(case_id)
        return Line(case_id)

    read.clear()
    assert list(lines(root, ("a",), DAY, tell))
    return not read


def test_a_debtor_who_got_another_name_has_it_on_the_line(told: Told, root: Path) -> None:
    assert {each.debtor for each in told()} == {"Northwind"}
    (root / "debtors/northwind.yaml").write_text("name: Nordwind\n")
    assert {each.debtor for each in told()} == {"Nordwind"}


def test_another_day_has_other_lines(told: Told, read: list[str]) -> None:
    later = told(DAY.replace(month=10))[0]
    assert told()[0].days < later.days
    assert read == ["a", "b"]
    told(DAY.replace(month=10))
    assert read == ["a", "b"]  # one day is kept at a time


def test_some_cases_are_told_and_the_others_stay_known(told: Told, read: list[str]) -> None:
    told(cases=("a",))
    told()
    assert read == ["b"]
    told(cases=("b",))
    assert read == []


def test_a_case_that_cannot_be_read_is_read_again_each_time(root: Path) -> None:
    def refuse(case_id: str) -> Line:
        raise CaseError(Problem(f"{case_id} is broken"))

    for _ in range(2):
        found = list(lines(root, ("a",), DAY, refuse))
        assert [(each, problems[0].message) for each, problems in found] == [(Line("a"), "a is broken")]
    assert not kept_in(root).exists()


def test_a_case_that_is_gone_is_forgotten(told: Told, root: Path) -> None:
    told()
    (root / "cases/a/case.yaml").rename(root / "moved.yaml")
    (root / "cases/a/invoices/R1.yaml").unlink()
    (root / "cases/a/invoices").rmdir()
    (root / "cases/a").rmdir()
    (root / "cases/b/payments.yaml").write_text("")
    told(cases=("b",))
    assert '"a"' not in kept_in(root).read_text()


@pytest.mark.parametrize(
    "torn",
    [
        "", "{", "[]", "null\n[]",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"100.00"', '"a hundred"'),
        lambda text: text.replace('"100.00"', "100.00"),
        lambda text: text.replace('"invoice"', '"promise"'),
        lambda text: text.replace('"2026-04-14"', '"April"'),
        lambda text: text.replace('"Northwind"', "7"),
        lambda text: text.replace("false", "0"),
        lambda text: text.replace("[[", "[", 1),
    ],
)  # fmt: skip
def test_a_torn_file_costs_time_only(told: Told, root: Path, read: list[str], torn: str | Callable[[str], str]) -> None:
    first, file = told(), kept_in(root)
    file.write_text(torn if isinstance(torn, str) else torn(file.read_text()))
    assert told() == first
    assert read == ["a", "b"]
    assert told() == first
    assert read == []


def test_where_nothing_can_be_kept_the_lines_are_told_all_the_same(told: Told, root: Path, read: list[str]) -> None:
    (root / "build").write_text("a file where the folder should be\n")
    assert told() == told()
    assert read == ["a", "b"]


def test_what_is_kept_is_json(told: Told, root: Path) -> None:
    told()
    head, *rows = map(json.loads, kept_in(root).read_text().split("\n"))
    assert head["format"] == 3
    assert [row[1][0] for row in rows] == ["a", "b"]
