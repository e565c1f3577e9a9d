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
from casefile.followup.action import Dossier
from casefile.followup.actions import Day, day
from casefile.followup.wording import plain

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
    return [plain(today.as_of).told(each.reason) for each in today.actions]


def waits(today: Day) -> list[str]:
    return [plain(today.as_of).told(each.why) for each in today.waiting]


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
    assert (todo(today), waits(today)) == ([], [why])


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


def test_a_promise_that_was_kept_early_is_waited_for_as_any_other(look: Look) -> None:
    given = {
        "correspondence__2.md": contact("2026-04-16", "promise: {on: 2026-04-24, amount: 40.00}\n", "call", "in"),
        "payments.yaml": "- {date: 2026-04-20, amount: 40.00}\n",
    }
    early = look("2026-04-24", **given)
    assert (todo(early), waits(early)) == ([], ["promised for 24 April, and came before"])
    assert todo(look("2026-04-25", **given)) == [("a", "first", "email", "2026-04-25")]


BROKEN = {
    "correspondence__1.md": contact("2026-04-15", "step: first\n"),
    "correspondence__2.md": contact("2026-04-22", "step: second\n"),
    "correspondence__3.md": contact("2026-04-23", "promise: {on: 2026-05-10}\n", "call", "in"),
}


@pytest.mark.parametrize(
    ("contact_", "is_asked"),
    [
        (contact("2026-05-11"), True),
        (contact("2026-05-11", "step: first\ninvoices: [R2]\n"), True),
        (contact("2026-05-11", "step: promise\n"), False),
        (contact("2026-05-11", "", "call"), False),
        (contact("2026-05-11", "step: final\ninvoices: [R1]\n", "post"), False),
    ],
)
def test_only_a_contact_about_it_answers_a_broken_promise(contact_: str, is_asked: bool, look: Look) -> None:
    later = {"invoices__2.yaml": invoice("R2", "2026-05-09").replace("2026-03-01", "2026-05-01")}
    today = look("2026-05-16", **BROKEN, **later, **{"correspondence__4.md": contact_})
    assert ("promise" in {each.step for each in today.actions}) is is_asked


def test_a_call_about_the_promise_is_the_call_of_the_ladder(look: Look) -> None:
    called = BROKEN | {"correspondence__4.md": contact("2026-05-11", "step: promise\n", "call")}
    assert todo(look("2026-05-16", **called)) == [("a", "final", "post", "2026-05-16")]
    assert reasons(look("2026-05-16", **called)) == ["final: 32 days after the due date, the call was on 11 May"]


def test_a_call_before_its_day_is_not(look: Look) -> None:
    called = {
        "correspondence__1.md": contact("2026-04-15", "step: first\n"),
        "correspondence__2.md": contact("2026-04-22", "step: second\n"),
        "correspondence__3.md": contact("2026-04-24", "", "call"),
    }
    assert todo(look("2026-04-29", **called)) == [("a", "call", "call", "2026-04-29")]


def test_what_waits_for_a_call_about_a_promise_says_so(look: Look) -> None:
    today = look("2026-05-11", **BROKEN)
    (later,) = today.planned
    assert plain(today.as_of).told(later.reason).endswith("; after the call about the promise of today")


@pytest.mark.parametrize(("outcome", "words"), [("paid", "it is paid"), ("disputed", "it is not owed as billed")])
def test_what_the_debtor_said_is_looked_into_before_the_next_reminder(outcome: str, words: str, look: Look) -> None:
    heard = {"correspondence__1.md": contact("2026-04-20", f"outcome: {outcome}\n", "call", "in")}
    today = look("2026-04-21", **heard)
    assert todo(today) == [("a", "look", "", "2026-04-20")]
    assert reasons(today)[0].startswith(f"they said on 20 April that {words}: nothing is written until 27 April")
    assert not today.actions[0].is_contact
    assert todo(look("2026-04-28", **heard)) == [("a", "first", "email", "2026-04-15")]
    part = heard | {"payments.yaml": "- {date: 2026-04-21, amount: 40.00}\n"}
    assert todo(look("2026-04-22", **part)) == [("a", "first", "email", "2026-04-15")]
    answered = heard | {"correspondence__2.md": contact("2026-04-21")}
    assert todo(look("2026-04-26", **answered)) == [("a", "first", "email", "2026-04-26")]


def test_who_refuses_goes_on_up_the_ladder(look: Look) -> None:
    refused = {"correspondence__1.md": contact("2026-04-20", "outcome: refused\n", "call", "in")}
    assert todo(look("2026-04-21", **refused)) == [("a", "first", "email", "2026-04-15")]


AT_ONCE = {
    "casefile.yaml": f"{WORKSPACE}ladder:\n"
    "  - {step: first, after_due: 0, channel: email, document: reminder}\n"
    "  - {step: second, after_due: 7, channel: email, document: reminder}\n"
}


@pytest.mark.parametrize("on", ["2026-04-14", "2026-04-15", "2026-05-20"])
def test_a_step_of_the_due_date_itself_does_not_lapse(on: str, look: Look) -> None:
    assert todo(look(on, AT_ONCE)) == [("a", "first", "email", "2026-04-14")]


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


def test_an_instalment_that_is_short_by_a_trifle_is_looked_at_and_gives_no_notice_of_default(look: Look) -> None:
    agreed = "agreed: 2026-04-20\namount: 80.00\nschedule: {first: 2026-05-15, every: month, count: 2}\n"
    paid = "- {{date: 2026-05-15, amount: {}}}\n"

    def asked(amount: str, on: str = "2026-05-16", **more: str) -> list[tuple[str, str, str, str]]:
        return todo(look(on, **{"settlement.yaml": agreed, "payments.yaml": paid.format(amount), **more}))

    short = [("a", "look", "", "2026-05-16")]
    assert asked("39.99") == asked("39.01") == short
    assert asked("39.00") == asked("0.50") == [("a", "default", "registered", "2026-05-16")]
    today = look("2026-05-16", **{"settlement.yaml": agreed, "payments.yaml": paid.format("39.99")})
    assert reasons(today) == ["0.01 EUR short of the instalment of 15 May: ask for it or let it go"]
    grace = {"settlement.yaml": agreed + "default: {grace_days: 7}\n"}
    assert asked("39.99", **grace) == short
    assert asked("39.00", **grace) == [("a", "default", "email", "2026-05-16")]
    begins = {"debtors/northwind.yaml": DEBTOR + "follow_up: {from_amount: 5.00}\n"}
    files = {**begins, "cases/a/settlement.yaml": agreed, "cases/a/payments.yaml": paid.format("36.00")}
    assert todo(look("2026-05-16", files)) == short
    told = {"correspondence__1.md": contact("2026-05-16", "step: default\n", "registered")}
    assert asked("39.99", "2026-05-17", **told) == []


def test_a_cent_that_came_late_makes_no_notice_of_default_of_the_next_instalment(look: Look) -> None:
    agreed = "agreed: 2026-04-20\namount: 80.00\nschedule: {first: 2026-05-15, every: month, count: 2}\n"
    paid = "- {date: 2026-05-15, amount: 39.99}\n- {date: 2026-06-15, amount: 40.00}\n"
    assert [each[1] for each in todo(look("2026-06-16", **{"settlement.yaml": agreed, "payments.yaml": paid}))] == [
        "look"
    ]


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


def test_what_is_due_is_one_letter_with_a_step_of_its_own_for_each_invoice(look: Look) -> None:
    sent = {
        "correspondence__1.md": contact("2026-04-15", "step: first\ninvoices: [R1]\n"),
        "correspondence__2.md": contact("2026-04-22", "step: second\ninvoices: [R1]\n"),
        "correspondence__3.md": contact("2026-04-29", "step: call\ninvoices: [R1]\n", "call"),
        "invoices__2.yaml": invoice("R2", "2026-05-05"),
    }
    today = look("2026-05-06", **sent)
    assert {(each.step, each.channel, each.invoices, each.letter) for each in today.actions} == {
        ("final", "post", ("R1",), "final:a"),
        ("first", "post", ("R2",), "final:a"),
    }
    assert "first: 1 day after the due date; together with the final" in reasons(today)


def test_what_is_done_on_a_day_holds_nothing_else_of_that_day_back(look: Look) -> None:
    """The first goes by e-mail in the morning, the call about the other case is made in the afternoon."""
    sent = {
        f"cases/b/correspondence/{at}.md": contact(on, f"step: {step}\n")
        for at, (on, step) in enumerate([("2026-04-13", "first"), ("2026-04-20", "second")])
    }
    before = look("2026-04-27", TWO | sent)
    assert [(each.dossier.case.id, each.step) for each in before.actions] == [("b", "call"), ("a", "first")]
    done = {"correspondence__1.md": contact("2026-04-27", "step: first\n")}
    assert todo(look("2026-04-27", TWO | sent, **done)) == [("b", "call", "call", "2026-04-27")]
    assert todo(look("2026-04-28", TWO | sent, **done)) == []


def test_calls_are_one_call_and_demands_go_on_the_same_day(look: Look) -> None:
    steps = ("first", "2026-04-15"), ("second", "2026-04-22")
    sent = {
        f"cases/{name}/correspondence/{step}.md": contact(on, f"step: {step}\n") for name in "ab" for step, on in steps
    }
    both = {"cases/b/case.yaml": case("b"), "cases/b/invoices/1.yaml": invoice("R2")}
    assert {(each.dossier.case.id, each.letter) for each in look("2026-04-29", both | sent).actions} == {
        ("a", "call:a"), ("b", "call:a"),
    }  # fmt: skip
    sent |= {
        f"cases/{name}/correspondence/{step}.md": contact(on, f"step: {step}\n", "call")
        for name in "ab"
        for step, on in (("call", "2026-04-29"), ("final", "2026-05-06"))
    }
    assert {(each.step, each.letter) for each in look("2026-05-15", both | sent).actions} == {
        ("demand", "demand:a"), ("demand", "demand:b"),
    }  # fmt: skip


COUNSEL = {"correspondence__1.md": contact("2026-06-20", "step: attorney\ninvoices: [R1]\n", "attorney")}


def test_once_counsel_has_the_case_they_get_what_falls_overdue_and_nobody_else_hears(look: Look) -> None:
    later = {
        "invoices__2.yaml": invoice("R2", "2026-07-10"),
        "invoices__3.yaml": invoice("R3", "2026-07-12"),
        "invoices__4.yaml": invoice("R4", "2026-09-12"),
    }
    assert todo(look("2026-07-10", **COUNSEL, **later)) == []
    today = look("2026-07-13", **COUNSEL, **later)
    assert [(each.step, each.channel, each.invoices) for each in today.actions] == [
        ("attorney", "attorney", ("R2", "R3"))
    ]
    assert "counsel got the case on 20 June" in reasons(today)[0]
    given = {"correspondence__2.md": contact("2026-07-13", "step: attorney\ninvoices: [R2, R3]\n", "attorney")}
    assert todo(look("2026-08-30", **COUNSEL, **given, **later)) == []


def test_what_else_is_overdue_goes_to_counsel_with_the_case(look: Look) -> None:
    steps = ["first", "second", "call", "final", "demand"]
    sent = {
        f"correspondence__{at}.md": contact(f"2026-05-0{at + 1}", f"step: {step}\ninvoices: [R1]\n")
        for at, step in enumerate(steps)
    }
    today = look("2026-06-16", **sent, **{"invoices__2.yaml": invoice("R2", "2026-06-01")})
    assert [(each.step, each.invoices) for each in today.actions] == [("attorney", ("R1", "R2"))]


def test_with_counsel_a_broken_promise_is_for_them(look: Look) -> None:
    given = {"correspondence__2.md": contact("2026-06-22", "promise: {on: 2026-07-01}\n", "call", "in")}
    (action,) = look("2026-07-02", **COUNSEL, **given).actions
    assert (action.step, action.channel, action.is_contact) == ("promise", "attorney", False)


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


def test_nobody_is_asked_how_a_delivery_was_in_an_insolvency(look: Look) -> None:
    step = "{step: hello, after_delivery: 3, channel: email, document: check-in}"
    ruin = case(more="insolvency: {opened: 2026-03-21}\n")
    told = {"case.yaml": ruin, "invoices__1.yaml": invoice(more=", delivered: 2026-03-20")}
    today = look("2026-03-23", {"casefile.yaml": f"{WORKSPACE}ladder: [{step}]\n"}, **told)
    assert [each.step for each in today.actions] == ["file-claim"]


def test_a_debt_that_is_barred_soon_goes_to_the_attorney(look: Look) -> None:
    law = case(more="contract: {law: DE, type: services}\n")
    today = look("2029-10-01", **{"case.yaml": law})
    assert ("a", "limitation", "attorney", "2029-09-30") in todo(today)
    assert next(each for each in today.actions if each.step == "limitation").priority > 0


def test_what_mail_cannot_be_sent_to_is_no_address(look: Look) -> None:
    two = DEBTOR.replace("email: ap@northwind.example", "email: 'a@b.example, c@d.example'")
    today = look("2026-04-15", {"debtors/northwind.yaml": two})
    assert todo(today) == [("a", "first", "post", "2026-04-15")]
    words = "by post, as 'a@b.example, c@d.example' is no address that mail can be sent to"
    assert reasons(today) == [f"first: 1 day after the due date; {words}"]


LATE = {"cases/a/invoices/2.yaml": invoice("R3", "2026-04-13")}


def test_what_is_added_after_todays_letter_waits_for_the_next(look: Look) -> None:
    sent = {"correspondence__1.md": contact("2026-04-15", "step: first\ninvoices: [R1]\n")}
    today = look("2026-04-15", LATE, **sent)
    assert (todo(today), [(each.step, str(each.due)) for each in today.planned]) == (
        [],
        [("first", "2026-04-20"), ("second", "2026-04-22")],
    )
    assert todo(look("2026-04-20", LATE, **sent)) == [("a", "first", "email", "2026-04-20")]
    by_post = {"correspondence__1.md": contact("2026-04-15", "step: first\ninvoices: [R1]\n", "post")}
    assert todo(look("2026-04-15", LATE, **by_post)) == []
    assert todo(look("2026-04-15", TWO, **sent)) == []


def test_what_came_back_on_the_day_holds_nothing_back(look: Look) -> None:
    back = {"correspondence__1.md": contact("2026-04-15", "step: first\ninvoices: [R1]\noutcome: bounced\n")}
    assert {each.invoices for each in look("2026-04-15", LATE, **back).actions} == {("R1",), ("R3",)}


def test_another_currency_has_a_letter_of_its_own_on_the_day(look: Look) -> None:
    other = {"cases/b/case.yaml": case("b", currency="USD"), "cases/b/invoices/1.yaml": invoice("R2")}
    sent = {"correspondence__1.md": contact("2026-04-15", "step: first\ninvoices: [R1]\n")}
    assert {each.letter for each in look("2026-04-15", other).actions} == {"first:a", "first:b"}
    assert todo(look("2026-04-15", other, **sent)) == [("b", "first", "email", "2026-04-15")]


def test_a_planned_step_says_how_late_it_will_be(look: Look) -> None:
    sent = {"correspondence__1.md": contact("2026-04-15", "step: first\ninvoices: [R1]\n")}
    today = look("2026-04-18", LATE, **sent)
    assert {str(each.due): plain(today.as_of).told(each.reason) for each in today.planned} == {
        "2026-04-20": "first: 7 days after the due date",
        "2026-04-22": "second: 8 days after the due date, the first one went out on 15 April",
    }


def test_before_the_due_date_it_says_the_day_and_after_something_else_it_counts_on(look: Look) -> None:
    day = date(2026, 4, 1)
    assert [plain(day).told(each.reason) for each in look("2026-04-01").planned] == ["upcoming: due on 14 April"]
    (coming,) = look("2026-05-11", **BROKEN).planned
    late = (coming.due - date(2026, 4, 14)).days
    assert f"{late} days after the due date" in plain(day).told(coming.reason)


CENT = {"payments.yaml": "- {date: 2026-04-10, amount: 99.99}\n"}


def test_of_a_cent_it_says_that_a_letter_costs_more(look: Look) -> None:
    assert reasons(look("2026-04-15", **CENT)) == [
        "first: 1 day after the due date; only 0.01 EUR is open: to write it off, close the case; "
        "from_amount keeps such sums back"
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "is_held"),
    [
        ("from_amount: 5.00\n", "", True),
        ("from_amount: 0.01\n", "", False),
        ("", "follow_up: {from_amount: 5.00}\n", True),
        ("from_amount: 5.00\n", "follow_up: {from_amount: 0}\n", False),
    ],
)
def test_less_than_is_worth_a_letter_waits(ours: str, theirs: str, is_held: bool, look: Look) -> None:
    broken = {"correspondence__1.md": contact("2026-04-15", "promise: {on: 2026-04-20}\n", "call", "in")}
    files = {"casefile.yaml": WORKSPACE + ours, "debtors/northwind.yaml": DEBTOR + theirs}
    today = look("2026-04-22", files, **CENT, **broken)
    assert bool(today.actions) != is_held
    words = "0.01 EUR is open, and reminders begin at 5.00 EUR (from_amount): to write it off, close the case"
    assert waits(today) == ([words] if is_held else [])


def test_a_ladder_without_a_step_reminds_of_nothing(look: Look) -> None:
    files = {
        "casefile.yaml": f"{WORKSPACE}ladders: {{none: []}}\n",
        "debtors/northwind.yaml": f"{DEBTOR}ladder: none\n",
    }
    today = look("2026-09-01", files)
    assert (today.actions, today.planned) == ((), ())
    (waiting,) = today.waiting
    assert waiting.why.key == "no_ladder"
