"""A naive day-by-day calculation agrees with the calculation by periods, to the cent and row by row, for every regime."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claim.agreement import disagreement
from tests.claim.naive.books import compute
from tests.claim.naive.facts import Agreed, Bill, Letter, Story
from tests.claim.naive.laws import LAWS
from tests.claim.naive.starts import DAY
from tests.claim.stories import EDGES, FEW, MANY, anchors, stories
from tests.claim.written import BUNDLED


def test_every_regime_has_its_naive_twin() -> None:
    assert set(LAWS) == set(BUNDLED.names)


@pytest.mark.parametrize("name", LAWS)
@settings(max_examples=FEW)
@given(st.data())
def test_both_calculations_agree(name: str, data: st.DataObject) -> None:
    assert disagreement(data.draw(stories(name))) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", LAWS)
@settings(max_examples=MANY)
@given(st.data())
def test_both_calculations_agree_thousands_of_times(name: str, data: st.DataObject) -> None:
    assert disagreement(data.draw(stories(name))) == {}


def one_bill(name: str, due: date, as_of: date, cents: int = 1_000_000) -> Story:
    """A single invoice under a regime."""
    law = LAWS[name]
    bill = Bill("A", due - 30 * DAY, due, (cents,))
    return Story(
        name,
        as_of,
        (bill,),
        letters=(Letter(due + DAY, "demand"),),
        agreed=Agreed("12", count="actual/actual") if name == "contract" else None,
        conversions=((due, "4.2671"),) if law.edges == "PLN" else (),
        currency=law.currencies[0],
        debtor=law.debtors[0],
    )


@pytest.mark.parametrize("name", LAWS)
def test_both_agree_where_a_rate_a_year_or_a_half_year_changes(name: str) -> None:
    for day in anchors(LAWS[name]):
        assert disagreement(one_bill(name, day - DAY, day + 2 * DAY)) == {}, day
        assert disagreement(one_bill(name, day - 4 * DAY, day)) == {}, day


def test_both_agree_on_every_day_where_each_month_has_thirty() -> None:
    for days in range(130):
        story = one_bill("contract", date(2015, 12, 1), date(2015, 12, 28) + days * DAY)
        assert disagreement(replace(story, agreed=Agreed("12", count="30/360"))) == {}, story.as_of


@pytest.mark.parametrize("name", [name for name, law in LAWS.items() if law.tiers])
@pytest.mark.parametrize("due", [date(2019, 12, 30), date(2019, 12, 31), date(2026, 4, 14)])
def test_both_agree_on_the_edges_of_the_tiers(name: str, due: date) -> None:
    for edge in EDGES:
        for cents in (edge - 1, edge, edge + 1):
            assert disagreement(one_bill(name, due, due + 9 * DAY, cents)) == {}, cents


@pytest.mark.parametrize("due", [date(2022, 3, 15), date(2022, 3, 30), date(2022, 3, 31), date(2022, 4, 1)])
def test_both_agree_on_the_russian_moratorium(due: date) -> None:
    for as_of in (date(2022, 3, 31), date(2022, 4, 1), date(2022, 9, 30), date(2022, 10, 1), date(2022, 10, 2)):
        assert disagreement(one_bill("ru", due, as_of)) == {}, as_of


@pytest.mark.parametrize("name", LAWS)
def test_proceedings_opened_tomorrow_are_not_known_today(name: str) -> None:
    due = LAWS[name].earliest + 400 * DAY
    for late in range(3):
        today = one_bill(name, due, due + late * DAY)
        assert disagreement(replace(today, insolvent=today.as_of + DAY)) == {}, late


@pytest.mark.slow
@pytest.mark.parametrize("name", ["de", "pl", "pl-civil", "ru"])
def test_both_agree_on_every_day_of_eleven_years(name: str) -> None:
    due = LAWS[name].earliest
    while due < date(2026, 8, 25):
        assert disagreement(one_bill(name, due, due + 12 * DAY)) == {}, due
        due += DAY


@pytest.mark.parametrize(
    "due", [date(2016, 12, 24), date(2016, 12, 31), date(2017, 1, 7), date(2024, 12, 24), date(2025, 12, 24)]
)
@pytest.mark.parametrize("name", ["pl", "pl-civil"])
def test_both_agree_on_polish_days_off(name: str, due: date) -> None:
    assert disagreement(one_bill(name, due, due + 12 * DAY)) == {}


@pytest.mark.parametrize(("name", "debtor"), [("de", "business"), ("de-consumer", "consumer")])
def test_a_reminder_before_the_moved_due_date_counts_for_nothing(name: str, debtor: str) -> None:
    saturday, sunday = date(2026, 1, 17), date(2026, 1, 18)
    bill = Bill("A", date(2026, 1, 1), saturday, (100_000,), agreed=False)
    assert (
        disagreement(Story(name, date(2026, 1, 31), (bill,), letters=(Letter(sunday, "first"),), debtor=debtor)) == {}
    )


@pytest.mark.parametrize(
    ("name", "euros", "first", "as_of", "interest"),
    [
        ("de", 10_000, "2025-06-17", "2025-07-16", [4323, 4502]),
        ("de", 10_000, "2026-06-01", "2026-07-31", [8441, 8935]),
        ("de-consumer", 10_000, "2026-06-01", "2026-07-31", [5153, 5538]),
        ("ru", 1_000_000, "2022-03-01", "2022-08-31", [1_698_630]),
    ],
)
def test_the_naive_calculation_reproduces_published_examples(
    name: str, euros: int, first: str, as_of: str, interest: list[int]
) -> None:
    bill = Bill("A", date(2022, 1, 1), date(2022, 1, 31), (euros * 100,))
    story = Story(name, date.fromisoformat(as_of), (bill,), since=date.fromisoformat(first))
    (debt,) = compute(story).debts
    assert [row[-1] for row in debt.printed()] == interest
