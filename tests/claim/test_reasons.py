"""Every figure can say by which rule and paragraph it came about."""

from __future__ import annotations

from casefile.claim.figures import figures
from tests.claim.cases import DE, claim, invoice


def test_every_figure_of_the_output_has_its_reason() -> None:
    found = claim("2026-02-01", invoice(), file=DE)
    amounts = list(figures(found))[4:14]
    assert set(amounts) <= set(found.reasons)
    assert found.reasons["interest"].law == "BGB § 288(2)"
    assert found.reasons["interest"].rule.endswith("rounded each period, then added")
    assert found.reasons["rate"].law == "BGB §§ 247, 288(2)"
    assert found.reasons["rate"].rule.endswith("points on top of it, read again on each 1 January and 1 July")
    assert found.reasons["days"].rule.startswith("actual/365: each calendar day is 1/365")
    assert found.reasons["compensation"].law == "BGB § 288(5)"
    assert found.reasons["paid"].rule.endswith("it covers costs, then interest, then principal")


def test_an_agreed_or_a_fixed_rate_says_so() -> None:
    agreed = claim("2026-02-01", invoice(), file="interest: {regime: contract, rate: 8, days: 30/360}")
    assert agreed.reasons["rate"].rule == "as agreed"
    assert agreed.reasons["days"].rule == "30/360: each month has 30 days, the year 360"
    fixed = claim("2026-02-01", invoice(), file="interest: {regime: us-ny}")
    assert fixed.reasons["rate"].rule == "a fixed number of percent a year"


def test_without_interest_the_reason_says_so() -> None:
    found = claim("2026-02-01", invoice())
    assert found.reasons["interest"].rule == "no interest is claimed"
    assert found.reasons["compensation"].rule == "the regime gives none"
