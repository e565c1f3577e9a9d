"""What payments covered beside principal: told wherever a letter's table shows what came off, so that it adds up."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.documents.charges import charged
from casefile.documents.interest import interest
from casefile.documents.items import items
from tests.documents.matters import CASE, INVOICE, SETTLEMENT, said, whole, written

COSTS = "costs: [{date: 2026-05-01, amount: 12.40, what: Registered letter}]\n"
PAYMENT = "- {date: 2026-06-02, amount: 500.00}\n"
PAID = {"cases/a/case.yaml": CASE + COSTS, "cases/a/payments.yaml": PAYMENT}
"""A case whose payment covered costs and interest first."""
SETTLED = {
    **PAID,
    "cases/a/invoices/2.yaml": """\
number: INV-2
issued: 2026-07-01
due: 2026-07-15
lines: [{id: "1", description: Care, unit_price: 65.00}]
""",
    "cases/a/settlement.yaml": """\
agreed: 2026-06-10
amount: 2000.00
schedule: {first: 2026-12-01, every: month, count: 2}
""",
}
"""The same, settled after that payment, and with a later invoice."""
CONTESTED = INVOICE.replace(
    "tax: 19}", "tax: 19, dispute: {raised: 2026-05-20, reason: quality, amount: 100.00, response: It works.}}"
)
TOLD = {
    "en": "Of the payments received, €12.40 went first to costs and €{interest} to interest (BGB § 367(1))",
    "de": "Von den eingegangenen Zahlungen wurden zunächst 12,40 € auf Kosten und {interest} € auf Zinsen verrechnet"
    " (§ 367 Abs. 1 BGB)",
    "fr": "Sur les paiements reçus, une somme de 12,40 € a été imputée en priorité sur les frais et une somme de"
    " {interest} € sur les intérêts (§ 367, al. 1, BGB)",
    "pl": "Z otrzymanych wpłat kwotę 12,40 € zaliczono w pierwszej kolejności na koszty, a kwotę {interest} € na odsetki"
    " (§ 367 ust. 1 BGB)",
    "ru": "Из поступивших платежей 12,40 € зачтено в счёт расходов и {interest} € — в счёт процентов (абз. 1 § 367 ГГУ)",
}
LETTERS = [("reminder", "first"), ("reminder", "final"), ("demand", ""), ("dispute-reply", "")]


@pytest.mark.parametrize(("kind", "step"), LETTERS)
@pytest.mark.parametrize("language", TOLD)
def test_what_went_to_costs_and_interest_is_told(kind: str, step: str, language: str, tmp_path: Path) -> None:
    case = written(tmp_path, {**PAID, "cases/a/invoices/1.yaml": CONTESTED})
    text = said(kind, case, language=language, step=step)
    before, _, after = TOLD[language].partition("{interest}")
    assert re.search(re.escape(before) + r"\d+[.,]\d\d" + re.escape(after), text)


def test_the_figures_of_the_letter_add_up_to_what_was_paid(tmp_path: Path) -> None:
    text = said("demand", written(tmp_path, PAID))
    figures = re.search(r"less €([\d.]+) deducted.*€([\d.]+) went first to costs and €([\d.]+) to", text, re.DOTALL)
    assert figures
    assert sum(map(Decimal, figures.groups())) == Decimal("500.00")


def test_a_fixed_sum_paid_is_told_apart_from_what_comes_first(tmp_path: Path) -> None:
    second = (
        'number: INV-2\nissued: 2026-08-03\ndue: 2026-08-17\nlines: [{id: "1", description: Care, unit_price: 65.00}]\n'
    )
    payments = "- {date: 2026-06-02, amount: 3400.00, invoice: INV-1}\n"
    files = {**PAID, "cases/a/invoices/2.yaml": second, "cases/a/payments.yaml": payments}
    text = said("demand", written(tmp_path, files))
    assert re.search(r"€12.40 went first to costs and €[\d.]+ to interest, besides €40.00 to fixed compensation", text)


def test_a_friendly_letter_tells_nothing_where_its_table_shows_no_payment(tmp_path: Path) -> None:
    costs_only = "- {date: 2026-05-06, amount: 12.40}\n"
    case = written(tmp_path, {**PAID, "cases/a/payments.yaml": costs_only})
    as_of = date(2026, 5, 20)
    assert "went first to costs" not in said("reminder", case, as_of, step="first")
    assert "€12.40 went first to costs (BGB § 367(1))." in said("reminder", case, as_of, step="final")


def test_a_settlement_in_force_has_taken_in_what_came_before(tmp_path: Path) -> None:
    agreed = SETTLEMENT.replace("2026-06-01", "2026-06-10") + "default: {grace_days: 10}\n"
    case = written(tmp_path, {**PAID, "cases/a/settlement.yaml": agreed})
    assert "went first to" not in said("reminder", case, date(2026, 6, 20), step="final")


def test_what_was_paid_on_an_invoice_after_the_settlement_tells_nothing(tmp_path: Path) -> None:
    """The postings of a claim that is settled are those without the settlement."""
    files = {
        **SETTLED,
        "cases/a/payments.yaml": PAYMENT + "- {date: 2026-08-03, amount: 60.00, invoice: INV-2}\n",
    }
    matter = whole(written(tmp_path, files))
    rows = items((matter,))
    assert [row.number for row in rows if row.kind == "invoice"] == ["INV-2"]
    assert not charged((matter,), rows).is_something


def test_only_what_stands_before_principal_went_first(tmp_path: Path) -> None:
    """English common law puts interest before principal; costs come after it."""
    british = CASE.replace("regime: de", "regime: uk").replace("law: DE", "law: GB-ENG").replace("EUR", "GBP")
    second = 'number: INV-2\nissued: 2026-08-03\ndue: 2026-08-17\nlines: [{id: "1", description: Care, unit_price: 650.00}]\n'
    files = {
        "cases/a/case.yaml": british + COSTS,
        "cases/a/invoices/2.yaml": second,
        "cases/a/payments.yaml": "- {date: 2026-06-02, amount: 3500.00, invoice: INV-1}\n",
    }
    case = written(tmp_path / "all", files)
    text = said("demand", case)
    assert re.search(r"£12.40 went to costs and £[\d.]+ to interest", text)
    assert "first to" not in text
    files["cases/a/payments.yaml"] = PAYMENT
    assert re.search(r"£[\d.]+ went first to interest", said("demand", written(tmp_path / "part", files)))


@pytest.mark.parametrize(
    ("language", "note"),
    {
        "en": "the costs above are charged subject to that",
        "de": "ist die Pauschale auf sie anzurechnen (§ 288 Abs. 5 Satz 3 BGB)",
    }.items(),
)
def test_the_reservation_stands_also_where_a_payment_covered_the_costs(
    language: str, note: str, tmp_path: Path
) -> None:
    """BGB § 288(5) sentence 3 sets the fixed sum off whether the costs were paid already or not."""
    text = said("demand", written(tmp_path, PAID), language=language)
    assert "Costs incurred so far" not in text
    assert text.index("12") < text.index(note)


def test_under_a_settlement_in_force_only_what_is_open_is_set_beside(tmp_path: Path) -> None:
    """The fixed sum of a later invoice does not meet the costs that the settlement has taken in."""
    matter = whole(written(tmp_path, SETTLED))
    assert "costs" in {posting.what for posting in matter.claim.postings}
    said_of = interest(matter, "en")
    assert said_of
    assert said_of.compensation
    assert (said_of.compensation_note, said_of.set_off) == ("", None)
