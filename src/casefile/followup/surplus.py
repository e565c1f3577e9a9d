"""Money of the debtor's that we have and that covers nothing: paid too much, or credited beyond its invoice. Pure.

It lowers what is owed in all, and no invoice: a letter about an open invoice would ask for more than is owed. Which
invoice it goes to is for the two to agree, so that nothing is written before somebody has recorded that.
"""

from __future__ import annotations

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.followup.ladder import TRIFLE
from casefile.followup.phrases import spelt
from casefile.money import Money, total, zero


def surplus(case: Case, claim: Claim) -> Money:
    """What covers nothing on the claim's day, and waits for no invoice that is to come; 0 where that is a trifle, or
    the case is closed: then that is settled too."""
    nothing, closed = zero(claim.currency), case.file.closed
    left = claim.credit - _ahead(case, claim)
    is_over = closed is not None and closed.on <= claim.as_of
    return nothing if is_over or left.amount < TRIFLE else left


def _ahead(case: Case, claim: Claim) -> Money:
    """What was paid for invoices that are to come, less what went back of it."""
    nothing, issued = zero(claim.currency), {one.number for one in claim.invoices}
    coming = {bill.number for bill in case.bills} - issued
    came = [each for each in case.payments if each.invoice in coming and each.date <= claim.as_of]
    stays = [each for each in came if each.reversed is None or each.reversed.on > claim.as_of]
    sums = [Money(each.amount * (-1 if each.kind == "refund" else 1), claim.currency) for each in stays]
    return max(total(sums, claim.currency), nothing)


def said_of(case: Case, amount: Money) -> str:
    """What the debtor's other cases wait for."""
    how = "agree what it goes to, and record it (a refund, and a set-off for the invoice)"
    return f"{case.id} has a credit of {spelt(amount)} for them: {how}"
