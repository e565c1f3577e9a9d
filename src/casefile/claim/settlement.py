"""A settlement on a day: its instalments, what was paid on each, and whether it is on track, late, in default or done.

Knows the settlement and the payments from the agreement on; not what the claim would be without it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from casefile.case.dealings import Payment, Regular, Schedule, Settlement
from casefile.claim.exact import money
from casefile.claim.schedule import later
from casefile.money import Money, total, zero

DAY = timedelta(days=1)
Standing = Literal["on-track", "late", "default", "completed"]


@dataclass(frozen=True, slots=True)
class Due:
    """One agreed instalment."""

    day: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Matched:
    """One instalment with what was paid on it; its unpaid part over time, from each day on. `last_day` is the last day
    to pay it, the day it is due or the next working day where the law says so; `grace` the last day of its grace."""

    due: date
    last_day: date
    grace: date
    amount: Money
    paid: Money
    state: Standing
    defaulted: date | None
    unpaid: tuple[tuple[date, Money], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the settlement is. `over` was paid beyond the agreed sum; `defaulted` is the first day of default."""

    amount: Money
    paid: Money
    over: Money
    state: Standing
    defaulted: date | None
    instalments: tuple[Matched, ...]

    @property
    def remaining(self) -> Money:
        """What of the agreed sum is unpaid."""
        return self.amount - self.paid


def instalments(settlement: Settlement, currency: str) -> tuple[Due, ...]:
    """The agreed dates and amounts: as listed, regular (equal parts rounded down, the last takes the rest), or one."""
    amount = money(settlement.amount, currency)
    return dues(settlement.schedule, amount, settlement.due or settlement.agreed)


def dues(schedule: Schedule | None, amount: Money, otherwise: date) -> tuple[Due, ...]:
    """The dates and amounts of a schedule; without one the whole amount on the day `otherwise`."""
    if isinstance(schedule, Regular):
        return regular(amount, schedule.first, schedule.every, schedule.count)
    if schedule:
        listed = (Due(one.due, money(one.amount, amount.currency)) for one in schedule)
        return tuple(sorted(listed, key=lambda due: due.day))
    return (Due(otherwise, amount),)


def regular(amount: Money, first: date, every: str, count: int) -> tuple[Due, ...]:
    """Equal parts, rounded down and the last with the rest, from a first day on."""
    return tuple(Due(later(first, every, n), part) for n, part in enumerate(amount.parts(count)))


def progress(
    settlement: Settlement, payments: Iterable[Payment], as_of: date, currency: str, moved: Callable[[date], date]
) -> Progress:
    """The settlement on the as-of date, each of these payments matched to instalments in order; a last day that is no
    working day is `moved` as the law says (for example BGB § 193; k.c. art. 115)."""
    flows = cash_flows(payments, as_of, currency)
    amount, received = money(settlement.amount, currency), total([flow for _, flow in flows], currency)
    before, matched = zero(currency), []
    for due in instalments(settlement, currency):
        last = moved(due.day)
        grace = moved(last + settlement.default.grace_days * DAY)
        matched.append(_match(due, before, flows, (last, grace), as_of))
        before = before + due.amount
    defaults = [one.defaulted for one in matched if one.defaulted]
    paid = min(received, amount)  # less than nothing after a refund
    state = _standing(matched, paid == amount)
    return Progress(
        amount, paid, max(received - amount, zero(currency)), state, min(defaults, default=None), tuple(matched)
    )


def _standing(matched: list[Matched], is_paid: bool) -> Standing:
    states = {one.state for one in matched}
    if "default" in states:
        return "default"
    if is_paid:
        return "completed"
    return "late" if "late" in states else "on-track"


def cash_flows(payments: Iterable[Payment], as_of: date, currency: str) -> list[tuple[date, Money]]:
    """Money in (positive) and back out, by day; a returned payment goes out again on the day of its return."""
    flows: list[tuple[date, Money]] = []
    for payment in payments:
        amount = money(payment.amount, currency) * (-1 if payment.kind == "refund" else 1)
        flows.append((payment.date, amount))
        if payment.reversed:
            flows.append((payment.reversed.on, -amount))
    by_day = {day: [flow for on, flow in flows if on == day] for day, _ in flows if day <= as_of}
    return [(day, total(by_day[day], currency)) for day in sorted(by_day)]


def _match(due: Due, before: Money, flows: list[tuple[date, Money]], until: tuple[date, date], as_of: date) -> Matched:
    """What came in beyond the earlier instalments pays this one, up to its amount; `until` its last day, and that of
    its grace."""
    nothing, (last, grace) = zero(due.amount.currency), until
    sums = accumulate((flow for _, flow in flows), initial=nothing)
    paid = [max(min(received - before, due.amount), nothing) for received in sums]
    days = [date.min, *(day for day, _ in flows)]
    unpaid = [due.amount - part for part in paid]
    defaulted = _defaulted(grace, days, unpaid, as_of)
    steps = tuple((day if day == date.min else day + DAY, rest) for day, rest in zip(days, unpaid, strict=True))
    state = _state(last, unpaid[-1], defaulted, as_of)
    return Matched(due.day, last, grace, due.amount, paid[-1], state, defaulted, steps)


def _defaulted(limit: date, days: list[date], unpaid: list[Money], as_of: date) -> date | None:
    """The first day after `limit` that found something unpaid; later payment does not undo it."""
    if as_of <= limit:
        return None
    ends = [*(day - DAY for day in days[1:]), as_of]
    failed = (max(day, limit + DAY) for day, end, rest in zip(days, ends, unpaid, strict=True) if rest and end >= limit)
    return next(failed, None)


def _state(last: date, unpaid: Money, defaulted: date | None, as_of: date) -> Standing:
    if defaulted:
        return "default"
    if not unpaid:
        return "completed"
    return "late" if as_of > last else "on-track"
