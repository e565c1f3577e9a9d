"""What is owed as a fixed sum and could not be put into the case's currency."""

from __future__ import annotations

from tests.claim.cases import DE, claim, invoice

PL = "interest: {regime: pl}"


def test_a_sum_that_only_the_exchange_rate_lacks_for_is_told_in_its_own_currency() -> None:
    found = claim("2026-06-01", invoice(due="2026-04-14", net="1200.00"), file=DE, currency="PLN")
    (one,) = found.unconverted
    assert (one.number, str(one.amount)) == ("A", "40.00")
    assert str(one) == "compensation for A: no rate from EUR to PLN in interest.conversion"


def test_where_the_tier_hangs_on_the_exchange_rate_no_sum_is_known() -> None:
    found = claim("2026-06-01", invoice(due="2026-04-14", net="1200.00"), file=PL)
    (one,) = found.unconverted
    assert (one.number, one.amount) == ("A", None)
    assert str(one) == "compensation for A: no rate from PLN to EUR in interest.conversion"
