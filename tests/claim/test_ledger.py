"""The ledger tells the whole story by day, and its last line is the total."""

from __future__ import annotations

from datetime import date

from tests.claim.cases import DE, claim, invoice, note

ROWS = """
- {date: 2026-02-14, amount: 100.00, reference: part payment, reversed: {on: 2026-03-20, reason: returned, fee: 3.50}}
- {date: 2026-02-14, amount: 200.00, kind: set-off}
- {date: 2026-02-20, amount: 50.00, kind: refund}
- {date: 2026-12-24, amount: 1.00}
"""


def test_every_charge_and_payment_is_a_line_with_the_balance_after_it() -> None:
    found = claim(
        "2026-03-31",
        invoice(more="late_fee: {amount: 25.00}"),
        note("A", "2026-03-01", "100.00"),
        file=f"{DE}\ncosts: [{{date: 2026-02-01, amount: 12.40, what: Registered letter}}, {{date: 2027-01-01, amount: 1.00, what: x}}]",
        payments=ROWS,
    )
    assert [(str(e.day), e.kind, e.number or e.text, str(e.amount), str(e.balance)) for e in found.ledger] == [
        ("2026-01-01", "invoice", "A", "1000.00", "1000.00"),
        ("2026-01-16", "fees", "A", "25.00", "1025.00"),
        ("2026-01-16", "compensation", "A", "40.00", "1065.00"),
        ("2026-02-01", "costs", "Registered letter", "12.40", "1077.40"),
        ("2026-02-14", "interest", "A", "7.60", "1085.00"),
        ("2026-02-14", "payment", "part payment", "-100.00", "985.00"),
        ("2026-02-14", "set-off", "", "-200.00", "785.00"),
        ("2026-02-20", "interest", "A", "1.05", "786.05"),
        ("2026-02-20", "refund", "", "50.00", "836.05"),
        ("2026-03-01", "credit-note", "CN", "-100.00", "736.05"),
        ("2026-03-20", "interest", "A", "5.28", "741.33"),
        ("2026-03-20", "costs", "returned", "3.50", "744.83"),
        ("2026-03-20", "returned", "returned", "100.00", "844.83"),
        ("2026-03-31", "interest", "A", "2.38", "847.21"),
    ]
    assert found.ledger[-1].balance == found.total
    assert found.ledger[0].at.file == "invoices/x.yaml"


def test_no_line_lies_after_the_as_of_date() -> None:
    found = claim("2026-02-14", invoice(), file=DE, payments=ROWS)
    assert max(entry.day for entry in found.ledger) == date(2026, 2, 14)
