"""Events that stop the letters: proceedings and talks, about whichever invoices, and as long as they last."""

from __future__ import annotations

from datetime import date

import pytest

from casefile.followup.action import Dossier
from casefile.followup.actions import Day, day
from casefile.followup.line import joined, line
from casefile.followup.shared import shared
from casefile.followup.wording import plain
from tests.followup.portfolio import Portfolio, contact, invoice

ON = "2026-05-15"


def event(words: str) -> dict[str, str]:
    return {"case.yaml": f"events: [{{{words}}}]\n"}


def look(found: tuple[Dossier, ...]) -> Day:
    return day(found, date.fromisoformat(ON))


def waits(today: Day) -> list[str]:
    return [plain(today.as_of).told(each.why) for each in today.waiting]


def steps(today: Day) -> list[tuple[str, str]]:
    return [(each.dossier.case.id, each.step) for each in today.actions]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("date: 2026-04-20, what: suit", "in court since 20 April, no end is in the file"),
        ("date: 2026-04-20, what: suit, invoices: [R1]", "in court since 20 April, no end is in the file"),
        ("date: 2026-04-20, what: mediation", "in mediation since 20 April, no end is in the file"),
        (
            "date: 2026-04-20, what: standstill, until: 2026-05-15",
            "a standstill was agreed on 20 April, until 15 May",
        ),
    ],
)
def test_nothing_is_written_while_it_lasts(words: str, why: str, cases: Portfolio) -> None:
    objected = "dispute: {raised: 2026-04-18, reason: quality, statement: late}\n"
    files = {"invoices/1.yaml": invoice(), "case.yaml": event(words)["case.yaml"] + objected}
    for each in ({**event(words), "invoices/1.yaml": invoice()}, files):
        today = look(cases(ON, a=each))
        assert (today.actions, today.planned) == ((), ())
    assert waits(look(cases(ON, a={**event(words), "invoices/1.yaml": invoice()}))) == [why]


@pytest.mark.parametrize(
    "words",
    [
        "date: 2026-04-20, what: acknowledgement",
        "date: 2026-04-20, what: suit, invoices: [R2]",
        "date: 2026-04-20, what: standstill, until: 2026-05-14",
        "date: 2026-05-16, what: suit",
        "date: 2026-01-31, what: suit",
    ],
)
def test_what_is_over_or_about_another_invoice_or_admits_the_debt_stops_nothing(words: str, cases: Portfolio) -> None:
    paid = {"invoices/2.yaml": invoice("R2"), "payments.yaml": "- {date: 2026-04-14, amount: 100.00, invoice: R2}\n"}
    assert steps(look(cases(ON, a={**event(words), **paid, "invoices/1.yaml": invoice()}))) == [("a", "first")]


def test_it_goes_on_on_the_day_after_its_end(cases: Portfolio) -> None:
    files = {**event("date: 2026-04-10, what: mediation, until: 2026-05-14"), "invoices/1.yaml": invoice()}
    assert [str(each.due) for each in look(cases(ON, a=files)).actions] == ["2026-05-15"]


FILED = event("date: 2026-05-01, what: insolvency")
TOLD = "our claim was filed in the insolvency on 1 May: nothing is asked of the debtor"


def test_a_claim_that_was_filed_says_that_the_debtor_is_insolvent_in_every_case(cases: Portfolio) -> None:
    today = look(cases(ON, a={**FILED, "invoices/1.yaml": invoice()}, b={"invoices/1.yaml": invoice("R2")}))
    assert steps(today) == [("b", "file-claim")]
    assert [plain(today.as_of).told(each.reason) for each in today.actions] == [
        "another claim was filed in the insolvency on 1 May: file this one, too, as cases/a/case.yaml says"
    ]
    assert waits(today) == [TOLD]


def test_where_both_are_filed_both_wait_and_a_line_says_the_same(cases: Portfolio) -> None:
    other = {
        "invoices/1.yaml": invoice("R2"),
        "correspondence/1.md": contact("2026-05-02", "step: file-claim\n", "post"),
    }
    found = cases(ON, a={**FILED, "invoices/1.yaml": invoice()}, b=other)
    today = day(found, date.fromisoformat(ON))
    assert (steps(today), waits(today)) == ([], [TOLD, TOLD])
    alone, together = joined([line(each) for each in found]), [line(each) for each in shared(found)]
    assert [each.state for each in alone] == [each.state for each in together] == ["insolvent", "insolvent"]


def test_a_claim_that_the_file_says_was_filed_is_not_to_be_filed(cases: Portfolio) -> None:
    head = "insolvency: {opened: 2026-04-28}\nevents: [{date: 2026-05-01, what: insolvency}]\n"
    today = look(cases(ON, a={"case.yaml": head, "invoices/1.yaml": invoice()}))
    assert (steps(today), waits(today)) == ([], ["insolvency was opened on 28 April: nothing is asked of the debtor"])


@pytest.mark.parametrize("what", ["suit", "mediation", "standstill"])
def test_after_a_default_too_nothing_is_written_while_it_lasts(what: str, cases: Portfolio) -> None:
    failed = "agreed: 2026-03-01\namount: 80.00\ndue: 2026-04-01\n"
    before = {**event(f"date: 2026-02-20, what: {what}"), "invoices/1.yaml": invoice(), "settlement.yaml": failed}
    assert [step for _, step in steps(look(cases(ON, a=before)))] == ["default"], (
        "what was agreed since goes its own way"
    )
    assert steps(look(cases(ON, a={**before, **event(f"date: 2026-04-20, what: {what}")}))) == []
