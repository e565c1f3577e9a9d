"""How an invoice came down to what is open of it: credit notes, payments, and what a settlement made of it."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.claim.model import Claim, InvoiceClaim, Settled
from casefile.claim.settled import shares
from casefile.documents.items import in_force
from casefile.money import Money, zero


@dataclass(frozen=True, slots=True)
class Balance:
    """What an invoice comes to, less all but `added`, is `open`.

    `paid` is what payments covered of the principal. A settlement in force that changed this one (`in_settlement`) took
    `released` off what was open, or `added` to it what it covers beside the principal; `instalments` is what was paid
    on that since.
    """

    credited: Money
    retained: Money
    discounted: Money
    paid: Money
    in_settlement: bool
    released: Money
    added: Money
    instalments: Money
    open: Money


def balance(claim: Claim, one: InvoiceClaim) -> Balance:
    """The invoice's balance on the claim's day."""
    settled, nothing = in_force(claim.settlement), zero(claim.currency)
    share = _agreed(claim, settled).get(one.number) if settled else None
    if settled is None or share is None:
        return _balance(one, one.outstanding, None, nothing)
    then = next((each for each in settled.before.invoices if each.number == one.number), None)
    return _balance(then or one, one.outstanding, share, share - (then.outstanding if then else one.total))


def _balance(then: InvoiceClaim, still: Money, share: Money | None, change: Money) -> Balance:
    """`then` is the invoice before a settlement gave it its share, or as it is now."""
    nothing = still - still
    unpaid = still if share is None else share - change
    return Balance(
        then.credited,
        then.retained,
        then.discounted,
        then.total - then.credited - then.retained - then.discounted - unpaid,
        bool(share or change),
        max(-change, nothing),
        max(change, nothing),
        nothing if share is None else share - still,
        still,
    )


def _agreed(claim: Claim, settled: Settled) -> dict[str, Money]:
    """Each settled invoice's part of the agreed sum. A settlement from before every invoice stands for all of them."""
    invoices, agreed = claim.invoices, settled.settlement.agreed
    covered = [one for one in invoices if one.invoice.issued <= agreed] or list(invoices)
    return shares(settled.before, covered, settled.progress.amount)
