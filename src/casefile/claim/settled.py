"""The claim under a settlement: what remains of the agreed sum, or what a default brings back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from casefile.case.dealings import Payment, Settlement
from casefile.case.model import Case
from casefile.claim.accrual import Period, periods
from casefile.claim.basis import Basis
from casefile.claim.exact import money, rounded
from casefile.claim.ledger import Entry, balanced, paid
from casefile.claim.model import Claim, InvoiceClaim, Settled
from casefile.claim.pricing import Terms
from casefile.claim.settlement import Matched, Progress, progress
from casefile.claim.unsettled import a_day, unsettled
from casefile.claim.workdays import moved
from casefile.money import Money, total, zero

DAY = timedelta(days=1)


def settled(basis: Basis, settlement: Settlement, without: Claim) -> Claim:
    """The claim with the settlement in it; `without` is the claim had there been none.

    In default with `revives: full` the claim is as if nothing had been agreed, less what was paid.
    """
    state = progress(settlement, basis.case.payments, basis.as_of, basis.currency)
    if state.state == "default" and settlement.default.revives == "full":
        return replace(without, settlement=Settled(settlement, state, zero(basis.currency), (), without))
    bearing = list(_bearing(basis, settlement, state))
    rows = [row for one, terms in bearing for row in periods(terms, one.unpaid, basis.as_of)]
    interest = total([row.interest for row in rows], basis.currency)
    before = unsettled(replace(basis, as_of=settlement.agreed), _earlier(basis.case, settlement.agreed))
    nothing = zero(basis.currency)
    return replace(
        without,
        principal=state.remaining,
        interest=interest,
        compensation=nothing,
        fees=nothing,
        costs=nothing,
        credit=state.over,
        per_day=rounded(sum((_daily(basis, one, terms) for one, terms in bearing), Fraction(0)), basis.currency),
        open=(),
        invoices=_left(before, without, state.remaining),
        ledger=_ledger(basis, settlement, before, rows),
        settlement=Settled(settlement, state, interest, tuple(rows), without),
    )


def _earlier(case: Case, agreed: date) -> list[Payment]:
    return [payment for payment in case.payments if payment.date < agreed]


def _bearing(basis: Basis, settlement: Settlement, state: Progress) -> Iterator[tuple[Matched, Terms]]:
    """The instalments that bear the regime's interest after their due dates, where it was kept.

    In default the whole remainder is due at once.
    """
    if settlement.interest == "waived" or basis.regime.start is None:
        return
    for one in state.instalments:
        due = min(one.due, state.defaulted) if state.defaulted else one.due
        start = moved(due, basis.regime.start.moves, basis.case.contract.law or "") + DAY
        yield one, basis.terms(due, start, one.amount)


def _daily(basis: Basis, one: Matched, terms: Terms) -> Fraction:
    so_far = total([row.interest for row in periods(terms, one.unpaid, basis.as_of)], basis.currency)
    return a_day(basis, terms, one.unpaid[-1][1], so_far)


def _left(before: Claim, without: Claim, remaining: Money) -> tuple[InvoiceClaim, ...]:
    """The invoices: payments pay the oldest first, so what remains of the agreed sum lies on the youngest."""
    nothing, rows = zero(before.currency), []
    then = {one.number: one.outstanding for one in before.invoices}
    for number, one in reversed(list(enumerate(without.invoices))):
        most = then.get(one.number, one.total)
        part = remaining if number == 0 else min(remaining, most)
        remaining = remaining - part
        days = max(0, (without.as_of - one.due).days) if part else 0
        rows.append(
            replace(
                one, outstanding=part, days_overdue=days, contested=nothing, lines_contested={}, retained=nothing,
                interest=nothing, compensation=nothing, fees=nothing, periods=(),
            )
        )  # fmt: skip
    return tuple(reversed(rows))


def _ledger(basis: Basis, settlement: Settlement, before: Claim, rows: list[Period]) -> tuple[Entry, ...]:
    """The ledger up to the agreement, what the agreement changed, and what was charged and paid since."""
    since = [payment for payment in basis.case.payments if payment.date >= settlement.agreed]
    agreed = money(settlement.amount, basis.currency)
    change = Entry(settlement.agreed, "settlement", "", "", agreed - before.total, agreed, settlement.at)
    kept = (Entry(row.last, "interest", "", "", row.interest, row.interest) for row in rows)
    flows = (entry for entry in paid(basis, since) if entry.kind != "costs")
    return (*before.ledger, change, *balanced([*kept, *flows], agreed))
