"""How a case stands in one word, and what the ladder has next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.followup.standing import Next, next_step, reminded_of, standing

FILES = {
    "casefile.yaml": "creditor: {name: A}\n",
    "cases/a/case.yaml": "id: a\ntitle: T\ncurrency: EUR\ndebtor: {name: B}\n",
    "cases/a/invoices/1.yaml": "number: R1\nissued: 2026-03-31\ndue: 2026-04-14\nlines: [{id: 1, description: D, unit_price: 100.00}]\n",
}
Look = Callable[..., tuple[str, Next | None]]


@pytest.fixture
def look(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Look:
    """The state and the next step of the case on a day, with lines added to case.yaml and files beside it."""

    def run(day: str, case: str = "", **more: str) -> tuple[str, Next | None]:
        extra = {f"cases/a/{name.replace('__', '/')}": text for name, text in more.items()}
        files = {**FILES, "cases/a/case.yaml": FILES["cases/a/case.yaml"] + case, **extra}
        opened = open_workspace(workspace({name: text for name, text in files.items() if text}))
        found = folder.load(opened, "a")
        claim = owed(found, date.fromisoformat(day), bundled())
        return standing(found, claim), next_step(found, claim)

    return run


def contact(day: str, more: str = "") -> str:
    return f"---\ndate: {day}\ndirection: out\nchannel: email\n{more}---\n"


@pytest.mark.parametrize(
    ("day", "case", "state"),
    [
        ("2026-04-14", "", "not due"),
        ("2026-04-15", "", "overdue"),
        ("2026-04-15", "hold: {reason: x, until: 2026-04-15}\n", "on hold"),
        ("2026-04-16", "hold: {reason: x, until: 2026-04-15}\n", "overdue"),
        ("2026-04-15", "hold: {reason: x}\n", "on hold"),
        ("2026-04-15", "dispute: {reason: quality}\n", "disputed"),
        ("2026-04-15", "closed: {on: 2026-04-15, outcome: paid}\n", "closed"),
        ("2026-04-15", "closed: {on: 2026-04-16, outcome: paid}\n", "overdue"),
        ("2026-04-15", "insolvency: {opened: 2026-04-15}\n", "insolvent"),
        ("2026-01-01", "", "nothing owed"),
    ],
)
def test_the_state(day: str, case: str, state: str, look: Look) -> None:
    assert look(day, case)[0] == state


def test_a_settlement_is_settled_until_it_is_in_default(look: Look) -> None:
    settlement = {"settlement.yaml": "agreed: 2026-05-01\namount: 80.00\ndue: 2026-05-15\n"}
    assert look("2026-05-15", **settlement)[0] == "settled"
    assert look("2026-05-16", **settlement)[0] == "default"


def test_a_promise_counts_until_its_day(look: Look) -> None:
    note = {"correspondence__n.md": contact("2026-04-20", "promise: {on: 2026-04-25}\n")}
    assert look("2026-04-19", **note)[0] == "overdue"
    assert look("2026-04-25", **note) == ("promised", None)
    assert look("2026-04-26", **note)[0] == "overdue"


@pytest.mark.parametrize(
    ("day", "step", "due"),
    [
        ("2026-04-10", "upcoming", "2026-04-07"),
        ("2026-04-14", "first", "2026-04-15"),
        ("2026-06-30", "first", "2026-04-15"),
    ],
)
def test_no_step_is_left_out_however_late_it_is(day: str, step: str, due: str, look: Look) -> None:
    coming = look(day)[1]
    assert coming is not None
    assert (coming.rung.step, str(coming.due)) == (step, due)


def test_what_was_taken_is_not_repeated(look: Look) -> None:
    note = {"correspondence__n.md": contact("2026-04-16", "step: first\n")}
    before, after = look("2026-04-15", **note)[1], look("2026-04-16", **note)[1]
    assert before is not None
    assert after is not None
    assert (before.rung.step, after.rung.step) == ("first", "second")


def test_after_the_last_step_there_is_none(look: Look) -> None:
    note = {"correspondence__n.md": contact("2026-06-16", "step: attorney\n")}
    assert look("2026-09-01", **note)[1] is None


def test_nothing_is_next_while_a_case_is_on_hold(look: Look) -> None:
    assert look("2026-05-01", "hold: {reason: x}\n")[1] is None


def test_a_reminder_is_about_what_the_ladder_would_take(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> None:
    later = FILES["cases/a/invoices/1.yaml"].replace("R1", "R2").replace("2026-04-14", "2026-04-22")
    note = contact("2026-04-15", "step: first\ninvoices: [R1]\n")
    opened = open_workspace(workspace({**FILES, "cases/a/invoices/2.yaml": later, "cases/a/correspondence/n.md": note}))
    found = folder.load(opened, "a")

    def about(day: str, step: str) -> tuple[str, ...]:
        return reminded_of(found, owed(found, date.fromisoformat(day), bundled()), step)

    assert about("2026-04-21", "second") == ()
    assert about("2026-04-22", "second") == ("R1",)
    assert about("2026-04-23", "second") == ("R1", "R2")
    assert about("2026-04-23", "first") == ("R2",)
