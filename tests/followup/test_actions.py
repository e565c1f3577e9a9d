"""What is to be done on a day, and why: the ladder, what changes it, and one debtor's cases together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.case import folder
from casefile.case.workspace import open_workspace
from casefile.claim.owed import owed
from casefile.claim.regimes import bundled
from casefile.followup.actions import Day, Dossier, day

WORKSPACE = "creditor: {name: A}\n"
DEBTOR = "name: Northwind\nemail: ap@northwind.example\naddress: {lines: [Am Kai 1], postcode: '20459', city: Hamburg, country: DE}\n"
Look = Callable[..., Day]


def case(name: str = "a", more: str = "", currency: str = "EUR") -> str:
    return f"id: {name}\ntitle: T\ncurrency: {currency}\ndebtor: northwind\n{more}"


def invoice(number: str = "R1", due: str = "2026-04-14", price: str = "100.00", more: str = "") -> str:
    line = f"{{id: 1, description: D, unit_price: {price}{more}}}"
    return f"number: {number}\nissued: 2026-03-01\ndue: {due}\nlines: [{line}]\n"


def contact(on: str, more: str = "", channel: str = "email", direction: str = "out") -> str:
    return f"---\ndate: {on}\ndirection: {direction}\nchannel: {channel}\n{more}---\n"


@pytest.fixture
def look(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Look:
    """The day's work in a workspace of these files; case a with its one invoice is there unless told otherwise."""

    def run(on: str, files: Mapping[str, str] | None = None, **more: str) -> Day:
        told = {
            "casefile.yaml": WORKSPACE,
            "debtors/northwind.yaml": DEBTOR,
            "cases/a/case.yaml": case(),
            "cases/a/invoices/1.yaml": invoice(),
            **(files or {}),
            **{f"cases/a/{name.replace('__', '/')}": text for name, text in more.items()},
        }
        opened = open_workspace(workspace({name: text for name, text in told.items() if text}))
        as_of = date.fromisoformat(on)
        found = [folder.load(opened, case_id) for case_id in opened.case_ids()]
        return day([Dossier(each, owed(each, as_of, bundled())) for each in found], as_of)

    return run


def todo(today: Day) -> list[tuple[str, str, str, str]]:
    return [(each.dossier.case.id, each.step, each.channel, str(each.due)) for each in today.actions]


def reasons(today: Day) -> list[str]:
    return [each.reason for each in today.actions]


def test_the_usual_ladder_needs_no_configuration(look: Look) -> None:
    assert todo(look("2026-04-15")) == [("a", "first", "email", "2026-04-15")]
    assert reasons(look("2026-04-15")) == ["first: 1 day after the due date"]


def test_the_reason_names_what_went_before(look: Look) -> None:
    today = look("2026-04-22", **{"correspondence__1.md": contact("2026-04-15", "step: first\n")})
    assert todo(today) == [("a", "second", "email", "2026-04-22")]
    assert reasons(today) == ["second: 8 days after the due date, the first one went out on 15 April"]


def test_a_missed_day_leaves_no_step_out_and_each_gives_the_time_it_named(look: Look) -> None:
    late = {"correspondence__1.md": contact("2026-05-20", "step: first\n")}
    assert todo(look("2026-05-20")) == [("a", "first", "email", "2026-04-15")]
    assert todo(look("2026-05-26", **late)) == []  # pay_within: 7
    assert todo(look("2026-05-27", **late)) == [("a", "second", "email", "2026-05-27")]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"case.yaml": case(more="hold: {reason: we talk}\n")}, "on hold: we talk"),
        ({"case.yaml": case(more="hold: {reason: we talk, until: 2026-05-01}\n")}, "on hold until 1 May: we talk"),
        (
            {"correspondence__1.md": contact("2026-04-13", "promise: {on: 2026-04-20}\n", "call", "in")},
            "promised for 20 April",
        ),
        ({"invoices__1.yaml": invoice(more=", dispute: {reason: quality}")}, "all of it is contested"),
        (
            {"settlement.yaml": "agreed: 2026-04-10\namount: 80.00\ndue: 2026-05-15\n"},
            "settled on 10 April: 80.00 EUR is due on 15 May",
        ),
    ],
)
def test_what_stops_it(files: Mapping[str, str], why: str, look: Look) -> None:
    today = look("2026-04-16", **files)
    assert (todo(today), [each.why for each in today.waiting]) == ([], [why])


@pytest.mark.parametrize(
    "files",
    [
        {"case.yaml": case(more="closed: {on: 2026-04-15, outcome: paid}\n")},
        {"payments.yaml": "- {date: 2026-04-14, amount: 100.00}\n"},
    ],
)
def test_what_is_over_is_not_even_told(files: Mapping[str, str], look: Look) -> None:
    today = look("2026-04-16", **files)
    assert (today.actions, today.planned, today.waiting) == ((), (), ())


def test_of_a_contested_invoice_the_rest_is_reminded_of(look: Look) -> None:
    part = invoice(more=", dispute: {amount: 40.00, reason: quality}")
    assert todo(look("2026-04-15", **{"invoices__1.yaml": part})) == [("a", "first", "email", "2026-04-15")]


def test_an_objection_is_answered_before_anything_else(look: Look) -> None:
    part = invoice(more=", dispute: {amount: 40.00, reason: quality, raised: 2026-04-18}")
    today = look(
        "2026-04-22", **{"invoices__1.yaml": part, "correspondence__1.md": contact("2026-04-15", "step: first\n")}
    )
    assert todo(today) == [("a", "answer", "email", "2026-04-20")]  # five days after the last letter
    assert reasons(today) == ["objected to on 18 April, and not answered in writing"]
    assert [(each.step, str(each.due)) for each in today.planned] == [("second", "2026-04-27")]


def test_a_broken_promise_is_asked_about_and_then_the_ladder_goes_on(look: Look) -> None:
    given = {
        "correspondence__1.md": contact("2026-04-15", "step: first\n"),
        "correspondence__2.md": contact("2026-04-16", "promise: {on: 2026-04-24, amount: 100.00}\n", "call", "in"),
    }
    today = look("2026-04-25", **given)
    assert todo(today) == [("a", "promise", "call", "2026-04-25")]
    assert reasons(today) == ["100.00 EUR was promised for 24 April, nothing came"]
    called = given | {"correspondence__3.md": contact("2026-04-25", "step: promise\noutcome: no-answer\n", "call")}
    assert todo(look("2026-04-29", **called)) == []
    assert todo(look("2026-04-30", **called)) == [("a", "second", "email", "2026-04-30")]


def test_a_promise_that_was_kept_stops_nothing_more(look: Look) -> None:
    given = {
        "correspondence__2.md": contact("2026-04-16", "promise: {on: 2026-04-24, amount: 40.00}\n", "call", "in"),
        "payments.yaml": "- {date: 2026-04-20, amount: 40.00}\n",
    }
    assert todo(look("2026-04-21", **given)) == [("a", "first", "email", "2026-04-15")]


@pytest.mark.parametrize(
    ("debtor", "channel", "why"),
    [
        (DEBTOR, "post", "the e-mail of 15 April came back; by post"),
        (
            DEBTOR.partition("address")[0],
            "call",
            "the e-mail of 15 April came back; by telephone: find out where to write",
        ),
    ],
)
def test_mail_that_bounced_goes_another_way(debtor: str, channel: str, why: str, look: Look) -> None:
    bounced = contact("2026-04-15", "step: first\noutcome: bounced\nto: ap@northwind.example\n")
    today = look("2026-04-16", {"debtors/northwind.yaml": debtor}, **{"correspondence__1.md": bounced})
    assert todo(today) == [("a", "first", channel, "2026-04-15")]
    assert reasons(today) == [f"first: 2 days after the due date, {why}"]


def test_a_report_that_the_mail_bounced_does_the_same_from_its_day_on(look: Look) -> None:
    went = contact("2026-04-15", "step: first\nto: ap@northwind.example\n")
    report = contact("2026-04-17", "outcome: bounced\n", direction="in")
    notes = {"correspondence__1.md": went, "correspondence__2.md": report}
    assert todo(look("2026-04-16", **notes)) == []
    assert todo(look("2026-04-17", **notes)) == [("a", "first", "post", "2026-04-15")]
    assert reasons(look("2026-04-17", **notes)) == [
        "first: 3 days after the due date, the e-mail of 15 April came back; by post"
    ]


def test_without_an_address_for_mail_it_goes_by_post(look: Look) -> None:
    today = look("2026-04-15", {"debtors/northwind.yaml": DEBTOR.replace("email: ap@northwind.example\n", "")})
    assert todo(today)[0][2] == "post"
    assert reasons(today) == ["first: 1 day after the due date; by post, as no e-mail address is known"]


@pytest.mark.parametrize(
    "address",
    ["{city: Hamburg}", "{lines: [Am Kai 1], city: Hamburg, country: DE}", "{lines: [Am Kai 1], postcode: '1'}"],
)
def test_half_an_address_is_none(address: str, look: Look) -> None:
    today = look("2026-04-15", {"debtors/northwind.yaml": f"name: Northwind\naddress: {address}\n"})
    assert todo(today)[0][2] == "call"
    assert "find out where to write, as no e-mail address is known" in reasons(today)[0]


def test_a_country_without_post_codes_needs_none(look: Look) -> None:
    address = "{lines: [1 Queen's Road], city: Hong Kong, country: HK}"
    assert todo(look("2026-04-15", {"debtors/northwind.yaml": f"name: N\naddress: {address}\n"}))[0][2] == "post"


def test_a_missed_instalment_is_noticed_and_the_default_once_more(look: Look) -> None:
    settled = {"settlement.yaml": "agreed: 2026-04-20\namount: 80.00\ndue: 2026-05-15\ndefault: {grace_days: 7}\n"}
    assert todo(look("2026-05-16", **settled)) == [("a", "default", "email", "2026-05-16")]
    noticed = settled | {"correspondence__1.md": contact("2026-05-16", "step: default\n")}
    assert todo(look("2026-05-22", **noticed)) == []
    assert todo(look("2026-05-23", **noticed)) == [("a", "default", "registered", "2026-05-23")]
    again = noticed | {"correspondence__2.md": contact("2026-05-23", "step: default\n", "registered")}
    assert todo(look("2026-05-30", **again)) == [("a", "demand", "registered", "2026-05-30")]


def test_in_an_insolvency_the_claim_is_filed_and_nothing_is_asked(look: Look) -> None:
    ruin = case(more="insolvency: {opened: 2026-05-02, file_by: 2026-06-15, administrator: Dr. Quandt}\n")
    today = look("2026-05-10", **{"case.yaml": ruin})
    assert todo(today) == [("a", "file-claim", "post", "2026-05-02")]
    assert reasons(today) == ["insolvency was opened on 2 May: file the claim with Dr. Quandt by 15 June"]
    assert str(today.actions[0].by) == "2026-06-15"


TWO = {"cases/b/case.yaml": case("b"), "cases/b/invoices/1.yaml": invoice("R2", "2026-04-12", "900.00")}


def test_one_letter_goes_to_one_debtor_over_several_invoices_and_cases(look: Look) -> None:
    today = look("2026-04-15", TWO, **{"invoices__2.yaml": invoice("R3", "2026-04-13")})
    assert {(each.dossier.case.id, each.invoices, each.letter) for each in today.actions} == {
        ("a", ("R1",), "first:a"), ("a", ("R3",), "first:a"), ("b", ("R2",), "first:a"),
    }  # fmt: skip


def test_two_contacts_lie_days_apart_whatever_the_cases_ask(look: Look) -> None:
    today = look("2026-04-20", TWO, **{"correspondence__1.md": contact("2026-04-15", "step: first\n")})
    assert todo(today) == [("b", "first", "email", "2026-04-20")]
    assert [(each.step, str(each.due)) for each in today.planned] == [("second", "2026-04-22")]
    after = look("2026-04-23", TWO, **{
        "correspondence__1.md": contact("2026-04-15", "step: first\n"),
    } | {"correspondence__2.md": contact("2026-04-20")})  # fmt: skip
    assert todo(after) == []


def test_what_falls_due_soon_goes_with_a_reminder(look: Look) -> None:
    today = look("2026-04-15", {"cases/b/case.yaml": case("b"), "cases/b/invoices/1.yaml": invoice("R2", "2026-04-20")})
    assert {each.letter for each in today.actions} == {"first:a"}
    assert {each.step for each in today.actions} == {"first", "upcoming"}


def test_currencies_are_compared_by_what_is_usual_in_each(look: Look) -> None:
    others = {
        "debtors/south.yaml": "name: South\n",
        "cases/b/case.yaml": case("b", currency="RUB").replace("northwind", "south"),
        "cases/b/invoices/1.yaml": invoice("R2", "2026-04-14", "90000.00"),
    }
    assert [each.priority for each in look("2026-04-16", others).actions] == [200, 200]


def test_ways_of_a_debtor_win_over_the_ladder(look: Look) -> None:
    own = f"{DEBTOR}follow_up: {{min_days_between: 9, channel: post, without: [second]}}\n"
    sent = {"correspondence__1.md": contact("2026-04-15", "step: first\n", "post")}
    assert todo(look("2026-04-15", {"debtors/northwind.yaml": own})) == [("a", "first", "post", "2026-04-15")]
    today = look("2026-05-01", {"debtors/northwind.yaml": own}, **sent)
    assert todo(today) == [("a", "call", "call", "2026-04-29")]


def test_a_check_in_comes_after_delivery_where_the_ladder_asks_for_it(look: Look) -> None:
    step = "{step: hello, after_delivery: 3, channel: email, document: check-in}"
    own = {"casefile.yaml": f"{WORKSPACE}ladder: [{step}]\n"}
    told = {"invoices__1.yaml": invoice(more=", delivered: 2026-03-20")}
    assert todo(look("2026-03-22", own, **told)) == []
    assert todo(look("2026-03-23", own, **told)) == [("a", "hello", "email", "2026-03-23")]
    assert todo(look("2026-03-23", None, **told)) == []
    asked = told | {"correspondence__1.md": contact("2026-03-23", "step: hello\n")}
    assert todo(look("2026-03-30", own, **asked)) == []


def test_a_debt_that_is_barred_soon_goes_to_the_attorney(look: Look) -> None:
    law = case(more="contract: {law: DE, type: services}\n")
    today = look("2029-10-01", **{"case.yaml": law})
    assert ("a", "limitation", "attorney", "2029-09-30") in todo(today)
    assert next(each for each in today.actions if each.step == "limitation").priority > 0
