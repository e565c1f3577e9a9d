"""`dashboard`: the figures of aging, owed and next to the cent; what cannot be read hides nothing; places are minded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casefile.money import Money
from casefile.render import locale
from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.dashboard.reader import Page, read

DAY = ("--as-of", "2026-11-21")
ROOT = Path(__file__).parents[2]


def said(amount: str, currency: str) -> str:
    """An amount as an English page has it."""
    from decimal import Decimal

    return locale.money(Money(Decimal(amount), currency), "en").replace("\xa0", " ")


def test_people_are_told_where_it_is(casefile: Casefile, northwind: Path) -> None:
    result = casefile("dashboard", *DAY)
    assert (result.code, result.out) == (0, "build/dashboard/index.html\n")
    assert result.err == "4 written, 0 unchanged\n"
    assert casefile("dashboard", *DAY, "--quiet").out == ""


def test_programs_are_told_what_was_written(casefile: Casefile, northwind: Path) -> None:
    assert casefile("dashboard", *DAY, "--json").json == {
        "as_of": "2026-11-21",
        "index": "build/dashboard/index.html",
        "written": ["style.css", "script.js", "index.html", f"cases/{CASE}.html"],
        "unchanged": 0,
        "removed": [],
        "problems": [],
    }


def test_what_next_holds_back_is_not_to_be_done_here_either(casefile: Casefile, northwind: Path) -> None:
    shutil.copytree(northwind / FOLDER, northwind / "cases/b")
    for bill in (northwind / "cases/b/invoices").glob("*.yaml"):
        bill.write_text(bill.read_text().replace("INV-1043", "INV-2043"))
    index = northwind / "build/dashboard/index.html"
    mended = (northwind / "cases/b/case.yaml").read_text().replace(f"id: {CASE}", "id: b")
    (northwind / "cases/b/case.yaml").write_text(f"{mended}nonsense: 1\n")
    assert casefile("dashboard", *DAY).code == 1
    today = " ".join(read(index).text.split())
    assert "Nothing is to be done today" in today
    page = " ".join(read(index.parent / f"cases/{CASE}.html").text.split())
    assert "b cannot be read, so that nobody knows what went to its debtor: nothing goes to them" in page
    (northwind / "cases/b/case.yaml").write_text(mended)
    assert casefile("dashboard", *DAY).code == 0
    assert "Nothing is to be done today" not in " ".join(read(index).text.split())


@pytest.fixture
def samples_here(tmp_path: Path) -> Path:
    """The sample workspace, copied."""
    for name in ("casefile.yaml", "brand", "debtors", "cases", "templates/base"):
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(exist_ok=True, parents=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
    return tmp_path


def test_every_figure_is_that_of_aging_owed_and_next(casefile: Casefile, samples_here: Path) -> None:
    day = ("--as-of", "2026-09-01")
    assert casefile("dashboard", *day).code == 0
    folder = samples_here / "build/dashboard"
    index = read(folder / "index.html")
    _agrees_with_aging(index, casefile("aging", *day, "--json").json["currencies"])
    whole: dict[str, list[str]] = {}
    for row in casefile("list", "--all", *day, "--json").json["cases"]:
        found = casefile("owed", row["case"], *day, "--json").json
        whole.setdefault(found["currency"], []).append(found["total"])
        page = read(folder / f"cases/{row['case']}.html")
        shown = page.of("table", "figures")[0].text
        for name in ("principal", "interest", "compensation", "fees", "costs", "per_day", "paid"):
            assert float(found[name]) == 0 or f"{float(found[name]):,.2f}" in shown, name
        assert said(found["total"], found["currency"]) in shown
        for bill in found["invoices"]:
            assert f"{float(bill['total']):,.2f}" in page.of("div", "wide")[0].text
    from decimal import Decimal

    for head, (currency, totals) in zip(index.of("dl", "head"), sorted(whole.items()), strict=True):
        assert said(str(sum(map(Decimal, totals))), currency) in head.text


def _agrees_with_aging(index: Page, currencies: dict[str, dict[str, str]]) -> None:
    tables = index.of("table", "ages")
    assert len(tables) == len(currencies)
    for table, head, (currency, sums) in zip(tables, index.of("dl", "head"), currencies.items(), strict=True):
        for bucket in ("current", "1-30", "31-60", "61-90", "90+", "total"):
            amount = float(sums[bucket])
            assert amount == 0 or f"{amount:,.2f}" in table.text
        assert said(sums["total"], currency) in head.text


def test_what_is_to_be_done_stands_in_the_order_of_next(casefile: Casefile, samples_here: Path) -> None:
    day = ("--as-of", "2026-09-01")
    letter = samples_here / "build/2026-017-morgenrot/demand.de.pdf"
    letter.parent.mkdir(parents=True)
    letter.write_bytes(b"%PDF")
    casefile("dashboard", *day)
    actions = casefile("next", *day, "--json").json["actions"]
    index = read(samples_here / "build/dashboard/index.html")
    shown = [each.text for each in index.of("p", "why")]
    assert shown == [" ".join(action["reason"].split()) for action in actions]
    assert [each.text for each in index.of("span", "who")] == [f"{one['debtor']} {one['case']}" for one in actions]
    assert "../2026-017-morgenrot/demand.de.pdf" in index.links


def test_a_case_that_cannot_be_read_ends_with_1(casefile: Casefile, northwind: Path) -> None:
    shutil.copytree(northwind / FOLDER, northwind / "cases/2026-015-other")
    (northwind / FOLDER / "payments.yaml").write_text("- {date: 2026-05-06, amount: x}\n")
    other = northwind / "cases/2026-015-other/case.yaml"
    other.write_text(other.read_text().replace(CASE, "2026-015-other", 1))
    result = casefile("dashboard", *DAY)
    assert result.code == 1
    assert f"{FOLDER}/payments.yaml:1:22" in result.err
    index = read(northwind / "build/dashboard/index.html")
    assert f"{FOLDER}/payments.yaml:1:22" in index.text
    assert "€2,268.81" in index.text


@pytest.mark.parametrize(
    ("output", "message"),
    [("cases", "holds your own files"), ("mine", "holds more than a dashboard"), ("casefile.yaml", "a file of yours")],
)
def test_nothing_of_the_users_is_replaced(casefile: Casefile, northwind: Path, output: str, message: str) -> None:
    (northwind / "mine").mkdir()
    (northwind / "mine/letter.txt").write_text("mine")
    result = casefile("dashboard", *DAY, "--output", output)
    assert result.code == 2
    assert message in " ".join(result.err.split())
    assert (northwind / "mine/letter.txt").read_text() == "mine"


def test_it_goes_where_it_is_asked_to_and_links_from_there(casefile: Casefile, northwind: Path) -> None:
    assert casefile("dashboard", *DAY, "--output", "a/b/").out == "a/b/index.html\n"
    assert f"../../../{FOLDER}/evidence/E01-agreement.txt" in read(northwind / f"a/b/cases/{CASE}.html").links


def test_a_case_called_dashboard_keeps_its_folder(casefile: Casefile, northwind: Path) -> None:
    (northwind / "cases/dashboard").mkdir()
    result = casefile("dashboard", *DAY)
    assert (result.code, (northwind / "build/dashboard").exists()) == (2, False)
    assert "a case is called dashboard" in result.err


def test_without_a_case_it_says_so(casefile: Casefile, northwind: Path) -> None:
    shutil.rmtree(northwind / "cases")
    assert casefile("dashboard", *DAY).code == 0
    assert "Nothing is open." in read(northwind / "build/dashboard/index.html").text
