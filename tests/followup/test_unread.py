"""What the debtor wrote and nobody has answered: told beside the next letter to them, which goes all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from casefile.followup.actions import day
from casefile.followup.wording import plain, voice
from tests.followup.portfolio import Portfolio, contact, invoice, portfolio

ON = date(2026, 4, 22)
FIRST = {"invoices/1.yaml": invoice(), "correspondence/1.md": contact("2026-04-15", "step: first\n")}
SECOND = "second: 8 days after the due date, the first one went out on 15 April"


@pytest.fixture
def reasons(workspace: Callable[[Mapping[str, str | bytes]], Path]) -> Callable[..., list[str]]:
    """The reasons of the day, with these files of case a, and of case b."""
    cases: Portfolio = portfolio(workspace)

    def run(a: Mapping[str, str], language: str = "en", b: Mapping[str, str] | None = None) -> list[str]:
        found = cases(str(ON), a=a) if b is None else cases(str(ON), a=a, b=b)
        asked = day(found, ON).actions
        told = plain(ON).told if language == "en" else voice(language, ON, {}).told
        assert all(each.first for each in asked) or not any(each.first for each in asked)
        return [told(each.reason) for each in asked]

    return run


Reasons = Callable[..., list[str]]


def came(more: str = "", on: str = "2026-04-17", channel: str = "email") -> dict[str, str]:
    return {"correspondence/2.md": contact(on, more, channel, "in")}


@pytest.mark.parametrize(
    ("channel", "told"),
    [
        ("email", "they wrote on 17 April: read it first: "),
        ("post", "they wrote on 17 April: read it first: "),
        ("chat", "they wrote on 17 April: read it first: "),
        ("call", "they called on 17 April: read the note first: "),
        ("meeting", "a meeting was on 17 April: read the note first: "),
    ],
)
def test_what_came_since_is_told_beside_the_letter(channel: str, told: str, reasons: Reasons) -> None:
    assert reasons({**FIRST, **came(channel=channel)}) == [f"{SECOND}; {told}cases/a/correspondence/2.md"]


def test_what_came_in_one_case_is_told_beside_every_letter_to_the_debtor(reasons: Reasons) -> None:
    silent = {"invoices/1.yaml": invoice("R2")}
    told = reasons({**FIRST, **came()}, b=silent)
    assert [each.endswith("read it first: cases/a/correspondence/2.md") for each in told] == [True, True]


def test_of_several_the_last_is_named(reasons: Reasons) -> None:
    later = {"correspondence/3.md": contact("2026-04-20", "", "email", "in")}
    (told,) = reasons({**FIRST, **came(), **later})
    assert told.endswith("they wrote on 20 April: read it first: cases/a/correspondence/3.md")


@pytest.mark.parametrize(
    "more",
    [
        came(on="2026-04-14"),
        came("outcome: acknowledged\n"),
        came("outcome: bounced\n"),
        came("privilege: legal-advice\n"),
        came(channel="attorney"),
        {**came("outcome: refused\n"), "correspondence/3.md": contact("2026-04-17", "", "email", "in")},
        {**came(on="2026-04-16"), "correspondence/3.md": contact("2026-04-16")},
        {**came(on="2026-04-23")},
    ],
    ids=["before", "noted", "report", "advice", "counsel", "noted beside it", "answered", "later"],
)
def test_what_was_answered_or_noted_or_is_not_the_debtors_is_not_told(
    more: Mapping[str, str], reasons: Reasons
) -> None:
    assert not any("first: cases" in each for each in reasons({**FIRST, **more}))


def test_a_step_of_the_same_day_answers_nothing(reasons: Reasons) -> None:
    assert "they wrote on 15 April" in reasons({**FIRST, **came(on="2026-04-15")})[0]


def test_a_call_that_nobody_took_answers_nothing(reasons: Reasons) -> None:
    tried = {"correspondence/3.md": contact("2026-04-17", "outcome: no-answer\n", "call")}
    (told,) = reasons({**FIRST, **came(on="2026-04-16"), **tried})
    assert told.endswith("they wrote on 16 April: read it first: cases/a/correspondence/2.md")


def test_an_objection_that_is_written_down_is_noted(reasons: Reasons) -> None:
    line = "lines: [{id: 1, description: D, unit_price: 100.00, dispute: {raised: 2026-04-17, reason: quality, statement: S, amount: 10}}]\n"
    objected = {"invoices/1.yaml": invoice().rpartition("lines:")[0] + line}
    assert not any("they wrote" in each for each in reasons({**FIRST, **came(), **objected}))


def test_it_is_said_in_the_language_of_the_page(reasons: Reasons) -> None:
    (told,) = reasons({**FIRST, **came()}, "de")
    assert told.endswith("Nachricht des Schuldners vom 17.04.2026: zuerst cases/a/correspondence/2.md lesen")
