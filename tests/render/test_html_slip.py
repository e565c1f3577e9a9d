"""The payment part on the PDF's page, measured in millimetres: where it stands, how large its type is, what it holds."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw
import pytest
import zxingcpp

from casefile.render import pdf
from tests.render.pages import MM, fonts, place_of, texts
from tests.render.payment import slips
from tests.render.payment.transfers import decoded

TOP = 297 - 105
NEAR = 0.8  # millimetres: letters have white beside and above them


@pytest.fixture(scope="module")
def german() -> bytes:
    return pdf.draw(slips.bill(slips.SHORT, "de", **slips.QR))


def type_of(drawn: bytes, words: str, page: int = -1) -> tuple[float, str]:
    """The size in points and the face of the first of `words` on a page."""
    document = pypdfium2.PdfDocument(drawn)
    text = document[page % len(document)].get_textpage()
    found = text.search(words, match_case=True).get_next()
    assert found, words
    raw = pypdfium2.raw
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, found[0], matrix)
    name, flags = ctypes.create_string_buffer(80), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, found[0], name, len(name), flags)
    return round(raw.FPDFText_GetFontSize(text, found[0]) * matrix.d, 1), name.value.decode()


def code(drawn: bytes, page: int = -1) -> tuple[str, float, float, float, float]:
    """What the code on a page says, and where it lies in millimetres: left, top, width, height."""
    document = pypdfium2.PdfDocument(drawn)
    dots = 200 / 25.4
    image = document[page % len(document)].render(scale=200 / 72).to_pil().convert("L")
    (found,) = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    place = found.position
    left, top = place.top_left.x / dots, place.top_left.y / dots
    return found.bytes.decode(), left, top, place.top_right.x / dots - left, place.bottom_left.y / dots - top


@pytest.mark.parametrize(
    ("words", "left", "top"),
    [
        ("Empfangsschein", 5, 5),
        ("Annahmestelle", 57 - 14, 82),
        ("Zahlteil", 67, 5),
        ("Währung", 5, 68),
        ("Konto / Zahlbar an", 5, 12),
    ],
)
def test_sections_stand_where_the_guidelines_put_them(german: bytes, words: str, left: float, top: float) -> None:
    found = place_of(german, words)
    assert found[0] == pytest.approx(left, abs=NEAR + (words == "Annahmestelle"))
    assert found[1] == pytest.approx(TOP + top, abs=NEAR)


def test_the_acceptance_point_ends_at_the_receipts_margin(german: bytes) -> None:
    assert place_of(german, "Annahmestelle")[2] == pytest.approx(57, abs=0.3)


def test_the_information_of_the_payment_part_begins_beside_the_code(german: bytes) -> None:
    left, top, _, _ = place_of(german, "Zusätzliche Informationen")
    assert left == pytest.approx(118, abs=NEAR)
    assert TOP + 5 < top < TOP + 90


@pytest.mark.parametrize(
    ("words", "size", "bold"),
    [
        ("Empfangsschein", 11, True),
        ("Zahlteil", 11, True),
        ("Konto / Zahlbar an", 6, True),  # the first is the receipt's
        ("CH44 3199", 8, False),
        ("Annahmestelle", 6, True),
        ("Zusätzliche Informationen", 8, True),
        ("INV-1", 10, False),
    ],
)
def test_type_is_as_large_as_the_guidelines_say(german: bytes, words: str, size: float, bold: bool) -> None:
    found = type_of(german, words)
    assert found[0] == size
    assert found[1].endswith("Bold") is bold


def test_the_code_is_46_millimetres_wide_and_says_what_it_did(german: bytes) -> None:
    sheet = slips.bill(slips.SHORT, "de", **slips.QR)
    said, left, top, width, height = code(german)
    assert said == decoded(sheet.assets["payment"].content)[0]
    assert (left, top, width, height) == pytest.approx((67, TOP + 17, 46, 46), abs=0.4)


def test_lines_show_where_to_cut(german: bytes) -> None:
    page = pypdfium2.PdfDocument(german)[0]
    image, dots = page.render(scale=300 / 72).to_pil().convert("L"), 300 / 25.4
    across = [round((TOP + each) * dots) for each in (-0.4, -0.3, -0.2, -0.1, 0)]
    assert all(any(image.getpixel((round(x * dots), y)) < 128 for y in across) for x in (1, 60, 120, 209))
    down = [round((62 + each) * dots) for each in (-0.4, -0.3, -0.2, -0.1, 0)]
    assert all(any(image.getpixel((x, round(y * dots))) < 128 for x in down) for y in (TOP + 1, 240, 296))
    assert place_of(german, "Vor der Einzahlung abzutrennen")[3] <= TOP


def test_type_is_of_a_permitted_face_and_embedded(german: bytes) -> None:
    found = {name: there for name, there in fonts(german).items() if name.startswith("Liberation")}
    assert found == {"Liberation-Sans": True, "Liberation-Sans-Bold": True}


def test_a_short_letter_has_the_slip_on_its_page_and_the_foot_above_it(german: bytes) -> None:
    assert len(texts(german)) == 1
    assert place_of(german, "Seite 1 von 1")[3] < TOP - 4


def test_a_letter_that_fills_its_page_has_the_slip_on_one_of_its_own() -> None:
    pages = texts(pdf.draw(slips.bill()))
    assert len(pages) == 2
    assert "Registered in England and Wales." in pages[0]
    assert "Payment part" in pages[1]
    assert "Payment part" not in pages[0]
    assert "Page 2 of 2" in pages[1]


def test_after_a_page_that_lies_across_the_slip_has_one_of_its_own() -> None:
    drawn = pdf.draw(slips.bill(f"{slips.SHORT}\n::: landscape\nWide.\n:::\n"))
    document = pypdfium2.PdfDocument(drawn)
    last = document[len(document) - 1]
    assert last.get_width() < last.get_height()
    assert code(drawn)[1] == pytest.approx(67, abs=0.3)


def test_american_paper_has_the_slip_at_its_foot() -> None:
    drawn = pdf.draw(slips.bill(slips.SHORT, country="US"))
    assert code(drawn)[2] == pytest.approx(279.4 - 105 + 17, abs=0.3)


def black(drawn: bytes, left: float, top: float, wide: float, high: float) -> float:
    """How much of a rectangle of the first page is black, from 0 to 1."""
    dots = 300 / 25.4
    image = pypdfium2.PdfDocument(drawn)[0].render(scale=300 / 72).to_pil().convert("L")
    part = image.crop(tuple(round(each * dots) for each in (left, top, left + wide, top + high)))
    return float(sum(part.histogram()[:128]) / (part.width * part.height))


@pytest.mark.parametrize(("left", "size"), [(5, (52, 20)), (118, (65, 25))])
def test_a_payer_who_is_not_known_has_a_field_between_corners(left: float, size: tuple[int, int]) -> None:
    drawn = pdf.draw(slips.bill(slips.SHORT, payer=None))
    assert texts(drawn)[0].count("Payable by (name/address)") == 2
    document = pypdfium2.PdfDocument(drawn)[0].get_textpage()
    search = document.search("Payable by (name/address)")
    places = [document.get_charbox(found[0]) for found in (search.get_next(), search.get_next()) if found]
    (under,) = (297 - box[1] / MM for box in places if box[0] / MM == pytest.approx(left, abs=NEAR))
    assert black(drawn, left + 4, under + 2.5, size[0] - 8, size[1] - 2) == 0
    assert black(drawn, left, under + 0.5, 3, 4) > 0.03
    assert black(drawn, left + size[0] - 3, under + 0.5, 3, 4) > 0.03
    assert black(drawn, left + size[0] - 3, under + size[1] - 3, 3, 6) > 0.02


def test_long_names_keep_to_their_sections() -> None:
    values: dict[str, Any] = {"payee": slips.LONG_NAMED, "payer": slips.LONG_NAMED, "message": "t" * 140}
    drawn = pdf.draw(slips.bill(slips.SHORT, **values))
    text = pypdfium2.PdfDocument(drawn)[0].get_textpage()
    boxes = [text.get_charbox(each) for each in range(text.count_chars())]
    right = [box for box in boxes if box[0] / MM > 117.5 and box[3] / MM < 104.5]
    assert max(box[2] for box in right) / MM <= 205.2
    assert min(box[1] for box in right) / MM >= 105 - 90
    receipt = [box for box in boxes if box[2] / MM < 61 and 105 - 66 < box[1] / MM < 105 - 11]
    assert max(box[2] for box in receipt) / MM <= 57.2
    assert black(drawn, 4, TOP + 66, 57, 2) == 0


@pytest.mark.parametrize(("language", "spoken"), [("en", "en"), ("fr", "fr"), ("pl", "en")])
def test_the_slip_is_read_after_the_letter_and_says_its_language(language: str, spoken: str) -> None:
    with pikepdf.open(io.BytesIO(pdf.draw(slips.bill(slips.SHORT, language)))) as document:
        last = document.Root.StructTreeRoot.K[0].K[-1]
        while last.S != "/Sect":
            last = last.K[-1]
        assert str(last.Lang) == spoken
    text = texts(pdf.draw(slips.bill(slips.SHORT, language)))[0]
    assert text.index("Please pay.") < text.index("CH58 0079 1123 0008 8901 2")


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (slips.QR, ("21 00000 00003 13947 14300 09017", "CHF")),
        ({"reference": "RF18539007547034", "message": "", "currency": "EUR"}, ("RF18 5390 0754 7034", "EUR")),
        ({}, ("INV-1", "CHF")),
    ],
)
def test_every_kind_of_reference_and_both_currencies_are_shown(values: dict[str, Any], shown: tuple[str, str]) -> None:
    text = texts(pdf.draw(slips.bill(slips.SHORT, **values)))[0]
    assert all(each in text for each in (*shown, "1 949.75"))
    assert ("Reference" in text.partition("Receipt")[2]) is ("reference" in values)


def test_the_same_bill_gives_the_same_bytes(german: bytes) -> None:
    assert pdf.draw(slips.bill(slips.SHORT, "de", **slips.QR)) == german


@pytest.mark.slow
def test_bills_are_pdf_a_and_pdf_ua(validate_pdf: Callable[..., str], tmp_path: Path) -> None:
    made = {
        "plain": slips.bill(slips.SHORT, "de", **slips.QR),
        "own": slips.bill(language="pl"),
        "blank": slips.bill(payer=None),
    }
    for name, sheet in made.items():
        (tmp_path / f"{name}.pdf").write_bytes(pdf.draw(sheet))
    for flavour in ("3a", "ua1"):
        validate_pdf(flavour, *(tmp_path / f"{name}.pdf" for name in made))
