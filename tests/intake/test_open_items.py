"""Lists of open invoices as accounting programs write them: read for sure, row by row, or refused with the row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from casefile.case.exports import Columns, OpenItems
from casefile.errors import CaseError
from casefile.intake.open_items import OpenItemList, open_items

HEAD = "Invoice,Customer,Invoice date,Due date,Amount,Open,Currency\n"
ROW = "INV-1,Northwind GmbH,2026-03-31,2026-04-14,1190.00,190.00,EUR\n"


def read(tmp_path: Path, text: str | bytes, **settings: object) -> OpenItemList:
    """A list as CSV."""
    path = tmp_path / "open.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_items(path, "open.csv", OpenItems.model_validate(settings))


def refused(tmp_path: Path, text: str | bytes, **settings: object) -> list[str]:
    """What is said of a list that is not taken."""
    with pytest.raises(CaseError) as raised:
        read(tmp_path, text, **settings)
    return [str(problem) for problem in raised.value.problems]


def test_a_row_is_an_invoice(tmp_path: Path) -> None:
    (item,) = read(tmp_path, HEAD + ROW).items
    assert (item.number, item.debtor, item.issued, item.due) == (
        "INV-1", "Northwind GmbH", date(2026, 3, 31), date(2026, 4, 14),
    )  # fmt: skip
    assert (str(item.total), str(item.open), item.total.currency) == ("1190.00", "190.00", "EUR")
    assert (item.source.file, item.source.line) == ("open.csv", 2)


@pytest.mark.parametrize(
    "head",
    [
        "Rechnungsnummer;Kunde;Rechnungsdatum;Fällig am;Rechnungsbetrag;Offen;Währung\n",
        "N° de facture;Nom du client;Date de facture;Échéance;Montant TTC;Reste dû;Devise\n",
        "N° de facture;Nom du client;Date de facture;Date d’échéance;Montant TTC;Reste dû;Devise\n",
        "Nr faktury;Kontrahent;Data wystawienia;Termin płatności;Kwota brutto;Do zapłaty;Waluta\n",
        "Номер счёта;Контрагент;Дата счёта;Срок оплаты;Сумма;Остаток;Валюта\n",
    ],
)
def test_the_usual_headings_of_five_languages_are_known(head: str, tmp_path: Path) -> None:
    row = "R-1;Müller;31.03.2026;14.04.2026;1.190,00;190,00;EUR\n"
    found = read(tmp_path, "Stand;01.09.2026\n\n" + head + row)
    assert [(each.number, str(each.total), str(each.open)) for each in found.items] == [("R-1", "1190.00", "190.00")]
    assert set(found.headings) == {"number", "debtor", "issued", "due", "total", "open", "currency"}


def test_other_headings_are_named_in_the_workspace(tmp_path: Path) -> None:
    columns = Columns(number="Doc", debtor="Who", issued="From", due="To", open="Rest")
    text = "Doc|Who|From|To|Rest\nA|B|01/02/26|03/04/26|1.234\n"
    found = read(tmp_path, text, columns=columns, delimiter="|", date_format="DD/MM/YY", decimal=",", currency="GBP")
    (item,) = found.items
    assert (item.issued, item.due, str(item.open), item.total) == (
        date(2026, 2, 1), date(2026, 4, 3), "1234.00", item.open,
    )  # fmt: skip


def test_a_list_without_the_headings_says_which_and_how_to_name_them(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, "Doc,Who,Due date\nA,B,2026-01-01\n")
    assert "open.csv has no column for number, debtor, issued, open or total; its headings: Doc, Who, Due date" in said


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",Northwind,2026-03-31,2026-04-14,1.00,1.00,EUR\n", "no Invoice"),
        ("A,,2026-03-31,2026-04-14,1.00,1.00,EUR\n", "no Customer"),
        ("A,B,,2026-04-14,1.00,1.00,EUR\n", "no Invoice date"),
        ("A,B,2026-03-31,,1.00,1.00,EUR\n", "no Due date"),
        ("A,B,03/04/2026,2026-04-14,1.00,1.00,EUR\n", "Invoice date: '03/04/2026' can be read in two ways"),
        ("A,B,2026-03-31,2026-04-14,1.00,1.234,EUR\n", "Open: '1.234' can be read in two ways"),
        ("A,B,2026-03-31,2026-04-14,1.00,x,EUR\n", "Open: 'x' is no amount"),
        ("A,B,2026-03-31,2026-04-14,,,EUR\n", "no amount of invoice A"),
        ("A,B,2026-03-31,2026-04-14,1.00,2.00,EUR\n", "of invoice A more is open (2.00) than was invoiced (1.00)"),
        ("A,B,2026-03-31,2026-04-14,1.00,1.00,EURO\n", "'EURO' is no currency"),
        ("A,B,2026-03-31,2026-04-14,1.00,1.00,\n", "it is not said in which currency it is"),
    ],
)
def test_a_row_that_cannot_be_read_for_sure_is_named(row: str, message: str, tmp_path: Path) -> None:
    (said,) = refused(tmp_path, HEAD + ROW + row)
    assert said.startswith("open.csv:3:1: ")
    assert message in said


def test_all_that_is_wrong_is_said_in_one_run(tmp_path: Path) -> None:
    said = refused(tmp_path, HEAD + ",,x,y,z,1.00,EUR\n" + ROW + ROW)
    assert len(said) == 6
    assert said[-1].startswith("open.csv:4:1: ")
    assert "invoice INV-1 stands in the list twice; first in line 3" in said[-1]


def test_credits_and_sums_are_left_out_and_told(tmp_path: Path) -> None:
    credit = "CN-1,Northwind GmbH,2026-04-01,2026-04-01,-50.00,-50.00,EUR\n"
    found = read(tmp_path, HEAD + ROW + credit + ",Total,,,1190.00,190.00,\n")
    assert [each.number for each in found.items] == ["INV-1"]
    (note,) = found.notes
    assert "CN-1 is a credit of 50.00 EUR: it is not taken in" in note.message
    (_, unknown) = read(tmp_path, HEAD + ROW + credit + ",Ohne Nummer,,,7.00,7.00,EUR\n").notes
    assert unknown.message == "a row without an invoice number is left out (7.00)"


@pytest.mark.parametrize("text", ["50.00-", "(50.00)", "-50.00", "−50.00"])
def test_a_negative_amount_in_whatever_form_is_a_credit(text: str, tmp_path: Path) -> None:
    (note,) = read(tmp_path, HEAD + f"A,B,2026-03-31,2026-04-14,{text},{text},EUR\n").notes
    assert note.message == "A is a credit of 50.00 EUR: it is not taken in"


def test_a_file_in_another_encoding_is_not_guessed_at(tmp_path: Path) -> None:
    text = (HEAD + ROW.replace("Northwind", "Müller")).encode("cp1252")
    (said,) = refused(tmp_path, text)
    assert "open.csv is not written in utf-8" in said
    assert read(tmp_path, text, encoding="cp1252").items[0].debtor == "Müller GmbH"
    assert "is not written in klingon" in refused(tmp_path, text, encoding="klingon")[0]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.7", "open.csv is a PDF"),
        (b"\xd0\xcf\x11\xe0....", "open.csv is of an old Office format, or protected by a password"),
        (b"PK\x03\x04", "damaged"),
        (b"", "open.csv has no column for number, debtor, issued, due, open or total; its headings: none"),
        (HEAD.encode() + b'"INV-1,no end', "no CSV"),
    ],
)
def test_what_is_no_list(content: bytes, message: str, tmp_path: Path) -> None:
    (said,) = refused(tmp_path, content)
    assert message in said


def workbook(path: Path, *rows: tuple[object, ...]) -> openpyxl.Workbook:
    """A list as a workbook, with a title above."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (("Open items",), HEAD.strip().split(","), *rows):
        sheet.append(row)
    book.save(path)
    return book


def test_a_workbook_has_real_dates_and_figures(tmp_path: Path) -> None:
    path = tmp_path / "open.xlsx"
    workbook(path, ("INV-1", "Northwind GmbH", date(2026, 3, 31), date(2026, 4, 14), 1190.1, 190.1, "EUR"))
    (item,) = open_items(path, "open.xlsx", OpenItems()).items
    assert (item.due, item.open.amount, item.total.amount) == (date(2026, 4, 14), Decimal("190.10"), Decimal("1190.10"))
    assert (item.source.file, item.source.line) == ("open.xlsx", 3)


def test_rows_that_a_filter_hides_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "open.xlsx"
    book = workbook(path, ("INV-1", "Northwind GmbH", "2026-03-31", "2026-04-14", 1190, 190, "EUR"))
    book.active.row_dimensions[3].hidden = True
    book.save(path)
    with pytest.raises(CaseError, match="row 3 of 'Sheet' is hidden, and it is not said whether it counts"):
        open_items(path, "open.xlsx", OpenItems())
