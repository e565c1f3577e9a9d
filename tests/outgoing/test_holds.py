"""What keeps the day's letters in the house, for all cases of the debtor, and what is not held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.followup.action import Dossier
from casefile.followup.actions import Day, day
from casefile.outgoing.holds import of_outbox, of_unread, stopped
from casefile.outgoing.outbox import Entry, Outbox, State

KUNDE = "name: Kunde AG\nemail: ap@kunde.example\nphone: '+49 40 1'\n"
ON = date(2026, 4, 15)


def case(name: str, debtor: str) -> dict[str, str | bytes]:
    invoice = (
        f"number: R-{name}\nissued: 2026-03-01\ndue: 2026-04-14\nlines: [{{id: 1, description: D, unit_price: 9}}]\n"
    )
    head = f"id: {name}\ntitle: T\ncurrency: EUR\ndebtor: {debtor}\n"
    return {f"cases/{name}/case.yaml": head, f"cases/{name}/invoices/1.yaml": invoice}


@pytest.fixture
def root(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Path:
    """Two cases of one debtor, and one of another."""
    other = "{name: Other, email: ap@other.example}"
    cases = case("c1", "kunde") | case("c2", "kunde") | case("c3", other)
    return workspace({"casefile.yaml": "creditor: {name: A}\n", "debtors/kunde.yaml": KUNDE, **cases})


def dossiers(root: Path, *names: str) -> list[Dossier]:
    opened = open_workspace(root)
    cases = [folder.load(opened, each) for each in names]
    return [Dossier(each, owed(each, ON, bundled())) for each in cases]


def going(today: Day) -> list[str]:
    return sorted(each.dossier.case.id for each in today.actions)


def entry(state: State) -> Entry:
    return Entry(
        "k", "k@a.example", state, ON, "us@a.example", "ap@kunde.example", "reminder", "T", "t.eml", "first", {"c1": ()}
    )


@pytest.mark.parametrize(
    ("state", "goes", "says"),
    [("ready", ["c1", "c2", "c3"], ""), ("sending", ["c3"], "nobody knows"), ("sent", ["c3"], "is not recorded yet")],
)
def test_a_letter_that_may_have_gone_holds_all_cases_of_its_debtor(
    state: State, goes: list[str], says: str, root: Path
) -> None:
    found = dossiers(root, "c1", "c2", "c3")
    today, problems = stopped(day(found, ON), list(of_outbox(Outbox(root), [entry(state)], found)))
    assert going(today) == goes
    assert [says in each.message for each in problems] == [True] * bool(says)
    assert sorted(each.dossier.case.id for each in today.waiting) == ([] if state == "ready" else ["c1", "c2"])


def test_a_case_that_cannot_be_read_holds_the_others_of_its_debtor(root: Path) -> None:
    found = dossiers(root, "c2", "c3")
    today, (problem,) = stopped(day(found, ON), list(of_unread(root, {"c1": ()}, found)))
    assert going(today) == ["c3"]
    assert problem.message.startswith("c1 cannot be read")
    assert str(problem.source) == "cases/c1/case.yaml:1:1"


def test_what_holds_nothing_back_is_not_told(root: Path) -> None:
    found = dossiers(root, "c3")
    today, problems = stopped(day(found, ON), list(of_unread(root, {"c1": ()}, found)))
    assert (going(today), problems) == (["c3"], ())


def test_a_call_is_never_held(root: Path) -> None:
    (root / "debtors/kunde.yaml").write_text("name: Kunde AG\nphone: '+49 40 1'\n")
    found = dossiers(root, "c1")
    asked = day(found, ON)
    assert [each.channel for each in asked.actions] == ["call"]
    every = replace(next(of_outbox(Outbox(root), [entry("sending")], found)), cases=frozenset({"c1"}), is_told=False)
    assert stopped(asked, [every]) == (asked, ())
