"""The Swiss QR code: the examples of the guidelines, the kinds of reference, and what they do not allow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casefile.errors import CaseError
from casefile.render.payment import swiss
from casefile.render.payment.transfer import Holder
from tests.render.payment.transfers import RUTSCHMANN, SCHNEIDER, transfer

QR_IBAN, QRR = "CH44 3199 9123 0008 8901 2", "21 00000 00003 13947 14300 09017"
NOBODY = [""] * 7


def lines(**values: Any) -> list[str]:
    return swiss.payload(transfer("swiss", **{"payee": SCHNEIDER, **values})).split("\n")


def test_the_guidelines_example_without_a_reference() -> None:
    message = "Bill no. 3139 for gardening work and disposal of waste material"
    assert lines(amount="3949.75", payer=RUTSCHMANN, text=message) == [
        "SPC", "0200", "1", "CH5800791123000889012",
        "S", "Robert Schneider AG", "Rue du Lac", "1268", "2501", "Biel", "CH",
        *NOBODY, "3949.75", "CHF",
        "S", "Pia Rutschmann", "Marktgasse", "28", "9400", "Rorschach", "CH",
        "NON", "", message, "EPD",
    ]  # fmt: skip


def test_the_guidelines_example_with_a_qr_reference() -> None:
    payer = replace(RUTSCHMANN, name="Pia-Maria Rutschmann-Schnyder", lines=("Grosse Marktgasse 28",))
    written = lines(amount="1949.75", iban=QR_IBAN, reference=QRR, payer=payer, text="Order dated 18.06.2020")
    assert written[3] == "CH4431999123000889012"
    assert written[20:24] == ["S", "Pia-Maria Rutschmann-Schnyder", "Grosse Marktgasse", "28"]
    assert written[27:] == ["QRR", "210000000003139471430009017", "Order dated 18.06.2020", "EPD"]


def test_the_guidelines_example_with_a_creditor_reference_in_euro() -> None:
    written = lines(amount="0.50", currency="EUR", reference="RF18 5390 0754 7034", text="")
    assert written[18:20] == ["0.50", "EUR"]
    assert written[27:] == ["SCOR", "RF18539007547034", "", "EPD"]


@pytest.mark.parametrize(
    ("holder", "written"),
    [
        (replace(SCHNEIDER, lines=("Haus Süd", "Bahnhofstr. 12 a")), ["Bahnhofstr.", "12 a", "2501", "Biel"]),
        (replace(SCHNEIDER, lines=("Seeweg 3/4",), postcode="CH-2501"), ["Seeweg", "3/4", "2501", "Biel"]),
        (Holder("A", ("14 Wharf Road",), "N1 7RW", "London", "GB"), ["14 Wharf Road", "", "N1 7RW", "London"]),
        (Holder("A", (), "3000", "Bern", "CH"), ["", "", "3000", "Bern"]),
        (Holder("A", ("s" * 80,), "1" * 20, "c" * 40, "FR"), ["s" * 70, "", "1" * 16, "c" * 35]),
    ],
)
def test_an_address_is_structured(holder: Holder, written: list[str]) -> None:
    assert lines(payee=holder)[6:10] == written


@pytest.mark.parametrize(
    ("given", "street", "number"),
    [
        (("Bahnhofstrasse 12", "Postfach 1"), "Bahnhofstrasse", "12"),
        (("Bahnhofstrasse 12, Postfach 1",), "Bahnhofstrasse", "12"),
        (("c/o Hans Meier", "Bahnhofstrasse 12"), "Bahnhofstrasse", "12"),
        (("c/o Hans Meier, Bahnhofstrasse 12",), "Bahnhofstrasse", "12"),
        (("Rue du 14-Juillet 5", "Case postale 300"), "Rue du 14-Juillet", "5"),
        (("Bahnhofstrasse 12, 3. Stock",), "Bahnhofstrasse", "12"),
        (("Via Roma, 12",), "Via Roma", "12"),
        (("Boxbergweg 3",), "Boxbergweg", "3"),
        (("Zone industrielle 2",), "Zone industrielle", "2"),
        (("Haus 3", "Bahnhofstrasse 12"), "Haus 3, Bahnhofstrasse 12", ""),
        (("Halle 7", "Am Hafen"), "Halle 7, Am Hafen", ""),
        (("Abteilung Einkauf", "Hafenstrasse 7"), "Hafenstrasse", "7"),
        (("Bahnhofstrasse 10, 8001",), "Bahnhofstrasse 10, 8001", ""),
        (("Bahnhofstrasse 12", "z.Hd. Frau Meier"), "Bahnhofstrasse", "12"),
        (("Bahnhofstrasse 12", "Attn: Accounts"), "Bahnhofstrasse", "12"),
        (("Strasse des 17. Juni 135",), "Strasse des 17. Juni", "135"),
        (("Bahnhofplatz", "Postfach 1"), "Bahnhofplatz, Postfach 1", ""),
        (("Postfach 44",), "Postfach 44", ""),
        (("Bahnhof" + "s" * 70 + "trasse 12", "Postfach 1"), "Bahnhof" + "s" * 63, "12"),
    ],
)
def test_the_number_is_that_of_the_house_in_the_street(given: tuple[str, ...], street: str, number: str) -> None:
    assert lines(payee=replace(SCHNEIDER, lines=given))[6:8] == [street, number]


@pytest.mark.parametrize(
    "payer", [Holder("Северный ветер", ("ул. 1",), "190000", "Москва", "RU"), replace(RUTSCHMANN, postcode=""), None]
)
def test_a_payer_who_cannot_be_written_is_left_out(payer: Holder | None) -> None:
    assert lines(payer=payer)[20:27] == NOBODY


def test_characters_outside_the_permitted_set_are_made_plain() -> None:
    payee = replace(SCHNEIDER, name="Nguyễn – “Älpli” Țara ™ №")
    assert lines(payee=payee, text="a\nb\u202fc")[5] == 'Nguyen - "Älpli" Țara TM No'
    assert lines(payee=payee, text="a\nb\u202fc")[29] == "a b c"


def test_names_and_messages_are_cut() -> None:
    written = lines(payee=replace(SCHNEIDER, name="n" * 80), text="t" * 150)
    assert (written[5], written[29]) == ("n" * 70, "t" * 140)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"currency": "USD"}, "francs and euro only"),
        ({"amount": "0"}, "0.01"),
        ({"iban": "DE89370400440532013000"}, "no IBAN of Switzerland"),
        ({"iban": "CH5800791123000889013"}, "no IBAN of Switzerland"),
        ({"iban": QR_IBAN}, "needs a QR reference"),
        ({"iban": QR_IBAN, "reference": "210000000003139471430009018"}, "needs a QR reference"),
        ({"iban": QR_IBAN, "reference": "RF18539007547034"}, "needs a QR reference"),
        ({"reference": QRR}, "no creditor reference"),
        ({"reference": "RF19539007547034"}, "no creditor reference"),
        ({"payee": replace(SCHNEIDER, postcode="")}, "has no postal code"),
        ({"payee": replace(SCHNEIDER, country="")}, "has no country"),
        ({"payee": replace(SCHNEIDER, name="Жук")}, "no Latin form of 'Жук'"),
        ({"text": "счёт"}, "not 'счёт'"),
    ],
)
def test_what_the_guidelines_do_not_allow_is_a_problem(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        lines(**change)


def test_the_fullest_code_keeps_within_the_limit() -> None:
    full = Holder("ä" * 70, ("ö" * 70 + " 1234567890123456",), "1" * 16, "é" * 35, "CH")
    written = swiss.payload(transfer("swiss", payee=full, payer=full, amount="999999999.99", text="ü" * 140))
    assert len(written) <= swiss.LARGEST
