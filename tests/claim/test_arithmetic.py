"""What an invoice comes to, and that shares add up to it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile import reading
from casefile.case.invoice import Invoice
from casefile.claim.arithmetic import Bill, bill, shared_out
from casefile.money import Money

HEAD = "number: A\nissued: 2026-01-01\ndue: 2026-01-15\n"


def of(text: str, currency: str = "EUR") -> Bill:
    return bill(reading.read((HEAD + text).encode(), "a.yaml", Invoice), currency)


def shown(found: Bill) -> tuple[str, ...]:
    return tuple(map(str, (found.net, found.tax, found.gross, found.payable)))


def test_a_line_is_quantity_times_price_by_base_quantity_less_discount_rounded_half_up() -> None:
    found = of("lines: [{id: a, description: x, quantity: 7, unit_price: 1.15, base_quantity: 2, discount: 0.01}]")
    assert str(found.line("a").net) == "4.02"  # 4.025 - 0.01 = 4.015, half up


def test_tax_is_computed_on_the_sum_of_a_rate_not_on_each_line() -> None:
    lines = ", ".join(f"{{id: {n}, description: x, unit_price: 0.33, tax: 19}}" for n in range(3))
    found = of(f"lines: [{lines}]")
    assert shown(found) == ("0.99", "0.19", "1.18", "1.18")  # 3 × 0.06 would be 0.18
    assert [str(part.tax) for part in found.parts] == ["0.07", "0.06", "0.06"]


def test_each_rate_has_a_row_with_its_allowances_and_charges() -> None:
    found = of(
        "lines: [{id: 1, description: x, unit_price: 100.00, tax: 19}, {id: 2, description: x, unit_price: 10, tax: 7.0}]\n"
        "allowances: [{reason: Loyalty, amount: 50.00, tax: 19.00}]\n"
        "charges: [{reason: Freight, amount: 5.00, tax: 7}]\n"
    )
    rows = [(str(row.rate), str(row.net), str(row.tax), str(row.gross)) for row in found.taxes]
    assert rows == [("19", "50.00", "9.50", "59.50"), ("7", "15.00", "1.05", "16.05")]
    assert [str(part.gross) for part in found.parts] == ["119.00", "10.70", "-59.50", "5.35"]


def test_gross_prices_have_the_tax_taken_out() -> None:
    found = of("prices: gross\nlines: [{id: 1, description: x, unit_price: 119.00, tax: 19}]")
    assert shown(found) == ("100.00", "19.00", "119.00", "119.00")
    assert str(found.line("1").net) == "100.00"


def test_prepaid_and_rounding_lead_from_gross_to_payable() -> None:
    found = of("prepaid: 30.00\nrounding: -0.02\nlines: [{id: 1, description: x, unit_price: 100.02}]")
    assert shown(found) == ("100.02", "0.00", "100.02", "70.00")


def test_a_currency_without_decimals_is_rounded_to_whole_units() -> None:
    found = of("lines: [{id: 1, description: x, quantity: 3, unit_price: 33.5, tax: 10}]", "JPY")
    assert shown(found) == ("101", "10", "111", "111")


def test_an_unknown_line_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        of("lines: [{id: 1, description: x, unit_price: 1}]").line("2")


LINE = st.tuples(st.integers(-500, 5000), st.integers(1, 99), st.sampled_from(["0", "5.5", "7", "19", "20"]))


@given(st.lists(LINE, min_size=1, max_size=8), st.sampled_from(["net", "gross"]))
def test_parts_add_up_and_no_share_is_a_whole_cent_off(lines: list[tuple[int, int, str]], prices: str) -> None:
    text = ", ".join(
        f"{{id: {n}, description: x, quantity: {q}, unit_price: {Decimal(p) / 100}, tax: {t}}}"
        for n, (p, q, t) in enumerate(lines)
    )
    found = of(f"prices: {prices}\nlines: [{text}]")
    assert sum(part.net.amount for part in found.parts) == found.net.amount
    assert sum(part.tax.amount for part in found.parts) == found.tax.amount
    assert sum(part.gross.amount for part in found.parts) == found.gross.amount
    for part in found.parts:
        factor = Fraction(part.rate) / (100 + Fraction(part.rate) if prices == "gross" else 100)
        base = part.gross if prices == "gross" else part.net
        assert abs(Fraction(part.tax.amount) - Fraction(base.amount) * factor) < Fraction(1, 100)


def test_missing_cents_go_to_the_shares_that_rounding_moved_furthest() -> None:
    whole = Money(Decimal("0.03"), "EUR")
    assert [str(s) for s in shared_out([Fraction(1, 250), Fraction(2, 250), Fraction(18, 1000)], whole)] == [
        "0.00", "0.01", "0.02",
    ]  # fmt: skip
    shares = shared_out([Fraction(5, 1000), Fraction(5, 1000)], Money(Decimal("0.01"), "EUR"))
    assert [str(share) for share in shares] == ["0.00", "0.01"]
