"""What must hold for every claim, and that a naive second calculation agrees to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.case.model import Case
from casefile.case.terms import Interest
from casefile.claim import regimes
from casefile.claim.accrual import exact, periods
from casefile.claim.exact import money
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.pricing import Terms
from casefile.money import Money
from tests.claim import naive
from tests.claim.cases import case, invoice, note

START = date(2024, 1, 1)
DAYS = st.integers(0, 420).map(lambda n: START + timedelta(days=n))
CENTS = st.integers(1, 250_000)
BUNDLED = regimes.bundled()


@dataclass(frozen=True)
class Story:
    """What happened, as plain values for both calculations."""

    law: naive.Law
    as_of: date
    invoices: list[tuple[str, date, date, int]]
    notes: list[tuple[str, date, int]]
    payments: list[tuple[date, int, str]]
    costs: list[tuple[date, int]]

    def case(self, reverse: bool = False) -> Case:
        """The same as a case."""
        rows = [
            f"- {{date: {day}, amount: {euros(sum_)}{f', invoice: {name}' if name else ''}}}"
            for day, sum_, name in (self.payments[::-1] if reverse else self.payments)
        ]
        costs = ", ".join(f"{{date: {day}, amount: {euros(sum_)}, what: x}}" for day, sum_ in self.costs)
        rate = f", rate: {self.law.agreed}" if self.law.agreed else ""
        days = ", days: actual/actual" if self.law.by_year else ""
        return case(
            *(invoice(number, str(issued), str(due), euros(sum_)) for number, issued, due, sum_ in self.invoices),
            *(note(name, str(day), euros(sum_), f"CN{n}") for n, (name, day, sum_) in enumerate(self.notes)),
            file=f"interest: {{regime: {self.law.name}{rate}{days}}}\ncosts: [{costs}]",
            payments="\n".join(rows),
            debtor="consumer" if self.law is naive.CONSUMER else "business",
        )

    def claim(self, reverse: bool = False) -> Claim:
        """What is owed."""
        return owed(self.case(reverse), self.as_of, BUNDLED)


def euros(cents: int) -> str:
    return str(Decimal(cents) / 100)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    numbers = ["A", "B", "C"][: draw(st.integers(1, 3))]
    invoices = []
    for number in numbers:
        issued = draw(DAYS)
        invoices.append((number, issued, issued + timedelta(days=draw(st.integers(0, 40))), draw(CENTS)))
    names = st.sampled_from(["", *numbers])
    return Story(
        draw(st.sampled_from(naive.LAWS)),
        START + timedelta(days=draw(st.integers(0, 500))),
        invoices,
        draw(st.lists(st.tuples(st.sampled_from(numbers), DAYS, CENTS), max_size=2)),
        draw(st.lists(st.tuples(DAYS, CENTS, names), max_size=5)),
        draw(st.lists(st.tuples(DAYS, st.integers(1, 5000)), max_size=2)),
    )


@settings(max_examples=150)
@given(stories())
def test_a_naive_day_by_day_calculation_agrees_to_the_cent(story: Story) -> None:
    found = story.claim()
    books = naive.compute(story.law, story.as_of, story.invoices, story.notes, story.payments, story.costs)
    assert [(one.number, naive.cents(one.outstanding.amount)) for one in found.invoices] == [
        (debt.number, debt.principal) for debt in books.debts
    ]
    assert [naive.cents((one.interest + one.interest_paid).amount) for one in found.invoices] == [
        debt.interest(story.law) for debt in books.debts
    ]
    if found.invoices:
        assert naive.cents(found.credit.amount) == books.credit
        assert naive.cents(found.total.amount) == books.total(story.law)


@settings(max_examples=100)
@given(stories())
def test_rows_and_postings_add_up(story: Story) -> None:
    found = story.claim()
    for one in found.invoices:
        assert sum((row.interest for row in one.periods), -one.interest_paid) == one.interest
        assert one.outstanding.amount >= 0
    assert not found.ledger or found.ledger[-1].balance == found.total
    by_day = {day: 0 for day, _, _ in story.payments if day <= story.as_of and found.invoices}
    for posting in found.postings:
        by_day[posting.group.day] += naive.cents(posting.amount.amount)
    for day, sum_ in by_day.items():
        assert sum_ == sum(cents for on, cents, _ in story.payments if on == day)


@settings(max_examples=60)
@given(stories())
def test_the_order_in_which_same_day_payments_are_listed_changes_nothing(story: Story) -> None:
    forwards, backwards = story.claim(), story.claim(reverse=True)
    assert (forwards.total, forwards.invoices, forwards.postings) == (
        backwards.total,
        backwards.invoices,
        backwards.postings,
    )


NAMES = st.sampled_from([("de", ""), ("de-consumer", ""), ("contract", "actual/actual"), ("contract", "30/360")])


def terms(name: str, count: str, rate: str = "9.5", start: date = START) -> Terms:
    regime = BUNDLED.get(name)
    given: dict[str, Any] = {"regime": name, **({"rate": rate, "days": count} if count else {})}
    series = BUNDLED.series(regime.rate.series) if regime.rate and regime.rate.series else None
    return Terms(regime, Interest.model_validate(given), series, start, start, "EUR")


def flat(cents: int) -> tuple[tuple[date, Money], ...]:
    return ((date.min, money(Decimal(cents) / 100, "EUR")),)


@given(NAMES, CENTS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_interest_over_a_whole_is_that_over_its_parts(kind: tuple[str, str], cents: int, days: list[date]) -> None:
    ground, balance, (a, b, c) = terms(*kind), flat(cents), days
    parts = exact(ground, balance, a, b) + exact(ground, balance, b + timedelta(days=1), c)
    assert parts == exact(ground, balance, a, c)


@given(NAMES, CENTS, CENTS, DAYS, DAYS)
def test_more_principal_or_a_later_day_never_accrues_less(
    kind: tuple[str, str], cents: int, more: int, one: date, other: date
) -> None:
    ground, (early, late) = terms(*kind), sorted((one, other))
    small, large = flat(cents), flat(cents + more)
    sums = [
        sum((row.interest.amount for row in periods(ground, balance, day)), Decimal(0))
        for balance, day in ((small, early), (small, late), (large, late))
    ]
    assert sums == sorted(sums)


@given(CENTS, DAYS, st.decimals("0", "20", places=2), st.decimals("0", "20", places=2))
def test_a_higher_rate_never_accrues_less(cents: int, last: date, one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    sums = [exact(terms("contract", "actual/365", str(rate)), flat(cents), START, last) for rate in (low, high)]
    assert sums == sorted(sums)
    assert sums[0] >= Fraction(0)


@given(stories())
@settings(max_examples=60)
def test_a_claim_on_its_due_date_bears_no_interest(story: Story) -> None:
    number, issued, due, sum_ = story.invoices[0]
    on_due = Story(story.law, due, [(number, issued, due, sum_)], [], [], [])
    found = on_due.claim()
    assert (str(found.interest), str(found.compensation), found.invoices[0].days_overdue) == ("0.00", "0.00", 0)


@given(CENTS, st.integers(1, 24), st.sampled_from(["week", "month", "quarter"]), DAYS)
def test_instalments_add_up_to_the_agreed_sum(cents: int, count: int, every: str, first: date) -> None:
    text = f"agreed: 2023-12-01\namount: {euros(cents)}\nschedule: {{first: {first}, every: {every}, count: {count}}}"
    whole = case(invoice("A", "2023-01-01", "2023-01-15"), settlement=text)
    found = owed(whole, date(2023, 12, 1), BUNDLED).settlement
    assert found is not None
    parts = found.progress.instalments
    assert sum(part.amount.amount for part in parts) == Decimal(cents) / 100
    assert [part.due for part in parts] == sorted({part.due for part in parts})


TERMS = ("", "late_fee: {percent: 2}", "early_payment: {percent: 3, within_days: 10}", "retention: {amount: 50.00, release: 2024-09-01}", "retention: {amount: 50.00, release: 2024-01-01}")  # fmt: skip
KINDS = ("payment", "payment", "refund", "set-off")
AGREED = "agreed: {0}\namount: {1}\nschedule: {{first: {0}, every: month, count: 3}}\ninterest: {2}\ndefault: {{grace_days: 5, revives: {3}}}"


@st.composite
def rough_cases(draw: st.DrawFn) -> Case:
    """Everything at once: returned payments, refunds, fees, discounts, retentions, credit notes, a settlement."""
    numbers = ["A", "B"]
    invoices = [
        invoice(name, str(issued := draw(DAYS)), str(issued + timedelta(days=20)), euros(5000 + draw(CENTS)), draw(st.sampled_from(TERMS)))
        for name in numbers
    ]  # fmt: skip
    rows = []
    for _ in range(draw(st.integers(0, 6))):
        day = draw(DAYS)
        back = draw(st.none() | st.integers(0, 60))
        name = draw(st.sampled_from(["", *numbers]))
        rows.append(
            f"- {{date: {day}, amount: {euros(draw(CENTS))}, kind: {draw(st.sampled_from(KINDS))}"
            + (f", invoice: {name}" if name else "")
            + (f", towards: {draw(st.sampled_from(['principal', 'interest', 'costs']))}" if draw(st.booleans()) else "")
            + (f", reversed: {{on: {day + timedelta(days=back)}, fee: 3.50}}" if back is not None else "")
            + "}"
        )
    notes = [note(name, str(draw(DAYS)), euros(draw(CENTS)), f"CN{name}") for name in numbers if draw(st.booleans())]
    settled = draw(st.booleans())
    terms_ = (
        draw(DAYS),
        euros(draw(CENTS)),
        *map(draw, map(st.sampled_from, (["waived", "kept"], ["full", "remaining"]))),
    )
    regime = draw(
        st.sampled_from(["regime: de", "regime: contract, rate: 18, compounding: yearly, cap: 30", "regime: none"])
    )
    return case(
        *invoices,
        *notes,
        file=f"interest: {{{regime}}}\ncosts: [{{date: {draw(DAYS)}, amount: 12.40, what: Letter}}]",
        payments="\n".join(rows),
        settlement=AGREED.format(*terms_) if settled else "",
    )


@settings(max_examples=150)
@given(rough_cases(), st.integers(0, 800).map(lambda n: START + timedelta(days=n)))
def test_whatever_happened_the_ledger_ends_on_the_total_and_rows_add_up(whole: Case, as_of: date) -> None:
    found = owed(whole, as_of, BUNDLED)
    assert not found.ledger or found.ledger[-1].balance == found.total
    assert sum((one.outstanding for one in found.invoices), found.principal * 0) == found.principal
    assert (
        min(figure.amount for figure in (found.interest, found.compensation, found.fees, found.costs, found.credit))
        >= 0
    )
    assert all(entry.day <= as_of for entry in found.ledger)
