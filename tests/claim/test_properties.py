"""What must hold for every claim under every regime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from casefile.case.terms import Interest
from casefile.claim.accrual import Period, exact, periods
from casefile.claim.exact import money
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.pricing import Terms
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError
from casefile.money import Money
from tests.claim.cases import case, invoice
from tests.claim.naive.facts import Agreed, Story
from tests.claim.naive.laws import BY_DECREE, LAWS
from tests.claim.naive.rates import OWN, series
from tests.claim.naive.starts import overdue
from tests.claim.stories import FEW, MANY, stories
from tests.claim.written import OWN_SERIES, USE, claimed, minor

START = date(2024, 1, 1)
DAYS = st.integers(0, 420).map(lambda n: START + timedelta(days=n))
CENTS = st.integers(1, 250_000)
EVERY = pytest.mark.parametrize("name", LAWS)


def known(story: Story, use: Regimes = USE, backwards: bool = False) -> Claim:
    """What is owed; a story that needs a rate nobody knows is not looked at."""
    try:
        return claimed(story, use, backwards)
    except CaseError:
        assume(False)
        raise


@cache
def raised(name: str) -> Regimes:
    """The regimes with each value of the series of one of them a point higher."""
    used = LAWS[name].series
    file = OWN_SERIES if used == OWN else used
    ours = series(used)
    rows = "".join(f"{first},{percent + 1},made up,{ours.known_until}\n" for first, percent in ours.rows[:1])
    rows += "".join(f"{first},{percent + 1},made up,\n" for first, percent in ours.rows[1:])
    return Regimes(own_rates={file: f"valid_from,percent,source,known_until\n{rows}".encode()})


def rows_and_postings_add_up(story: Story) -> None:
    found = known(story)
    for one in found.invoices:
        assert sum((row.interest for row in one.periods), -one.interest_paid) == one.interest
        assert one.outstanding.amount >= 0
    assert not found.ledger or found.ledger[-1].balance == found.total
    by_day = {one.day: 0 for one in story.payments if one.day <= story.as_of and found.invoices}
    for posting in found.postings:
        by_day[posting.group.day] += minor(posting.amount)
    for day, whole in by_day.items():
        assert whole == sum(one.amount for one in story.payments if one.day == day)


def the_order_in_which_same_day_payments_are_listed_changes_nothing(story: Story) -> None:
    days = [one.day for one in story.payments][:2]
    crowded = replace(
        story, payments=tuple(replace(one, day=days[n % len(days)]) for n, one in enumerate(story.payments))
    )
    one, other = known(crowded), known(crowded, backwards=True)
    assert (one.total, one.invoices, one.postings) == (other.total, other.invoices, other.postings)


def undisturbed(story: Story) -> Story:
    """What happened, without anything that makes a claim smaller in time."""
    return replace(story, payments=(), notes=(), insolvent=None)


def a_larger_invoice_or_a_later_day_never_owes_less_interest(story: Story) -> None:
    less = undisturbed(story)
    more = replace(less, bills=tuple(replace(one, nets=(one.nets[0] + 4321, *one.nets[1:])) for one in less.bills))
    found = known(less).interest
    assert found <= known(more).interest
    for days in (1, 45):
        assert found <= known(replace(less, as_of=story.as_of + timedelta(days=days))).interest


def a_higher_reference_rate_never_accrues_less(story: Story) -> None:
    if LAWS[story.law].series:
        low, high = known(undisturbed(story)), known(undisturbed(story), raised(story.law))
        assert low.interest <= high.interest
        if story.law not in BY_DECREE:  # there a raised rate may equal the decree's, and the two rows are one
            assert [row.quote.percent + 1 for row in quoted(low)] == [row.quote.percent for row in quoted(high)]


def quoted(found: Claim) -> list[Period]:
    """The rows at a rate that comes from a series."""
    return [row for one in found.invoices for row in one.periods if row.quote.row]


def a_claim_on_its_due_date_bears_no_interest(story: Story) -> None:
    bill = story.bills[0]
    for day in (bill.due, overdue(LAWS[story.law], bill) - timedelta(days=1)):
        found = known(replace(undisturbed(story), as_of=day, bills=(bill,), since=None))
        assert [minor(one) for one in (found.interest, found.compensation, found.fees)] == [0, 0, 0]
        assert found.invoices[0].days_overdue == 0


HOLDING = pytest.mark.parametrize(
    "check",
    [
        rows_and_postings_add_up,
        the_order_in_which_same_day_payments_are_listed_changes_nothing,
        a_larger_invoice_or_a_later_day_never_owes_less_interest,
        a_higher_reference_rate_never_accrues_less,
        a_claim_on_its_due_date_bears_no_interest,
    ],
)


@EVERY
@HOLDING
@settings(max_examples=FEW // 3)
@given(st.data())
def test_what_holds_for_every_story(check: Callable[[Story], None], name: str, data: st.DataObject) -> None:
    check(data.draw(stories(name)))


@pytest.mark.slow
@EVERY
@HOLDING
@settings(max_examples=MANY // 4)
@given(st.data())
def test_what_holds_thousands_of_times(check: Callable[[Story], None], name: str, data: st.DataObject) -> None:
    check(data.draw(stories(name)))


def terms(name: str, agreed: Agreed, start: date = START) -> Terms:
    """What prices a debt that was due the day before."""
    law, regime = LAWS[name], USE.get(name)
    given: dict[str, Any] = {"regime": name}
    if name == "contract":
        given |= {"rate": agreed.rate, "days": agreed.count}
    used = USE.series(regime.rate.series) if regime.rate and regime.rate.series else None
    due = start - timedelta(days=1)
    return Terms(
        regime,
        Interest.model_validate(given),
        used,
        due,
        start,
        law.currencies[0],
        debtor="consumer" if law.debtors[0] == "consumer" else "business",
    )


COUNTS = st.sampled_from([Agreed("9.5", count=count) for count in ("actual/365", "actual/actual", "30/360")])
BEARING = pytest.mark.parametrize("name", [name for name in LAWS if name != "none"])


def flat(name: str, cents: int) -> tuple[tuple[date, Money], ...]:
    return ((date.min, money(Decimal(cents) / 100, LAWS[name].currencies[0])),)


@BEARING
@settings(max_examples=FEW)
@given(COUNTS, CENTS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_interest_over_a_whole_is_that_over_its_parts(name: str, agreed: Agreed, cents: int, days: list[date]) -> None:
    ground, balance, (a, b, c) = terms(name, agreed), flat(name, cents), days
    parts = exact(ground, balance, a, b) + exact(ground, balance, b + timedelta(days=1), c)
    assert parts == exact(ground, balance, a, c)


@BEARING
@settings(max_examples=FEW)
@given(COUNTS, CENTS, CENTS, DAYS, DAYS)
def test_more_principal_or_a_later_day_never_accrues_less(
    name: str, agreed: Agreed, cents: int, more: int, one: date, other: date
) -> None:
    ground, (early, late) = terms(name, agreed), sorted((one, other))
    small, large = flat(name, cents), flat(name, cents + more)
    sums = [
        sum((row.interest.amount for row in periods(ground, balance, day)), Decimal(0))
        for balance, day in ((small, early), (small, late), (large, late))
    ]
    assert sums == sorted(sums)


@given(CENTS, DAYS, st.decimals("0", "20", places=2), st.decimals("0", "20", places=2))
def test_a_higher_rate_never_accrues_less(cents: int, last: date, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    sums = [exact(terms("contract", Agreed(str(rate))), flat("contract", cents), START, last) for rate in (low, high)]
    assert sums == sorted(sums)
    assert sums[0] >= Fraction(0)


@given(CENTS, st.integers(1, 24), st.sampled_from(["week", "month", "quarter"]), DAYS)
def test_instalments_add_up_to_the_agreed_sum(cents: int, count: int, every: str, first: date) -> None:
    cents = max(cents, count)  # an instalment of nothing is refused
    text = f"agreed: 2023-12-01\namount: {Decimal(cents) / 100}\nschedule: {{first: {first}, every: {every}, count: {count}}}"
    whole = case(invoice("A", "2023-01-01", "2023-01-15"), settlement=text)
    found = owed(whole, date(2023, 12, 1), USE).settlement
    assert found is not None
    parts = found.progress.instalments
    assert sum(part.amount.amount for part in parts) == Decimal(cents) / 100
    assert [part.due for part in parts] == sorted({part.due for part in parts})
