"""What is owed beside a settlement: facts that came after the agreement, which it cannot have covered.

Invoices issued after it, and the costs since, make a claim of their own. A payment that the agreement counted on and
that was returned after it is owed again, without interest. Knows nothing of instalments.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casefile.case.dealings import Payment, Reversal, Settlement
from casefile.case.events import Cost
from casefile.case.model import Case
from casefile.claim.basis import Basis
from casefile.claim.course import follow
from casefile.claim.debts import debts
from casefile.claim.exact import money
from casefile.claim.ledger import Entry
from casefile.claim.model import Claim
from casefile.claim.settlement import cash_flows
from casefile.claim.unsettled import computed, daily
from casefile.money import Money, total, zero


@dataclass(frozen=True, slots=True)
class Parted:
    """The payments of a case under a settlement: each is in one of three heaps.

    `earlier`: from before the agreement, which counted on them. `since`: what is matched to the instalments. `named`:
    what came for one of the invoices in `numbers`, which were issued after the agreement and are no part of it.
    """

    agreed: date
    numbers: frozenset[str]
    earlier: tuple[Payment, ...]
    since: tuple[Payment, ...]
    named: tuple[Payment, ...]

    def returned(self, as_of: date) -> tuple[tuple[Payment, Reversal], ...]:
        """What the agreement counted on and was returned after it, up to the day."""
        known = ((payment, payment.reversed) for payment in self.earlier)
        return tuple((payment, back) for payment, back in known if back and self.agreed < back.on <= as_of)

    def matched(self, as_of: date) -> tuple[Payment, ...]:
        """What pays instalments; a refund from before the agreement that came back to us does, too."""
        back = [_sum(one.on, payment.amount) for payment, one in self.returned(as_of) if payment.kind == "refund"]
        return (*self.since, *back)


@dataclass(frozen=True, slots=True)
class Beside:
    """The claim of what came after the agreement, with its interest of one day unrounded.

    `returned` is what is owed again, by the number of the invoice that it had been paid on (empty: none was named).
    """

    claim: Claim
    per_day: Fraction
    returned: tuple[tuple[str, Money], ...]


def parted(case: Case, settlement: Settlement) -> Parted:
    """The payments, heap by heap. A settlement from before every invoice stands for all of them."""
    agreed = settlement.agreed
    later = {bill.number: bill.issued for bill in case.bills if bill.issued > agreed}
    if len(later) == len(case.bills):
        later = {}
    earlier: list[Payment] = []
    since: list[Payment] = []
    named: list[Payment] = []
    for payment in case.payments:
        out = later.get(payment.invoice)
        if out and (payment.kind != "refund" or payment.date >= out):
            named.append(payment)
        else:
            (earlier if payment.date < agreed else since).append(payment)
    return Parted(agreed, frozenset(later), tuple(earlier), tuple(since), tuple(named))


def beside(basis: Basis, parts: Parted, agreed: Money) -> Beside:
    """What is owed beside the agreed sum; what is paid beyond that sum goes there, and covers what was returned last.

    CaseError when a rate is needed that isn't known.
    """
    ground = replace(basis, case=_later(basis, parts))
    found, named = debts(ground), [_without_fee(payment) for payment in parts.named]
    course = follow(ground, found, [*named, *_beyond(basis, parts, agreed)])
    claim = computed(ground, found, course, named)
    if not course.accounts:
        claim = _covered(claim)
    returned = [
        (payment.invoice, money(payment.amount, basis.currency))
        for payment, _ in parts.returned(basis.as_of)
        if payment.kind != "refund"
    ]
    left, again = _less(claim.credit, [*returned, ("", course.owed_back)])
    return Beside(replace(claim, credit=left), daily(ground, course), tuple(again))


def returns(basis: Basis, parts: Parted) -> Iterator[Entry]:
    """The ledger's lines for what was returned after the agreement that counted on it."""
    for payment, back in parts.returned(basis.as_of):
        amount = money(payment.amount, basis.currency) * (-1 if payment.kind == "refund" else 1)
        yield Entry(back.on, "returned", payment.invoice, back.reason, amount, amount, back.at)


def costs_since(parts: Parted, case: Case) -> Iterator[Cost]:
    """Costs from after the agreement, with the fees of payments that were returned after it."""
    yield from (cost for cost in case.file.costs if cost.date > parts.agreed)
    for payment in case.payments:
        back = payment.reversed
        if back and back.fee and not (payment in parts.earlier and back.on <= parts.agreed):
            yield Cost.model_construct(date=back.on, amount=back.fee, what=back.reason, at=back.at)


def _later(basis: Basis, parts: Parted) -> Case:
    """The case as if there were nothing but what came after the agreement."""
    case, objection = basis.case, basis.case.file.dispute
    is_new = objection is not None and objection.raised is not None and objection.raised > parts.agreed
    changes = {"costs": tuple(costs_since(parts, case)), "dispute": objection if is_new else None}
    invoices = (one for one in case.invoices if (one.credits or one.number) in parts.numbers)
    file = case.file.model_copy(update=changes)
    return replace(case, file=file, invoices=tuple(invoices), corrections=(), settlement=None)


def _without_fee(payment: Payment) -> Payment:
    """The payment; the fee of its return is among the costs."""
    back = payment.reversed
    return payment.model_copy(update={"reversed": back.model_copy(update={"fee": 0})}) if back else payment


def _beyond(basis: Basis, parts: Parted, agreed: Money) -> Iterator[Payment]:
    """What came in beyond the agreed sum, day by day, as payments (and as refunds where it shrinks again)."""
    nothing = zero(basis.currency)
    received, over = nothing, nothing
    for day, amount in cash_flows(parts.matched(basis.as_of), basis.as_of, basis.currency):
        received = received + amount
        change = max(received - agreed, nothing) - over
        over = over + change
        if change:
            yield _sum(day, change.amount)


def _sum(day: date, amount: Decimal) -> Payment:
    """So much money in or, negative, back out."""
    return Payment.model_construct(date=day, amount=abs(amount), kind="payment" if amount > 0 else "refund")


def _covered(claim: Claim) -> Claim:
    """Where there is no invoice that credit could go to, it covers the costs."""
    part = min(claim.costs, claim.credit)
    return replace(claim, costs=claim.costs - part, credit=claim.credit - part)


def _less(credit: Money, owed: Iterable[tuple[str, Money]]) -> tuple[Money, list[tuple[str, Money]]]:
    """What is left of the credit, and of each debt, when the one has covered the other."""
    rest = []
    for number, amount in owed:
        part = min(credit, amount)
        credit = credit - part
        rest.append((number, amount - part))
    return credit, [(number, amount) for number, amount in rest if amount]


def sum_of(returned: Iterable[tuple[str, Money]], currency: str) -> Money:
    """What is owed again, in all."""
    return total([amount for _, amount in returned], currency)
