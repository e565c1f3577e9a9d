"""ST00012: the example of GOST R 56042-2014, the separator, and what the standard does not allow."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.errors import CaseError
from casefile.render.payment import st00012
from tests.render.payment.transfers import TRI_KITA, transfer


def fields(text: str) -> dict[str, str]:
    """A payload taken apart as the standard says: the character after the service block parts the fields."""
    return dict(part.split("=", 1) for part in text[8:].split(text[7]))


def test_the_standards_example() -> None:
    written = st00012.payload(
        transfer("st00012", TRI_KITA, "1000", text="Оплата членского взноса", inn="6200098765", kpp="620001001")
    )
    assert written == (
        'ST00012|Name=ООО «Три кита»|PersonalAcc=40702810138250123017|BankName=ОАО "БАНК"|BIC=044525225|'
        "CorrespAcc=30101810400000000225|Sum=100000|Purpose=Оплата членского взноса|PayeeINN=6200098765|KPP=620001001"
    )


def test_no_value_contains_the_separator() -> None:
    written = st00012.payload(transfer("st00012", "A|B~C", text="a=b|c"))
    assert written.startswith("ST00012^Name=")
    assert (fields(written)["Name"], fields(written)["Purpose"]) == ("A|B~C", "a=b|c")
    with pytest.raises(CaseError, match="no separator is left"):
        st00012.payload(transfer("st00012", "|~^#;{}$%*!+_"))


def test_names_are_cut_and_numbers_without_their_form_stay_away() -> None:
    written = st00012.payload(
        transfer("st00012", "я" * 200, bank="б" * 60, text="в" * 300, inn="123", kpp="—", bic="044 525 225")
    )
    read = fields(written)
    assert (len(read["Name"]), len(read["BankName"]), len(read["Purpose"])) == (160, 45, 210)
    assert (read["BIC"], "PayeeINN" in read, "KPP" in read) == ("044525225", False, False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"currency": "EUR"}, "roubles only"),
        ({"amount": "0"}, "kopecks"),
        ({"account": "407028101382501230"}, "no rouble account"),
        ({"account": "40702840138250123017"}, "no rouble account"),
        ({"bic": "SABRRUMM"}, "no Russian BIC"),
        ({"correspondent": ""}, "no correspondent account"),
        ({"bank": ""}, "and the bank"),
        ({"text": "a\x00"}, r"U\+0000"),
    ],
)
def test_what_the_standard_does_not_allow_is_a_problem(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        st00012.payload(transfer("st00012", **change))
