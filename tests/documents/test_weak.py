"""Our own weak points, each from a case that has it, and where originals lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.documents.weak import originals, weak
from tests.documents.matters import CASE, INVOICE, noted, said, sample, whole, written

DISPUTED = INVOICE.replace("tax: 19", "tax: 19, dispute: {reason: quality, raised: 2026-05-01%s}")
NOTE = """\
number: CN-1
kind: credit-note
credits: INV-1
issued: 2026-05-11
lines: [{id: "1", description: A slip, unit_price: 10.00}]
"""
ORAL = CASE.replace("form: written", "form: oral")
DEMAND = {"date": "2026-06-01", "direction": "out", "channel": "registered", "step": "demand"}


@pytest.mark.parametrize(
    ("point", "files", "sentence"),
    [
        ("no-agreement", {"case.yaml": CASE.replace("contract:", "# ")}, "Nothing in the file says what was agreed."),
        ("no-words", {"case.yaml": ORAL}, "The agreement was oral, and its words are not recorded."),
        ("no-copy", {}, "No exhibit shows the agreement."),
        ("unproven", {}, "No exhibit proves INV-1, line 1 (Front end): €3,248.70."),
        (
            "unanswered",
            {"invoices/1.yaml": DISPUTED % ""},
            "The objection to INV-1, line 1 (Front end) has no answer yet.",
        ),
        (
            "unanswered",
            {"case.yaml": CASE + "dispute: {reason: quality}\n"},
            "The objection to the whole claim has no answer yet.",
        ),
        (
            "conceded",
            {"invoices/1.yaml": DISPUTED % ", resolved: {on: 2026-06-01, outcome: upheld, amount: 5.00}"},
            "We conceded €5.00 on INV-1, line 1 (Front end), 1 Jun 2026.",
        ),
        ("credited", {"invoices/2.yaml": NOTE}, "Our own slip, credited with CN-1 on 11 May 2026: A slip, €10.00."),
        (
            "underbilled",
            {"corrections.yaml": "- {period: 2026-02, agreed: 300.00, billed: 100.00}\n"},
            "We billed €200.00 too little, and it has not been invoiced yet.",
        ),
        (
            "set-off",
            {"payments.yaml": "- {date: 2026-05-02, amount: 20.00, kind: set-off, reference: Skip}\n"},
            "The debtor set off €20.00 on 2 May 2026 (Skip); it is counted as paid.",
        ),
        ("no-receipt", {}, "Nothing shows when the debtor received INV-1."),
        ("no-demand", {}, "No formal demand has been sent."),
        (
            "demand-returned",
            {"correspondence/1.md": noted(**DEMAND, received="{on: 2026-06-09, returned: true}")},
            "The formal demand came back on 9 Jun 2026.",
        ),
        (
            "demand-unproven",
            {"correspondence/1.md": noted(**DEMAND)},
            "Nothing shows that the formal demand of 1 Jun 2026 arrived.",
        ),
        (
            "total-differs",
            {"invoices/1.yaml": INVOICE + "stated_total: 3248.00\n"},
            "INV-1 prints a total of €3,248.00, which is not the sum of its lines.",
        ),
        (
            "no-interest",
            {"invoices/1.yaml": INVOICE + "due_basis: invoice\n"},
            "No interest is calculated on INV-1: a fact from which it would run is not known.",
        ),
    ],
)
def test_each_point_is_found_and_said(point: str, files: dict[str, str], sentence: str, tmp_path: Path) -> None:
    case = written(tmp_path, {f"cases/a/{name}": text for name, text in files.items()})
    assert point in {one.point for one in weak(whole(case))}
    assert f"- {sentence}\n" in said("brief", case)


def test_a_demand_came_back_before_there_was_a_key_for_it(tmp_path: Path) -> None:
    letter = noted(**DEMAND, received="{on: 2026-06-09, how: 'returned: not collected'}")
    case = written(tmp_path, {"cases/a/correspondence/1.md": letter})
    assert "- The formal demand came back on 9 Jun 2026.\n" in said("brief", case)


def test_a_case_without_them_has_none(tmp_path: Path) -> None:
    files = {
        "case.yaml": CASE.replace("title: Services agreement", "title: Services agreement, evidence: E01"),
        "invoices/1.yaml": INVOICE.replace("tax: 19", "tax: 19, evidence: E02") + "received: 2026-04-01\n",
        "correspondence/1.md": noted(**DEMAND, received="{on: 2026-06-03}"),
        "evidence.yaml": "- {id: E01, file: evidence/E01.pdf, title: Agreement, kind: contract, original: paper}\n"
        "- {id: E02, file: evidence/E02.txt, title: Proof, kind: delivery}\n",
        "evidence/E01.pdf": "x",
        "evidence/E02.txt": "x",
    }
    case = written(tmp_path, {f"cases/a/{name}": text for name, text in files.items()})
    assert weak(whole(case)) == ()
    assert "The file itself shows none.\n\nOriginals: paper: E01." in said("brief", case)


def test_what_is_paid_needs_no_proof_any_more(tmp_path: Path) -> None:
    paid = written(tmp_path, {"cases/a/payments.yaml": "- {date: 2026-04-14, amount: 3248.70}\n"})
    assert {one.point for one in weak(whole(paid))} == {"no-copy"}


def test_where_originals_lie() -> None:
    found = {one.where: [ref.id for ref in one.exhibits] for one in originals(whole(sample("2026-003-kestrel")))}
    assert found == {
        "paper, Pike & Sons": ["E01", "E03", "E04", "E14", "E16"],
        "paper, our office": ["E09"],
        "paper, Ormerod Flint and our office": ["E12"],
        "": ["E15"],
    }
