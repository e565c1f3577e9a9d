"""Numbers with check digits: which kind of account or reference they are."""

from __future__ import annotations

import pytest

from casefile.render.payment.numbers import is_creditor_reference, is_iban, is_qr_iban, is_qr_reference


@pytest.mark.parametrize(
    ("iban", "is_qr"),
    [
        ("CH4431999123000889012", True),
        ("LI2130000000000000000", True),
        ("CH5800791123000889012", False),
        ("CH0032000000000000000", False),
        ("DE4431999123000889012", False),
        ("CH44X", False),
    ],
)
def test_a_qr_iban_is_known_by_its_institution(iban: str, is_qr: bool) -> None:
    assert is_qr_iban(iban) is is_qr


def test_check_digits() -> None:
    assert is_iban("CH5800791123000889012")
    assert not is_iban("CH5900791123000889012")
    assert not is_iban("CH58")
    assert is_creditor_reference("RF18539007547034")
    assert not is_creditor_reference("RF18539007547035")
    assert not is_creditor_reference("539007547034")


@pytest.mark.parametrize(
    ("reference", "is_one"),
    [
        ("210000000003139471430009017", True),
        ("000000000000000012312312316", True),
        ("210000000003139471430009016", False),
        ("21000000000313947143000901", False),
        ("0" * 27, False),
    ],
)
def test_a_qr_reference_ends_in_modulo_10_recursive(reference: str, is_one: bool) -> None:
    assert is_qr_reference(reference) is is_one
