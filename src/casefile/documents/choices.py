"""Which of our offers a letter makes, why another cannot be made, and the terms of each.

Offers are taken from the whole case: the letter that makes one is the one place where a marked offer is shown. Nothing
but its terms is: no note, and no exhibit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.dealings import Offer
from casefile.case.fields import Privilege
from casefile.case.protection import LABELS
from casefile.claim.bargain import is_over
from casefile.claim.exact import money
from casefile.claim.settlement import Due, dues
from casefile.documents.instalments import Instalment, numbered
from casefile.documents.matter import Matter, Options
from casefile.errors import Problem, Source
from casefile.faults import suggestion
from casefile.money import Money

SENT: tuple[Privilege, ...] = ("open", *LABELS)
"""As what an offer may be kept that goes to the debtor."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One offer. `amount` is what would be paid in all, `saved` how much less that is than what is owed on the day
    (none where it is not less). Without `instalments` nothing is to be paid; `expires` is the last day to accept it."""

    id: str
    kind: str
    amount: Money
    saved: Money | None
    instalments: tuple[Instalment, ...]
    expires: date | None

    @property
    def only(self) -> Instalment | None:
        """The payment, when there is just one."""
        return self.instalments[0] if len(self.instalments) == 1 else None

    @property
    def first(self) -> Instalment | None:
        """The first payment."""
        return self.instalments[0] if self.instalments else None

    @property
    def last(self) -> Instalment | None:
        """The last payment."""
        return self.instalments[-1] if self.instalments else None


def choice(offer: Offer, owing: Money) -> Choice:
    """The terms of an offer, held against what is owed."""
    amount = money(offer.amount, owing.currency)
    saved = owing - amount
    parts = numbered(_dues(offer, amount))
    return Choice(offer.id, offer.kind, amount, saved if saved.amount > 0 else None, parts, offer.expires)


def _dues(offer: Offer, amount: Money) -> tuple[Due, ...]:
    """What would be paid when: one that names no day is paid by the last day to accept it. Nothing for nothing."""
    day = offer.due or offer.expires
    if not amount or (day is None and not offer.schedule):
        return ()
    return dues(offer.schedule, amount, day or offer.date)


def offered(matter: Matter, options: Options) -> tuple[Offer, ...]:
    """The offers that the letter makes: those that are asked for, else all of ours that stand."""
    offers = matter.whole.offers
    if options.offers:
        return tuple(offer for offer in offers if offer.id in options.offers)
    return tuple(offer for offer in offers if _stands(offer, matter))


def _stands(offer: Offer, matter: Matter) -> bool:
    ours = offer.by == "us" and offer.status == "open" and offer.privilege in SENT
    return ours and offer.date <= matter.claim.as_of and not is_over(offer, matter.claim)


def faults(matter: Matter, options: Options) -> Iterator[Problem]:
    """Why the letter cannot be made: no offer, one that is not ours to make, or offers that do not go together."""
    case, chosen = matter.whole, offered(matter, options)
    place = Source(f"{case.file.at.file.removesuffix('case.yaml')}offers.yaml")
    known = [offer.id for offer in case.offers]
    for name in options.offers:
        if name not in known:
            hint = suggestion(name, known) or (f"there are: {', '.join(known)}" if known else _new(matter))
            yield Problem(f"no offer '{name}' in this case", place, hint, "offer")
    if not chosen and not options.offers:
        yield Problem(f"no offer of ours is open on {options.as_of}", place, _new(matter), "no-offer")
    found = [fault for offer in chosen for fault in _of(offer, matter)]
    yield from found or _mixed(chosen)


def _new(matter: Matter) -> str:
    return f"casefile offer {matter.case.id} AMOUNT records one"


def _of(offer: Offer, matter: Matter) -> Iterator[Problem]:
    """Why one offer cannot be made; the first reason is enough."""
    found = _fault(offer, matter)
    if found:
        key, message, hint = found
        yield Problem(f"{offer.id} {message}", offer.at.of(key), hint, "offer")


def _fault(offer: Offer, matter: Matter) -> tuple[str, str, str] | None:
    day, case_id = matter.claim.as_of, matter.case.id
    new = f"casefile offer {case_id} AMOUNT records a new one"
    if offer.by == "debtor":
        return "by", "is the debtor's offer", f"casefile settle {case_id} --offer {offer.id} accepts it"
    if offer.status == "accepted":
        return "status", "was accepted", f"casefile settle {case_id} --offer {offer.id} writes down what was agreed"
    if offer.status != "open":
        return "status", {"expired": "has expired"}.get(offer.status, f"was {offer.status}"), new
    if offer.date > day:
        return "date", f"is made on {offer.date}, after {day}", "give an --as-of on that day or later"
    if offer.expires and offer.expires < day:
        return "expires", f"could be accepted until {offer.expires}", new
    if is_over(offer, matter.claim):
        return "date", "was made before the settlement, which took its place", new
    if offer.privilege not in SENT:
        return "privilege", f"is kept as {offer.privilege}", f"mark it {', '.join(SENT[:-1])} or {SENT[-1]} to send it"
    return _undated(offer, matter)


def _undated(offer: Offer, matter: Matter) -> tuple[str, str, str] | None:
    """What is wrong with its days."""
    parts = _dues(offer, money(offer.amount, matter.case.currency))
    if offer.amount and not parts:
        return "amount", "does not say by when it would be paid", "write due: or schedule: into it"
    if parts and parts[0].day < matter.claim.as_of:
        key = "schedule" if offer.schedule else "due"
        return key, f"would have had to be paid from {parts[0].day} on", "make a new one, with days that are to come"
    return None


def _mixed(chosen: tuple[Offer, ...]) -> Iterator[Problem]:
    """An open offer in a letter with a label would be neither."""
    first = chosen[0] if chosen else None
    for offer in chosen[1:]:
        if first and offer.privilege != first.privilege:
            message = f"{first.id} is {first.privilege} and {offer.id} {offer.privilege}: one letter cannot be both"
            hint = f"make a letter for each: --offer {first.id}, then --offer {offer.id}"
            yield Problem(message, offer.at.of("privilege"), hint, "offer")
