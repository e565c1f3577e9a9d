"""What goes out as one letter: what it is about, which step it is, and how much is owed of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.followup.action import Action
from casefile.followup.actions import day
from casefile.followup.letters import about, asked, invoices, key, lead, some, together
from casefile.money import total
from tests.followup.portfolio import Portfolio, invoice, portfolio

DAY = date(2026, 9, 1)


@pytest.fixture
def letters(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Callable[..., tuple[tuple[Action, ...], ...]]:
    """What is done at once on the day about these cases."""
    cases: Portfolio = portfolio(workspace)

    def run(**own: Mapping[str, str]) -> tuple[tuple[Action, ...], ...]:
        found = cases(DAY.isoformat(), debtor="", currencies={}, **own)
        return together(day(found, DAY).actions, key)

    return run


Letters = Callable[..., tuple[tuple[Action, ...], ...]]


def test_reminders_of_one_debtor_are_one_letter_led_by_the_highest_step(letters: Letters) -> None:
    soon = {"invoices/R2.yaml": invoice("R2", due="2026-09-03", price="20.00")}
    (parts,) = letters(one={"invoices/R1.yaml": invoice()} | soon, two={"invoices/R3.yaml": invoice("R3")})
    assert {each.step for each in parts} == {"first", "upcoming"}
    assert lead(parts[::-1]).step == "first"
    assert sorted(invoices(parts)) == ["R1", "R2", "R3"]
    assert {case: str(amount) for case, amount in asked(parts).items()} == {"one": "120.00", "two": "100.00"}


def test_only_what_the_letter_is_about_is_asked_for(letters: Letters) -> None:
    bills = {"invoices/R1.yaml": invoice(), "invoices/R2.yaml": invoice("R2", due="2026-12-01", price="70.00")}
    (parts,) = letters(one=bills)
    assert invoices(parts) == ("R1",)
    assert str(asked(parts)["one"]) == "100.00"


def test_a_step_about_the_whole_case_asks_for_all_of_it(letters: Letters) -> None:
    ruin = {"case.yaml": "insolvency: {opened: 2026-08-10}\n", "invoices/R1.yaml": invoice()}
    costs = {"case.yaml": f"{ruin['case.yaml']}costs: [{{date: 2026-08-12, amount: 12.40, what: Search}}]\n"}
    (parts,) = letters(one=ruin | costs)
    (action,) = parts
    assert (action.step, invoices(parts)) == ("file-claim", ())
    assert asked(parts)["one"] == action.dossier.claim.total


def test_what_has_no_letter_is_told_apart_by_day_case_and_step(letters: Letters) -> None:
    objected = {"case.yaml": "dispute: {reason: quality, raised: 2026-08-20}\n", "invoices/R1.yaml": invoice()}
    found = letters(one=objected, two={"case.yaml": "insolvency: {opened: 2026-08-10}\n", "invoices/R2.yaml": invoice("R2")})  # fmt: skip
    keys = [{key(each) for each in parts} for parts in found]
    assert all(len(each) == 1 for each in keys)
    assert len(set.union(*keys)) == len(found) > 1


@pytest.mark.parametrize(
    ("numbers", "named", "told"),
    [
        ((), ((), 0), ""),
        (("R1",), (("R1",), 0), "R1"),
        (("R1", "R2", "R3"), (("R1", "R2", "R3"), 0), "R1, R2 and R3"),
        (("R1", "R2", "R3", "R4"), (("R1", "R2"), 2), "R1, R2 and 2 more"),
    ],
)
def test_some_invoices_are_named_and_the_others_counted(
    numbers: tuple[str, ...], named: tuple[tuple[str, ...], int], told: str
) -> None:
    assert some(numbers) == named
    assert about(numbers) == told


def test_the_sum_of_a_day_counts_each_case_of_a_letter_once(letters: Letters) -> None:
    bills = {f"invoices/R{n}.yaml": invoice(f"R{n}", due=f"2026-0{n}-14", price="10.00") for n in range(3, 8)}
    (parts,) = letters(one=bills)
    assert len(parts) > 1 or len(invoices(parts)) == 5
    assert str(total([*asked(parts).values()], "EUR")) == "50.00"
