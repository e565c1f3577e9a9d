"""The claim under a settlement: what remains of the agreed sum with what came after, or what a default brings back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from casefile.case.dealings import Settlement
from casefile.claim.accrual import Period, periods
from casefile.claim.basis import Basis
from casefile.claim.beside import Beside, Parted, beside, parted, returns, sum_of
from casefile.claim.exact import money, rounded
from casefile.claim.hindsight import hindsight, more_than_owed
from casefile.claim.ledger import Entry, balanced, paid
from casefile.claim.model import Claim, InvoiceClaim, Settled
from casefile.claim.pricing import Terms
from casefile.claim.settlement import Matched, Progress, progress
from casefile.claim.unsettled import a_day, unsettled
from casefile.errors import Problem
from casefile.money import Money, total, zero

DAY = timedelta(days=1)


def settled(basis: Basis, settlement: Settlement, without: Claim) -> Claim:
    """The claim with the settlement in it; `without` is the claim had there been none.

    In default with `revives: full` the claim is as if nothing had been agreed, less what was paid. Else it is what
    remains of the agreed sum, and beside that what came after the agreement. CaseError when a rate isn't known.
    """
    parts = parted(basis.case, settlement)
    state = progress(settlement, parts.matched(basis.as_of), basis.as_of, basis.currency, basis.last_day)
    before = unsettled(replace(basis, as_of=settlement.agreed), parts.earlier)
    weaknesses = (*without.weaknesses, *_too_high(settlement, before))
    if state.state == "default" and settlement.default.revives == "full":
        revived = Settled(settlement, state, zero(basis.currency), (), before, without)
        return replace(without, settlement=revived, weaknesses=weaknesses)
    bearing = list(_bearing(basis, settlement, state))
    rows = [(n, row) for n, one, terms in bearing for row in periods(terms, one.unpaid, basis.as_of)]
    kept = total([row.interest for _, row in rows], basis.currency)
    more = beside(basis, parts, state.amount)
    days = sum((_daily(basis, one, terms) for _, one, terms in bearing), more.per_day)
    return replace(
        without,
        principal=state.remaining + more.claim.principal + sum_of(more.returned, basis.currency),
        interest=kept + more.claim.interest,
        compensation=more.claim.compensation,
        fees=more.claim.fees,
        costs=more.claim.costs,
        credit=more.claim.credit,
        per_day=rounded(days, basis.currency),
        open=more.claim.open,
        unconverted=more.claim.unconverted,
        invoices=_rows(before, without, state, more),
        ledger=_ledger(basis, settlement, before, parts, more, rows),
        settlement=Settled(settlement, state, kept, tuple(rows), before, without),
        weaknesses=(*weaknesses, *hindsight(basis, parts)),
    )


def _too_high(settlement: Settlement, before: Claim) -> tuple[Problem, ...]:
    """A settlement from before every invoice has nothing to be held against."""
    place = settlement.at.of("amount")
    return more_than_owed(settlement.amount, before.total, settlement.agreed, place) if before.invoices else ()


def _bearing(basis: Basis, settlement: Settlement, state: Progress) -> Iterator[tuple[int, Matched, Terms]]:
    """The instalments that bear the regime's interest after their due dates, where it was kept.

    In default the whole remainder is due at once.
    """
    if settlement.interest == "waived" or basis.regime.start is None:
        return
    for number, one in enumerate(state.instalments, 1):
        due = min(one.due, state.defaulted) if state.defaulted else one.due
        start = basis.last_day(due) + DAY
        yield number, one, basis.terms(due, start, one.amount)


def _daily(basis: Basis, one: Matched, terms: Terms) -> Fraction:
    so_far = total([row.interest for row in periods(terms, one.unpaid, basis.as_of)], basis.currency)
    return a_day(basis, terms, one.unpaid[-1][1], so_far)


def _rows(before: Claim, without: Claim, state: Progress, more: Beside) -> tuple[InvoiceClaim, ...]:
    """Every invoice: those that are settled with their share of what remains, the later ones as they stand. What is
    settled is as late as its instalments; what was paid before the agreement and taken back, as its invoice."""
    later = {one.number: one for one in more.claim.invoices}
    covered = [one for one in without.invoices if one.number not in later]
    parts, back = shares(before, covered, state.remaining), set[str]()
    for number, amount in more.returned:
        on = number if number in parts else covered[0].number
        parts[on] = parts[on] + amount
        back.add(on)
    as_of, since = without.as_of, days_late(state, without.as_of)

    def late(one: InvoiceClaim) -> int:
        return max((as_of - one.last_day).days, since, 0) if one.number in back else since

    return tuple(later.get(one.number) or _row(one, parts[one.number], late(one)) for one in without.invoices)


def days_late(state: Progress, as_of: date) -> int:
    """For how many days the oldest of what is unpaid of the agreed sum has been due; all of it is, once in default."""
    missed = [one.last_day for one in state.instalments if one.paid != one.amount]
    since = [state.defaulted] if state.defaulted else missed
    return max((0, *((as_of - day).days for day in since))) if state.remaining else 0


def shares(before: Claim, covered: Sequence[InvoiceClaim], remaining: Money) -> dict[str, Money]:
    """What each settled invoice bears of what remains of the agreed sum, by number.

    Payments pay the oldest first, so what remains lies on the youngest.
    """
    then, parts = {one.number: one.outstanding for one in before.invoices}, {}
    for one in reversed(covered[1:]):
        parts[one.number] = min(remaining, then.get(one.number, one.total))
        remaining = remaining - parts[one.number]
    return {**parts, covered[0].number: remaining}


def _row(one: InvoiceClaim, part: Money, late: int) -> InvoiceClaim:
    """A settled invoice: no figure but its share, for the agreed sum stands for all the others."""
    nothing = part - part
    return replace(
        one, outstanding=part, days_overdue=late if part else 0, contested=nothing,
        lines_contested={}, retained=nothing, interest=nothing, interest_paid=nothing, compensation=nothing,
        fees=nothing, periods=(), limitation=one.limitation if part else (),
    )  # fmt: skip


def _ledger(
    basis: Basis, settlement: Settlement, before: Claim, parts: Parted, more: Beside, rows: Iterable[tuple[int, Period]]
) -> tuple[Entry, ...]:
    """The ledger up to the agreement, what the agreement changed, and what was charged and paid since."""
    agreed = money(settlement.amount, basis.currency)
    change = Entry(settlement.agreed, "settlement", "", "", agreed - before.total, agreed, settlement.at)
    kept = (Entry(row.last, "instalment-interest", str(n), "", row.interest, row.interest) for n, row in rows)
    came = (entry for entry in paid(basis, parts.since) if entry.kind != "costs")  # the fees are among the later costs
    since = (*kept, *came, *returns(basis, parts), *more.claim.ledger)
    return balanced((*before.ledger, change, *since), zero(basis.currency))
