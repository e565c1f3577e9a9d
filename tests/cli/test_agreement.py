"""A thousand cases as they come: `aging`, `next`, `list` and the workbook say of each what `owed` says, to the cent, and
add up no two currencies."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.cli.conftest import Casefile
from tests.office import sheets

pytestmark = pytest.mark.slow

COUNT = 1000
DEBTORS = 300
DAY = "2026-09-01"
CURRENCIES = {"EUR": "de", "GBP": "uk", "PLN": "pl"}


def on(days: int) -> str:
    """A day of the story, counted from the first of January."""
    return (date(2026, 1, 1) + timedelta(days)).isoformat()


def made(number: int) -> tuple[str, Mapping[str, str]]:
    """A case's name and files: what a year brings, drawn from its number."""
    draw = Random(number)  # noqa: S311 - a story, not a secret
    name = f"2026-{number:04}"
    currency, regime = draw.choice(list(CURRENCIES.items()))
    head = [f"id: {name}", f"title: Case {number}", f"currency: {currency}", f"debtor: d{draw.randrange(DEBTORS)}"]
    head += [f"interest: {{regime: {regime}}}", draw.choice(_STATES)]
    files = {}
    numbers = [f"R{number}-{place}" for place in range(1, draw.choice((1, 1, 2, 5)) + 1)]
    for place, each in enumerate(numbers):
        issued = draw.randrange(200)
        files[f"invoices/{place}.yaml"] = _invoice(draw, each, issued)
        if draw.random() < 0.1:
            files[f"invoices/{place}-less.yaml"] = _note(each, issued + 5)
    files["payments.yaml"] = "".join(_payment(draw, draw.choice(numbers)) for _ in range(draw.choice((0, 0, 1, 3))))
    if draw.random() < 0.1:
        files["settlement.yaml"] = _SETTLEMENT
    return name, {key: text for key, text in files.items() if text} | {"case.yaml": "\n".join(head) + "\n"}


_STATES = ("", "", "", "hold: {until: 2026-10-01, reason: They asked for time}",
           "closed: {on: 2026-08-20, outcome: written-off}", "closed: {on: 2026-08-20, outcome: paid}",
           "insolvency: {opened: 2026-07-01}")  # fmt: skip
_SETTLEMENT = """\
agreed: 2026-08-10
kind: deferral
amount: 90.00
schedule: [{due: 2026-08-25, amount: 40.00}, {due: 2026-10-30, amount: 50.00}]
interest: waived
default: {grace_days: 5, revives: remaining}
"""


def _invoice(draw: Random, number: str, issued: int) -> str:
    price = Decimal(draw.randrange(10_001, 900_000)) / 100
    contested = "dispute: {amount: 50.00, reason: overcharged, raised: 2026-08-01}" if draw.random() < 0.1 else ""
    line = f"  - id: 1\n    description: Work\n    unit_price: {price}\n    tax: {draw.choice((0, 19, 20))}\n    {contested}\n"
    return f"number: {number}\nissued: {on(issued)}\ndue: {on(issued + draw.choice((0, 14, 30, 60)))}\nlines:\n{line}"


def _note(number: str, issued: int) -> str:
    line = "lines: [{id: 1, description: Less, unit_price: 10.01}]"
    return f"number: {number}-CN\nkind: credit-note\ncredits: {number}\nissued: {on(issued)}\n{line}\n"


def _payment(draw: Random, number: str) -> str:
    """A sum for one invoice, or for what is owed; too much now and then."""
    about = f"\n  invoice: {number}" if draw.random() < 0.7 else ""
    return f"- date: {on(draw.randrange(200, 243))}\n  amount: {Decimal(draw.randrange(1, 300_000)) / 100}{about}\n"


@pytest.fixture
def folder(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """The workspace."""
    files: dict[str, str | bytes] = {"casefile.yaml": "creditor: {name: A Ltd}\n"}
    for number in range(DEBTORS):
        name = "=1+1" if not number else f"Debtor {number}"
        files[f"debtors/d{number}.yaml"] = f'name: "{name}"\nemail: ap{number}@debtor.example\n'
    for number in range(COUNT):
        name, own = made(number)
        files |= {f"cases/{name}/{key}": text for key, text in own.items()}
    return workspace(files)


def test_every_command_says_the_same_sums(casefile: Casefile, folder: Path, tmp_path: Path) -> None:
    owed = {name: _owed(casefile, name) for name, _ in map(made, range(COUNT))}
    given = {name: one for name, one in owed.items() if "outcome: written-off" not in _head(folder, name)}
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in given.values():
        sums[one["currency"]] += Decimal(one["principal"])
    assert len(sums) == len(CURRENCIES), "the story has them all"

    aging = casefile("aging", "--as-of", DAY, "--json").json["currencies"]
    assert {currency: Decimal(found["total"]) for currency, found in aging.items()} == sums
    for currency, found in aging.items():
        by_case: dict[str, Decimal] = defaultdict(Decimal)
        for row in found["rows"]:
            by_case[row["case"]] += Decimal(row["outstanding"])
        ours = {name: Decimal(one["principal"]) for name, one in given.items() if one["currency"] == currency}
        assert by_case == {name: amount for name, amount in ours.items() if amount}

    today = casefile("next", "--all", "--as-of", DAY, "--json").json
    told = [*today["actions"], *today["planned"]]
    assert len({each["case"] for each in told}) > COUNT / 4, "there is something to do"
    assert {each["case"]: (each["amount"], each["currency"]) for each in told} == {
        each["case"]: (owed[each["case"]]["total"], owed[each["case"]]["currency"]) for each in told
    }
    seen = {each["case"] for each in (*told, *today["waiting"])}
    running = {name: one for name, one in owed.items() if "closed:" not in _head(folder, name)}
    assert [name for name, one in running.items() if Decimal(one["total"]) and name not in seen] == []

    listed = casefile("list", "--all", "--as-of", DAY, "--json").json["cases"]
    assert {each["case"]: (each["owed"], each["currency"]) for each in listed} == {
        name: (one["total"], one["currency"]) for name, one in owed.items()
    }

    book = tmp_path / "aging.xlsx"
    assert casefile("aging", "--as-of", DAY, "--format", "xlsx", "--output", book).code == 0
    shown = {name: list(csv.DictReader(io.StringIO(text))) for name, text in sheets(tmp_path, book).items()}
    for currency, amount in sums.items():
        for rows, column in ((shown[currency], "Total"), (shown[f"{currency} invoices"], "Open")):
            *each, last = [_figure(row[column]) for row in rows]
            assert sum(each) == last == amount, "LibreOffice adds up to what is owed"
    names = {row["Debtor"] for rows in shown.values() for row in rows}
    assert "=1+1" in names or "'=1+1" in names, "a name is no formula"
    assert "2" not in names


def _owed(casefile: Casefile, name: str) -> Any:
    found = casefile("owed", name, "--as-of", DAY, "--json")
    assert found.code == 0, found.err
    return found.json


def _head(folder: Path, name: str) -> str:
    return (folder / f"cases/{name}/case.yaml").read_text()


def _figure(shown: str) -> Decimal:
    return Decimal(shown.replace(",", ""))
