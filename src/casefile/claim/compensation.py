"""The fixed sum for an invoice paid late: which tier, and in the case's currency."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from casefile.claim.basis import Basis
from casefile.claim.exact import money, rounded
from casefile.money import Money, zero


def compensation(basis: Basis, unpaid: Money) -> Money | None:
    """What the regime gives for so much unpaid; None when it has to be converted and the case gives no rate."""
    rule = basis.regime.compensation
    if rule is None or basis.case.debtor.kind not in rule.debtors:
        return zero(basis.currency)
    amount = next((tier.amount for tier in rule.tiers if tier.covers(unpaid.amount)), Decimal(0))
    if rule.currency == basis.currency:
        return money(amount, basis.currency)
    given = basis.interest.conversion.get(rule.currency) if basis.interest else None
    return rounded(Fraction(amount) * Fraction(given), basis.currency) if given else None
