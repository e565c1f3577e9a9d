"""The check-in: what was delivered of late, the invoice it is on, and no pressure."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from casefile.case.model import Case
from casefile.errors import CaseError
from tests.documents.matters import CASE, made, said, sample, sheet, written

DAY = date(2026, 8, 31)
CARE = """\
number: INV-1
issued: 2026-08-28
due: 2026-09-11
lines: [{id: "1", description: Care, unit_price: 65.00, delivered: 2026-08-27}]
"""


def care(root: Path, invoice: str = CARE, **files: str) -> Case:
    places = {"case": "cases/a/case.yaml", "paid": "cases/a/payments.yaml", "letter": "cases/a/correspondence/a.md"}
    places |= {"settlement": "cases/a/settlement.yaml", "second": "cases/a/invoices/2.yaml"}
    return written(root, {"cases/a/invoices/1.yaml": invoice, **{places[key]: text for key, text in files.items()}})


def test_what_was_delivered_when_and_what_is_due(tmp_path: Path) -> None:
    text = said("check-in", care(tmp_path), DAY)
    assert "# Invoice INV-1: is everything as you expected?" in text
    assert "| Care | 27 Aug 2026 |" in text
    assert "please tell us by **7 September 2026** if you can" in text
    assert "For your planning: invoice INV-1 of 28 August 2026 for €65.00 is due on 11 September 2026." in text
    assert "Thank you for working with us." in text


def test_nothing_presses() -> None:
    for case_id, day in (("2026-014-northwind", date(2026, 4, 2)), ("2026-017-morgenrot", date(2026, 5, 14))):
        text = said("check-in", sample(case_id), day).partition("Dear ")[2]
        assert not re.search(r"interest\b|late\b|overdue|remind|reserve|must|immediately|IBAN", text)


def test_a_part_already_paid(tmp_path: Path) -> None:
    text = said("check-in", care(tmp_path, paid="- {date: 2026-08-30, amount: 5.00}\n"), DAY)
    assert "of invoice INV-1 of 28 August 2026, €60.00 is due on 11 September 2026." in text


def test_paid_before_it_was_due(tmp_path: Path) -> None:
    case = care(tmp_path, paid="- {date: 2026-08-30, amount: 65.00}\n")
    assert "You have already paid invoice INV-1. Thank you." in said("check-in", case, DAY)
    assert made("check-in", case, DAY) == ()


def test_an_invoice_to_come(tmp_path: Path) -> None:
    case = care(tmp_path, CARE.replace("issued: 2026-08-28", "issued: 2026-09-04"))
    text = said("check-in", case, DAY)
    assert "# Is everything as you expected?" in text
    assert "Our invoice for this will follow; payment will be due on 11 September 2026." in text
    assert "INV-1" not in text
    assert made("check-in", case, DAY) == ("",)


def test_a_time_instead_of_a_day(tmp_path: Path) -> None:
    invoice = CARE.replace("delivered: 2026-08-27", "period: {from: 2026-08-01, to: 2026-08-31}")
    assert "| Care | 1 Aug 2026 to 31 Aug 2026 |" in said("check-in", care(tmp_path, invoice), DAY)


def test_several_invoices_and_many_lines(tmp_path: Path) -> None:
    lines = "".join(
        f'\n  - {{id: "{n}", description: Piece {n}, unit_price: 1.00, delivered: 2026-08-20}}' for n in range(14)
    )
    many = CARE.replace("INV-1", "INV-2").partition("lines:")[0] + "lines:" + lines + "\n"
    text = said("check-in", care(tmp_path, second=many), DAY)
    assert "# Is everything as you expected?" in text
    assert "| Piece 11 |" in text
    assert "Piece 12" not in text
    assert "| and 2 further items |" in text
    assert "INV-1" in text
    assert "INV-2" in text


def test_the_day_to_answer_is_a_working_day_before_the_due_date(tmp_path: Path) -> None:
    saturday = date(2026, 8, 29)
    assert "by **7 September 2026**" in said("check-in", care(tmp_path), saturday)
    sooner = CARE.replace("09-11", "09-02")
    assert "by **2 September 2026**" in said("check-in", care(tmp_path / "sooner", sooner), DAY)


@pytest.mark.parametrize(
    ("invoice", "said_as"),
    [
        (CARE.replace(", delivered: 2026-08-27", ""), "nothing was delivered by 2026-08-31"),
        (CARE.replace("08-27", "09-05"), "nothing was delivered by 2026-08-31"),
        (CARE.replace("2026-08-28", "2026-08-01").replace("09-11", "08-15"), "is overdue, or was delivered over 30"),
        (CARE.replace("2026-08-27", "2026-07-27"), "was delivered over 30 days ago"),
    ],
)
def test_too_early_or_too_late(invoice: str, said_as: str, tmp_path: Path) -> None:
    case = care(tmp_path, invoice)
    with pytest.raises(CaseError, match=f"cases/a/invoices:1:1: .*{said_as}"):
        sheet("check-in", case, DAY)
    assert made("check-in", case, DAY) == ()


def test_who_has_objected_is_not_asked(tmp_path: Path) -> None:
    invoice = CARE.replace("08-27}", "08-27, dispute: {reason: quality, raised: 2026-08-30}}")
    with pytest.raises(CaseError, match=r"INV-1 is contested: .* \(answer with a dispute-reply\)"):
        sheet("check-in", care(tmp_path, invoice), DAY)


def test_an_insolvent_debtor_is_not_asked(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="insolvency proceedings"):
        sheet("check-in", care(tmp_path, case=CASE + "insolvency: {opened: 2026-08-01}\n"), DAY)


def test_when_it_is_made(tmp_path: Path) -> None:
    assert made("check-in", care(tmp_path / "a"), DAY) == ("",)
    sent = "---\ndate: 2026-08-30\ndirection: out\nchannel: email\nstep: check-in\n---\nAll well?\n"
    assert made("check-in", care(tmp_path / "sent", letter=sent), DAY) == ()
    closed = CASE + "closed: {on: 2026-08-30, outcome: paid}\n"
    assert made("check-in", care(tmp_path / "closed", case=closed), DAY) == ()
    settled = "agreed: 2026-08-29\namount: 60.00\ndue: 2026-12-01\n"
    assert made("check-in", care(tmp_path / "settled", settlement=settled), DAY) == ()
