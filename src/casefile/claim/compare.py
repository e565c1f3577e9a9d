"""Ways out compared: a pure function of a case, the as-of date and what is assumed.

Owns which ways there are and what each is measured by; the arithmetic is that of `present`, what will be owed later
that of `foresight`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from casefile.case.dealings import Offer
from casefile.case.model import Case
from casefile.claim.bargain import is_over
from casefile.claim.exact import money, percent_of
from casefile.claim.foresight import ahead, as_known
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.present import chance_for, day_for, discount_for, present, worth
from casefile.claim.regimes import Regimes
from casefile.claim.schedule import later
from casefile.claim.settlement import Due, dues, regular
from casefile.claim.ways import SUITS, Assumed, Comparison, Even, Kind, Want, Way
from casefile.errors import Problem, UsageError
from casefile.faults import suggestion
from casefile.money import Money, total, zero

DAY = timedelta(days=1)
KINDS = ("full", "discount", "instalments", "wait", "sue", "pays", "part", "pursue")
"""The kinds of ways that a chance can be given for, beside the ids of offers."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """The case as it is known on the as-of date, what is owed, and what is assumed."""

    case: Case
    as_of: date
    regimes: Regimes
    claim: Claim
    assumed: Assumed

    @property
    def end(self) -> date | None:
        """The day on which a suit brings something."""
        return None if self.assumed.months is None else later(self.as_of, "month", self.assumed.months)

    def is_over(self, offer: Offer) -> bool:
        """Whether an offer has run out, or a settlement took its place."""
        return is_over(offer, self.claim)


def compare(case: Case, as_of: date, regimes: Regimes, assumed: Assumed) -> Comparison:
    """All ways out, by facts dated up to the as-of date.

    CaseError when what is owed can't be reckoned on that day. UsageError when a chance is given for a way that there is
    not, or the others can't be measured by the one that is asked for.
    """
    known = as_known(case, as_of)
    claim = owed(known, as_of, regimes)
    ground = _Ground(known, as_of, regimes, claim, assumed)
    ways = tuple(_valued(ground, way) for way in _ways(ground)) if claim.total.amount > 0 else ()
    missing = total([one.gross for one in claim.corrections], claim.currency)
    corrections = tuple(_valued(ground, way) for way in _corrections(ground, missing)) if missing.amount > 0 else ()
    _refuse_unknown(assumed, (*ways, *corrections))
    against, other = _against(ways, assumed), _against(corrections, assumed)
    return Comparison(
        case=case.id,
        as_of=as_of,
        currency=claim.currency,
        regime=claim.regime.id,
        arbitrates=_arbitrates(known),
        total=claim.total,
        retained=claim.retained,
        assumed=assumed,
        ways=tuple(_evened(ground, ways, against, claim.total)),
        against=against.id if against else "",
        underbilled=missing,
        corrections=tuple(_evened(ground, corrections, other, missing)),
        corrections_against=other.id if other else "",
        lapsed=tuple(offer for offer in known.offers if offer.status == "open" and ground.is_over(offer)),
    )


def _arbitrates(case: Case) -> bool:
    contract = case.file.contract
    return bool(contract and contract.forum and contract.forum.kind == "arbitration")


def _ways(ground: _Ground) -> Iterator[Way]:
    """The ways out of what is owed, not valued yet."""
    as_of, owing = ground.as_of, ground.claim.total
    for offer in ground.case.offers:
        if offer.status == "open" and not ground.is_over(offer):
            yield Way(offer.id, "offer", _offered(offer, as_of, owing.currency), offer=offer)
    yield from _agreed(ground)
    yield Way("full", "full", (Due(as_of, owing),))
    yield from _proposals(ground.assumed, as_of, owing)
    for days in dict.fromkeys(ground.assumed.waits):
        yield _later(ground, f"wait-{days}", "wait", as_of + days * DAY, days)
    yield _later(ground, "sue", "sue", ground.end, ground.assumed.months)


def _proposals(assumed: Assumed, as_of: date, owing: Money) -> Iterator[Way]:
    """What we might offer: a discount for payment today, or equal instalments of the whole."""
    for percent in dict.fromkeys(assumed.discounts):
        less = owing - percent_of(percent, owing)
        yield Way(f"discount-{percent.normalize():f}", "discount", (Due(as_of, less),), percent)
    for count in dict.fromkeys(assumed.counts):
        parts = regular(owing, later(as_of, assumed.every, 1), assumed.every, count)
        yield Way(f"instalments-{count}", "instalments", parts, count)


def _later(ground: _Ground, name: str, kind: Kind, day: date | None, measure: int | None) -> Way:
    """What is owed on a later day, with the interest until then, if it comes."""
    if day is None:
        return Way(name, kind, ())
    then = ahead(ground.case, ground.as_of, day, ground.regimes)
    return Way(name, kind, (Due(day, then.total),), measure, until=then.until)


def _offered(offer: Offer, as_of: date, currency: str) -> tuple[Due, ...]:
    """What an offer would bring; one that names no day is taken as paid on the last day it stands."""
    otherwise = offer.due or offer.expires or as_of
    return dues(offer.schedule, money(offer.amount, currency), otherwise)


def _agreed(ground: _Ground) -> Iterator[Way]:
    """A settlement that is kept to: what is unpaid of its instalments."""
    settled = ground.claim.settlement
    if settled and settled.progress.state in ("on-track", "late"):
        parts = ((one.due, one.amount - one.paid) for one in settled.progress.instalments)
        yield Way("settlement", "settlement", tuple(Due(day, rest) for day, rest in parts if rest))


def _corrections(ground: _Ground, missing: Money) -> Iterator[Way]:
    """The client whom too little was billed: pays, pays part, or refuses (pursue, write off)."""
    part, end = ground.assumed.part, ground.end
    day = ground.as_of + _term(ground.case)
    yield Way("pays", "pays", (Due(day, missing),))
    yield Way("part", "part", (Due(day, percent_of(part, missing)),), part)
    yield Way("pursue", "pursue", (Due(end, missing),) if end else (), ground.assumed.months)
    yield Way("write-off", "write-off", (Due(ground.as_of, zero(missing.currency)),))


def _valued(ground: _Ground, way: Way) -> Way:
    """The way with its chance, its cost, and what it is worth, or what would have to be said for that."""
    assumed = ground.assumed
    chance = assumed.chance(way.id, way.kind)
    cost = assumed.cost if way.kind in SUITS else None
    said: dict[Want, object] = {"cost": cost, "months": assumed.months} if way.kind in SUITS else {}
    missing = tuple(name for name, value in {**said, "chance": chance}.items() if value is None)
    whole = present(way.payments, ground.as_of, assumed.rate) if way.payments else None
    valued = replace(way, chance=chance, cost=cost, missing=missing, whole=whole)
    if whole is None or chance is None or missing:
        return valued
    return replace(valued, value=worth(whole, chance, _amount(cost)))


def _amount(cost: Money | None) -> Fraction:
    return Fraction(cost.amount if cost else 0)


def _term(case: Case) -> timedelta:
    """The time to pay that the last invoice gave; a bill for the difference would give as much."""
    dated = [bill for bill in case.bills if bill.due]
    last = max(dated, key=lambda bill: bill.issued, default=None)
    return last.due - last.issued if last and last.due else timedelta(0)


def _refuse_unknown(assumed: Assumed, ways: tuple[Way, ...]) -> None:
    known = list(dict.fromkeys((*(way.id for way in ways), *KINDS)))
    for name in assumed.chances:
        if name not in known:
            hint = suggestion(name, known) or f"there are: {', '.join(known)}"
            raise UsageError(Problem(f"no way out '{name}' to give a chance for", hint=hint, rule="way"))
    ids = [name for way in ways for name in (way.id, way.kind)]
    if assumed.against and assumed.against not in ids:
        hint = suggestion(assumed.against, ids) or f"there are: {', '.join(way.id for way in ways)}"
        raise UsageError(Problem(f"no way out '{assumed.against}' to measure the others by", hint=hint, rule="way"))


def _against(ways: tuple[Way, ...], assumed: Assumed) -> Way | None:
    """The way to measure by: the one that is asked for, else the open offer that is worth most, the settlement, the
    first discount, a part payment, or payment in full. UsageError when what that one is worth isn't known."""
    asked = next((way for way in ways if assumed.against and assumed.against in (way.id, way.kind)), None)
    if asked:
        if asked.value is None:
            hint = f"give its {', '.join(asked.missing)}"
            raise UsageError(Problem(f"what '{asked.id}' is worth isn't known", hint=hint, rule="way"))
        return asked
    offers = [way for way in ways if way.kind == "offer"]
    if offers:
        return max(offers, key=lambda way: way.value or Fraction(0))
    order: tuple[Kind, ...] = ("settlement", "discount", "part", "full")
    return next((way for kind in order for way in ways if way.kind == kind), None)


def _evened(ground: _Ground, ways: tuple[Way, ...], against: Way | None, owing: Money) -> Iterator[Way]:
    for way in ways:
        target = against.value if against else None
        yield way if target is None else replace(way, even=_even(ground, way, target, owing, way is against))


def _even(ground: _Ground, way: Way, target: Fraction, owing: Money, is_measure: bool) -> Even | None:
    """Where a way is worth `target`; nothing where that depends on what isn't known, or on nothing."""
    rate = ground.assumed.rate
    if is_measure:
        return Even("discount", discount_for(target, Fraction(owing.amount)))
    if way.kind == "full" and way.chance is not None:
        return Even("day", day_for(target, worth(Fraction(owing.amount), way.chance), ground.as_of, rate))
    if way.kind in ("discount", "part") and way.chance is not None and way.last:
        without = present((Due(way.last, owing),), ground.as_of, rate)
        return Even("discount", discount_for(target, worth(without, way.chance)))
    if way.kind == "write-off" or way.whole is None or not way.is_costed:
        return None
    return Even("chance", chance_for(target, way.whole, _amount(way.cost)))
