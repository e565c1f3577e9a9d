"""What one side offers or both agree: its kind, its sum and its days, the same for an offer and a settlement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from casefile import reading
from casefile.case.dealings import Offer
from casefile.claim import regimes
from casefile.claim.bargain import Terms, as_agreed, kind_of, owing_before, refuse_senseless
from casefile.errors import CaseError, Problem, UsageError
from casefile.money import Money
from tests.claim.cases import case, invoice

DUE: dict[str, Any] = {"due": date(2026, 4, 1)}
REGULAR: dict[str, Any] = {"schedule": {"first": date(2026, 4, 1), "every": "month", "count": 2}}
DAY = date(2026, 3, 1)


def offer(more: str) -> Offer:
    text = f"- {{id: O1, date: 2026-03-01, by: us, kind: partial, amount: 900.00, {more}}}\n"
    (found,) = reading.read_list(text.encode(), "offers.yaml", Offer)
    return found


def hundred() -> Money:
    return Money(Decimal(100), "EUR")


def unknown() -> Money:
    raise CaseError(Problem("the rate isn't known"))


class TestKind:
    @pytest.mark.parametrize(
        ("amount", "days", "kind"),
        [("99.99", DUE, "discount"), ("100", DUE, "deferral"), ("101", {}, "deferral"), ("5", REGULAR, "instalments")],
    )
    def test_follows_from_the_days_and_from_what_is_owed(self, amount: str, days: dict[str, Any], kind: str) -> None:
        assert kind_of(Decimal(amount), days, hundred) == kind

    def test_has_to_be_said_where_what_is_owed_is_not_known(self) -> None:
        assert kind_of(Decimal(5), REGULAR, unknown) == "instalments"
        with pytest.raises(UsageError, match="of what kind it is can't be told"):
            kind_of(Decimal(5), DUE, unknown)


class TestSenseless:
    @pytest.mark.parametrize(
        ("kind", "amount", "days", "message"),
        [
            ("discount", "0.00", DUE, "0.00 is no sum for a discount"),
            ("instalments", "0", REGULAR, "0 is no sum for instalments"),
            ("instalments", "5", {}, "nothing says when instalments would be paid"),
            ("deferral", "5", {}, "nothing says when a deferral would be paid"),
        ],
    )
    def test_is_refused(self, kind: str, amount: str, days: dict[str, Any], message: str) -> None:
        with pytest.raises(UsageError, match=f"^{message}"):
            refuse_senseless(kind, Decimal(amount), days)

    @pytest.mark.parametrize(
        ("kind", "amount", "days"),
        [("waiver", "0", {}), ("credit", "0", {}), ("discount", "5", {}), ("instalments", "5", DUE)],
    )
    def test_and_nothing_else(self, kind: str, amount: str, days: dict[str, Any]) -> None:
        refuse_senseless(kind, Decimal(amount), days)


class TestAgreed:
    def test_what_is_given_goes_before_the_offer(self) -> None:
        made = offer("due: 2026-03-20")
        assert as_agreed(None, {}, made, DAY) == Terms("O1", Decimal("900.00"), {"due": date(2026, 3, 20)})
        assert as_agreed(Decimal(5), DUE, made, DAY) == Terms("O1", Decimal(5), DUE)
        assert as_agreed(Decimal(5), DUE, None, DAY) == Terms("", Decimal(5), DUE)

    def test_a_schedule_is_taken_from_the_offer_as_it_is_written(self) -> None:
        regular = offer("schedule: {first: 2026-04-01, every: month, count: 2}, due: 2026-04-01")
        assert as_agreed(None, {}, regular, DAY).days == REGULAR
        listed = offer("schedule: [{due: 2026-04-01, amount: 900.00}]")
        days = as_agreed(None, {}, listed, DAY).days
        assert days == {"schedule": ({"due": date(2026, 4, 1), "amount": Decimal("900.00")},)}

    def test_what_nobody_says(self) -> None:
        with pytest.raises(UsageError, match="what sum was agreed"):
            as_agreed(None, DUE, None, DAY)
        with pytest.raises(UsageError, match="when the agreed sum is to be paid"):
            as_agreed(None, {}, offer("note: soon"), DAY)
        with pytest.raises(UsageError, match="when the agreed sum is to be paid"):
            as_agreed(Decimal(5), {}, None, DAY)
        with pytest.raises(UsageError, match="O1 was made on 2026-03-01, after 2026-02-28"):
            as_agreed(None, {}, offer("due: 2026-03-20"), date(2026, 2, 28))


def test_a_payment_of_the_day_is_one_on_the_agreed_sum() -> None:
    paid = "[{date: 2026-02-01, amount: 100.00}, {date: 2026-03-01, amount: 300.00}]"
    owing = owing_before(case(invoice(), payments=paid), DAY, regimes.bundled())
    assert str(owing) == "900.00"
