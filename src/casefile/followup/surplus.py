"""Money of the debtor's that we have and that covers nothing: paid too much, or credited beyond its invoice. Pure.

It lowers what is owed in all, and no invoice: a letter about an open invoice would ask for more than is owed. Which
invoice it goes to is for the two to agree, so that nothing is written before somebody has recorded that.
"""

from __future__ import annotations

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.followup.ladder import TRIFLE
from casefile.followup.phrases import spelt
from casefile.money import Money, zero


def surplus(case: Case, claim: Claim) -> Money:
    """What covers nothing on the claim's day, and waits for no invoice that is to come; 0 where that is a trifle."""
    nothing, issued = zero(claim.currency), {one.number for one in claim.invoices}
    coming = {bill.number for bill in case.bills} - issued
    ahead = sum(
        (each.amount for each in case.payments if each.invoice in coming and each.date <= claim.as_of),
        nothing.amount,
    )
    left = claim.credit - Money(ahead, claim.currency)
    return left if left.amount >= TRIFLE else nothing


def said_of(case: Case, amount: Money) -> str:
    """What the debtor's other cases wait for."""
    return f"{case.id} has a credit of {spelt(amount)} for them: agree what it goes to, and record it"
