"""EPC069-12: the lines of the standard, and what it does not allow."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.errors import CaseError
from casefile.render.payment import epc
from tests.render.payment.transfers import transfer


def test_the_standards_example() -> None:
    written = epc.payload(transfer("epc", "Red Cross of Belgium", text="Urgency fund", iban="BE72 0000 0000 1616"))
    assert written.split("\n") == [
        "BCD", "002", "1", "SCT", "BPOTBEB1", "Red Cross of Belgium", "BE72000000001616", "EUR1.00", "", "",
        "Urgency fund",
    ]  # fmt: skip


def test_a_structured_reference_has_a_line_of_its_own_and_nothing_trails() -> None:
    written = epc.payload(transfer("epc", reference="RF18 5390 0754 7034", text=""))
    assert written.endswith("EUR1.00\n\nRF18539007547034")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"currency": "GBP"}, "euro only"),
        ({"amount": "0.004"}, "0.01"),
        ({"amount": "1000000000"}, "999999999.99"),
        ({"iban": "BE72000000001617"}, "no IBAN that a SEPA"),
        ({"iban": "AE070331234567890123456"}, "no IBAN that a SEPA"),
        ({"iban": "CH4431999123000889012"}, "QR-IBAN"),
        ({"iban": "GB33BUKB20201555555555", "bic": ""}, "needs its bank's BIC"),
        ({"bic": "044525225"}, "'044525225' is no BIC"),
        ({"name": " \u200b "}, "names the account holder"),
        ({"text": "a", "reference": "RF1"}, "not both"),
        ({"text": "", "reference": "RF" + "1" * 34}, "more than 35"),
        ({"text": "a\x07"}, r"U\+0007"),
        ({"name": "Ж" * 70, "text": "Ж" * 100}, "331 bytes"),
    ],
)
def test_what_the_standard_does_not_allow_is_a_problem(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        epc.payload(transfer("epc", **change))


def test_every_fault_is_said_at_once() -> None:
    with pytest.raises(CaseError) as caught:
        epc.payload(transfer("epc", currency="GBP", iban="X", bic="Y"))
    assert len(caught.value.problems) == 3


def test_an_account_outside_the_economic_area_with_its_bic() -> None:
    written = epc.payload(transfer("epc", iban="GB33BUKB20201555555555", bic="BUKBGB22"))
    assert "\nBUKBGB22\n" in written


def test_names_and_texts_are_cut_and_stay_on_one_line() -> None:
    lines = epc.payload(transfer("epc", "x" * 71, text="a\nEUR9" + "y" * 140)).split("\n")
    assert lines[5] == "x" * 70
    assert lines[10] == "a EUR9" + "y" * 134
    assert len(lines) == 11


def test_other_scripts_stay_as_they_are_written() -> None:
    assert "Żółć Жук Ωμέγα 李" in epc.payload(transfer("epc", "Żółć Жук Ωμέγα 李"))
