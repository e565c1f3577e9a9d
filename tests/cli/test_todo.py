"""What is to be done as lines: one entry for what goes out together, its sum, its reasons, and how much there is in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.cli.todo import asked, at_once, closing, entry, owing
from casefile.followup.actions import day
from casefile.followup.told import Doing, told
from tests.followup.portfolio import Portfolio, invoice, portfolio

DAY = date(2026, 9, 1)
BILL = {"invoices/R1.yaml": invoice()}


@pytest.fixture
def cases(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Portfolio:
    """The maker of dossiers."""
    return portfolio(workspace)


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """An entry as it is printed."""

    def run(some: tuple[Doing, ...]) -> str:
        entry("1.", some)
        return capsys.readouterr().out

    return run


def todo(cases: Portfolio, *, currencies: Mapping[str, str] | None = None, **own: Mapping[str, str]) -> tuple[tuple[Doing, ...], ...]:  # fmt: skip
    """What is done at once on the day."""
    return at_once(told(day(cases(DAY.isoformat(), debtor="", currencies=currencies or {}, **own), DAY)).actions)


def test_what_goes_out_together_is_one_entry_with_each_case_once(cases: Portfolio, shown: Callable[..., str]) -> None:
    bills = BILL | {"invoices/R2.yaml": invoice("R2", due="2026-05-14", price="20.00")}
    (some,) = todo(cases, one=bills, two=BILL)
    assert {(each.case, each.invoices) for each in some} == {("one", ("R1",)), ("one", ("R2",)), ("two", ("R1",))}
    assert str(asked(some)) == "220.00"
    lines = shown(some).splitlines()
    assert lines[0].split("  ")[1:2] == ["one and 1 more"]
    assert lines[0].endswith("Northwind  220.00 EUR")
    assert "    cases: one, two" in lines


def test_a_claim_is_filed_with_the_administrator(cases: Portfolio, shown: Callable[..., str]) -> None:
    ruin = {"case.yaml": "insolvency: {opened: 2026-08-10, administrator: Dr. Quandt, file_by: 2026-12-20}\n"}
    (some,) = todo(cases, one=BILL | ruin)
    told = " ".join(shown(some).split())
    assert "statement to the insolvency administrator by post, due since 10 August" in told
    assert "file the claim with Dr. Quandt by 20 December" in told


def test_how_much_there_is_in_all_counts_each_case_once_and_no_currency_with_another(cases: Portfolio) -> None:
    objected = {"case.yaml": "dispute: {reason: quality, raised: 2026-08-20}\n"}
    found = todo(cases, one=BILL | objected, two=BILL, three=BILL, currencies={"three": "GBP"})
    assert len(found) > 1
    things = f"{len(found)} things to do in 3 cases"
    assert closing(found) == f"{things} with 200.00 EUR and 100.00 GBP owed."
    alone = found[:1]
    assert closing(alone).startswith("1 thing to do in ")


def test_a_figure_is_written_with_its_currency(cases: Portfolio) -> None:
    (some,) = todo(cases, one={"invoices/R1.yaml": invoice(price="1234.50")})
    assert owing("Northwind", some[0].amount) == "Northwind  1,234.50 EUR"
