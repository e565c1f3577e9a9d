"""The example of the command's reference comes out to the last digit, and the plain cases round it."""

from __future__ import annotations

from tests.claim.cases import DE, NORTHWIND, json

PAID = "[{date: 2026-05-06, amount: 1000.00}]"


def test_the_example_of_the_reference() -> None:
    found = json("2026-11-21", NORTHWIND, file=DE, payments=PAID)
    assert found == {
        "case": "a", "as_of": "2026-11-21", "currency": "EUR", "regime": "de",
        "principal": "2268.81", "interest": "129.27", "compensation": "40.00", "fees": "0.00", "costs": "0.00",
        "credit": "0.00", "total": "2438.08", "per_day": "0.65", "paid": "1000.00", "credited": "0.00", "open": [],
        "invoices": [
            {"number": "INV-1043", "due": "2026-04-14", "days_overdue": 221, "total": "3248.70",
             "outstanding": "2268.81", "contested": "400.00", "interest": "129.27", "interest_paid": "20.11",
             "compensation": "40.00",
             "periods": [
                 {"from": "2026-04-15", "to": "2026-05-06", "days": 22, "principal": "3248.70", "rate": "10.27",
                  "interest": "20.11"},
                 {"from": "2026-05-07", "to": "2026-06-30", "days": 55, "principal": "2268.81", "rate": "10.27",
                  "interest": "35.11"},
                 {"from": "2026-07-01", "to": "2026-11-21", "days": 144, "principal": "2268.81", "rate": "10.52",
                  "interest": "94.16"}]}],
        "settlement": None,
    }  # fmt: skip
    assert list(found)[4:10] == ["principal", "interest", "compensation", "fees", "costs", "credit"]
    assert list(found)[10:] == ["total", "per_day", "paid", "credited", "open", "invoices", "settlement"]
    assert list(found["invoices"][0])[:5] == ["number", "due", "days_overdue", "total", "outstanding"]
