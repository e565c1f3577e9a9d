"""Payment codes: the payload of EPC069-12, and a picture that reads back as it."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from PIL import Image

from casefile.errors import CaseError
from casefile.money import Money
from casefile.render import qr

EURO = Money(Decimal("1"), "EUR")


def test_the_payload_has_the_lines_of_the_standard() -> None:
    payload = qr.epc(
        name="Red Cross of Belgium",
        iban="BE72 0000 0000 1616",
        bic="BPOTBEB1",
        amount=EURO,
        text="Urgency fund",
    )
    assert payload.split("\n") == [
        "BCD", "002", "1", "SCT", "BPOTBEB1", "Red Cross of Belgium", "BE72000000001616", "EUR1.00", "", "",
        "Urgency fund",
    ]  # fmt: skip


def test_a_structured_reference_has_a_line_of_its_own_and_nothing_trails() -> None:
    payload = qr.epc(name="A", iban="BE72000000001616", amount=EURO, reference="RF18 5390 0754 7034")
    assert payload.endswith("EUR1.00\n\nRF18539007547034")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"amount": Money(Decimal(1), "GBP")}, "euro only"),
        ({"amount": Money(Decimal("0.004"), "EUR")}, "0.01"),
        ({"name": "x" * 71}, "70 characters"),
        ({"text": "x" * 141}, "140 characters"),
        ({"text": "a", "reference": "RF1"}, "not both"),
        ({"text": "a\nEUR9"}, "line break"),
        ({"name": "Ж" * 70, "text": "Ж" * 100}, "331 bytes"),
    ],
)
def test_what_the_standard_does_not_allow_is_a_problem(change: dict[str, object], message: str) -> None:
    fields: dict[str, object] = {"name": "A", "iban": "BE72000000001616", "amount": EURO} | change
    with pytest.raises(CaseError, match=message):
        qr.epc(**fields)  # type: ignore[arg-type]  # the fields are varied by name


def test_the_picture_is_a_png_with_its_quiet_zone() -> None:
    asset = qr.picture("BCD", alt="Scan to pay", width_mm=30)
    image = Image.open(io.BytesIO(asset.content)).convert("L")
    assert (asset.media_type, asset.alt, asset.width_mm) == ("image/png", "Scan to pay", 30)
    border = 4 * 8
    assert image.crop((0, 0, image.width, border)).getextrema() == (255, 255)
    assert image.crop((border, border, border + 8, border + 8)).getextrema() == (0, 0)


def test_the_level_is_kept_and_not_boosted() -> None:
    assert qr.picture("x" * 100, "L").content != qr.picture("x" * 100, "M").content
    with pytest.raises(CaseError, match="level 'X'"):
        qr.picture("x", "X")
