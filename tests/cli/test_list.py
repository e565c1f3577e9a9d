"""`list`: one row a case, and a broken one hides nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from tests.cli.conftest import CASE, FOLDER, Casefile
from tests.followup.portfolio import invoice, portfolio

ROOT = Path(__file__).resolve().parents[2]


def test_a_row_says_what_matters(casefile: Casefile, northwind: Path) -> None:
    result = casefile("list", "--as-of", "2026-11-21", "--json")
    assert result.json == {
        "cases": [
            {
                "case": CASE, "title": "Website rebuild for Northwind Trading", "debtor": "Northwind Trading GmbH",
                "currency": "EUR", "owed": "2438.08", "days_overdue": 221, "state": "disputed",
                "next": {"step": "first", "due": "2026-04-15"},
            }
        ],
        "problems": [],
    }  # fmt: skip
    row = casefile("list", "--as-of", "2026-11-21").out.splitlines()[2]
    assert re.split(" {2,}", row) == [
        CASE,
        "Northwind Trading GmbH",
        "2,438.08 EUR",
        "221",
        "disputed",
        "first 2026-04-15",
    ]


def test_a_case_that_cannot_be_read_is_shown_beside_the_others(casefile: Casefile, northwind: Path) -> None:
    (northwind / "cases" / "bad").mkdir()
    result = casefile("list", "--as-of", "2026-11-21")
    assert result.code == 1
    assert CASE in result.out
    assert "bad " in result.out
    assert "cases/bad:1:1: no case.yaml" in result.err


def test_the_next_step_is_what_next_has_first_for_the_case(casefile: Casefile, tmp_path: Path) -> None:
    for name in ("casefile.yaml", "debtors", "cases"):
        source, target = ROOT / name, tmp_path / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copyfile(source, target)
    for _ in range(2):  # read, and told again
        listed = casefile("list", "--as-of", "2026-09-01", "--json").json["cases"]
        day = casefile("next", "--as-of", "2026-09-01", "--all", "--json").json
        first = {each["case"]: each for each in reversed([*day["actions"], *day["planned"]])}
        steps = {each["case"]: each["next"] for each in listed}
        assert steps == {
            "2026-003-kestrel": {"step": "default", "due": "2026-08-29"},
            "2026-014-northwind": {"step": "attorney", "due": "2026-06-15"},
            "2026-017-morgenrot": {"step": "demand", "due": "2026-08-11"},
            "2026-022-brightwell": None,
        }
        assert {case: each and (each["step"], each["due"]) for case, each in steps.items()} == {
            case: (first[case]["step"], first[case]["due"]) if case in first else None for case in steps
        }


def test_a_letter_in_another_case_moves_the_next_step_too(
    casefile: Casefile, workspace: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    portfolio(workspace)("2026-09-01", one={"invoices/R1.yaml": invoice()}, two={"case.yaml": ""})
    step = {"step": "first", "due": "2026-04-15"}
    assert casefile("list", "--as-of", "2026-09-01", "--json").json["cases"][0]["next"] == step
    casefile("log", "two", "email", "--date", "2026-08-31", "--text", "")
    later = casefile("list", "--as-of", "2026-09-01", "--json").json["cases"][0]["next"]
    assert later["due"] > "2026-09-01"


def test_what_is_closed_and_still_open_counts_as_it_does_in_aging(
    casefile: Casefile, workspace: Callable[[Mapping[str, str | bytes]], Path]
) -> None:
    bill = {"invoices/R1.yaml": invoice()}
    closed = {how: {"case.yaml": f"closed: {{on: 2026-08-01, outcome: {how}}}\n"} | bill for how in ("paid", "sued")}
    gone = {"case.yaml": "closed: {on: 2026-08-01, outcome: written-off}\n"} | bill
    portfolio(workspace)("2026-09-01", one=bill, two=closed["paid"], three=closed["sued"], four=gone)
    rows = casefile("list", "--as-of", "2026-09-01", "--json").json["cases"]
    assert [(row["case"], row["state"]) for row in rows] == [("one", "overdue"), ("three", "closed"), ("two", "closed")]
    aging = casefile("aging", "--as-of", "2026-09-01", "--json").json["currencies"]["EUR"]["total"]
    assert str(sum(Decimal(row["owed"]) for row in rows)) == aging == "300.00"
    assert "1 more with nothing owed or written off" in casefile("list", "--as-of", "2026-09-01").err


def test_what_is_over_is_hidden_until_asked_for(casefile: Casefile, northwind: Path) -> None:
    with (northwind / FOLDER / "case.yaml").open("a") as file:
        file.write("closed: {on: 2026-10-01, outcome: written-off}\n")
    assert casefile("list", "--as-of", "2026-11-21", "--json").json["cases"] == []
    assert "1 more" in casefile("list", "--as-of", "2026-11-21").err
    shown = casefile("list", "--as-of", "2026-11-21", "--all", "--json").json["cases"]
    assert [row["state"] for row in shown] == ["closed"]


def test_nothing_owed_is_a_figure_too_and_no_figure_is_null(casefile: Casefile, northwind: Path) -> None:
    (northwind / "cases" / "bad").mkdir()
    for name in ("payments.yaml", "invoices/INV-1043.yaml"):
        (northwind / FOLDER / name).unlink()
    rows = casefile("list", "--all", "--as-of", "2026-11-21", "--json").json["cases"]
    assert {row["case"]: (row["owed"], row["currency"]) for row in rows} == {CASE: ("0.00", "EUR"), "bad": (None, None)}


def test_an_empty_workspace_says_what_to_do(casefile: Casefile, tmp_path: Path) -> None:
    (tmp_path / "casefile.yaml").write_text("creditor: {name: A}\n")
    assert casefile("list").out == "No cases yet: casefile new makes one.\n"


def test_what_another_case_of_the_debtor_says_counts_though_this_one_is_not_read_again(
    casefile: Casefile, northwind: Path
) -> None:
    def states() -> dict[str, str]:
        found = casefile("list", "--as-of", "2026-11-21", "--json").json["cases"]
        return {each["case"]: each["state"] for each in found}

    other = northwind / "cases/other/case.yaml"
    other.parent.mkdir()
    debtor = '{name: "Northwind Trading, GmbH", address: {postcode: "20457"}}'
    other.write_text(f"id: other\ntitle: T\ncurrency: EUR\ndebtor: {debtor}\n")
    assert states()[CASE] == "disputed"
    bare = other.read_text()
    other.write_text(f"{bare}insolvency: {{opened: 2026-11-01}}\n")
    assert states()[CASE] == "insolvent"
    other.write_text(bare)
    assert states()[CASE] == "disputed"
