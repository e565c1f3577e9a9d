"""By which rule, and which paragraph, each figure of a claim comes about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from casefile.claim.regime import Compensation, Regime, Tier


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule in words and the law or standard it follows (empty: arithmetic or what was agreed)."""

    rule: str
    law: str = ""


def _interest(regime: Regime) -> Reason:
    if regime.rate is None:
        return Reason("no interest is claimed", regime.law)
    return Reason(
        "on the gross unpaid balance, in periods of one rate and one balance, both days included; the day of a payment"
        f" still counts at the old balance; rounded {ROUNDED[regime.rounding]}",
        regime.law,
    )


def _rate(regime: Regime) -> Reason:
    rate = regime.rate
    if rate is None:
        return Reason("no interest is claimed", regime.law)
    if rate.agreed:
        return Reason("as agreed", rate.law)
    if not rate.series:
        return Reason("a fixed number of percent a year", rate.law)
    named, points = rate.names.get("en", rate.series), any(one.percent for one in rate.points)
    return Reason(f"{named}{' and the points on top of it' if points else ''}, {READ[rate.read]}", rate.law)


def _days(regime: Regime, count: str) -> Reason:
    if regime.rate is None:
        return Reason("no interest is claimed", regime.law)
    return Reason(f"{count}: {COUNTED[count]}", regime.days.law)


def _compensation(regime: Regime) -> Reason:
    rule = regime.compensation
    if rule is None:
        return Reason("the regime gives none", regime.law)
    what = "each invoice" if rule.per == "invoice" else "the whole claim"
    tiers = "; ".join(_tier(tier, rule) for tier in rule.tiers)
    return Reason(f"a fixed sum for {what} unpaid on its first interest day; it stays: {tiers}", rule.law)


def _tier(tier: Tier, rule: Compensation) -> str:
    edges = rule.edges or rule.currency
    edge = f" up to {tier.up_to:,} {edges}" if tier.up_to else f" below {tier.below:,} {edges}" if tier.below else ""
    until = f" until {tier.until}" if tier.until else ""
    return f"{tier.amount} {rule.currency}{edge}{until}"


def _start(regime: Regime) -> Reason | None:
    return Reason("the day after the due date", regime.start.law) if regime.start else None


def _unilateral(regime: Regime) -> Reason | None:
    rule = regime.start.unilateral if regime.start else None
    if rule is None:
        return None
    facts = {"due": "due date", "received": "receipt", "performed": "performance"}
    term = f"{rule.days} days after the latest of: {', '.join(facts[one] for one in rule.after)}"
    asked = {"any": "a reminder", "demand": "a formal demand in writing"}
    ways = ([term] if rule.days is not None else []) + ([asked[rule.reminder]] if rule.reminder else [])
    when = "in any case" if rule.always else "where the date stands only on the invoice"
    return Reason(f"{when}: the day after {', or after '.join(ways)}", rule.law)


def _moves(regime: Regime) -> Reason | None:
    rule = regime.start.moves if regime.start else None
    if rule is None:
        return None
    since = f", Saturdays since {rule.saturdays_from}" if rule.saturdays_from else ""
    return Reason(f"a last day that is no working day in {rule.country} moves to the next one{since}", rule.law)


def _gaps(regime: Regime) -> Reason | None:
    days = ", ".join(f"{one.from_} to {one.to}" for one in regime.excluded)
    return Reason(f"no interest on claims that arose before: {days}", regime.excluded[0].law) if days else None


def _insolvency(regime: Regime) -> Reason | None:
    rule = regime.insolvency
    if rule is None:
        return None
    return Reason(f"no interest from the opening of the debtor's proceedings on; {rule.why}", rule.law)


def _yields(regime: Regime) -> Reason | None:
    rule = regime.yields
    return Reason(f"shut out by a clause of the contract: {', '.join(rule.clauses)}", rule.law) if rule else None


def _paid(regime: Regime) -> Reason:
    order = ", then ".join(regime.allocation.order)
    return Reason(f"all money received, less refunds; it covers {order}", regime.allocation.law)


ROUNDED: Mapping[str, str] = {"period": "each period, then added", "invoice": "once an invoice, on the running sum"}

READ: Mapping[str, str] = {
    "half-year": "read again on each 1 January and 1 July",
    "change": "read again whenever it changes",
    "default-half-year": "read once, for the half-year in which interest starts",
    "default-eve": "read once, on the day before the half-year in which interest starts",
}

COUNTED: Mapping[str, str] = {
    "actual/365": "each calendar day is 1/365 of the yearly rate, in leap years, too",
    "actual/actual": "each calendar day is 1/365 of the yearly rate, 1/366 in a leap year",
    "30/360": "each month has 30 days, the year 360",
}

RULES: Mapping[str, Callable[[Regime], Reason]] = {
    "principal": lambda _: Reason("what is unpaid of all issued invoices, due or not; credit notes as if never owed"),
    "interest": _interest,
    "rate": _rate,
    "days": lambda regime: _days(regime, regime.days.count),
    "compensation": _compensation,
    "fees": lambda _: Reason("agreed late fees, once an invoice on its first day overdue"),
    "costs": lambda _: Reason("costs of getting paid, by their dates, with the fees of returned payments"),
    "credit": lambda _: Reason("what was paid or credited beyond what was open"),
    "total": lambda _: Reason("principal, interest, compensation, fees and costs, less credit"),
    "per_day": lambda regime: Reason("one day at tomorrow's rate on today's balance", _rate(regime).law),
    "paid": _paid,
    "credited": lambda _: Reason("all credit notes issued up to the day"),
    "tax": lambda _: Reason("for each rate on the sum of its lines, allowances and charges", "EN 16931, BR-CO-17"),
}  # fmt: skip


MORE: Mapping[str, Callable[[Regime], Reason | None]] = {
    "start": _start,
    "unilateral": _unilateral,
    "moves": _moves,
    "gaps": _gaps,
    "insolvency": _insolvency,
    "awarded": lambda regime: Reason(regime.awarded.why, regime.awarded.law) if regime.awarded else None,
    "costs barred": lambda one: Reason(one.costs_barred.why, one.costs_barred.law) if one.costs_barred else None,
    "yields": _yields,
}


def rules(regime: Regime) -> dict[str, Reason]:
    """What a regime says beside the figures, as far as it says anything."""
    found = {name: rule(regime) for name, rule in MORE.items()}
    return {name: reason for name, reason in found.items() if reason}


def reasons(regime: Regime, count: str) -> dict[str, Reason]:
    """The reason of each figure under this regime, days being counted so."""
    found = {figure: rule(regime) for figure, rule in RULES.items()}
    return found | {"days": _days(regime, count)}
