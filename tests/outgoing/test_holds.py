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
from casefile.outgoing.holds import of_outbox, of_ruins, of_twice, of_unread, stopped
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


def test_while_a_send_runs_its_letters_hold_and_that_is_said(root: Path) -> None:
    found = dossiers(root, "c1", "c2", "c3")
    for state in ("ready", "sending", "sent"):
        holds = list(of_outbox(Outbox(root), [entry(state)], found, "lena, process 7"))
        today, (problem,) = stopped(day(found, ON), holds)
        assert going(today) == ["c3"]
        assert "is on its way: a send is running (lena, process 7)" in problem.message
        assert (problem.level, "--resend" in problem.hint) == ("warning", False)


@pytest.mark.parametrize(
    ("paid", "goes"),
    [
        ("date: 2026-04-16, amount: 9", ["c2", "c3"]),
        ("date: 2026-04-16, amount: 9, invoice: R-c1", ["c2", "c3"]),
        ("date: 2026-04-16, amount: 9, kind: refund", ["c1", "c2", "c3"]),
        ("date: 2026-04-15, amount: 1", ["c1", "c2", "c3"]),
    ],
)
def test_what_is_paid_on_a_later_day_is_not_asked_for_before(paid: str, goes: list[str], root: Path) -> None:
    (root / "cases/c1/payments.yaml").write_text(f"- {{{paid}}}\n")
    today, problems = stopped(day(dossiers(root, "c1", "c2", "c3"), ON), ())
    assert going(today) == goes
    assert ["is entered as paid on 2026-04-16, after 2026-04-15" in each.message for each in problems] == [True] * (
        3 - len(goes)
    )
    assert [str(each.source) for each in problems] == ["cases/c1/payments.yaml:1:3"] * (3 - len(goes))


HEAD = "id: c1\ntitle: T\ncurrency: EUR\ndebtor: kunde\n"
NOTE = "---\ndate: 2026-04-16\ndirection: {}\nchannel: {}\n{}---\n"
LATER = (
    ("correspondence/1.md", NOTE.format("in", "call", "promise: {on: 2026-05-01}\n"), "c2 c3"),
    ("correspondence/1.md", NOTE.format("out", "call", "outcome: promised\npromise: {on: 2026-05-01}\n"), "c2 c3"),
    ("correspondence/1.md", NOTE.format("in", "email", ""), "c2 c3"),
    ("case.yaml", HEAD + "closed: {on: 2026-04-16, outcome: paid}\n", "c2 c3"),
    ("case.yaml", HEAD + "dispute: {raised: 2026-04-16, reason: quality, statement: S}\n", "c2 c3"),
    ("case.yaml", HEAD + "events: [{date: 2026-04-16, what: mediation}]\n", "c2 c3"),
    ("settlement.yaml", "agreed: 2026-04-16\namount: 5\ndue: 2026-05-01\n", "c2 c3"),
    ("offers.yaml", "- {id: O1, date: 2026-04-16, by: us, kind: deferral, amount: 9, due: 2026-05-01, status: accepted}\n", "c2 c3"),
    ("invoices/2.yaml", "number: G\nissued: 2026-04-16\nkind: credit-note\ncredits: R-c1\nlines: [{id: 1, description: D, unit_price: 9}]\n", "c2 c3"),
    ("case.yaml", HEAD + "insolvency: {opened: 2026-04-16}\n", "c3"),
    ("case.yaml", HEAD + "events: [{date: 2026-04-16, what: insolvency}]\n", "c3"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "goes"), LATER)
def test_what_is_recorded_for_a_later_day_keeps_the_letter_back(name: str, text: str, goes: str, root: Path) -> None:
    path = root / "cases/c1" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    found = dossiers(root, "c1", "c2", "c3")
    today, problems = stopped(day(found, ON), list(of_ruins(found, ON)))
    assert going(today) == goes.split()
    told = f"c1: cases/c1/{name} has an entry of 2026-04-16, after 2026-04-15: nothing is written before"
    assert [each.message for each in problems] == [told]
    assert problems[0].source is not None
    assert (problems[0].source.file, problems[0].level) == (f"cases/c1/{name}", "warning")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("correspondence/1.md", NOTE.format("in", "attorney", "")),
        ("correspondence/1.md", NOTE.format("in", "email", "invoices: [R-x]\n")),
        ("correspondence/1.md", NOTE.format("in", "email", "").replace("04-16", "04-15")),
        ("case.yaml", HEAD + "events: [{date: 2026-04-16, what: acknowledgement}]\n"),
        ("case.yaml", HEAD + "hold: {reason: R, until: 2026-04-10}\n"),
        ("offers.yaml", "- {id: O1, date: 2026-04-16, by: us, kind: deferral, amount: 9, due: 2026-05-01}\n"),
    ],
)
def test_what_changes_nothing_when_its_day_comes_keeps_no_letter_back(name: str, text: str, root: Path) -> None:
    path = root / "cases/c1" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    found = dossiers(root, "c1", "c2", "c3")
    today, problems = stopped(day(found, ON), list(of_ruins(found, ON)))
    assert (going(today), problems) == (["c1", "c2", "c3"], ())


@pytest.mark.parametrize(("opened", "goes"), [("2026-04-22", "c3"), ("2026-04-23", "c1 c2 c3")])
def test_who_looks_back_sees_what_was_asked_for_then(opened: str, goes: str, root: Path) -> None:
    (root / "cases/c1/case.yaml").write_text(HEAD + f"insolvency: {{opened: {opened}}}\n")
    found = dossiers(root, "c1", "c2", "c3")
    today, _ = stopped(day(found, ON), list(of_ruins(found, ON)))
    assert going(today) == goes.split()


def test_what_is_paid_later_on_another_invoice_holds_nothing(root: Path) -> None:
    second = (root / "cases/c1/invoices/1.yaml").read_text().replace("R-c1", "R-x").replace("2026-04-14", "2026-09-14")
    (root / "cases/c1/invoices/2.yaml").write_text(second)
    (root / "cases/c1/payments.yaml").write_text("- {date: 2026-04-16, amount: 9, invoice: R-x}\n")
    assert stopped(day(dossiers(root, "c1"), ON), ()) == (day(dossiers(root, "c1"), ON), ())


def test_an_invoice_that_is_open_in_two_cases_is_asked_for_in_neither(root: Path) -> None:
    invoice = root / "cases/c2/invoices/1.yaml"
    invoice.write_text(invoice.read_text().replace("R-c2", "R-c1"))
    found = dossiers(root, "c1", "c2", "c3")
    asked = day(found, ON)
    today, problems = stopped(asked, list(of_twice(asked, found)))
    assert going(today) == ["c3"]
    told = "is open in {}, too: nothing is written about it while it stands twice"
    assert sorted(each.message for each in problems) == [
        f"c1: R-c1 {told.format('c2')}",
        f"c2: R-c1 {told.format('c1')}",
    ]


def test_the_same_number_of_two_debtors_is_asked_for_in_both(root: Path) -> None:
    invoice = root / "cases/c3/invoices/1.yaml"
    invoice.write_text(invoice.read_text().replace("R-c3", "R-c1"))
    found = dossiers(root, "c1", "c3")
    asked = day(found, ON)
    assert stopped(asked, list(of_twice(asked, found))) == (asked, ())
