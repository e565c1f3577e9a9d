"""How to pay: the account's lines, and which payment code an account and an amount get."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from casefile.case.party import Party
from casefile.documents.payment import CODE, how_to_pay
from casefile.documents.purpose import purposes
from casefile.money import Money
from casefile.render import pdf
from tests.documents.matters import CASE, WORKSPACE, sheet, written
from tests.render.payment.transfers import decoded

BRITISH = {"iban": "GB33BUKB20201555555555", "bic": "BUKBGB22"}
POLISH = {"iban": "PL92124012340001567890123456"}
SWISS = {"iban": "CH5800791123000889012", "bic": "POFICHBE"}
QR = {"iban": "CH4431999123000889012"}
RUSSIAN = {
    "account": "40702810138250123017", "bic": "044525225", "name": "Банк", "correspondent_account": "30101810400000000225"
}  # fmt: skip
BERN = {"lines": ["Rue du Lac 1268"], "postcode": "2501", "city": "Biel", "country": "CH"}
COLOGNE = {"lines": ["Domplatz 1"], "postcode": "50667", "city": "Köln", "country": "DE"}
QRR = "210000000003139471430009017"


def creditor(**values: Any) -> Party:
    return Party.model_validate({"name": "Studio Halvorsen Ltd", "bank": BRITISH, "address": BERN, **values})


UNWRITTEN = Party(name="Northwind")  # whose address nobody knows


def payer(address: dict[str, Any]) -> Party:
    return Party.model_validate({"name": "Northwind", "address": address})


@pytest.mark.parametrize(
    ("bank", "currency", "code"),
    [
        (BRITISH, "EUR", "epc"),
        (BRITISH, "GBP", ""),
        ({"iban": BRITISH["iban"]}, "EUR", ""),
        ({"iban": "AE070331234567890123456"}, "EUR", ""),
        ({"account": "123"}, "EUR", ""),
        (POLISH, "PLN", "zbp"),
        (POLISH, "EUR", "epc"),
        (POLISH, "CHF", ""),
        (SWISS, "CHF", "swiss"),
        (SWISS, "EUR", "epc"),
        ({"iban": SWISS["iban"]}, "EUR", "swiss"),
        (QR, "CHF", ""),
        (RUSSIAN, "RUB", "st00012"),
        (RUSSIAN, "EUR", ""),
        ({**RUSSIAN, "correspondent_account": ""}, "RUB", ""),
        ({**RUSSIAN, "iban": BRITISH["iban"]}, "RUB", ""),
        (None, "EUR", ""),
    ],
)
def test_which_code_an_account_gets(bank: dict[str, str] | None, currency: str, code: str) -> None:
    how, assets = how_to_pay(creditor(bank=bank), Money(Decimal("12.30"), currency), ("INV-1",), "en", UNWRITTEN)
    assert (how.code, how.has_code, bool(assets)) == (code, bool(code), bool(code))


@pytest.mark.parametrize("amount", ["0.00", "1000000000.00"])
def test_no_code_for_an_amount_that_none_carries(amount: str) -> None:
    how, assets = how_to_pay(creditor(), Money(Decimal(amount), "EUR"), ("INV-1",), "en", UNWRITTEN)
    assert (how.code, assets) == ("", {})


@pytest.mark.parametrize(("address", "code"), [(BERN, "swiss"), (COLOGNE, "epc")])
def test_euro_to_a_swiss_account_are_asked_for_as_the_payers_bank_reads(address: dict[str, Any], code: str) -> None:
    euro = Money(Decimal("12.30"), "EUR")
    assert how_to_pay(creditor(bank=SWISS), euro, ("INV-1",), "en", payer(address))[0].code == code


def test_a_swiss_code_names_the_payer_and_needs_the_payees_address() -> None:
    francs = Money(Decimal("12.30"), "CHF")
    _, assets = how_to_pay(creditor(bank=SWISS), francs, ("INV-1",), "en", payer(COLOGNE))
    assert "S\nNorthwind\nDomplatz\n1\n50667\nKöln\nDE" in decoded(assets[CODE].content)[0]
    assert how_to_pay(creditor(bank=SWISS, address=None), francs, ("INV-1",), "en", UNWRITTEN)[0].code == ""


@pytest.mark.parametrize(
    ("bank", "number", "line"),
    [(QR, QRR, f"QRR\n{QRR}\n\nEPD"), (SWISS, "RF18 5390 0754 7034", "SCOR\nRF18539007547034\n\nEPD")],
)
def test_an_invoice_number_that_is_a_structured_reference_is_sent_as_one(
    bank: dict[str, str], number: str, line: str
) -> None:
    _, assets = how_to_pay(creditor(bank=bank), Money(Decimal("12.30"), "CHF"), (number,), "en", UNWRITTEN)
    assert decoded(assets[CODE].content)[0].endswith(line)


def test_tax_numbers_and_names_go_into_the_codes() -> None:
    ids = {"nip": "5214349636", "inn": "6200098765", "kpp": "620001001"}
    _, zbp = how_to_pay(creditor(bank=POLISH, tax_ids=ids), Money(Decimal(1), "PLN"), ("FV 1",), "en", UNWRITTEN)
    assert (
        decoded(zbp[CODE].content)[0] == "5214349636|PL|92124012340001567890123456|000100|Studio Halvorsen Ltd|FV 1|||"
    )
    _, russian = how_to_pay(creditor(bank=RUSSIAN, tax_ids=ids), Money(Decimal(1), "RUB"), ("1",), "en", UNWRITTEN)
    assert decoded(russian[CODE].content)[0].endswith("|Sum=100|Purpose=1|PayeeINN=6200098765|KPP=620001001")


def ways(count: int, language: str = "en", case: str = "2026-014", gap: bool = True) -> tuple[str, ...]:
    """The ways to name this many invoices, with a number missing between them."""
    numbers = (f"INV-{number + (number == count - 1 and gap):04}" for number in range(count))
    return purposes(tuple(numbers), (case,), language)


@pytest.mark.parametrize(
    ("bank", "currency", "given", "said"),
    [
        (BRITISH, "EUR", ways(3), "INV-0000, INV-0001, INV-0003"),
        (BRITISH, "EUR", ways(200), "2026-014, 200 invoices"),
        (BRITISH, "EUR", ways(200, gap=False), "INV-0000 to INV-0199"),
        (BRITISH, "EUR", ways(200, "ru"), "2026-014, 200 счетов"),
        (BRITISH, "GBP", ways(200), "2026-014, 200 invoices"),
        (BRITISH, "GBP", ways(14), ", ".join(f"INV-{at:04}" for at in (*range(13), 14))),
        (POLISH, "PLN", ways(3, "pl"), "INV-0000, INV-0001, INV-0003"),
        (POLISH, "PLN", ways(4, "pl"), "2026-014, 4 faktury"),
        (POLISH, "PLN", ways(4, "pl", gap=False), "od INV-0000 do INV-0003"),
        (POLISH, "PLN", ways(200, "pl", "2026-014-northwind-trading"), "2026-014-northwind-trading"),
        (POLISH, "PLN", ways(200, "pl", "2026-014-northwind-trading-gmbh-and-co"), "200 faktur, 2026-014-northwind-t"),
        (POLISH, "PLN", ways(200, "ru"), "2026-014"),
        (RUSSIAN, "RUB", ways(200, "ru", gap=False), "INV-0000 – INV-0199"),
        (RUSSIAN, "RUB", ways(20, "ru"), ", ".join(f"INV-{at:04}" for at in (*range(19), 20))),
        (SWISS, "CHF", ways(200, "fr", gap=False), "INV-0000 à INV-0199"),
        (SWISS, "CHF", ways(200, "de"), "2026-014, 200 Rechnungen"),
    ],
)
def test_what_to_write_names_all_invoices_in_the_lines_and_in_the_code(
    bank: dict[str, str], currency: str, given: tuple[str, ...], said: str
) -> None:
    how, assets = how_to_pay(creditor(bank=bank), Money(Decimal(1), currency), given, "en", UNWRITTEN)
    assert how.reference == said
    assert how.has_code == (currency != "GBP")
    assert all(said in decoded(assets[name].content)[0] for name in assets)


def test_a_number_without_an_end_is_cut_when_there_is_no_other_way_to_name_it() -> None:
    how, assets = how_to_pay(creditor(), Money(Decimal(1), "EUR"), ("x" * 200,), "en", UNWRITTEN)
    assert how.reference == "x" * 140
    assert assets


def test_only_a_link() -> None:
    party = Party.model_validate({"name": "Studio", "pay_url": "https://pay.example"})
    how, _ = how_to_pay(party, Money(Decimal(1), "EUR"), (), "en", UNWRITTEN)
    assert how.is_known
    assert not how.by_transfer


WORKSPACES = {
    "epc": ("EUR", WORKSPACE),
    "zbp": ("PLN", WORKSPACE.replace("GB33BUKB20201555555555, bic: BUKBGB22", POLISH["iban"])),
    "swiss": ("CHF", WORKSPACE.replace("GB33BUKB20201555555555, bic: BUKBGB22", SWISS["iban"])),
    "st00012": (
        "RUB",
        WORKSPACE.replace(
            "iban: GB33BUKB20201555555555, bic: BUKBGB22",
            'account: "40702810138250123017", bic: "044525225", correspondent_account: "30101810400000000225"',
        ),
    ),
}


@pytest.mark.parametrize("code", WORKSPACES)
def test_the_code_on_a_letters_page_is_read(code: str, tmp_path: Path) -> None:
    currency, workspace = WORKSPACES[code]
    case = CASE.replace("EUR", currency).replace("interest: {regime: de}", "interest: {regime: none}")
    letter = sheet("reminder", written(tmp_path, {"casefile.yaml": workspace, "cases/a/case.yaml": case}), step="first")
    images = [page.render(scale=150 / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(pdf.draw(letter))]
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    (found,) = (each for image in images for each in zxingcpp.read_barcodes(image, formats=wanted))
    assert found.bytes.decode() == decoded(letter.assets[CODE].content)[0]
    marks = {"epc": "EUR3248.70", "zbp": "|324870|", "swiss": "\n3248.70\nCHF\n", "st00012": "|Sum=324870|"}
    assert marks[code] in found.bytes.decode()
