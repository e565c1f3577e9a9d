"""Where a claim's rates come from: each value of a reference series that bore interest, with its published source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casefile.claim.accrual import Period
from casefile.claim.model import Claim, InvoiceClaim


@dataclass(frozen=True, slots=True)
class Reference:
    """Percent a year, in force since a day, first `read_on` another; `recalled`: not seen where it is published."""

    series: str
    percent: Decimal
    since: date
    read_on: date
    source: str
    recalled: bool


def references(claim: Claim) -> tuple[Reference, ...]:
    """Every value of a reference series in the claim's rows of interest, oldest first."""
    found: dict[tuple[str, date], Reference] = {}
    for row in _rows(claim):
        quote = row.quote
        if quote.row is None or quote.read_on is None:
            continue
        key = (quote.series, quote.row.valid_from)
        read_on = min(quote.read_on, found[key].read_on) if key in found else quote.read_on
        recalled = quote.row.checked == "no"
        found[key] = Reference(
            quote.series, quote.row.percent, quote.row.valid_from, read_on, quote.row.source, recalled
        )
    return tuple(found[key] for key in sorted(found))


def _rows(claim: Claim) -> Iterator[Period]:
    """Every row of interest that the claim rests on: under a settlement also those up to the agreement."""
    for one in bearing(claim):
        yield from one.periods
    if claim.settlement:
        yield from (row for _, row in claim.settlement.periods)


def bearing(claim: Claim) -> tuple[InvoiceClaim, ...]:
    """The invoices with rows of interest; of those that are settled, as they stood on the day of the agreement."""
    mine = tuple(one for one in claim.invoices if one.periods)
    earlier = claim.settlement.before.invoices if claim.settlement else ()
    now = {one.number for one in mine}
    return (*(one for one in earlier if one.periods and one.number not in now), *mine)
