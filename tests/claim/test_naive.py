"""A naive day-by-day calculation agrees with the calculation by periods, to the cent and row by row, for every regime."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.claim.agreement import disagreement
from tests.claim.naive.books import compute
from tests.claim.naive.facts import Bill, Letter, Story
from tests.claim.naive.laws import LAWS
from tests.claim.stories import FEW, MANY, stories
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
