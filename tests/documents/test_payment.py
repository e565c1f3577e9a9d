"""How to pay: the account's lines, and when there is a payment code."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from casefile.case.party import Party
from casefile.documents.payment import how_to_pay
from casefile.money import Money


def creditor(**values: Any) -> Party:
    return Party.model_validate({"name": "Studio Halvorsen Ltd", "bank": {"iban": "GB33BUKB20201555555555"}, **values})


def has_code(party: Party, amount: str = "12.30", currency: str = "EUR") -> bool:
    how, assets = how_to_pay(party, Money(Decimal(amount), currency), ("INV-1",), "en")
    assert how.has_code == bool(assets)
    return how.has_code


@pytest.mark.parametrize(
    ("values", "amount", "currency", "code"),
    [
        ({}, "12.30", "EUR", True),
        ({}, "12.30", "GBP", False),
        ({}, "0.00", "EUR", False),
        ({}, "1000000000.00", "EUR", False),
        ({"bank": {"iban": "AE070331234567890123456"}}, "12.30", "EUR", False),
        ({"bank": {"account": "123"}}, "12.30", "EUR", False),
        ({"bank": ""}, "12.30", "EUR", False),
        ({"name": "x" * 90}, "12.30", "EUR", True),
    ],
)
def test_when_there_is_a_code(values: dict[str, Any], amount: str, currency: str, code: bool) -> None:
    given = {key: value for key, value in values.items() if value}
    party = creditor(**given) if values.get("bank") != "" else Party.model_validate({"name": "Studio"})
    assert has_code(party, amount, currency) is code


def test_references_are_cut_between_numbers() -> None:
    numbers = tuple(f"INV-{number:04}" for number in range(40))
    how, _ = how_to_pay(creditor(), Money(Decimal(1), "EUR"), numbers, "en")
    assert how.reference == "INV-0000, INV-0001, INV-0002, INV-0003, INV-0004, INV-0005"
    how, assets = how_to_pay(creditor(), Money(Decimal(1), "EUR"), ("x" * 200,), "en")
    assert how.reference == "x" * 140
    assert assets


def test_only_a_link() -> None:
    party = Party.model_validate({"name": "Studio", "pay_url": "https://pay.example"})
    how, _ = how_to_pay(party, Money(Decimal(1), "EUR"), (), "en")
    assert how.is_known
    assert not how.by_transfer
