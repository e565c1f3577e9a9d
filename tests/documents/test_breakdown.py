"""The breakdown: every line with reason, clause, arithmetic and proof; coverage; what the wall leaves of it."""

from __future__ import annotations

from pathlib import Path

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
    assert "4 of 4 lines have proof of their own." in text
    assert "| INV-1043, 1: Front-end build, sprints 3 and 4 | E15 | E04, E07 | E03 | E08 |" in text


def test_a_line_without_proof_is_counted_and_said(tmp_path: Path) -> None:
    text = said("breakdown", written(tmp_path, {}))
    assert ": 0 of 1 line has proof" in text
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
    assert text.count("| Payments towards principal, and the settlement | −1,620.00 |") == 1
    assert text.count("| Payments towards principal | −720.00 |") == 6


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
