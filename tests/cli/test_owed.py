"""`owed`: the document of the format's example, and what people read."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import CASE, FOLDER, Casefile

EXAMPLE = {
    "case": "2026-014-northwind", "as_of": "2026-11-21", "currency": "EUR", "regime": "de",
    "principal": "2268.81", "interest": "129.27", "compensation": "40.00", "fees": "0.00", "costs": "0.00", "credit": "0.00",
    "total": "2438.08", "per_day": "0.65", "paid": "1000.00", "credited": "0.00", "open": [],
    "invoices": [{"number": "INV-1043", "due": "2026-04-14", "days_overdue": 221, "total": "3248.70", "outstanding": "2268.81", "contested": "400.00",
      "interest": "129.27", "interest_paid": "20.11", "compensation": "40.00",
      "periods": [{"from": "2026-04-15", "to": "2026-05-06", "days": 22, "principal": "3248.70", "rate": "10.27", "interest": "20.11"},
                  {"from": "2026-05-07", "to": "2026-06-30", "days": 55, "principal": "2268.81", "rate": "10.27", "interest": "35.11"},
                  {"from": "2026-07-01", "to": "2026-11-21", "days": 144, "principal": "2268.81", "rate": "10.52", "interest": "94.16"}]}],
    "settlement": None,
}  # fmt: skip


def test_the_documented_example_to_the_last_digit(casefile: Casefile, northwind: Path) -> None:
    result = casefile("owed", CASE, "--as-of", "2026-11-21", "--json")
    assert (result.code, result.err) == (0, "")
    assert result.json == EXAMPLE
    assert list(result.json) == list(EXAMPLE)


def test_people_read_the_sum(casefile: Casefile, northwind: Path) -> None:
    said = casefile("owed", CASE, "--as-of", "2026-11-21").out
    assert "Studio Halvorsen Ltd v Northwind Trading GmbH" in said
    assert (
        "Principal     2,268.81\nInterest        129.27\nCompensation     40.00\nTotal         2,438.08 EUR\n" in said
    )


def test_explain_shows_periods_ledger_and_law(casefile: Casefile, northwind: Path) -> None:
    said = casefile("owed", CASE, "--as-of", "2026-11-21", "--explain").out
    assert "2026-05-07  2026-06-30    55   2,268.81   10.27  1.27 + 9     35.11" in said
    assert "2026-07-01  1.52  2026-07-01  de-basiszinssatz  Deutsche Bundesbank" in said
    assert "from 2026-04-15, the day after the due date [BGB § 286(2) no. 1]" in said
    assert "BGB" in said
    assert said.index("Ledger") < said.index("How each figure comes about")


def test_before_the_first_invoice_nothing_is_owed(casefile: Casefile, northwind: Path) -> None:
    result = casefile("owed", CASE, "--as-of", "2026-01-01")
    assert "Nothing was invoiced by then." in result.out
    assert "Total         0.00 EUR" in result.out


def test_a_settlement_is_shown_with_its_instalments(casefile: Casefile, northwind: Path) -> None:
    (northwind / FOLDER / "settlement.yaml").write_text(
        "agreed: 2026-06-01\namount: 2000.00\nschedule: {first: 2026-06-15, every: month, count: 2}\n"
    )
    said = casefile("owed", CASE, "--as-of", "2026-06-20").out
    assert "Settled on 2026-06-01 for 2,000.00: default" in said
    assert "2026-07-15    1,000.00  0.00  on-track" in said
