"""`aging`: on the screen, as JSON, CSV and XLSX; the same sums as `owed`; words never become formulas."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import CASE, Casefile
from tests.cli.test_terminal import on_a_terminal
from tests.render.pages import texts

DAY = ("--as-of", "2026-11-21")


def test_json_is_what_programs_read(casefile: Casefile, northwind: Path) -> None:
    found = casefile("aging", *DAY, "--json").json
    assert found == {
        "as_of": "2026-11-21",
        "currencies": {
            "EUR": {
                "current": "0.00", "1-30": "0.00", "31-60": "0.00", "61-90": "0.00", "90+": "2268.81", "total": "2268.81",
                "rows": [
                    {"case": CASE, "debtor": "Northwind Trading GmbH", "invoice": "INV-1043", "due": "2026-04-14",
                     "days": 221, "outstanding": "2268.81"},
                ],
            }
        },
        "credits": [],
        "problems": [],
    }  # fmt: skip
    assert found["currencies"]["EUR"]["total"] == casefile("owed", CASE, *DAY, "--json").json["principal"]


def test_people_read_sums_by_debtor_and_on_request_each_invoice(casefile: Casefile, northwind: Path) -> None:
    lines = casefile("aging", *DAY, "--rows").out.splitlines()
    assert lines[0].split() == ["EUR", "current", "1-30", "31-60", "61-90", "90+", "total"]
    assert lines[2].split()[-2:] == lines[3].split()[-2:] == ["2,268.81", "2,268.81"]
    assert lines[-1].split() == [CASE, "Northwind", "Trading", "GmbH", "INV-1043", "2026-04-14", "221", "2,268.81"]
    assert all(len(line) <= 80 for line in lines)


LONG = "Internationale Handelsgesellschaft Nord "
SEVEN = "1,234,567.00"


@pytest.fixture
def wide(northwind: Path) -> Path:
    """Debtors with names of forty characters who owe amounts of seven digits, in every column."""
    shutil.rmtree(northwind / "cases")
    for number, due in enumerate(("2026-12-01", "2026-11-01", "2026-10-01", "2026-09-01", "2026-01-01")):
        folder = northwind / f"cases/c{number}"
        (folder / "invoices").mkdir(parents=True)
        (folder / "case.yaml").write_text(f"id: c{number}\ntitle: T\ncurrency: EUR\ndebtor: {{name: {LONG}{number}}}\n")
        bill = f"number: R{number}\nissued: 2025-12-01\ndue: {due}\nlines: [{{id: 1, description: D, unit_price: 1234567.00}}]\n"  # fmt: skip
        (folder / "invoices/1.yaml").write_text(bill)
    return northwind


@pytest.mark.parametrize("width", [80, 100, 120, 160])
@pytest.mark.parametrize("rows", [(), ("--rows",)])
def test_no_name_and_no_figure_is_cut_at_any_width(wide: Path, width: int, rows: tuple[str, ...]) -> None:
    shown = on_a_terminal(["aging", *DAY, *rows], wide, COLUMNS=str(width), NO_COLOR="1").decode()
    table = shown.split("\r\n")
    assert max(map(len, table)) <= width
    assert "…" not in shown
    assert shown.count(SEVEN) == (15 if not rows else 20)
    named = " ".join(shown.split())
    for number in range(5):
        assert f"{LONG}{number}" in named
    assert "6,172,835.00" in shown


def test_a_line_each_where_there_is_room_or_it_is_piped(casefile: Casefile, wide: Path) -> None:
    piped = casefile("aging", *DAY).out.splitlines()
    seen = on_a_terminal(["aging", *DAY], wide, COLUMNS="160", NO_COLOR="1").decode().splitlines()
    assert [len(piped), len(seen[-8:])] == [8, 8]
    assert piped == seen[-8:]
    assert piped[2].startswith(f"{LONG}0  {SEVEN}")


def test_with_nothing_open_it_says_so(casefile: Casefile, northwind: Path) -> None:
    assert casefile("aging", "--as-of", "2026-01-01").out == "Nothing is open.\n"


def test_a_csv_cell_that_begins_like_a_formula_stays_text(casefile: Casefile, northwind: Path, tmp_path: Path) -> None:
    for file in northwind.rglob("*.yaml"):
        file.write_text(file.read_text().replace("Northwind Trading GmbH", '"=cmd|A0"'))
    target = tmp_path / "out.csv"
    assert casefile("aging", *DAY, "--format", "csv", "--output", str(target)).code == 0
    rows = list(csv.DictReader(io.StringIO(target.read_text(encoding="utf-8-sig"))))
    assert [(row["debtor"], row["90+"], row["outstanding"]) for row in rows] == [("'=cmd|A0", "2268.81", "2268.81")]


def test_the_workbook_has_numbers_dates_and_sums(casefile: Casefile, northwind: Path, tmp_path: Path) -> None:
    for file in northwind.rglob("*.yaml"):
        file.write_text(file.read_text().replace("Northwind Trading GmbH", '"=cmd|A0"'))
    target = tmp_path / "out.xlsx"
    assert casefile("aging", *DAY, "--format", "xlsx", "--output", str(target)).code == 0
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["EUR", "EUR invoices"]
    page = book["EUR invoices"]
    assert page.freeze_panes == "B2"
    row = [cell.value for cell in page[2]]
    assert row == ["=cmd|A0", CASE, "INV-1043", page["D2"].value, 221, None, None, None, None, 2268.81, 2268.81]
    assert (page["D2"].is_date, str(page["D2"].value)) == (True, "2026-04-14 00:00:00")
    assert page["A2"].data_type == "s", "a word, not a formula"
    assert (page["K3"].value, page["A3"].value) == ("=SUM(K2:K2)", "Total")
    known = openpyxl.load_workbook(target, data_only=True)
    assert known["EUR invoices"]["K3"].value == 2268.81


def test_it_goes_to_build_where_no_place_is_named(casefile: Casefile, northwind: Path) -> None:
    assert casefile("aging", *DAY, "--format", "xlsx").out == "build/aging.xlsx\n"
    assert (northwind / "build/aging.xlsx").is_file()
    before = (northwind / "casefile.yaml").read_bytes()
    assert casefile("aging", *DAY, "--format", "csv", "--output", str(northwind / "casefile.yaml")).code == 2
    assert (northwind / "casefile.yaml").read_bytes() == before


def test_pdf_and_page_say_the_sums_of_the_table(casefile: Casefile, northwind: Path) -> None:
    assert casefile("aging", *DAY, "--format", "pdf").out == "build/aging.pdf\n"
    assert casefile("aging", *DAY, "--format", "html").out == "build/aging.html\n"
    (page, *_) = texts((northwind / "build/aging.pdf").read_bytes())
    for text in (page, (northwind / "build/aging.html").read_text(encoding="utf-8")):
        assert "Northwind Trading GmbH" in text
        assert "2,268.81" in text
        assert "INV-1043" in text


def test_without_a_case_no_file_is_written(casefile: Casefile, northwind: Path) -> None:
    shutil.rmtree(northwind / "cases")
    ran = casefile("aging", *DAY, "--format", "pdf")
    assert (ran.code, ran.out, ran.err) == (0, "", "No case to report on.\n")
    assert not (northwind / "build/aging.pdf").exists()
