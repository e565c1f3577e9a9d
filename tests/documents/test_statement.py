"""The statement of account: every row can be recomputed, and the totals are the claim's."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from casefile.documents.allocations import MONEY
from tests.documents.matters import CASE, PAYMENT, claim, said, sample, written


def numbers(row: str) -> list[Decimal]:
    return [Decimal(each.replace(",", "").replace("−", "-")) for each in re.findall(r"[−-]?[\d,]+\.\d\d\b", row)]


def test_the_balance_runs_to_the_total() -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot", "2026-022-brightwell"):
        text, owed = said("statement", sample(case_id)), claim(sample(case_id))
        ledger = text.partition("## Ledger")[2].partition(":::\n\n")[0]
        rows = [line for line in ledger.splitlines() if re.match(r"\| \d", line)]
        balance = Decimal(0)
        for row in rows:
            cells = [cell.strip() for cell in row.strip("|").split("|")]
            charge, payment = (numbers(cell) or [Decimal(0)] for cell in cells[2:4])
            balance += charge[0] - payment[0]
            assert numbers(cells[4]) == [balance], row
        assert balance == owed.total.amount


def test_every_interest_row_can_be_recomputed() -> None:
    text = said("statement", sample("2026-014-northwind"))
    rows = re.findall(r"\| (\d+) \| ([\d,.]+) \| ([\d.]+)% \| ([\d.]+) \+ 9 \| ([\d.]+) \|", text)
    assert len(rows) == 3
    for days, principal, rate, base, interest in rows:
        assert Decimal(rate) == Decimal(base) + 9
        exact = Decimal(principal.replace(",", "")) * Decimal(rate) / 100 * int(days) / 365
        assert abs(exact - Decimal(interest)) <= Decimal("0.005")


def test_what_a_payment_covered() -> None:
    text = said("statement", sample("2026-014-northwind"))
    assert "| 6 May 2026 | INV-1043 | 1,000.00 |  | 27.99 | 972.01 |  |  |" in text
    assert "costs, then interest, then principal (BGB § 367(1))" in text


def test_a_settlement_in_default_with_the_whole_claim_back() -> None:
    text = said("statement", sample("2026-003-kestrel"))
    assert "since 23 August 2026 the settlement has been in default" in text
    assert "| 3 | 15 Aug 2026 | 1,250.00 | 0.00 | 1,250.00 |" in text
    assert "at 8% a year, compounded yearly" in text


def test_a_settlement_in_force() -> None:
    text = said("statement", sample("2026-022-brightwell"))
    assert "| Remainder of the settlement | 1,260.00 |" in text
    assert "The agreed sum stands, and all instalments that have fallen due were paid." in text
    assert "The agreed sum bears no interest." in text


@pytest.mark.parametrize(
    ("paid", "day", "sentence"),
    [
        ("1.00", date(2026, 8, 14), "The agreed sum stands; no instalment has fallen due yet."),
        ("1.00", date(2026, 8, 17), "The agreed sum stands."),  # it can be paid until Monday (BGB § 193)
        ("1450.00", date(2026, 8, 18), "The agreed sum stands, and all instalments that have fallen due were paid."),
    ],
)
def test_of_the_instalments_only_what_is_certain_is_said(paid: str, day: date, sentence: str, tmp_path: Path) -> None:
    settlement = "agreed: 2026-06-01\namount: 2900.00\nschedule: {first: 2026-08-15, every: month, count: 2}\n"
    payments = f"- {{date: 2026-08-03, amount: {paid}}}\n"
    files = {"cases/a/settlement.yaml": settlement, "cases/a/payments.yaml": payments}
    assert sentence in said("statement", written(tmp_path, files), day).splitlines()


def test_without_interest_none_is_explained(tmp_path: Path) -> None:
    text = said("statement", written(tmp_path, {"cases/a/case.yaml": CASE.partition("interest:")[0]}))
    assert "interest" not in text.partition("## Ledger")[2].lower()


def test_no_internal_name_is_printed() -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-017-morgenrot", "2026-022-brightwell"):
        assert not re.search(r"interest\.from|regime|default-half-year|as-of", said("statement", sample(case_id)))


def test_what_the_payments_covered_ties_to_the_ledger() -> None:
    for case_id in ("2026-003-kestrel", "2026-014-northwind", "2026-022-brightwell"):
        money = [entry for entry in claim(sample(case_id)).ledger if entry.kind in MONEY]
        covered = said("statement", sample(case_id)).partition("What the payments covered")[2].partition(":::\n\n")[0]
        rows = [numbers(row) for row in covered.splitlines() if re.match(r"\| \d", row)]
        assert sum(row[0] for row in rows) == -sum(entry.amount.amount for entry in money)
        assert all(row[0] == sum(row[1:]) for row in rows)
        (total,) = [numbers(row) for row in covered.splitlines() if "Total" in row]
        assert total[0] == sum(row[0] for row in rows)


def test_a_returned_cheque_and_a_refund_are_taken_back() -> None:
    assert "| 25 Feb 2026 | PS-0217 | −2,500.00 |" in said("statement", sample("2026-003-kestrel"))
    assert "| 15 May 2026 | INV-1056 | −720.00 |" in said("statement", sample("2026-022-brightwell"))


def test_a_contracts_order_cites_no_law_and_no_interest_needs_no_order(tmp_path: Path) -> None:
    text = said("statement", sample("2026-003-kestrel"))
    assert "Payments cover principal, then interest, then costs, unless otherwise agreed;" in text
    payments = "- {date: 2026-05-01, amount: 100.00}\n"
    files = {"cases/a/case.yaml": CASE.partition("interest:")[0], "cases/a/payments.yaml": payments}
    bare = said("statement", written(tmp_path, files))
    assert "No interest is claimed; payments are set against the oldest invoice first" in bare


def test_the_base_rate_is_named_and_the_lump_sum_set_beside_costs(tmp_path: Path) -> None:
    text = said("statement", sample("2026-014-northwind"))
    assert "percentage points above the base rate (Basiszinssatz, BGB § 247)" in text
    note = "BGB § 288(5) sentence 3 sets the fixed sum off"
    assert note in text
    assert "€3,708.78" not in text
    assert note not in said("statement", written(tmp_path, {}))


def test_a_law_is_named_once_and_no_rule_is_no_law(tmp_path: Path) -> None:
    british = CASE.replace("regime: de", "regime: uk").replace("law: DE", "law: GB-ENG").replace("EUR", "GBP")
    text = said("statement", written(tmp_path / "uk", {"cases/a/case.yaml": british}))
    assert "under the Late Payment of Commercial Debts (Interest) Act 1998: 8 percentage points above" in text
    american = CASE.replace("regime: de", "regime: us-ny").replace("law: DE", "law: US-NY").replace("EUR", "USD")
    files = {"cases/a/case.yaml": american, "cases/a/payments.yaml": PAYMENT}
    text = said("statement", written(tmp_path / "us", files))
    assert "then costs (no rule of law settles the order); after that" in text


def test_what_was_credited_bore_no_interest_and_the_statement_says_so() -> None:
    sentence = "Interest is calculated as if what a credit note took off an invoice had never been owed."
    assert sentence in said("statement", sample("2026-014-northwind"))
    assert sentence not in said("statement", sample("2026-017-morgenrot"))
