"""The Polish banks' code: the examples of the recommendation, and what it does not allow."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.errors import CaseError
from casefile.render.payment import zbp
from tests.render.payment.transfers import transfer


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"text": "Przelew ekspress"}, "|PL|92124012340001567890123456|001200|Odbiorca 1|Przelew ekspress|||"),
        (
            {"text": "FV 1234/34/2012", "nip": "1234567890"},
            "1234567890|PL|92124012340001567890123456|001200|Odbiorca 1|FV 1234/34/2012|||",
        ),
    ],
)
def test_the_recommendations_examples(values: dict[str, Any], written: str) -> None:
    assert zbp.payload(transfer("zbp", "Odbiorca 1", "12.00", **values)) == written


@pytest.mark.parametrize(
    ("nip", "written"),
    [("PL 521-434-96-36", "5214349636"), ("PL5214349636", "5214349636"), ("12345", ""), ("DE123456789", "")],
)
def test_a_tax_number_has_ten_digits_or_stays_away(nip: str, written: str) -> None:
    assert zbp.payload(transfer("zbp", nip=nip)).split("|")[0] == written


def test_names_and_titles_are_cut_by_characters() -> None:
    fields = zbp.payload(transfer("zbp", "Żółć" * 6, "9999999.99", text="ąę" * 20)).split("|")
    assert (fields[4], fields[5], fields[3]) == ("Żółć" * 5, "ąę" * 16, "999999999")


def test_what_polish_letters_cannot_write_is_made_plain() -> None:
    fields = zbp.payload(transfer("zbp", "„Müller“ & Søn | ß", text="INV–7 (2026)")).split("|")
    assert (fields[4], fields[5]) == ("Muller & Son ss", "INV-7 2026")


def test_a_structured_reference_is_the_title() -> None:
    written = zbp.payload(transfer("zbp", reference="RF18539007547034", text=""))
    assert written.endswith("|RF18539007547034|||")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"currency": "EUR"}, "złoty only"),
        ({"amount": "0"}, "0.01"),
        ({"iban": "BE72000000001616"}, "no Polish IBAN"),
        ({"iban": "PL92124012340001567890123457"}, "no Polish IBAN"),
        ({"text": "()"}, "what is paid"),
        ({"name": "Жук"}, "not 'Жук'"),
    ],
)
def test_what_the_recommendation_does_not_allow_is_a_problem(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        zbp.payload(transfer("zbp", **change))
