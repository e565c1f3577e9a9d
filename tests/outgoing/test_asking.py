"""Whether the day still asks for a letter that was written down: step by step, case by case, to the cent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from casefile.followup.actions import day
from casefile.outgoing.asking import Asked
from casefile.outgoing.outbox import Entry
from tests.outgoing.test_holds import ON, dossiers, entry, root

__all__ = ["root"]
LETTER = replace(entry("sending"), cases={"c1": ("R-c1",), "c2": ("R-c2",)}, asks={"c1": "9.00 EUR", "c2": "9.00 EUR"})


def doubt(root: Path, letter: Entry = LETTER, on: str = "c1 c2 c3") -> str:
    found = dossiers(root, *on.split())
    return Asked(day(found, ON), found).doubt(letter)


def test_what_the_day_asks_for_is_not_doubted_nor_a_part_of_it(root: Path) -> None:
    assert doubt(root) == ""
    assert doubt(root, replace(LETTER, cases={"c1": ("R-c1",)}, asks={})) == ""


def test_an_invoice_that_came_in_since_says_nothing_against_it(root: Path) -> None:
    text = (
        (root / "cases/c1/invoices/1.yaml").read_text().replace("R-c1", "R-x").replace("unit_price: 9", "unit_price: 5")
    )
    (root / "cases/c1/invoices/2.yaml").write_text(text)
    assert doubt(root) == ""


@pytest.mark.parametrize(
    ("file", "text", "says"),
    [
        ("payments.yaml", "- {date: 2026-04-15, amount: 9}\n", "c1: nothing is owed"),
        ("payments.yaml", "- {date: 2026-04-15, amount: 1}\n", "c1: it asks for 9.00 EUR, and 8.00 EUR is owed"),
        ("case.yaml", "hold: {reason: talks}\n", "c1: on hold: talks"),
        ("case.yaml", "dispute: {raised: 2026-04-10, reason: quality}\n", "c1: "),
    ],
)
def test_what_changed_since_is_named_with_its_case(file: str, text: str, says: str, root: Path) -> None:
    with (root / "cases/c1" / file).open("a") as written:
        written.write(text)
    assert doubt(root).startswith(says)
    assert "c2" not in doubt(root)


@pytest.mark.parametrize(
    ("letter", "says"),
    [
        (replace(LETTER, step="second"), "the day asks for the second reminder about R-c1 no more"),
        (replace(LETTER, document="demand"), "reminder (email) is due"),
        (replace(LETTER, cases={"gone": ()}), "gone: the case cannot be read"),
        (replace(LETTER, cases={"c1": ()}, step="final"), "c1: the first reminder is due instead"),
    ],
)
def test_another_step_is_another_letter(letter: Entry, says: str, root: Path) -> None:
    assert says in doubt(root, letter)
