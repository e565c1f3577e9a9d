"""What the contract says should have been billed regularly, against what was: periods that no invoice covers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from casefile.case.terms import Fee
from casefile.checks.matter import Matter, weakness
from casefile.claim.arithmetic import Part
from casefile.claim.schedule import later
from casefile.errors import Problem

_DAY = timedelta(days=1)
_NOTHING = Decimal(0)
_MOST = 6
_HINT = "bill it, or list it in corrections.yaml; where it ended or is billed elsewhere, write until:"


def fees_not_billed(matter: Matter) -> Iterator[Problem]:
    """An agreed fee that was never billed is money that nobody asks for: it is no part of the claim, it grows old like
    any other debt, and a claim that leaves it out can be read as a waiver. What is known of stands in corrections.yaml;
    lines that another fee's clause names are not counted, all others are."""
    for fee in matter.case.contract.fees:
        short = tuple(_short(matter, fee))
        never = [first for first, missing in short if missing == fee.amount]
        if never:
            message = f"{fee.amount} a {fee.every} is agreed, and nothing was billed for {_named(never, fee)}"
            yield weakness("fee-not-billed", message, fee.at.source, _HINT)
        for first, missing in short:
            if missing != fee.amount:
                message = f"{missing} less than the agreed {fee.amount} was billed for {_named([first], fee)}"
                yield weakness("fee-not-billed", message, fee.at.source, _HINT)


def _short(matter: Matter, fee: Fee) -> Iterator[tuple[date, Decimal]]:
    """The periods that are over and billed too little, by their first day, with what is missing of each.

    What was billed without a day goes to the earliest that lack it.
    """
    known = {correction.period for correction in matter.case.corrections}
    parts = tuple(_billed(matter, fee))
    undated = sum((part.net.amount for part in parts if _days(part) is None), _NOTHING)
    for first, end in _periods(fee, matter.as_of):
        missing = fee.amount - sum((_share(part, first, end) for part in parts), _NOTHING)
        taken = max(min(missing, undated), _NOTHING)
        undated -= taken
        missing = (missing - taken).quantize(Decimal("0.01"))
        if missing > 0 and first.isoformat()[:7] not in known:
            yield first, min(missing, fee.amount)


def _periods(fee: Fee, as_of: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each period that was over before a day."""
    last = min(as_of - _DAY, fee.until or as_of)
    number, first = 0, fee.from_
    while (after := later(fee.from_, fee.every, number + 1)) - _DAY <= last:
        yield first, after - _DAY
        number, first = number + 1, after


def _billed(matter: Matter, fee: Fee) -> Iterator[Part]:
    others = {other.clause for other in matter.case.contract.fees if other.clause and other.clause != fee.clause}
    for one in matter.claim.invoices:
        yield from (part for part in one.bill.parts if part.line and part.line.clause not in others)


def _days(part: Part) -> tuple[date, date] | None:
    """The days that a line is for, where it says so."""
    line = part.line
    if line and line.period:
        return line.period.from_, line.period.to
    return (line.delivered, line.delivered) if line and line.delivered else None


def _share(part: Part, first: date, end: date) -> Decimal:
    """How much of a line is for the days from `first` to `end`, net, day by day."""
    days = _days(part)
    if days is None:
        return _NOTHING
    within = (min(days[1], end) - max(days[0], first)).days + 1
    whole = (days[1] - days[0]).days + 1
    return part.net.amount * within / whole if within > 0 and whole > 0 else _NOTHING


def _named(firsts: list[date], fee: Fee) -> str:
    """Periods by their first days, months of the calendar by their names; a few, and how many more."""
    by_month = fee.every == "month" and fee.from_.day == 1
    names = [first.isoformat()[:7] if by_month else f"the {fee.every} from {first}" for first in firsts]
    return ", ".join(names[:_MOST]) + (f" and {len(names) - _MOST} more" if len(names) > _MOST else "")
