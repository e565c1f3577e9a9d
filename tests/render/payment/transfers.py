"""Transfers for the tests of payment codes, and the independent reader that decodes what was drawn."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import zxingcpp
from PIL import Image

from casefile.money import Money
from casefile.render.payment.transfer import Holder, Transfer

SCHNEIDER = Holder("Robert Schneider AG", ("Rue du Lac 1268",), "2501", "Biel", "CH")
RUTSCHMANN = Holder("Pia Rutschmann", ("Marktgasse 28",), "9400", "Rorschach", "CH")
TRI_KITA = "ООО «Три кита»"

ACCOUNTS: dict[str, dict[str, Any]] = {
    "epc": {"currency": "EUR", "iban": "BE72000000001616", "bic": "BPOTBEB1"},
    "zbp": {"currency": "PLN", "iban": "PL92124012340001567890123456"},
    "swiss": {"currency": "CHF", "iban": "CH5800791123000889012"},
    "st00012": {
        "currency": "RUB", "account": "40702810138250123017", "bank": 'ОАО "БАНК"', "bic": "044525225",
        "correspondent": "30101810400000000225",
    },
}  # fmt: skip


def transfer(standard: str, name: str = "A", amount: str = "1.00", **values: Any) -> Transfer:
    """A transfer to the standard's account in these tests."""
    given = {"text": "INV-1", **ACCOUNTS[standard], **values}
    money = Money(Decimal(amount), given.pop("currency"))
    payee = given.pop("payee", Holder(name, SCHNEIDER.lines, SCHNEIDER.postcode, SCHNEIDER.city, SCHNEIDER.country))
    return Transfer(payee=payee, amount=money, **given)


def decoded(png: bytes) -> tuple[str, str]:
    """What an independent reader finds in a picture: the text, and the level of error correction."""
    image = Image.open(io.BytesIO(png)).convert("L")
    (found,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return found.bytes.decode(), found.ec_level


def printed(png: bytes, width_mm: float, dpi: int) -> bytes:
    """The picture as it comes out of a printer and a scanner of so many dots an inch, on a sheet of white."""
    code = Image.open(io.BytesIO(png)).convert("L")
    side = round(width_mm / 25.4 * dpi)
    sheet = Image.new("L", (side + 200, side + 200), 255)
    sheet.paste(code.resize((side, side), Image.Resampling.BILINEAR), (100, 100))
    written = io.BytesIO()
    sheet.save(written, "PNG")
    return written.getvalue()
