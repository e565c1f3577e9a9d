"""What accounting programs give out as their list of open items, as they write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from casefile.case.exports import OpenItems
from casefile.errors import CaseError
from casefile.intake.open_items import OpenItemList, open_items

DATEV = """\
OPOS-Liste Debitoren;;;;;;;;
Stand 01.09.2026;;;;;;;;
Konto;Name;Belegfeld 1;Belegdatum;Fälligkeit;Betrag;S/H;Buchungstext;Mahnstufe
10001;Nordlicht GmbH;R-1001;01.06.26;15.06.26;1.190,00;S;Lieferung;1
10001;Nordlicht GmbH;G-7;10.06.26;;119,00;H;Gutschrift zu R-1001;0
10002;Kauz KG;R-1002;02.06.26;16.06.26;500,00;S;Lieferung;0
;;;Summe;;1.571,00;S;;
"""
LEXWARE = """\
Belegnr.;Belegdatum;Kunden-Nr.;Name;Fällig am;Betrag;Offener Betrag
R1;01.06.26;10001;Nordlicht GmbH;15.06.26;500,00;200,00
;;;;;;
Gesamt:;;;;;500,00;200,00
"""
SEVDESK = """\
Rechnungsnummer;Kunde;Rechnungsdatum;Fälligkeitsdatum;Betrag brutto;Offen brutto;Währung;Status
RE-1;Nordlicht GmbH;01.06.2026;15.06.2026;"1.190,00 €";"1.190,00 €";EUR;Fällig
"""
XERO = """\
Aged Receivables Detail,,,,,,,
Demo Ltd,,,,,,,
As at 31 August 2026,,,,,,,
Invoice Date,Due Date,Invoice Number,Invoice Reference,Current,< 1 Month,Older,Total
Kestrel Ltd,,,,,,,
01 Jun 2026,15 Jun 2026,INV-1,PO 9,0.00,0.00,500.00,500.00
20 Jun 2026,,CN-2,,0.00,0.00,-50.00,-50.00
Total Kestrel Ltd,,,,0.00,0.00,450.00,450.00
Owl Ltd,,,,,,,
05 Jul 2026,19 Jul 2026,INV-3,,0.00,0.00,80.00,80.00
Total Owl Ltd,,,,0.00,0.00,80.00,80.00
Total,,,,0.00,0.00,530.00,530.00
Percentage of total,,,,0.00%,0.00%,100.00%,100.00%
"""
QUICKBOOKS = """\
A/R Aging Detail,,,,,,
"As of September 1, 2026",,,,,,
Date,Transaction type,Num,Customer,Due date,Amount,Open balance
1 - 30 days past due,,,,,,
08/15/2026,Invoice,1041,Kestrel Ltd,08/29/2026,"1,200.00","1,200.00"
08/16/2026,Credit Memo,1042,Kestrel Ltd,08/16/2026,-200.00,-200.00
Total for 1 - 30 days past due,,,,,"1,000.00","1,000.00"
31 - 60 days past due,,,,,,
07/01/2026,Invoice,1030,Owl Ltd,07/31/2026,99.00,99.00
07/02/2026,Payment,,Owl Ltd,07/02/2026,-9.00,-9.00
Total for 31 - 60 days past due,,,,,90.00,90.00
TOTAL,,,,,"1,090.00","1,090.00"
"""
SAGE = """\
A/C,Name,No,Type,Date,Due Date,Ref,Details,Balance
KES001,Kestrel Ltd,12,SI,13/06/2026,27/06/2026,1001,Goods,500.00
KES001,Kestrel Ltd,13,SC,20/06/2026,20/06/2026,C77,Credit,50.00
"""
OPTIMA = """\
Numer dokumentu;Kontrahent;Data dokumentu;Termin;Kwota;Pozostaje;Waluta;Kierunek
FS/12/2026;Wierzba sp. z o.o.;2026-06-01;2026-06-15;1230,00;1230,00;EUR;przychód
FK/2/2026;Wierzba sp. z o.o.;2026-06-20;2026-07-04;123,00;123,00;EUR;rozchód
Razem;;;;;1107,00;EUR;
"""
ENTERPRISE = """\
Контрагент;Документ;Дата;Срок оплаты;Дебет;Кредит
ООО Берёза;Реализация 0001 от 01.06.2026;01.06.2026;15.06.2026;12 000,00;
ООО Берёза;Корректировка 7;10.06.2026;;;2 000,00
Итого;;;;12 000,00;2 000,00
"""


def read(tmp_path: Path, text: str) -> OpenItemList:
    """The list, in euros where it says no currency."""
    path = tmp_path / "open.csv"
    path.write_text(text, encoding="utf-8")
    return open_items(path, "open.csv", OpenItems.model_validate({"currency": "EUR"}))


@pytest.mark.parametrize(
    ("text", "items", "credits_"),
    [
        (DATEV, ["Nordlicht GmbH R-1001 1190.00", "Kauz KG R-1002 500.00"], ["Nordlicht GmbH G-7 119.00"]),
        (LEXWARE, ["Nordlicht GmbH R1 200.00"], []),
        (SEVDESK, ["Nordlicht GmbH RE-1 1190.00"], []),
        (XERO, ["Kestrel Ltd INV-1 500.00", "Owl Ltd INV-3 80.00"], ["Kestrel Ltd CN-2 50.00"]),
        (QUICKBOOKS, ["Kestrel Ltd 1041 1200.00", "Owl Ltd 1030 99.00"], ["Kestrel Ltd 1042 200.00", "Owl Ltd  9.00"]),
        (SAGE, ["Kestrel Ltd 1001 500.00"], ["Kestrel Ltd C77 50.00"]),
        (OPTIMA, ["Wierzba sp. z o.o. FS/12/2026 1230.00"], ["Wierzba sp. z o.o. FK/2/2026 123.00"]),
        (
            ENTERPRISE,
            ["ООО Берёза Реализация 0001 от 01.06.2026 12000.00"],
            ["ООО Берёза Корректировка 7 2000.00"],
        ),
    ],
    ids=["datev", "lexware", "sevdesk", "xero", "quickbooks", "sage", "optima", "1c"],
)
def test_what_a_program_gives_out_is_read(text: str, items: list[str], credits_: list[str], tmp_path: Path) -> None:
    found = read(tmp_path, text)
    assert [f"{each.debtor} {each.number} {each.open}" for each in found.items] == items
    assert [f"{each.debtor} {each.number} {each.amount}" for each in found.credits] == credits_
    assert found.notes == ()


def test_rows_without_a_customer_above_them_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no \\(the line above\\)"):
        read(tmp_path, XERO.replace("Owl Ltd,,,,,,,\n", ""))


def test_a_workbook_with_text_for_figures_and_a_title_over_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(("Offene Posten zum 01.09.2026",))
    sheet.merge_cells("A1:G1")
    sheet.append(("Rechnungsnummer", "Kunde", "Rechnungsdatum", "Fällig am", "Rechnungsbetrag", "Offen", "S/H"))
    sheet.append((1001, "Nordlicht GmbH", "01.06.26", date(2026, 6, 15), "1.190,00", "190,00", "S"))
    sheet.append((1002, "Nordlicht GmbH", "10.06.26", None, "119,00", 119, "H"))
    sheet.append((None, None, None, "Summe", None, 71, "S"))
    book.create_sheet("Notizen").append(("nichts",))
    book.save(tmp_path / "open.xlsx")
    found = open_items(tmp_path / "open.xlsx", "open.xlsx", OpenItems.model_validate({"currency": "EUR"}))
    (item,), (credit,) = found.items, found.credits
    assert (item.number, item.issued, str(item.open), str(credit.amount)) == (
        "1001", date(2026, 6, 1), "190.00", "119.00",
    )  # fmt: skip
    assert ([each.line for each in found.passed], found.notes) == ([5], ())


def test_days_that_a_workbook_holds_as_numbers_are_asked_about(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(("Invoice", "Customer", "Invoice date", "Due date", "Open"))
    book.active.append(("A", "B", 46174, 46188, 5))
    book.save(tmp_path / "open.xlsx")
    with pytest.raises(CaseError) as raised:
        open_items(tmp_path / "open.xlsx", "open.xlsx", OpenItems.model_validate({"currency": "EUR"}))
    assert "46174 is a number, and no day for sure" in str(raised.value.problems[0])
