"""What the dashboard shows of all cases: sums as aging and owed have them, the dates not to miss, the coming weeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casefile.case.party import Credit
from casefile.claim.owed import owed
from casefile.dashboard.front import front
from casefile.dashboard.portfolio import Portfolio, deadlines, weeks
from casefile.errors import CaseError
from casefile.followup.action import Dossier
from casefile.money import Money, total
from casefile.render import locale
from tests.claim.cases import invoice
from tests.claim.naive.laws import LAWS
from tests.claim.stories import FEW, stories
from tests.claim.written import USE, written
from tests.dashboard.reader import Page
from tests.followup.test_aging import SETTLED, dossier


def portfolio(*dossiers: Dossier, as_of: str = "2026-03-01", tongue: str = "en") -> Portfolio:
    """A portfolio of these cases, wherever they lie."""
    return Portfolio(Path("/w"), Path("/w/build"), "Studio", "GB", tongue, date.fromisoformat(as_of), dossiers)


def with_credit(one: Dossier, **credit: object) -> Dossier:
    """The same case with a debtor whose credit is looked at."""
    debtor = one.case.debtor.model_copy(update={"credit": Credit.model_validate(credit)})
    return Dossier(replace(one.case, debtor=debtor), one.claim)


def test_the_coming_weeks_add_up_to_what_is_not_due_yet() -> None:
    bills = [invoice(f"A{n}", due=f"2026-{month:02}-{day:02}", net="10.00") for n, (month, day) in enumerate(
        [(2, 28), (3, 1), (3, 7), (3, 8), (4, 25), (4, 26), (9, 1)]
    )]  # fmt: skip
    found = portfolio(dossier("2026-03-01", *bills))
    shown = weeks(found.ages["EUR"], found.as_of)
    assert [(str(each.first), str(each.amount)) for each in shown if each.amount] == [
        ("2026-03-01", "20.00"), ("2026-03-08", "10.00"), ("2026-04-19", "10.00"), ("2026-04-26", "20.00"),
    ]  # fmt: skip
    assert shown[-1].last is None
    assert total([each.amount for each in shown], "EUR") == found.ages["EUR"].of("current")


def test_instalments_fall_due_in_their_weeks() -> None:
    found = portfolio(dossier("2026-02-10", invoice(), settlement=SETTLED), as_of="2026-02-10")
    shown = weeks(found.ages["EUR"], found.as_of)
    assert [str(each.first) for each in shown if each.amount] == ["2026-02-10", "2026-03-10", "2026-04-07"]


def test_currencies_stand_apart() -> None:
    found = portfolio(dossier("2026-03-01", invoice()), dossier("2026-03-01", invoice(), currency="GBP"))
    page = Page(front(found, Path("/w/build/dashboard")).decode())
    assert [each.text for each in page.of("dl", "head")] == [
        "Open principal€1,000.00Of it overdue€1,000.00 100%With interest and costs€1,000.00",
        "Open principal£1,000.00Of it overdue£1,000.00 100%With interest and costs£1,000.00",
    ]
    assert "2,000.00" not in page.text


def test_what_was_written_off_is_in_no_sum_and_still_in_the_table() -> None:
    closed = dossier("2026-03-01", invoice(), file="closed: {on: 2026-02-20, outcome: written-off}\n")
    found = portfolio(closed, dossier("2026-03-01", invoice("B", net="5.00")))
    assert str(found.claimed("EUR")) == "5.00"
    assert [each.state for each in found.entries] == ["closed", "overdue"]


def test_the_last_day_to_sue_is_shown_within_a_year() -> None:
    law = "contract: {law: DE}\n"
    one = dossier("2029-03-01", invoice(), file=law)
    found = deadlines(portfolio(one, as_of="2029-03-01"))
    assert [(each.what, str(each.day)) for each in found] == [("sue", "2029-12-31")]
    early = dossier("2027-03-01", invoice(), file=law)
    assert deadlines(portfolio(early, as_of="2027-03-01")) == ()


def test_the_day_to_file_in_an_insolvency_until_it_is_done() -> None:
    ruin = "insolvency: {opened: 2026-02-01, file_by: 2026-04-01}\n"
    found = deadlines(portfolio(dossier("2026-03-01", invoice(), file=ruin)))
    assert [(each.what, str(each.day)) for each in found] == [("file", "2026-04-01")]
    sent = "date: 2026-02-10\ndirection: out\nchannel: post\nstep: file-claim\n"
    assert deadlines(portfolio(dossier("2026-03-01", invoice(), file=ruin, contacts=(sent,)))) == ()


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        ({"reviewed": "2026-01-15", "every": "6"}, [("review", "2026-07-15")]),
        ({"reviewed": "2025-01-31", "every": "1"}, []),  # due: among what is to be done
        ({"reviewed": "2026-01-15"}, []),
        ({"reviewed": "2026-02-15", "every": "24"}, []),
    ],
)
def test_a_credit_is_looked_at_again(credit: dict[str, str], expected: list[tuple[str, str]]) -> None:
    one = with_credit(dossier("2026-03-01", invoice()), **credit)
    found = deadlines(portfolio(one, with_credit(dossier("2026-03-01", invoice("B")), **credit)))
    assert [(each.what, str(each.day)) for each in found] == expected, "once for a debtor"


@pytest.mark.parametrize("name", LAWS)
@settings(max_examples=FEW, deadline=None)
@given(data=st.data())
def test_what_stands_on_the_page_is_what_owed_says(name: str, data: st.DataObject) -> None:
    case = written(story := data.draw(stories(name)))
    try:
        found = Dossier(case, owed(case, story.as_of, USE))
    except CaseError:
        assume(False)  # a rate that nobody knows
        raise
    shown = portfolio(found, as_of=str(story.as_of))
    page = Page(front(shown, Path("/w/build/dashboard")).decode())
    (row,) = page.of("table", "cases")
    told = locale.money(found.claim.total, "en")
    assert told.replace("\xa0", " ") in row.text
    for currency, ages in shown.ages.items():
        (head,) = page.of("dl", "head")
        assert ages.total == found.claim.principal
        assert locale.money(ages.total, "en").replace("\xa0", " ") in head.text
        assert shown.claimed(currency) == found.claim.total
    assert isinstance(found.claim.total, Money)


def test_under_a_settlement_that_is_kept_nothing_is_late() -> None:
    agreed = "agreed: 2026-02-01\namount: 900.00\nschedule: {first: 2026-12-15, every: month, count: 3}\n"
    (entry,) = portfolio(dossier("2026-03-01", invoice(), settlement=agreed)).entries
    assert entry.days == 0
