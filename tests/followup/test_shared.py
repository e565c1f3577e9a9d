"""What one case says of its debtor goes for all their cases: an insolvency, and a step that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from casefile.followup.action import Dossier
from casefile.followup.actions import Day, day
from casefile.followup.line import joined, line
from casefile.followup.shared import shared
from casefile.followup.wording import plain
from tests.followup.portfolio import Portfolio, contact, invoice

ON = "2026-05-15"
RUIN = "insolvency: {opened: 2026-05-01, administrator: Dr. Kern, file_by: 2026-06-20}\n"


def asked(found: tuple[Dossier, ...]) -> Day:
    return day(found, date.fromisoformat(ON))


def todo(today: Day) -> list[tuple[str, str, str]]:
    return [(each.dossier.case.id, each.step, str(each.by)) for each in today.actions]


def open_item(number: str = "R1") -> dict[str, str]:
    return {"invoices/1.yaml": invoice(number)}


def test_an_insolvency_is_the_debtors_and_each_open_case_is_filed(cases: Portfolio) -> None:
    ruined = {"case.yaml": RUIN, **open_item()}
    today = asked(cases(ON, a=ruined, b=open_item("R2")))
    assert todo(today) == [("a", "file-claim", "2026-06-20"), ("b", "file-claim", "2026-06-20")]
    words = "insolvency was opened on 1 May: file the claim with Dr. Kern by 20 June"
    told = [plain(today.as_of).told(each.reason) for each in today.actions]
    assert told == [words, f"{words}, as cases/a/case.yaml says"]
    assert today.planned == ()


def test_where_it_was_filed_and_where_nothing_is_open_nothing_is_asked(cases: Portfolio) -> None:
    filed = {**open_item("R2"), "correspondence/1.md": contact("2026-05-10", "step: file-claim\n", "post")}
    paid = {**open_item("R3"), "payments.yaml": "- {date: 2026-04-14, amount: 100.00}\n"}
    today = asked(cases(ON, a={"case.yaml": RUIN, **open_item()}, b=filed, c=paid))
    assert [name for name, _, _ in todo(today)] == ["a"]
    assert [each.dossier.case.id for each in today.waiting] == ["b"]


def test_the_last_day_to_file_is_known_from_whichever_case_says_it(cases: Portfolio) -> None:
    bare = {"case.yaml": "insolvency: {opened: 2026-05-02}\n", **open_item("R2")}
    today = asked(cases(ON, a=bare, b={"case.yaml": RUIN, **open_item()}, c=open_item("R3")))
    assert sorted(todo(today)) == [(name, "file-claim", "2026-06-20") for name in "abc"]


def test_one_that_is_yet_to_be_opened_and_one_of_another_debtor_stop_nothing(cases: Portfolio) -> None:
    coming = {"case.yaml": "insolvency: {opened: 2026-05-20}\n", **open_item()}
    assert [step for _, step, _ in todo(asked(cases(ON, a=coming, b=open_item("R2"))))] == ["first", "first"]
    ruined, other = cases(ON, a={"case.yaml": RUIN, **open_item()}, b=open_item("R2"))
    stranger = replace(other.case, debtor_id="", debtor=other.case.debtor.model_copy(update={"name": "B"}))
    assert [step for _, step, _ in todo(asked((ruined, replace(other, case=stranger))))] == ["file-claim", "first"]


MISNAMED = "cases/a/correspondence/1.md has the step 'frist', which no ladder has: nobody knows what went out"


def test_nothing_goes_to_a_debtor_of_whom_nobody_knows_what_went_out(cases: Portfolio) -> None:
    slip = {**open_item(), "correspondence/1.md": contact("2026-04-20", "step: frist\n")}
    today = asked(cases(ON, a=slip, b=open_item("R2")))
    assert (today.actions, today.planned) == ((), ())
    assert [plain(today.as_of).told(each.why) for each in today.waiting] == [f"on hold: {MISNAMED}"] * 2


RENUMBERED = (
    "cases/a/correspondence/1.md names the invoice 'R0', which the case does not have: name it as it is called now"
)


def test_nothing_goes_to_a_debtor_while_a_step_names_an_invoice_that_is_not_there(cases: Portfolio) -> None:
    slip = {**open_item(), "correspondence/1.md": contact("2026-04-20", "step: first\ninvoices: [R0]\n")}
    today = asked(cases(ON, a=slip, b=open_item("R2")))
    assert (today.actions, today.planned) == ((), ())
    assert [plain(today.as_of).told(each.why) for each in today.waiting] == [f"on hold: {RENUMBERED}"] * 2


def test_a_step_that_names_an_invoice_that_is_there_is_its_step(cases: Portfolio) -> None:
    both = {**open_item(), "correspondence/1.md": contact("2026-05-14", "step: first\ninvoices: [R0, R1]\n")}
    today = asked(cases(ON, a=both))
    assert [(each.step, each.due.isoformat()) for each in today.planned] == [("second", "2026-05-21")]


def test_a_letter_that_is_no_step_and_a_case_that_is_paid_hold_nothing(cases: Portfolio) -> None:
    letter = {"correspondence/1.md": contact("2026-04-20", "invoices: [R0]\n")}
    paid = {
        "payments.yaml": "- {date: 2026-04-14, amount: 100.00}\n",
        "correspondence/1.md": contact("2026-04-20", "step: first\ninvoices: [R0]\n"),
    }
    found = cases(ON, a={**open_item(), **letter}, b={**open_item("R2"), **paid})
    assert [name for name, _, _ in todo(asked(found))] == ["a"]


@pytest.mark.parametrize(
    "more",
    [
        {"correspondence/1.md": contact("2026-04-20", "step: frist\n", direction="in")},
        {"correspondence/1.md": contact("2026-04-20", "step: frist\ninvoices: [R0]\n"), "invoices/0.yaml": invoice("R0", price="0.00")},
        {"correspondence/1.md": contact("2026-04-20", "step: promise\n", "call")},
    ],
)  # fmt: skip
def test_what_may_not_be_about_what_is_open_holds_nothing(cases: Portfolio, more: Mapping[str, str]) -> None:
    assert [name for name, _, _ in todo(asked(cases(ON, a={**open_item(), **more})))] == ["a"]


LETTER = "proof: one@a.example\nto: ap@northwind.example\n"
REPORT = """From: mailer-daemon@northwind.example
Date: Wed, 15 Apr 2026 23:30:05 -0800
Subject: Failure
In-Reply-To: <one@a.example>

Content-Type: message/delivery-status
Action: failed
"""


@pytest.mark.parametrize("where", "abc")
def test_a_letter_about_several_cases_that_came_back_did_so_in_all_of_them(where: str, cases: Portfolio) -> None:
    """Whichever case holds the report, also one that the letter was not about."""
    first = {"correspondence/1.md": contact("2026-04-16", f"step: first\n{LETTER}")}
    found = {name: {**open_item(f"R{name}"), **first} for name in "ab"}
    found["c"] = {"case.yaml": "closed: {on: 2026-05-01, outcome: paid}\n"}
    before = {(name, step) for name, step, _ in todo(asked(cases(ON, a=found["a"], b=found["b"], c=found["c"])))}
    assert before == {("a", "second"), ("b", "second")}
    found[where] = {**found[where], "correspondence/r.eml": REPORT}
    today = asked(cases(ON, a=found["a"], b=found["b"], c=found["c"]))
    assert {(each.dossier.case.id, each.step, each.channel) for each in today.actions} == {
        ("a", "first", "post"), ("b", "first", "post")
    }  # fmt: skip
    assert all("the e-mail of 16 April came back" in plain(today.as_of).told(each.reason) for each in today.actions)


def test_what_came_back_of_another_letter_or_to_another_debtor_says_nothing(cases: Portfolio) -> None:
    first = {name: contact("2026-05-01", f"step: first\nproof: {name}@a.example\n") for name in "ab"}
    found = {name: {**open_item(f"R{name}"), "correspondence/1.md": text} for name, text in first.items()}
    found["a"]["correspondence/r.eml"] = REPORT.replace("one@a", "a@a")
    one, other = cases(ON, a=found["a"], b=found["b"])
    assert {(name, step) for name, step, _ in todo(asked((one, other)))} == {("a", "first"), ("b", "second")}
    same = [replace(each, head=each.head.model_copy(update={"proof": "a@a.example"})) for each in other.case.contacts]
    stranger = other.case.debtor.model_copy(update={"name": "B"})
    apart = replace(other, case=replace(other.case, debtor_id="", debtor=stranger, contacts=tuple(same)))
    assert {(name, step) for name, step, _ in todo(asked((one, apart)))} == {("a", "first"), ("b", "second")}


SETTLED = {"settlement.yaml": "agreed: 2026-04-20\namount: 80.00\ndue: 2026-06-15\n"}


TOO_MUCH = {"payments.yaml": "- {date: 2026-04-14, amount: 500.00}\n"}


@pytest.mark.parametrize(
    "says",
    [
        {"case.yaml": RUIN},
        {"correspondence/1.md": contact("2026-04-20", "step: frist\n")},
        {"correspondence/1.md": contact("2026-04-20", "step: first\ninvoices: [R0]\n")},
        TOO_MUCH,
    ],
)
def test_a_line_says_the_same_whether_the_cases_are_read_together_or_one_by_one(
    cases: Portfolio, says: Mapping[str, str]
) -> None:
    promised = {"correspondence/2.md": contact("2026-05-13", "promise: {on: 2026-05-20}\n", "call", "in")}
    closed = {"case.yaml": "closed: {on: 2026-05-01, outcome: written-off}\n"}
    apart = {**SETTLED, "invoices/2.yaml": invoice("S9", due="2026-05-02", issued="2026-04-25")}
    found = cases(
        ON,
        a={**open_item(), **says},
        b=open_item("R2"),
        c={**open_item("R3"), **SETTLED},
        d={**open_item("R4"), **apart},
        e={**open_item("R5"), **promised},
        f={**open_item("R6"), **closed},
        g={**open_item("R7"), "payments.yaml": "- {date: 2026-04-14, amount: 100.00}\n"},
    )
    alone = joined([line(each) for each in found])
    told = [line(each) for each in shared(found)]
    assert [(each.id, each.state) for each in alone] == [(each.id, each.state) for each in told]
    assert {each.state for each in alone} >= {"closed", "nothing owed"}


def test_counsel_has_a_case_whatever_ladder_its_debtor_has_now(cases: Portfolio) -> None:
    found = cases(
        ON,
        debtor="follow_up: {without: [attorney]}\n",
        a={**open_item(), "correspondence/1.md": contact("2026-05-01", "step: attorney\n", "attorney")},
    )
    today = asked(found)
    assert (today.actions, [plain(today.as_of).told(each.why) for each in today.waiting]) == (
        (),
        ["counsel has had the case since 1 May"],
    )
