"""The breakdown: every line with reason, clause, arithmetic and proof; coverage; what the wall leaves of it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from casefile.documents.words import counted_unit
from tests.documents.matters import CASE, INVOICE, said, sample, written


def test_a_line_is_laid_open() -> None:
    text = said("breakdown", sample("2026-014-northwind"))
    for shown in (
        "| 1 | Front-end build, sprints 3 and 4 | 42 h × 65.00 | 19% | 2,730.00 | 3,248.70 |",
        "310 pages × 145.00 per 100",
        "1 × 280.00 − 30.00",
        ": Sprint scope agreed on 9 February; needed for the launch.",
        "(E01, p. 2)",
        ": E03, E04, E07, E08, E15",
        "“We counted 36 hours.”",
        ": €464.10",
        "(E07, E08)",
    ):
        assert shown in text


def test_the_arithmetic_is_checked_against_the_printed_total(tmp_path: Path) -> None:
    right = said(
        "breakdown", written(tmp_path / "right", {"cases/a/invoices/1.yaml": INVOICE + "stated_total: 3248.70\n"})
    )
    assert "their total agrees with the total printed on the invoice" in right
    wrong = said(
        "breakdown", written(tmp_path / "wrong", {"cases/a/invoices/1.yaml": INVOICE + "stated_total: 3248.00\n"})
    )
    assert "The total printed on the invoice is €3,248.00; the lines come to €3,248.70" in wrong
    unsaid = said("breakdown", written(tmp_path / "unsaid", {}))
    assert "printed" not in unsaid


def test_coverage_and_matrix() -> None:
    text = said("breakdown", sample("2026-014-northwind"))
    assert (
        "Delivery or acceptance is shown for 3 of 4 lines; for 1 there is only an order, the contract or another paper."
        in text
    )
    assert "proof of their own" not in text
    assert "| INV-1043, 1: Front-end build, sprints 3 and 4 | E15 | E04, E07 | E03 | E08 |" in text


def test_an_acceptance_older_than_the_delivery_is_none() -> None:
    """Leave to print, on 17 April, says nothing of what was delivered on 6 May."""
    text = said("breakdown", sample("2026-017-morgenrot"))
    assert "| INV-1061, 1: Speisekarten A4, laminiert | – | E04, E05 | – | E03 |" in text


def test_a_line_without_proof_is_counted_and_said(tmp_path: Path) -> None:
    text = said("breakdown", written(tmp_path, {}))
    assert "no line is shown by an exhibit" in text
    assert ": none in the register" in text


def test_a_redacted_exhibit_is_shown_as_its_stand_in() -> None:
    text = said("chronology", sample("2026-014-northwind"))
    assert "E10" in text
    assert "E09" not in text


def test_a_fine_price_keeps_its_decimals(tmp_path: Path) -> None:
    text = said("breakdown", written(tmp_path, {"cases/a/invoices/1.yaml": INVOICE.replace("65.00", "0.0425")}))
    assert "42 h × 0.0425" in text


def test_gross_prices_and_two_rates() -> None:
    text = said("breakdown", sample("2026-017-morgenrot"))
    assert "Prices are gross, tax included." in text
    assert "| 19% |" in text
    assert "| 7% |" in text
    assert "| Rounding |" in text


def test_a_settlement_in_force_is_named_where_it_made_less() -> None:
    text = said("breakdown", sample("2026-022-brightwell"))
    assert text.count("| Taken off by the settlement |") == 1
    assert text.count("| Payments towards the settlement | −1,260.00 |") == 1
    assert text.count("| Payments towards principal | −720.00 |") == 6


FRENCH = CASE.replace("law: DE", "law: FR").replace("regime: de", "regime: fr")
PAID = "- {date: 2026-06-10, amount: 1000.00}\n"


def settled(root: Path, amount: str, more: str = "") -> str:
    invoice = INVOICE.replace("65.00, tax: 19", "80.00, tax: 0")
    agreed = f"agreed: 2026-07-01\namount: {amount}\ndue: 2026-12-01\n"
    files = {"cases/a/case.yaml": FRENCH, "cases/a/invoices/1.yaml": invoice, "cases/a/settlement.yaml": agreed}
    return said("breakdown", written(root, {**files, "cases/a/payments.yaml": PAID + more}))


def test_what_payments_covered_and_what_a_settlement_changed_are_told_apart(tmp_path: Path) -> None:
    text = settled(tmp_path / "more", "3000.00")
    assert "| Payable | 3,360.00 |\n| Payments towards principal, before the settlement | −936.25 |" in text
    assert (
        "| Added by the settlement, which covers more than the principal | 576.25 |\n| **Open** | **3,000.00** |"
        in text
    )
    less = settled(tmp_path / "less", "2000.00", "- {date: 2026-08-01, amount: 500.00}\n")
    assert "| Taken off by the settlement | −423.75 |" in less
    assert "| Payments towards the settlement | −500.00 |\n| **Open** | **1,500.00** |" in less


def test_a_settlement_from_before_the_invoice_stands_for_it(tmp_path: Path) -> None:
    files = {"cases/a/settlement.yaml": "agreed: 2026-03-01\namount: 3000.00\ndue: 2026-12-01\n"}
    text = said("breakdown", written(tmp_path, files))
    assert "| Taken off by the settlement | −248.70 |\n| **Open** | **3,000.00** |" in text


def test_an_invoice_from_after_the_settlement_is_none_of_it(tmp_path: Path) -> None:
    later = INVOICE.replace("INV-1", "INV-2").replace("2026-03-31", "2026-07-31").replace("2026-04-14", "2026-08-14")
    agreed = "agreed: 2026-07-01\namount: 3000.00\ndue: 2026-12-01\n"
    paid = "- {date: 2026-08-20, amount: 100.00, invoice: INV-2, towards: principal}\n"
    files = {"invoices/2.yaml": later, "settlement.yaml": agreed, "payments.yaml": paid}
    text = said("breakdown", written(tmp_path, {f"cases/a/{name}": text for name, text in files.items()}))
    assert "| Payable | 3,248.70 |\n| Payments towards principal | −100.00 |\n| **Open** | **3,148.70** |" in text


def test_a_credit_note_follows_its_invoice() -> None:
    text = said("breakdown", sample("2026-014-northwind"))
    assert text.index("## Invoice INV-1043") < text.index("## Credit note CN-1007") < text.index("## Proof matrix")
    assert "| Credit notes | −45.22 |" in text


def test_units_follow_their_number(tmp_path: Path) -> None:
    line = 'lines: [{id: "1", description: Work, quantity: %s, unit: %s, unit_price: 65.00, tax: 19}]\n'
    for quantity, unit, said_as in (("3", "day", "3 days ×"), ("1", "day", "1 day ×"), ("42", "h", "42 h ×")):
        invoice = INVOICE.partition("lines:")[0] + line % (quantity, unit)
        assert said_as in said("breakdown", written(tmp_path, {"cases/a/invoices/1.yaml": invoice}))


def test_an_agreement_without_a_title_is_not_called_untitled(tmp_path: Path) -> None:
    case = CASE.replace("title: Services agreement, ", "")
    assert "No written title" not in said("breakdown", written(tmp_path, {"cases/a/case.yaml": case}))


def test_an_objection_without_words_is_told_in_words(tmp_path: Path) -> None:
    dispute = "dispute: {raised: 2026-04-20, reason: not-ordered}\n"
    text = said("breakdown", written(tmp_path, {"cases/a/case.yaml": CASE + dispute}))
    assert ": Northwind GmbH on 20 April 2026: it was not ordered.\n" in text


@pytest.mark.parametrize(
    ("quantity", "unit", "words"),
    [
        ("1", "hours", "1 hour"),
        ("1.5", "hour", "1.5 hours"),
        ("21", "day", "21 days"),
        ("1", "pcs", "1 pc"),
        ("2", "box", "2 boxes"),
        ("1", "flat", "1 flat rate"),
        ("2", "km", "2 km"),
    ],
)
def test_a_unit_agrees_with_its_number_however_it_is_written(quantity: str, unit: str, words: str) -> None:
    assert f"{quantity} {counted_unit(unit, Decimal(quantity), 'en')}" == words
