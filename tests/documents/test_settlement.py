"""The settlement agreement: what was agreed and nothing else, in figures and words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casefile.errors import CaseError
from tests.documents.matters import CASE, INVOICE, TODAY, made, said, sample, sheet, written

SETTLEMENT = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-06-15, every: month, count: 2}\n"


def test_what_was_agreed() -> None:
    text = said("settlement", sample("2026-003-kestrel"))
    for shown in (
        "Dated 1 June 2026",
        "**£5,000.00** (five thousand pounds)",
        "| 4 | 15 September 2026 | £1,250.00 |",
        "within 7 days after its due date",
        "On default the whole Claim is owed again and due at once",
        "The Debtor acknowledges owing the Creditor the Settlement Sum of £5,000.00 (five thousand pounds).",
        "On receipt of the whole Settlement Sum, and not before, the Creditor releases the Debtor",
        "Nothing in this agreement is an admission by the Creditor",
        "| −£192.50 |",
        "7.2 Mr Ashdown's guarantee stays in force",
        "as assignee of Pike & Sons Joinery since 1 February 2026",
        "Martin Ashdown, director",
        "Ines Halvorsen, Director",
        "GB29 NWBK 6016 1331 9268 19",
    ):
        assert shown in text, shown


def test_the_claim_is_that_of_the_day_of_the_agreement() -> None:
    text = said("settlement", sample("2026-003-kestrel"))
    later = said("settlement", sample("2026-003-kestrel"), date(2026, 11, 1))
    claim = text.partition("The Creditor claims")[2].partition("The Debtor shall")[0]
    assert "£4,884.00" in claim
    assert claim == later.partition("The Creditor claims")[2].partition("The Debtor shall")[0]


def test_remaining_revives_only_the_remainder() -> None:
    text = said("settlement", sample("2026-022-brightwell"))
    assert "On default the whole unpaid remainder of the Settlement Sum is due at once." in text
    assert "Claim is owed again" not in text


def test_no_acknowledgement_unless_it_was_given(tmp_path: Path) -> None:
    text = said("settlement", written(tmp_path, {"cases/a/settlement.yaml": SETTLEMENT}))
    assert "without acknowledging the Claim" in text
    assert "acknowledges that it owes" not in text


def test_kept_interest_is_named(tmp_path: Path) -> None:
    text = said("settlement", written(tmp_path, {"cases/a/settlement.yaml": SETTLEMENT + "interest: kept\n"}))
    assert (
        "bears interest from the day after its due date until payment (statutory default interest under German law)"
        in text
    )


def test_nothing_settled(tmp_path: Path) -> None:
    case = written(tmp_path, {})
    assert made("settlement", case) == ()
    with pytest.raises(CaseError, match=r"cases/a/settlement.yaml:1:1: nothing was settled in this case"):
        sheet("settlement", case)


def test_settled_later(tmp_path: Path) -> None:
    case = written(
        tmp_path,
        {"cases/a/settlement.yaml": SETTLEMENT.replace("2026-06-01", "2026-10-01").replace("2026-06-15", "2026-10-15")},
    )
    with pytest.raises(CaseError, match="the settlement was agreed after 2026-09-01"):
        sheet("settlement", case, TODAY)


def test_settled_before_anything_was_invoiced(tmp_path: Path) -> None:
    case = written(tmp_path, {"cases/a/settlement.yaml": SETTLEMENT.replace("2026-06-01", "2026-02-01")})
    with pytest.raises(CaseError, match="no invoice was issued by the day of the settlement"):
        sheet("settlement", case)


def test_an_accepted_offer_is_not_drawn_in(tmp_path: Path) -> None:
    offer = "- {id: O1, date: 2026-05-10, by: us, kind: instalments, amount: 2950.00, privilege: without-prejudice, status: accepted}\n"
    case = written(
        tmp_path,
        {
            "cases/a/offers.yaml": offer,
            "cases/a/settlement.yaml": SETTLEMENT + "offer: O1\n",
            "cases/a/case.yaml": CASE,
        },
    )
    text = said("settlement", case)
    assert "2,950" not in text
    assert "offer" not in text.lower()


def test_a_signed_settlement_is_restated_with_the_names_that_signed() -> None:
    text = said("settlement", sample("2026-003-kestrel"))
    assert "The signed text is E12; this document restates it." in text
    assert "Signed for Halvorsen Workshop Ltd\n: Ines Halvorsen, Director" in text
    assert "Signed for Kestrel Interiors Ltd\n: Martin Ashdown, director" in text
    assert "::: signatures" not in text
    assert "which is the law of England and Wales" in text


def test_an_unsigned_settlement_is_for_signing(tmp_path: Path) -> None:
    terms = "agreed: 2026-06-01\namount: 2000.00\ndue: 2026-07-01\n"
    text = said("settlement", written(tmp_path, {"cases/a/settlement.yaml": terms}))
    assert "::: signatures" in text
    assert "restates" not in text
    assert "which is the law of Germany" in text


@pytest.mark.parametrize(
    ("language", "line"),
    [("en", "for Ada Byron"), ("de", "für Ada Byron"), ("fr", "pour Ada Byron"), ("pl", "za Dłużnika: Ada Byron")],
)
def test_a_person_who_signs_is_named_once(language: str, line: str, tmp_path: Path) -> None:
    terms = "agreed: 2026-06-01\namount: 2000.00\ndue: 2026-07-01\n"
    person = CASE.replace("  name: Northwind GmbH", "  natural: true\n  name: Ada Byron")
    files = {"cases/a/settlement.yaml": terms, "cases/a/case.yaml": person}
    signed = said("settlement", written(tmp_path, files), language=language).partition("::: signatures")[2]
    assert signed.count("Ada Byron") == 1
    assert line not in signed


def test_a_call_that_is_kept_back_counts(tmp_path: Path) -> None:
    call = "---\ndate: 2026-04-20\ndirection: out\nchannel: call\nstep: first\n---\n"
    invoice = INVOICE + "due_basis: invoice\n"
    files = {"cases/a/settlement.yaml": SETTLEMENT, "cases/a/invoices/1.yaml": invoice}
    without = said("settlement", written(tmp_path, files))
    text = said("settlement", written(tmp_path, files | {"cases/a/correspondence/1.md": call}))
    assert "| Interest |" not in without.partition("The Debtor shall")[0].partition("claims")[2]
    assert "| Interest |" in text.partition("The Debtor shall")[0].partition("claims")[2]
