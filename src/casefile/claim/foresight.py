"""The claim on a later day if nothing happens until then, from what is known on the as-of date.

Where a reference rate is not known as far as that day, interest ends where it is known: too little, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from casefile.case.dealings import Payment
from casefile.case.invoice import Invoice
from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError, UsageError
from casefile.money import Money
from casefile.records import YEARS

DAY = timedelta(days=1)
NEVER = date(YEARS[1], 12, 31)


@dataclass(frozen=True, slots=True)
class Ahead:
    """What will be owed in all on `day`. `until`: the last day that interest is known for, where that is earlier."""

    day: date
    total: Money
    until: date | None = None


def as_known(case: Case, as_of: date) -> Case:
    """The case with what had happened by the as-of date and nothing later.

    What is kept back and not released then stays kept back: it comes whichever way out is taken.
    """
    costs = tuple(cost for cost in case.file.costs if cost.date <= as_of)
    events = tuple(event for event in case.file.events if event.date <= as_of)
    return replace(
        case,
        file=case.file.model_copy(update={"costs": costs, "events": events}),
        invoices=tuple(_unreleased(invoice, as_of) for invoice in case.invoices if invoice.issued <= as_of),
        payments=tuple(_unreversed(payment, as_of) for payment in case.payments if payment.date <= as_of),
        offers=tuple(offer for offer in case.offers if offer.date <= as_of),
        settlement=case.settlement if case.settlement and case.settlement.agreed <= as_of else None,
        contacts=tuple(contact for contact in case.contacts if contact.head.date <= as_of),
    )


def _unreleased(invoice: Invoice, as_of: date) -> Invoice:
    kept = invoice.retention
    if kept is None or kept.release <= as_of:
        return invoice
    return invoice.model_copy(update={"retention": kept.model_copy(update={"release": NEVER})})


def _unreversed(payment: Payment, as_of: date) -> Payment:
    """A payment before the day on which it was taken back."""
    is_ahead = payment.reversed is not None and payment.reversed.on > as_of
    return payment.model_copy(update={"reversed": None}) if is_ahead else payment


def ahead(known: Case, as_of: date, day: date, regimes: Regimes) -> Ahead:
    """What will be owed on `day`, a day after the as-of date. CaseError when not even the as-of date can be reckoned.

    `known` is the case as it is known on the as-of date.
    """
    try:
        return Ahead(day, owed(known, day, regimes).total)
    except UsageError:
        raise
    except CaseError:
        last = _last(known, as_of, day, regimes)
        return Ahead(day, last.total, last.as_of)


def _last(known: Case, first: date, beyond: date, regimes: Regimes) -> Claim:
    """The claim on the last day it can be reckoned on, from `first` on and before `beyond`, on which it can't be."""
    found = owed(known, first, regimes)
    while first + DAY < beyond:
        middle = first + (beyond - first) // 2
        try:
            found, first = owed(known, middle, regimes), middle
        except CaseError:
            beyond = middle
    return found
