"""The same invoice number in two cases: of one debtor and open in both, it is found in each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.checks.doubled import elsewhere, numbered
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled

ON = date(2026, 9, 1)
LINES = "issued: 2026-03-31\ndue: 2026-04-14\nlines: [{id: 1, description: D, unit_price: 9}]\n"


def case(
    name: str, number: str = "R1", debtor: str = "{name: B, email: b@b.example}", more: str = ""
) -> dict[str, str | bytes]:
    head = f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {debtor}\n{more}"
    return {f"cases/{name}/case.yaml": head, f"cases/{name}/invoices/1.yaml": f"number: {number}\n{LINES}"}


def found(root: Path) -> Mapping[str, tuple[str, ...]]:
    opened = open_workspace(root)
    ours = folder.load(opened, "a")
    return elsewhere(opened, bundled(), numbered(opened), ours, owed(ours, ON, bundled()))


@pytest.mark.parametrize(
    ("other", "says"),
    [
        (case("b"), {"R1": ("b",)}),
        (case("b", "'R1'"), {"R1": ("b",)}),
        (case("b", "R2"), {}),
        (case("b", debtor="{name: C, email: c@c.example}"), {}),
        (case("b", more="closed: {on: 2026-05-01, outcome: paid}\n"), {}),
        (case("b") | {"cases/b/payments.yaml": "- {date: 2026-05-01, amount: 9}\n"}, {}),
        (case("b", more="title: T\n"), {}),
    ],
    ids=["same", "in quotes", "another number", "another debtor", "closed", "paid", "not readable"],
)
def test_a_number_that_is_open_in_another_case_of_the_debtor(
    other: dict[str, str | bytes],
    says: Mapping[str, tuple[str, ...]],
    workspace: Callable[[Mapping[str, str | bytes]], Path],
) -> None:
    assert found(workspace({"casefile.yaml": "creditor: {name: A}\n", **case("a"), **other})) == says
