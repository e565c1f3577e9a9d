"""Ways out side by side: which there are, what they rest on, and that break-even really breaks even."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.claim import regimes
from casefile.claim.compare import compare
from casefile.claim.figures import compared
from casefile.claim.present import present, worth
from casefile.claim.settlement import Due
from casefile.claim.ways import Assumed, Comparison, Way
from casefile.errors import CaseError, UsageError
from casefile.money import Money, total
from tests.claim.cases import DE, case, invoice

TODAY = date(2026, 3, 1)
BUNDLED = regimes.bundled()
OFFERS = """
- {id: O1, date: 2026-02-01, by: us, kind: discount, amount: 900.00, due: 2026-03-31}
- {id: O2, date: 2026-02-10, by: debtor, kind: instalments, amount: 950.00, schedule: {first: 2026-03-31, every: month, count: 3}}
- {id: O3, date: 2026-02-10, by: us, kind: discount, amount: 1.00, expires: 2026-02-28}
- {id: O4, date: 2026-02-10, by: us, kind: discount, amount: 1.00, status: rejected}
- {id: O5, date: 2026-03-02, by: us, kind: discount, amount: 1.00}
- {id: O6, date: 2026-02-10, by: debtor, kind: partial, amount: 500.00, expires: 2026-03-11}
"""
SHORT = "[{period: 2026-01, agreed: 300.00, billed: 100.00, tax: 20}, {period: 2026-02, agreed: 300.00, billed: 200.00, tax: 20}]"


def euros(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def found(*invoices: str, as_of: date = TODAY, assumed: Assumed | None = None, **files: Any) -> Comparison:
    return compare(case(*(invoices or (invoice(),)), **files), as_of, BUNDLED, assumed or Assumed())


def rows(ways: tuple[Way, ...]) -> list[tuple[str, str, str, str]]:
    return [(way.id, str(way.nominal), str(way.last), str(way.worth)) for way in ways]


def test_the_ways_and_what_they_are_worth() -> None:
    """900 in 30 days at 8 %: 900 / (1 + 0.08 × 30 / 365) = 894.12; without interest waiting brings the principal."""
    said = Assumed(
        counts=(3,),
        cost=euros("100.00"),
        months=12,
        chances={"wait": Decimal(50), "sue": Decimal(80), "O6": Decimal(90)},
    )
    comparison = found(offers=OFFERS, assumed=said)
    assert rows(comparison.ways) == [
        ("O1", "900.00", "2026-03-31", "894.12"),
        ("O2", "950.00", "2026-05-31", "937.63"),
        ("O6", "500.00", "2026-03-11", "449.02"),
        ("full", "1000.00", "2026-03-01", "1000.00"),
        ("discount-10", "900.00", "2026-03-01", "900.00"),
        ("instalments-3", "1000.00", "2026-06-01", "986.76"),
        ("wait-90", "1000.00", "2026-05-30", "490.33"),
        ("sue", "1000.00", "2027-03-01", "640.74"),
    ]
    assert (comparison.against, [offer.id for offer in comparison.lapsed]) == ("O2", ["O3"])
    assert comparison.corrections == ()


def test_waiting_and_suing_bring_the_interest_of_the_regime_and_need_a_chance() -> None:
    comparison = found(file=DE, assumed=Assumed(waits=(30, 60)))
    thirty, sixty, suit = comparison.ways[-3:]
    assert (str(thirty.nominal), str(sixty.nominal)) == ("1061.10", "1069.54")
    assert (thirty.missing, thirty.worth, thirty.even and thirty.even.kind) == (("chance",), None, "chance")
    assert (suit.missing, suit.nominal, suit.last, suit.even) == (("cost", "months", "chance"), None, None, None)


@pytest.mark.parametrize(
    ("assumed", "missing"),
    [
        (Assumed(cost=euros("5.00")), ("months", "chance")),
        (Assumed(months=3), ("cost", "chance")),
        (Assumed(cost=euros("5.00"), months=3), ("chance",)),
        (Assumed(months=3, chances={"sue": Decimal(5)}), ("cost",)),
        (Assumed(cost=euros("5.00"), chances={"sue": Decimal(5)}), ("months",)),
    ],
)
def test_a_suit_says_what_is_missing_and_is_worth_nothing_made_up(assumed: Assumed, missing: tuple[str, ...]) -> None:
    suit = found(assumed=assumed).way("sue")
    assert (suit.missing, suit.value) == (missing, None)
    assert (suit.even is not None) == (missing == ("chance",))


def test_interest_ends_where_the_rates_do() -> None:
    """The series is known until a day; a suit beyond it brings what is owed on that day, never a guess."""
    comparison = found(file=DE, assumed=Assumed(months=120))
    suit, last = comparison.way("sue"), BUNDLED.series("de-basiszinssatz").known_until
    assert (suit.last, suit.until) == (date(2036, 3, 1), last)
    assert comparison.way("wait-90").until is None
    with pytest.raises(CaseError, match="the rate of"):
        found(file=DE, as_of=last + timedelta(days=1))
    with pytest.raises(UsageError, match="nothing can be reckoned"):
        found(assumed=Assumed(months=12 * 200))


def test_only_what_was_known_counts() -> None:
    later = (
        "[{date: 2026-02-01, amount: 100.00, reversed: {on: 2026-03-05, fee: 3.50}}, {date: 2026-03-02, amount: 50.00}]"
    )
    more = invoice("B", "2026-03-02", "2026-03-09", "70.00")
    costs = "costs: [{date: 2026-03-03, amount: 12.40, what: Letter}]\nevents: [{date: 2026-03-03, what: suit}]"
    kept = invoice(more="retention: {amount: 200.00, release: 2026-04-01}")
    comparison = found(
        kept, more, file=costs, payments=later, settlement="agreed: 2026-03-02\namount: 5.00\ndue: 2026-03-02",
        contacts=("date: 2026-03-03\ndirection: out\nchannel: email\n",),
    )  # fmt: skip
    assert (str(comparison.total), str(comparison.retained)) == ("700.00", "200.00")
    assert str(comparison.way("wait-90").nominal) == "700.00"


def test_a_retention_that_was_released_and_a_payment_that_was_taken_back_count() -> None:
    kept = invoice(more="retention: {amount: 200.00, release: 2026-02-01}")
    back = "[{date: 2026-02-01, amount: 100.00, reversed: {on: 2026-02-03}}]"
    assert str(found(kept, payments=back).total) == "1000.00"


def test_a_settlement_that_is_kept_to_takes_the_place_of_offers() -> None:
    terms = "agreed: 2026-02-20\namount: 600.00\nschedule: {first: 2026-02-25, every: month, count: 3}\ndefault: {grace_days: 30}"
    comparison = found(settlement=terms, offers=OFFERS, payments="[{date: 2026-02-25, amount: 250.00}]")
    assert rows(comparison.ways)[0] == ("settlement", "350.00", "2026-04-25", "346.83")
    assert [offer.id for offer in comparison.lapsed] == ["O1", "O2", "O3", "O6"]
    assert comparison.against == "settlement"
    broken = found(settlement=terms.replace("30", "0"), as_of=date(2026, 3, 2))
    assert broken.ways[0].id == "full"


def test_with_nothing_owed_there_is_nothing_to_compare() -> None:
    comparison = found(payments="[{date: 2026-02-01, amount: 1000.00}]")
    assert (comparison.ways, comparison.against, comparison.corrections) == ((), "", ())


class TestUnderbilled:
    def test_pays_pays_part_or_refuses(self) -> None:
        """200 + 100 net at 20 % are 360; the last invoice gave 14 days."""
        said = Assumed(cost=euros("50.00"), months=6, chances={"sue": Decimal(70)}, part=Decimal(25))
        comparison = found(corrections=SHORT, assumed=said)
        assert str(comparison.underbilled) == "360.00"
        assert rows(comparison.corrections) == [
            ("pays", "360.00", "2026-03-15", "358.90"),
            ("part", "90.00", "2026-03-15", "89.72"),
            ("pursue", "360.00", "2026-09-01", "192.23"),
            ("write-off", "0.00", "2026-03-01", "0.00"),
        ]
        assert comparison.corrections_against == "part"
        assert comparison.way("write-off").even is None

    def test_a_suit_for_it_may_have_a_chance_of_its_own(self) -> None:
        said = Assumed(chances={"sue": Decimal(70), "pursue": Decimal(20)})
        comparison = found(corrections=SHORT, assumed=said)
        assert [comparison.way(name).chance for name in ("sue", "pursue")] == [70, 20]
        assert comparison.way("pursue").missing == ("cost", "months")

    def test_what_is_waived_or_billed_too_much_is_no_way_out(self) -> None:
        assert found(corrections="[{period: 2026-01, agreed: 1.00, billed: 2.00}]").corrections == ()
        assert found(corrections="[{period: 2026-01, agreed: 3.00, billed: 2.00, choice: waived}]").corrections == ()

    def test_before_any_invoice_it_would_be_due_at_once(self) -> None:
        comparison = found(invoice(issued="2026-04-01", due="2026-04-15"), corrections=SHORT)
        assert comparison.ways == ()
        assert comparison.way("pays").last == TODAY


class TestMeasure:
    def test_is_the_one_asked_for(self) -> None:
        comparison = found(offers=OFFERS, assumed=Assumed(against="discount"))
        assert comparison.against == "discount-10"
        assert found(corrections=SHORT, assumed=Assumed(against="pays")).corrections_against == "pays"

    def test_else_the_first_discount_or_full_payment(self) -> None:
        assert found().against == "discount-10"
        assert found(assumed=Assumed(discounts=())).against == "full"

    @pytest.mark.parametrize(
        ("assumed", "message", "hint"),
        [
            (Assumed(against="O7"), "no way out 'O7'", "there are: O1, O2, O6, full"),
            (Assumed(against="xyz"), "no way out 'xyz'", "there are: O1, O2, O6, full"),
            (Assumed(against="wait"), "what 'wait-90' is worth isn't known", "give its chance"),
            (Assumed(chances={"wiat": Decimal(5)}), "no way out 'wiat' to give a chance for", "did you mean 'wait'?"),
            (Assumed(chances={"xyz": Decimal(5)}), "no way out 'xyz' to give a chance for", "there are: O1, O2"),
        ],
    )  # fmt: skip
    def test_a_way_that_there_is_not(self, assumed: Assumed, message: str, hint: str) -> None:
        with pytest.raises(UsageError) as caught:
            found(offers=OFFERS, assumed=assumed)
        (problem,) = caught.value.problems
        assert message in problem.message
        assert hint in problem.hint

    def test_no_way_has_that_name(self) -> None:
        with pytest.raises(KeyError):
            found().way("O1")


def at_even(comparison: Comparison, way: Way, owing: Money) -> Fraction:
    """What the way is worth where it breaks even."""
    assert way.even is not None
    value = way.even.value
    assert isinstance(value, Fraction)
    if way.even.kind == "chance":
        cost = Fraction(way.cost.amount) if way.cost else Fraction(0)
        assert way.whole is not None
        return way.whole * value / 100 - cost
    assert way.last is not None
    is_measure = way.id in (comparison.against, comparison.corrections_against)
    day, chance = (comparison.as_of, Decimal(100)) if is_measure else (way.last, way.chance or Decimal(0))
    rest = Fraction(owing.amount) * (1 - value / 100)
    full = present([Due(day, owing)], comparison.as_of, comparison.assumed.rate)
    return worth(full, chance) * rest / Fraction(owing.amount)


CHANCES = st.decimals("1", "100", places=1)


@given(
    st.integers(1, 10**7),
    st.decimals("0", "40", places=2),
    st.lists(st.integers(2, 40), min_size=1, max_size=3),
    st.sampled_from(["week", "month", "quarter"]),
    st.integers(0, 10**5),
    st.integers(1, 60),
    st.fixed_dictionaries(dict.fromkeys(("wait", "sue", "discount", "instalments", "part", "O1"), CHANCES)),
)
def test_instalments_add_up_and_every_way_breaks_even_where_it_says(
    cents: int, rate: Decimal, counts: list[int], every: Any, cost: int, months: int, chances: dict[str, Decimal]
) -> None:
    amount = f"{Decimal(cents) / 100:.2f}"
    offer = f"[{{id: O1, date: 2026-02-01, by: us, kind: discount, amount: {amount}, due: 2026-05-05}}]"
    said = Assumed(
        rate,
        counts=tuple(counts),
        every=every,
        cost=euros(f"{Decimal(cost) / 100:.2f}"),
        months=months,
        chances=chances,
    )
    comparison = found(invoice(net=amount), offers=offer, corrections=SHORT, assumed=said)
    groups = (
        (comparison.ways, comparison.against, comparison.total),
        (comparison.corrections, comparison.corrections_against, comparison.underbilled),
    )
    even = [
        (way.id, at_even(comparison, way, owing), comparison.way(against).value)
        for ways, against, owing in groups
        for way in ways
        if way.kind not in ("full", "write-off")
    ]
    assert {"O1", "discount-10", f"instalments-{counts[0]}", "wait-90", "sue"} <= {name for name, _, _ in even}
    assert [name for name, _, _ in even][-3:] == ["pays", "part", "pursue"]
    assert [(name, worth_) for name, worth_, _ in even] == [(name, target) for name, _, target in even]
    for count in counts:
        parts = comparison.way(f"instalments-{count}").payments
        assert total([one.amount for one in parts], "EUR") == comparison.total
        assert len(parts) == count


@given(st.decimals("0", "40", places=2), st.decimals("0.01", "10", places=2))
def test_a_higher_rate_makes_no_way_worth_more(rate: Decimal, more: Decimal) -> None:
    said = Assumed(rate, cost=euros("100.00"), months=9, chances={"wait": Decimal(60), "sue": Decimal(70)})
    lower, higher = (found(offers=OFFERS, assumed=replace(said, rate=each)) for each in (rate, rate + more))
    for one, other in zip(lower.ways, higher.ways, strict=True):
        assert one.value is not None
        assert other.value is not None
        assert other.value <= one.value


def test_as_plain_values() -> None:
    told = compared(found(offers=OFFERS, corrections=SHORT, assumed=Assumed(counts=(2,), cost=euros("9.00"))))
    assert told["assumed"] == {
        "discount_rate": "8.00", "discounting": "simple", "days": "actual/365", "cost": "9.00", "months": None, "chances": {},
    }  # fmt: skip
    ways = {way["id"]: way for way in (*told["ways"], *told["corrections"])}
    assert ways["instalments-2"]["payments"] == [
        {"due": "2026-04-01", "amount": "500.00"},
        {"due": "2026-05-01", "amount": "500.00"},
    ]
    assert ways["sue"]["missing"] == ["months", "chance"]
    assert (ways["sue"]["nominal"], ways["sue"]["last"], ways["sue"]["chance"], ways["sue"]["cost"]) == (
        None,
        None,
        None,
        "9.00",
    )
    assert ways["full"]["break_even"] == {"kind": "day", "value": "2026-12-29"}
    assert ways["write-off"]["worth"] == "0.00"
    assert (told["against"], told["corrections_against"], told["lapsed"]) == ("O2", "part", ["O3"])
