"""Generated stories for one regime: days crowd round changes of rates, borders of half-years, holidays and edges."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from tests.claim.naive import laws
from tests.claim.naive.debts import gross
from tests.claim.naive.facts import Agreed, Bill, Letter, Note, Paid, Story
from tests.claim.naive.laws import LAWS, Law
from tests.claim.naive.rates import OWN, Series, series
from tests.claim.naive.starts import DAY, month_before
from tests.claim.written import units

FEW = 15  # stories a regime, in tests that run all the time
MANY = int(os.environ.get("CASEFILE_EXAMPLES", "400"))  # in the slow ones
LAST = date(2026, 12, 31)
NUMBERS = ("A", "B", "C")
EDGES = (100000, 500000, 1000000, 5000000)
ALWAYS = [
    *(date(year, month, day) for year in range(2016, 2027) for month, day in ((1, 1), (7, 1), (12, 24))),
    *(date(year, month, day) for year in (2016, 2020, 2024) for month, day in ((2, 28), (2, 29), (3, 1), (12, 31))),
    *(date(2022, month, day) for month, day in ((4, 1), (4, 30), (10, 1), (10, 2))),
    *(date(2024, month, day) for month, day in ((3, 29), (4, 27), (5, 1), (10, 3), (11, 2), (11, 11), (12, 28))),
]


def anchors(law: Law) -> list[date]:
    """Days near which calculations go wrong."""
    own: Series | None = series(law.series) if law.series and law.series != OWN else None
    changes = [start for start, _ in own.rows] if own else []
    starts = [start for start, _ in law.percents if start > laws.EVER]
    return sorted({day for day in (*ALWAYS, *changes, *starts, law.earliest) if law.earliest <= day <= LAST})


def days_near(law: Law) -> st.SearchStrategy[date]:
    """A day at or about an anchor, or any day."""
    near = st.builds(lambda day, n: day + timedelta(days=n), st.sampled_from(anchors(law)), st.integers(-4, 4))
    return near | near | st.dates(law.earliest, LAST)


def after(day: date, low: int, high: int) -> st.SearchStrategy[date]:
    """So many days later."""
    return st.integers(low, high).map(lambda n: day + timedelta(days=n))


def amounts(currency: str) -> st.SearchStrategy[int]:
    """Minor units: anything, or an edge of the tiers, or a hair beside it."""
    edges = st.builds(lambda edge, n: edge + n, st.sampled_from(EDGES), st.integers(-1, 1))
    found = st.integers(1, 300_000) | edges | st.integers(5_000, 12_000_000)
    return found.map(lambda n: n // 100 + 1) if units(currency) == 1 else found


@st.composite
def bills(draw: st.DrawFn, law: Law, number: str, due: date, currency: str) -> Bill:
    """One invoice; by chance with tax, early payment, a late fee, a date that nobody agreed on."""
    term = draw(st.sampled_from([0, 7, 14, 30]) | st.integers(0, 60))
    issued = due - term * DAY
    nets = tuple(draw(st.lists(amounts(currency), min_size=1, max_size=2))) if draw(st.booleans()) else ()
    nets = nets or (draw(amounts(currency)),)
    fee = draw(st.sampled_from(["", "", "flat", "percent"])) if law.late_fee else ""
    return Bill(
        number,
        issued,
        due,
        nets,
        tax=draw(st.sampled_from(["0", "0", "19", "5.5"])),
        agreed=draw(st.sampled_from([True, True, False])),
        received=draw(st.none() | after(issued, 0, 40)),
        delivered=tuple(draw(st.none() | after(issued, -40, 40)) for _ in nets)[: 1 if len(nets) == 1 else 2],
        early=draw(st.none() | st.tuples(st.sampled_from(["2", "3.5"]), st.integers(0, term))),
        fee=draw(st.integers(1, 5000)) if fee == "flat" else 0,
        fee_percent=draw(st.sampled_from(["2", "1.25"])) if fee == "percent" else "",
    )


def sums(whole: int) -> st.SearchStrategy[int]:
    """What may be paid of an invoice: a part, all, a little more or less, all but a discount."""
    exact = st.integers(-3, 3).map(lambda n: max(whole + n, 1))
    early = st.sampled_from([max(whole - round(whole * p / 1000), 1) for p in (20, 35)])
    return exact | early | st.integers(1, max(whole, 2)) | st.integers(1, 4000)


@st.composite
def payments(draw: st.DrawFn, given: tuple[Bill, ...], end: date, costs: bool) -> Paid:
    """Money for one of the invoices or for none of them."""
    one = draw(st.sampled_from(given))
    span = max((end - one.issued).days, 1)
    early = one.issued + timedelta(days=one.early[1]) if one.early else one.due
    day = draw(after(one.due, -2, 3) | after(early, -1, 1) | after(one.issued, -10, min(span + 5, 700)))
    towards = draw(st.sampled_from(["", "", "", "principal", "interest", *(["costs"] if costs else [])]))
    return Paid(day, draw(sums(gross(one))), draw(st.sampled_from(["", one.number])), towards)


def said_once(rows: list[Paid]) -> tuple[Paid, ...]:
    """The same; what the debtor says of two payments of one day for one invoice is the same."""
    found: list[Paid] = []
    for row in rows:
        said = [one.towards for one in found if (one.day, one.name) == (row.day, row.name) and one.towards]
        found.append(Paid(row.day, row.amount, row.name, said[0] if said and row.towards else row.towards))
    return tuple(found)


@st.composite
def letters(draw: st.DrawFn, given: tuple[Bill, ...]) -> Letter:
    """A reminder, a demand, a call; some that count for nothing."""
    one = draw(st.sampled_from(given))
    day = draw(after(one.due, 1, 60) | after(one.due, -1, 6))
    channel = draw(st.sampled_from(["email", "email", "post", "registered", "call"]))
    step = draw(st.sampled_from(["demand", "demand", "demand", "first", "second", "upcoming"]))
    outcome = draw(st.sampled_from(["reached", "no-answer"] if channel == "call" else ["", "", "", "bounced"]))
    arrived = draw(st.none() | after(day, 0, 5)) if channel in ("post", "registered") else None
    direction = draw(st.sampled_from(["out", "out", "out", "out", "in"]))
    return Letter(day, step, channel, direction, outcome, arrived, draw(st.sampled_from(["", one.number])))


AGREED = st.builds(
    Agreed,
    rate=st.sampled_from(["11.25", "7.5", "12", "0.55", "24"]),
    polish=st.booleans(),
    count=st.sampled_from(["actual/365", "actual/actual", "30/360"]),
    cap=st.sampled_from(["", "", "5", "12.5"]),
    compounding=st.booleans(),
) | st.builds(
    Agreed,
    rate=st.sampled_from(["1", "0.85", "2"]),
    polish=st.booleans(),
    per=st.just("month"),
    count=st.sampled_from(["actual/365", "actual/actual", "30/360"]),
    cap=st.sampled_from(["", "8"]),
) | st.builds(
    Agreed,
    rate=st.sampled_from(["0.05", "0.1"]),
    per=st.just("day"),
    cap=st.sampled_from(["", "10"]),
)  # fmt: skip


@st.composite
def conversions(draw: st.DrawFn, law: Law, given: tuple[Bill, ...]) -> tuple[tuple[date, str], ...]:
    """No rate, one, or several of several days; where the law names the day, mostly of that."""
    right = [month_before(law, one) if law.rate_of_month_before else one.due for one in given]
    on = st.builds(lambda day, n: day + n * DAY, st.sampled_from(right), st.sampled_from([0, 0, 0, -1, 1]))
    found = draw(st.lists(on, max_size=3 if law.rate_of_month_before else 1, unique=True))
    return tuple((day, draw(st.sampled_from(["4.2671", "4.3005", "4.44"]))) for day in found)


@st.composite
def stories(draw: st.DrawFn, name: str, plain: bool = False) -> Story:
    """A story under one regime; `plain` without payments, notes, fees, insolvency and discounts."""
    law = LAWS[name]
    currency = draw(st.sampled_from(law.currencies))
    base = draw(days_near(law))
    if law.moratorium and draw(st.integers(0, 3)) == 3:
        base = draw(after(law.moratorium[0], -60, 10))
    dues = [base, *(draw(after(base, -40, 60)) for _ in range(draw(st.integers(0, 0 if plain else 2))))]
    given = tuple(draw(bills(law, number, due, currency)) for number, due in zip(NUMBERS, dues, strict=False))
    as_of = draw(
        after(base, -3, 60) | after(base, 30, 420) | after(base, 30, 420) | after(base, 300, 1300) | days_near(law)
    )
    as_of = min(max(as_of, base - 60 * DAY), base + 1500 * DAY, LAST + 200 * DAY)
    agreed = draw(AGREED) if name == "contract" else None
    if agreed and agreed.polish:
        as_of = min(as_of, series("nbp-reference").known_until - DAY)
    needed = name in ("fr-civil", "de-consumer")
    rows = draw(st.lists(letters(given), min_size=int(needed), max_size=3)) if needed or draw(st.booleans()) else []
    facts = Story(
        name, as_of, given, letters=tuple(rows), agreed=agreed,
        conversions=draw(conversions(law, given)) if law.pays not in ("", currency) else (),
        currency=currency, debtor=draw(st.sampled_from(law.debtors)),
    )  # fmt: skip
    if plain:
        return facts
    notes = st.builds(
        Note, st.sampled_from(given).map(lambda one: one.number), after(base, -20, 300), amounts(currency)
    )
    costs = st.tuples(after(base, -10, 300), st.integers(1, 5000))
    return replace(
        facts,
        notes=tuple(draw(st.lists(notes, max_size=2))) if draw(st.integers(0, 3)) == 3 else (),
        payments=said_once(draw(st.lists(payments(given, as_of, law.costs), max_size=5))),
        costs=tuple(draw(st.lists(costs, max_size=2))) if law.costs else (),
        since=draw(after(base, -10, 60)) if draw(st.integers(0, 5)) == 5 else None,
        insolvent=draw(after(base, -10, 300)) if draw(st.integers(0, 5)) == 5 else None,
    )
