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
    assert (
        "open.csv has no column for number, debtor, issued, open or total or debit; its headings: Doc, Who, Due date"
        in said
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("open.xlsx", b"no workbook", "open.xlsx is no XLSX workbook, though it is called one"),
        ("open.XLSX", (HEAD + ROW).encode(), "is no XLSX workbook, though it is called one"),
        ("open.xlsx", b"", "open.xlsx is empty"),
        ("open.csv", b" \r\n", "open.csv is empty"),
        ("open.xls", b"<html><table><tr><td>Invoice</td></tr></table></html>", "is a web page or XML"),
        ("open.csv", b"\xef\xbb\xbf <?xml version='1.0'?>", "is a web page or XML"),
        ("open.csv", b"a\0b" * 40, "is no text"),
        ("open.xlsx", b"PK\x03\x04 cut off", "open.xlsx is damaged: it cannot be read"),
    ],
)
def test_a_file_that_is_no_list_is_named_with_what_to_do(name: str, content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CaseError) as raised:
        open_items(tmp_path / name, name, OpenItems())
    (problem,) = raised.value.problems
    assert said in problem.message
    assert "save" in problem.hint


@pytest.mark.parametrize(
    ("column", "row", "message"),
    [
        (1, ",Northwind,2026-03-31,2026-04-14,1.00,1.00,EUR\n", "no Invoice"),
        (2, "A,,2026-03-31,2026-04-14,1.00,1.00,EUR\n", "no Customer"),
        (3, "A,B,,2026-04-14,1.00,1.00,EUR\n", "no Invoice date"),
        (4, "A,B,2026-03-31,,1.00,1.00,EUR\n", "no Due date"),
        (3, "A,B,03/04/2026,2026-04-14,1.00,1.00,EUR\n", "Invoice date: '03/04/2026' can be read in two ways"),
        (6, "A,B,2026-03-31,2026-04-14,1.00,1.234,EUR\n", "Open: '1.234' can be read in two ways"),
        (6, "A,B,2026-03-31,2026-04-14,1.00,x,EUR\n", "Open: 'x' is no amount"),
        (6, "A,B,2026-03-31,2026-04-14,,,EUR\n", "no amount of invoice A"),
        (6, "A,B,2026-03-31,2026-04-14,1.00,2.00,EUR\n", "of invoice A more is open (2.00) than was invoiced (1.00)"),
        (4, "A,B,2026-03-31,2026-03-30,1.00,1.00,EUR\n", "Due date 2026-03-30 lies before Invoice date 2026-03-31"),
        (3, "A,B,31.03.1926,2026-04-14,1.00,1.00,EUR\n", "Invoice date: 1926-03-31 is outside the years 1950 to 2199"),
        (4, "A,B,2026-03-31,2226-04-14,1.00,1.00,EUR\n", "Due date: 2226-04-14 is outside the years 1950 to 2199"),
        (7, "A,B,2026-03-31,2026-04-14,1.00,1.00,EURO\n", "'EURO' is no currency"),
        (7, "A,B,2026-03-31,2026-04-14,1.00,1.00,\n", "it is not said in which currency it is"),
    ],
)
def test_a_row_that_cannot_be_read_for_sure_is_named(column: int, row: str, message: str, tmp_path: Path) -> None:
    (said,) = refused(tmp_path, HEAD + ROW + row)
    assert said.startswith(f"open.csv:3:{column}: ")
    assert message in said


def test_all_that_is_wrong_is_said_in_one_run(tmp_path: Path) -> None:
    said = refused(tmp_path, HEAD + ",,x,y,z,1.00,EUR\n" + ROW + ROW.replace(",190.00", ",180.00"))
    assert len(said) == 6
    assert said[-1].startswith("open.csv:4:1: ")
    assert "invoice INV-1 stands in the list twice with different figures; first in line 3" in said[-1]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("7,INV-1,A,2026-03-31,2026-04-14,5.00,", "8,INV-1,A,2026-03-31,2026-04-14,5.00,", "two customer numbers;"),
        (
            "7,INV-1,A,2026-03-31,2026-04-14,5.00,",
            "7,INV-1,A,2026-03-30,2026-04-13,5.00,",
            "two invoice dates and two d",
        ),
        ("7,INV-1,A,2026-03-31,2026-04-14,5.00,", "7,INV-1,A,2026-03-31,2026-04-14,6.00,", "different figures;"),
        ("7,INV-1,A,2026-03-31,2026-04-14,5.00,", "7,INV-1,A,2026-03-31,2026-04-14,5.00,a@b.de", "two addresses, pho"),
    ],
)
def test_what_two_rows_of_a_number_differ_in_is_said(first: str, second: str, said: str, tmp_path: Path) -> None:
    head = "Customer number,Invoice,Customer,Invoice date,Due date,Open,E-mail\n"
    (found,) = refused(tmp_path, f"{head}{first}\n{second}\n", currency="EUR")
    assert f"open.csv:3:1: invoice INV-1 stands in the list twice with {said}" in found


def test_a_row_that_stands_twice_is_left_out_once_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + ROW + ROW + ",,,Summe,1190.00,190.00,\n")
    assert [each.number for each in found.items] == ["INV-1"]
    (note,) = found.notes
    assert str(note).startswith("open.csv:3:1: invoice INV-1 stands in the list twice, the same")
    assert [(each.line, each.what) for each in found.passed] == [(4, "a sum, and the rows come to it: 190.00 EUR")]


CREDIT = "CN-1,Northwind GmbH,2026-04-01,,-50.00,-50.00,EUR\n"


@pytest.mark.parametrize("word", ["Total", "Summe", "Razem:", "Итого", "Somme", "Gesamtsumme", "Total général"])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_sum_is_left_out_wherever_its_word_stands(word: str, place: int, tmp_path: Path) -> None:
    cells = ["", "", "", ""]
    cells[place] = word
    found = read(tmp_path, HEAD + ROW + CREDIT + ",".join(cells) + ",1140.00,140.00,\n")
    assert ([each.number for each in found.items], found.notes) == (["INV-1"], ())
    assert [each.line for each in found.passed] == [4]
    (doubt,) = read(tmp_path, HEAD + ROW + CREDIT + ",".join(cells) + ",7.00,7.00,\n").notes
    assert doubt.message == "a sum is left out (7.00 EUR), and the rows above come to 140.00 EUR"


def test_a_customer_called_total_is_no_sum(tmp_path: Path) -> None:
    row = ROW.replace("Northwind GmbH", "Total Energy GmbH")
    assert read(tmp_path, HEAD + row).items[0].debtor == "Total Energy GmbH"
    assert "no Due date" in refused(tmp_path, HEAD + row.replace("2026-04-14", ""))[0]


def test_a_row_without_a_number_is_left_out_and_told(tmp_path: Path) -> None:
    (unknown,) = read(tmp_path, HEAD + ROW + ",Ohne Nummer,,,7.00,7.00,EUR\n").notes
    assert unknown.message == "a row without an invoice number is left out (7.00)"


@pytest.mark.parametrize("text", ["50.00-", "(50.00)", "-50.00", "−50.00", "50.00 H", "50.00H", "50.00 Cr", "50.00 Ma"])
def test_a_negative_amount_in_whatever_form_is_a_credit(text: str, tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + f"A,B,2026-03-31,,{text},{text},EUR\n")
    assert [(each.number, str(each.amount)) for each in found.credits] == [("A", "50.00")]
    assert (found.items, found.notes) == ((), ())


@pytest.mark.parametrize("text", ["50.00 S", "50.00S", "50.00 Dr", "50.00 Wn"])
def test_a_debit_behind_the_amount_is_a_debt(text: str, tmp_path: Path) -> None:
    (item,) = read(tmp_path, HEAD + f"A,B,2026-03-31,2026-04-14,{text},{text},EUR\n").items
    assert str(item.open) == "50.00"


@pytest.mark.parametrize(
    ("head", "debit", "credit"),
    [
        ("S/H", "S", "H"), ("Soll/Haben", "Soll", "Haben"), ("D/C", "D", "C"), ("Dr/Cr", "Dr", "Cr"),
        ("Sens", "Débit", "Crédit"), ("Strona", "Wn", "Ma"), ("Debet/Kredyt", "Debet", "Kredyt"),
        ("Дебет/Кредит", "Дебет", "Кредит"), ("Kz", "S", "H"), ("Kz", "Dr", "Cr"),
    ],
)  # fmt: skip
def test_a_column_that_says_debit_or_credit_is_used(head: str, debit: str, credit: str, tmp_path: Path) -> None:
    text = f"{HEAD.strip()},{head}\n{ROW.strip()},{debit}\nG-1,Northwind GmbH,2026-04-01,,50.00,50.00,EUR,{credit}\n"
    for settings in ({}, {"columns": Columns(number="Invoice", debtor="Customer", issued="Invoice date",
                                             due="Due date", open="Open", currency="Currency")}):  # fmt: skip
        found = read(tmp_path, text, **settings)
        assert ([each.number for each in found.items], [each.number for each in found.credits]) == (["INV-1"], ["G-1"])
        assert found.headings["side"] == head


def test_a_side_that_is_neither_is_refused(tmp_path: Path) -> None:
    text = f"{HEAD.strip()},S/H\n{ROW.strip()},?\n"
    assert refused(tmp_path, text)[0].startswith("open.csv:2:8: S/H: '?' says neither debit nor credit")


def test_a_minus_beside_a_credit_is_asked_about(tmp_path: Path) -> None:
    text = f"{HEAD.strip()},S/H\n{ROW.strip()},S\nG-1,Northwind GmbH,2026-04-01,2026-04-01,-50.00,-50.00,EUR,H\n"
    assert "-50.00 is negative and a credit: it may be either" in refused(tmp_path, text)[0]
    assert "debit and credit at once" in refused(tmp_path, text.replace("-50.00", "50.00 S"))[0]


OPOS = "Konto;Name;Rechnungsnummer;Datum;Fälligkeit;Sollbetrag;Habenbetrag;Saldo;Gegenkonto\n"


def test_two_columns_of_debit_and_credit(tmp_path: Path) -> None:
    rows = (
        "7;Kauz KG;R-1;01.06.2026;15.06.2026;1.190,00;1.000,00;190,00 S;8400\n7;Kauz KG;Z-1;01.07.2026;;;100,00;;1200\n"
    )
    found = read(tmp_path, OPOS + rows + "Summe;;;;;1.190,00;1.100,00;90,00 S;\n", currency="EUR")
    assert [(str(each.open), str(each.total)) for each in found.items] == [("190.00", "1190.00")]
    assert [str(each.amount) for each in found.credits] == ["100.00"]
    assert (found.unused, found.notes) == (("Gegenkonto",), ())
    said = refused(tmp_path, OPOS + rows.replace("190,00 S", "2.190,00 S"), currency="EUR")
    assert "Saldo says 2190.00, Sollbetrag − Habenbetrag comes to 190.00" in said[0]


def test_a_credit_note_is_one_by_its_kind_too(tmp_path: Path) -> None:
    text = f"{HEAD.strip()},Type\n{ROW.strip()},Invoice\nG-1,Northwind GmbH,2026-04-01,,50.00,50.00,EUR,Credit note\n"
    assert [(each.number, each.is_note) for each in read(tmp_path, text).credits] == [("G-1", True)]


@pytest.mark.parametrize(
    ("kind", "credits_"),
    [("Invoice", 0), ("Facture d'acompte", 0), ("Anzahlungsrechnung", 0), ("Gutschrift", 1), ("Facture d'avoir", 1),
     ("Payment", 1), ("Wpłata", 1), ("SC", 1)],
)  # fmt: skip
def test_a_kind_of_document_is_a_debt_or_a_credit(kind: str, credits_: int, tmp_path: Path) -> None:
    assert len(read(tmp_path, f"{HEAD.strip()},Type\n{ROW.strip()},{kind}\n").credits) == credits_


def test_a_kind_that_may_be_both_is_asked_about(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, f"{HEAD.strip()},Type\n{ROW.strip()},Invoice payment\n")[:1]
    assert said.startswith("open.csv:2:8: Type: 'Invoice payment' may be an invoice or a payment")


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [("1.190,00", ",", "1190.00"), ("1.190", ",", "1190"), ("1,190.00", ".", "1190.00"), ("1 190,00", ",", "1190.00"),
     ("1.234.567,89", ",", "1234567.89"), ("1190,5", ",", "1190.5"), ("300,-", ",", "300")],
)  # fmt: skip
def test_the_other_sign_parts_thousands(text: str, decimal: str, amount: str, tmp_path: Path) -> None:
    row = f"A;B;2026-03-31;2026-04-14;{text};{text};EUR\n"
    (item,) = read(tmp_path, HEAD.replace(",", ";") + row, decimal=decimal).items
    assert item.open.amount == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "decimal"),
    [("1190.00", ","), ("1.19", ","), ("1190,00", "."), ("1.1900,00", ","), ("12.34.567,00", ","), ("1,190.00", ",")],
)
def test_the_other_sign_elsewhere_is_no_thousands_sign(text: str, decimal: str, tmp_path: Path) -> None:
    row = f"A;B;2026-03-31;2026-04-14;1;{text};EUR\n"
    (said,) = refused(tmp_path, HEAD.replace(",", ";") + row, decimal=decimal)
    assert said.startswith("open.csv:2:6: Open: ")
    assert "parts no group of three digits" in said
    assert "open_items: {decimal: " in said


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
        (b"\n", "open.csv is empty"),
        (
            b"words",
            "open.csv has no column for number, debtor, issued, due, open or total or debit; its headings: none",
        ),
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


def test_headings_that_stand_again_on_each_page_are_left_out_and_named(tmp_path: Path) -> None:
    found = read(tmp_path, HEAD + ROW + HEAD + ROW.replace("INV-1", "INV-2"))
    assert [each.number for each in found.items] == ["INV-1", "INV-2"]
    assert [(each.line, each.what) for each in found.passed] == [(3, "the headings again")]


def test_a_list_that_names_no_currency_says_so_once(tmp_path: Path) -> None:
    text = HEAD.replace(",Currency", "") + "".join(
        ROW.replace("INV-1", f"INV-{n}").replace(",EUR", "") for n in range(9)
    )
    (said,) = refused(tmp_path, text)
    assert "open.csv does not say in which currency it is (write open_items: {currency: EUR} into casefile.yaml" in said
    assert len(read(tmp_path, text, currency="EUR").items) == 9


def test_of_many_rows_that_cannot_be_read_the_first_are_shown(tmp_path: Path) -> None:
    said = refused(
        tmp_path, HEAD + "".join(ROW.replace("INV-1", f"I-{n}").replace("2026-04-14", "x") for n in range(900))
    )
    assert len(said) == 51
    assert said[-1].startswith("open.csv has 850 more rows or cells that cannot be read for sure")


def test_a_text_in_wide_characters_says_itself_how_it_is_written(tmp_path: Path) -> None:
    for encoding in ("utf-16", "utf-16-be"):
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        found = read(tmp_path, mark + (HEAD + ROW.replace("Northwind", "Müller")).replace(",", "\t").encode(encoding))
        assert found.items[0].debtor == "Müller GmbH"


def sheets(path: Path, **rows: list[list[object]]) -> Path:
    """A workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, cells in rows.items():
        sheet = book.create_sheet(name)
        for row in cells:
            sheet.append(row)
    book.save(path)
    return path


TOP: list[object] = ["Account name", "Doc no", "Document date", "Net due date", "Balance", "Curr.", "Original amount"]
BODY: list[object] = ["Kestrel Ltd", "K-1", date(2026, 5, 1), date(2026, 5, 31), 5.5, "GBP", 9]


def test_the_sheet_with_the_headings_is_read_wherever_it_stands(tmp_path: Path) -> None:
    path = sheets(tmp_path / "a.xlsx", Cover=[["Report"], ["By", "Jane"]], Open=[TOP, BODY], Notes=[["Call", "Anna"]])
    (item,) = open_items(path, "a.xlsx", OpenItems()).items
    assert (item.number, str(item.open), str(item.total)) == ("K-1", "5.50", "9.00")


def test_several_sheets_with_the_headings_are_named(tmp_path: Path) -> None:
    path = sheets(tmp_path / "a.xlsx", **{"Kestrel": [TOP, BODY], "Merlin BV": [TOP, BODY]})
    with pytest.raises(CaseError) as raised:
        open_items(path, "a.xlsx", OpenItems())
    assert "a.xlsx has several sheets with these headings: Kestrel, Merlin BV" in str(raised.value)
    assert "a CSV of each" in str(raised.value)


def test_the_headings_that_are_shown_are_those_that_come_nearest(tmp_path: Path) -> None:
    path = sheets(tmp_path / "a.xlsx", Cover=[["By", "Jane"]], Open=[["x", "y"], ["Paper", *TOP[2:]], BODY[1:]])
    with pytest.raises(CaseError) as raised:
        open_items(path, "a.xlsx", OpenItems())
    assert "a.xlsx has no column for number, debtor; its headings: Paper, Document date, Net due date" in str(
        raised.value
    )
