"""The payment part of a Swiss QR-bill: what it says, how it is worded, what has room, and its rows in a text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casefile.render import mail, markdown_text, plain, slip, webpage
from casefile.render.blocks import Picture, inlines
from casefile.render.sheet import compose
from casefile.render.slip import Party
from tests.render import letters
from tests.render.payment import slips
from tests.render.payment.transfers import RUTSCHMANN, SCHNEIDER


def test_a_bill_says_what_its_code_does() -> None:
    assert slips.slip(message="Order dated 18.06.2020", amount="1234567.5", **slips.QR) == slip.Slip(
        account="CH44 3199 9123 0008 8901 2",
        payee=Party("Robert Schneider AG", "Rue du Lac 1268", "2501 Biel"),
        currency="CHF",
        amount="1 234 567.50",
        reference="21 00000 00003 13947 14300 09017",
        message="Order dated 18.06.2020",
        payer=Party("Pia Rutschmann", "Marktgasse 28", "9400 Rorschach"),
    )


@pytest.mark.parametrize(
    ("values", "field", "shown"),
    [
        ({"reference": "RF18539007547034", "message": ""}, "reference", "RF18 5390 0754 7034"),
        ({}, "reference", ""),
        ({"currency": "EUR"}, "currency", "EUR"),
        ({"amount": "0.5"}, "amount", "0.50"),
        ({"message": "Älpli “1”"}, "message", 'Älpli "1"'),
        ({"payer": None}, "payer", None),
        ({"payer": replace(RUTSCHMANN, city="")}, "payer", None),
        ({"payer": slips.LONG_NAMED}, "payer", Party(
            "Pia-Maria Rutschmann-Schnyder und Söhne Handelsgesellschaft mbH & Co.",
            "Grosse Marktgasse am alten Rathausplatz hinter der Kirche 128a", "DE-9400 Rorschach am schönen Bodensee",
        )),
    ],
)  # fmt: skip
def test_how_a_bill_writes_it(values: dict[str, Any], field: str, shown: object) -> None:
    assert getattr(slips.slip(**values), field) == shown


def test_a_receipt_has_no_message_and_keeps_streets_while_they_have_room() -> None:
    receipt = slips.slip(message="Order").receipt
    assert receipt.message == ""
    assert [each.street for each in (receipt.payee, receipt.payer) if each] == ["Rue du Lac 1268", "Marktgasse 28"]


def test_a_receipt_leaves_streets_out_that_have_no_room() -> None:
    long = slips.slip(payee=slips.LONG_NAMED, payer=slips.LONG_NAMED)
    assert long.receipt.payee.lines == (slips.LONG_NAMED.name, "DE-9400 Rorschach am schönen Bodensee")
    assert long.receipt.payer == long.receipt.payee
    unknown = slips.slip(payee=slips.LONG_NAMED, payer=None, **slips.QR).receipt
    assert (unknown.payee.street, unknown.payer) == ("", None)


def test_a_payment_part_is_set_smaller_when_it_has_to_be() -> None:
    assert not slips.slip(message="t" * 140, payer=None).is_long
    full = replace(slips.LONG_NAMED, name="N" * 70, lines=("S" * 70,))
    assert slips.slip(payee=full, payer=full, message="t" * 140).is_long


@pytest.mark.parametrize(
    ("language", "account", "separate"),
    [
        ("en", "Account / Payable to", "Separate before paying in"),
        ("en-US", "Account / Payable to", "Separate before paying in"),
        ("de", "Konto / Zahlbar an", "Vor der Einzahlung abzutrennen"),
        ("fr", "Compte / Payable à", "A détacher avant le versement"),
        ("pl", "Account / Payable to", "Separate before paying in"),
        ("ru", "Account / Payable to", "Separate before paying in"),
    ],
)
def test_headings_are_those_of_the_guidelines_in_a_language_they_know(
    language: str, account: str, separate: str
) -> None:
    words = slip.words(language)
    assert (words.account, words.separate) == (account, separate)


def test_the_code_moves_from_the_text_to_the_slip() -> None:
    sheet = slips.bill()
    assert sheet.slip == "payment"
    pictures = [each for each in inlines(sheet.body) if isinstance(each, Picture)]
    assert len(pictures) == 1
    assert pictures == [each for each in inlines(sheet.body[-1:]) if isinstance(each, Picture)]


@pytest.mark.parametrize("text", ["Pay us.\n", "---\nsubject: s\npage: landscape\n---\n![](asset:payment)\n"])
def test_no_slip_for_a_document_that_sets_no_code_or_lies_across(text: str) -> None:
    asset = slips.bill().assets["payment"]
    template = letters.template(text) if text.startswith("---") else letters.body(text)
    sheet = compose(template, {}, letters.FRAME, "en", created=letters.CREATED, assets={"payment": asset})
    assert sheet.slip == ""


def test_no_other_code_has_a_slip() -> None:
    sheet = letters.letter()
    assert sheet.slip == ""
    assert Picture("payment", "Scan to pay") in tuple(inlines(sheet.body))


ROWS = """Zahlteil
--------

Konto / Zahlbar an:
  CH44 3199 9123 0008 8901 2
  Robert Schneider AG
  Rue du Lac 1268
  2501 Biel
Referenz: 21 00000 00003 13947 14300 09017
Zusätzliche Informationen: Order
Zahlbar durch:
  Pia Rutschmann
  Marktgasse 28
  9400 Rorschach
Währung: CHF
Betrag: 1 949.75
"""


def test_a_text_says_the_same_in_rows() -> None:
    sheet = slips.bill(language="de", text=slips.SHORT, **slips.QR)
    assert ROWS.replace("Zusätzliche Informationen: Order\n", "Zusätzliche Informationen: INV-1\n") in plain.draw(sheet)


@pytest.mark.parametrize("draw", [markdown_text.draw, webpage.draw, lambda sheet: mail.draw(sheet, {"payment": "x@y"})])
def test_every_other_format_has_the_rows_and_the_code(draw: Any) -> None:
    text = draw(slips.bill())
    for shown in ("Payment part", "CH58 0079 1123 0008 8901 2", "Payable by", "Pia Rutschmann", "1 949.75"):
        assert shown in text
    assert text.count("Swiss QR Code") == 1


def test_a_payer_to_be_written_in_is_no_row() -> None:
    assert "Payable by" not in plain.draw(slips.bill(payer=None))


def test_the_payee_is_the_one_paid() -> None:
    assert slips.slip(payee=SCHNEIDER).payee.name == SCHNEIDER.name
