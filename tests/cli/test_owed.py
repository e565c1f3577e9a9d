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


def changed(root: Path, file: str, *changes: tuple[str, str]) -> None:
    path = root / FOLDER / file
    text = path.read_text()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text)


def limitation(casefile: Casefile) -> list[str]:
    """The lines on limitation, as a person reads them off a pipe."""
    lines = casefile("owed", CASE, "--as-of", "2026-11-21", "--explain").out.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("Limitation of "))
    return lines[first : lines.index("How each figure comes about") - 1]


def test_explain_says_until_when_it_can_be_sued_for(casefile: Casefile, northwind: Path) -> None:
    said = limitation(casefile)
    assert said[:3] == [
        "Limitation of INV-1043",
        "Last day 2029-12-31; by German law, 3 years from the end of the year [BGB §§",
        "195, 199(1)], to be confirmed by counsel.",
    ]
    assert "2026-04-14  due      2029-12-31  it is due (INV-1043.yaml:3)" in said
    assert said[-2:] == [
        "– A claim may arise before the date printed on the invoice, and its year end",
        "  earlier with it.",
    ]
    assert max(map(len, said)) <= 80


def test_explain_says_that_it_is_too_late(casefile: Casefile, northwind: Path) -> None:
    changed(northwind, "case.yaml", ("contract: {", "contract: {law: GB, "))
    invoice = ("issued: 2026-03-31\ndue: 2026-04-14\nreceived: 2026-04-01", "issued: 2020-03-01\ndue: 2020-03-31")
    changed(
        northwind,
        "invoices/INV-1043.yaml",
        invoice,
        ("lines:", "retention: {amount: 10.00, release: 2021-01-01}\nlines:"),
    )
    said = limitation(casefile)
    assert said[1].startswith("Time-barred: the last day was 2026-03-31; by the law of England and Wales, ")
    assert said[said.index("Limitation of what was kept back of INV-1043") + 1].startswith("Last day 2027-01-04; ")


def test_explain_says_what_stopped_it_and_that_nothing_is_known(casefile: Casefile, northwind: Path) -> None:
    regime = "interest: {regime: de}\n"
    changed(northwind, "case.yaml", (regime, f"{regime}events: [{{date: 2026-10-01, what: suit}}]\n"))
    said = limitation(casefile)
    assert said[1].startswith("No last day: stopped by the suit of 2026-10-01; by German law, 3 years ")
    assert any(line.startswith("2026-10-01  suit     none        stopped") for line in said)
    changed(northwind, "case.yaml", (regime, ""))
    assert limitation(casefile) == [
        "Limitation of INV-1043",
        "No last day: the governing law is not known: write contract.law.",
    ]


def test_explain_adds_one_key_to_the_json(casefile: Casefile, northwind: Path) -> None:
    found = casefile("owed", CASE, "--as-of", "2026-11-21", "--explain", "--json").json
    assert list(found) == [*EXAMPLE, "explained"]
    assert [one["last_day"] for one in found["explained"]["limitation"]] == ["2029-12-31"]
