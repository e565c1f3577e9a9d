"""What one side offers or both agree, before it is written: its kind, its sum, its days, and what cannot be meant.

Pure functions of what was said, the offer it follows and what was owed on the day; the same for an offer and for a
settlement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from casefile.case.dealings import Offer, Regular, Schedule
from casefile.case.model import Case
from casefile.case.yamltext import Value
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes
from casefile.errors import CaseError, Problem, UsageError
from casefile.money import Money

BEFORE = "add --due DATE, or --first DATE --count N, or --instalment DATE=AMOUNT for each"
WITHOUT_MONEY = ("waiver", "credit")
"""The kinds that may bring nothing."""

OVER_TIME = ("instalments", "deferral")
"""The kinds that are about when it is paid."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed: by which offer (empty: none), what sum, and its days as they are written."""

    offer: str
    amount: Decimal
    days: Mapping[str, Value]


def claimed_before(case: Case, day: date, regimes: Regimes) -> Claim:
    """The claim on a day on which something is agreed, before its first payment, as if nothing had been agreed.

    A payment of the day itself already is one on the agreed sum. CaseError when it can't be reckoned.
    """
    earlier = tuple(payment for payment in case.payments if payment.date < day)
    return owed(replace(case, settlement=None, payments=earlier), day, regimes)


def owing_before(case: Case, day: date, regimes: Regimes) -> Money:
    """What was owed then in all. CaseError when it can't be reckoned."""
    return claimed_before(case, day, regimes).total


def is_over(offer: Offer, claim: Claim) -> bool:
    """Whether an offer has run out by the claim's day, or a settlement that was agreed since took its place."""
    expired = offer.expires is not None and offer.expires < claim.as_of
    settled = claim.settlement
    return expired or (settled is not None and offer.date <= settled.settlement.agreed)


def kind_of(amount: Decimal, days: Mapping[str, Value], owing: Callable[[], Money]) -> str:
    """The kind of an offer or a settlement that nobody names: instalments with a schedule, a discount where it is less
    than is owed, else a deferral. UsageError where what is owed decides and can't be reckoned."""
    if "schedule" in days:
        return "instalments"
    try:
        return "discount" if amount < owing().amount else "deferral"
    except CaseError as error:
        hint = "give --kind, such as discount or deferral"
        raise UsageError(Problem("of what kind it is can't be told", hint=hint, rule="usage")) from error


def refuse_senseless(kind: str, amount: Decimal, days: Mapping[str, Value]) -> None:
    """UsageError for a sum of nothing that waives nothing, and for time to pay that names no day."""
    if not amount and kind not in WITHOUT_MONEY:
        hint = f"give the amount, or --kind {' or '.join(WITHOUT_MONEY)}"
        raise UsageError(Problem(f"{amount} is no sum for {_named(kind)}", hint=hint, rule="amount"))
    if kind in OVER_TIME and not days:
        raise UsageError(Problem(f"nothing says when {_named(kind)} would be paid", hint=BEFORE, rule="usage"))


def _named(kind: str) -> str:
    return kind if kind == "instalments" else f"a {kind}"


def as_agreed(amount: Decimal | None, days: Mapping[str, Value], offer: Offer | None, day: date) -> Terms:
    """Offer, amount and days of a settlement: as given, else the offer's.

    UsageError for what neither says, and for a day before the offer.
    """
    if offer and day < offer.date:
        hint = "give --agreed DATE, the day of the agreement"
        raise UsageError(Problem(f"{offer.id} was made on {offer.date}, after {day}", hint=hint, rule="dates"))
    agreed = offer.amount if offer and amount is None else amount
    if agreed is None:
        hint = "give the AMOUNT, or --offer ID"
        raise UsageError(Problem("nothing says what sum was agreed", hint=hint, rule="usage"))
    times = days or (_days(offer) if offer else {})
    if not times:
        raise UsageError(Problem("nothing says when the agreed sum is to be paid", hint=BEFORE, rule="usage"))
    return Terms(offer.id if offer else "", agreed, times)


def _days(offer: Offer) -> dict[str, Value]:
    """When an offer would be paid: its schedule goes before its day, which is then the first."""
    if offer.schedule:
        return {"schedule": _written(offer.schedule)}
    return {"due": offer.due} if offer.due else {}


def _written(schedule: Schedule) -> Value:
    """A schedule that was read, as what is written."""
    if isinstance(schedule, Regular):
        return {"first": schedule.first, "every": schedule.every, "count": schedule.count}
    return tuple({"due": part.due, "amount": part.amount} for part in schedule)
