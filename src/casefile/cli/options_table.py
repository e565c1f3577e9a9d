"""How `casefile options` shows a comparison to people: two tables, and beneath them what they rest on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Set
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from casefile.cli.terminal import Align, Rank, figure, is_terminal, say, table, width, wrapped

if TYPE_CHECKING:
    from casefile.case.dealings import Offer
    from casefile.case.model import Case
    from casefile.claim.ways import Comparison, Way

COLUMNS: tuple[tuple[str, Align], ...] = (
    ("What", "left"),
    ("Nominal", "right"),
    ("Last day", "right"),
    ("Worth now", "right"),
    ("Break-even", "left"),
)
RHYTHM = {"week": "weekly", "month": "monthly", "quarter": "quarterly"}
NEVER = "never"


def show_ways(case: Case, comparison: Comparison) -> None:
    """The comparison to stdout."""
    say(case.title, "strong")
    say("For our eyes only: this is in no letter and in no packet.", "warn")
    say(f"{case.id}, as of {comparison.as_of}, amounts in {comparison.currency}", "dim")
    say()
    if comparison.ways:
        say(f"Owed: {figure(comparison.total)}", "strong")
        table(COLUMNS, [_row(comparison, way, comparison.against) for way in comparison.ways])
    else:
        say("Nothing is owed: there is nothing to compare.")
    if comparison.corrections:
        say()
        say(f"Billed too little and not invoiced: {figure(comparison.underbilled)}", "strong")
        table(COLUMNS, [_row(comparison, way, comparison.corrections_against) for way in comparison.corrections])
    if comparison.ways or comparison.corrections:
        say()
        for text in _beneath(comparison):
            _say_wrapped(text)
    for offer in comparison.lapsed:
        why = f"ran out on {offer.expires}" if _has_run_out(offer, comparison.as_of) else "a settlement took its place"
        _say_wrapped(f"{offer.at.of('status')}: {offer.id} is left out: it is marked open, but {why}", "warn")


def _say_wrapped(text: str, rank: Rank = "plain") -> None:
    for line in wrapped(text, width(sys.stdout) if is_terminal(sys.stdout) else 80, "  "):
        say(line, rank)


def _has_run_out(offer: Offer, as_of: date) -> bool:
    return offer.expires is not None and offer.expires < as_of


def _row(comparison: Comparison, way: Way, against: str) -> tuple[str, ...]:
    return (
        _name(comparison, way),
        figure(way.nominal) if way.nominal is not None else "?",
        str(way.last or "?"),
        figure(way.worth) if way.worth is not None else "?",
        _even(comparison, way, is_measure=way.id == against),
    )


def _name(comparison: Comparison, way: Way) -> str:
    if way.offer:
        return f"{way.id} by {way.offer.by}: {way.offer.kind}"
    suit, sued = suing(comparison), "taken to arbitration" if comparison.arbitrates else "sued"
    names = {
        "settlement": "As it was settled",
        "full": "Paid now in full",
        "discount": f"Paid now, {_number(way.measure)} % off",
        "instalments": f"{way.measure} instalments, {RHYTHM[comparison.assumed.every]}",
        "wait": f"Waiting {way.measure} days",
        "sue": f"{suit}, {way.measure} months" if way.measure else suit,
        "pays": "The client pays",
        "part": f"Pays {_number(way.measure)} %",
        "pursue": f"Refuses: {sued}, {way.measure} months" if way.measure else f"Refuses: {sued}",
        "write-off": "Refuses: written off",
    }
    return names[way.kind]


def suing(comparison: Comparison) -> str:
    """What going to court is called where a court decides, or whom the contract names in its place."""
    return "Arbitration" if comparison.arbitrates else "Suing"


def _even(comparison: Comparison, way: Way, *, is_measure: bool) -> str:
    if way.even is None or way.even.value is None:
        return f"needs {', '.join(way.missing)}" if way.missing else "–"
    value = way.even.value
    if isinstance(value, date):
        return _until(value, comparison.as_of)
    if way.even.kind == "discount":
        worth = f"{_percent(value)} % off" if value >= 0 else NEVER
        return (f"= {worth} today" if value >= 0 else "= more than is owed") if is_measure else worth
    return f"{_percent(value)} % chance" if value <= 100 else NEVER


def _until(day: date, as_of: date) -> str:
    from casefile.claim.present import FOREVER

    return NEVER if day < as_of else "any day" if day == FOREVER else f"until {day}"


def _percent(value: Fraction) -> str:
    from casefile.claim.exact import decimal

    return f"{decimal(value, 1):f}"


def _number(value: Decimal | int | None) -> str:
    return f"{Decimal(value or 0).normalize():f}"


def _beneath(comparison: Comparison) -> Iterator[str]:
    assumed, ways = comparison.assumed, (*comparison.ways, *comparison.corrections)
    kinds = {way.kind for way in ways}
    rate = f"{_number(assumed.rate)} %"
    yield (
        f"Worth now: each payment / (1 + {rate} × days / 365), days from {comparison.as_of} on and none for a day"
        " that has passed, times the chance, less the cost, which is paid today. Simple discounting, at"
        f" {rate} a year (--discount-rate)."
    )
    yield f"Break-even: where a way is worth as much as {_measures(comparison)} (--against). {_legend(kinds)}"
    yield f"Chances: {_chances(comparison)} (--chance)."
    if "instalments" in kinds:
        yield f"Instalments: equal parts of what is owed, the first in a {assumed.every}; no interest meanwhile."
    suit = suing(comparison).lower()
    if kinds & {"wait", "sue"}:
        yield f"Waiting and {suit} bring what is owed by then, with interest and costs by regime {comparison.regime}."
    if known := sorted({way.until for way in ways if way.until}):
        yield f"Interest is reckoned up to {known[0]} only: later rates are not known yet and left out."
    if comparison.retained:
        yield f"{figure(comparison.retained)} that is kept back by agreement is in none of this."
    if kinds & {"sue", "pursue"}:
        yield _suit(comparison)
    if "pays" in kinds:
        yield f"The client pays by the term of the last invoice; {suit} brings no interest on it here."


def _measures(comparison: Comparison) -> str:
    named = [name for name in (comparison.against, comparison.corrections_against) if name]
    rows = [_name(comparison, comparison.way(name)) for name in named]
    return " and, of what was billed too little, ".join(f"“{row}”" for row in rows)


def _legend(kinds: Set[str]) -> str:
    said = [
        "“chance”: that it is paid, or that the claim succeeds",
        "“off”: the discount for paying at once, with = the one that the way equals",
    ]
    said += ["“until”: paid in full so late, without more interest"] if "full" in kinds else []
    return f"{'; '.join(said)}."


def _chances(comparison: Comparison) -> str:
    ways = (*comparison.ways, *comparison.corrections)
    unsaid = [_name(comparison, way) for way in ways if way.chance is None]
    said = [f"{_name(comparison, way)} {_number(way.chance)} %" for way in ways if way.chance not in (None, 100)]
    rest = ["100 % for the rest: that it is kept to"]
    return "; ".join([*said, *([f"nobody has said that of {', '.join(unsaid)}"] if unsaid else []), *rest])


def _suit(comparison: Comparison) -> str:
    assumed = comparison.assumed
    cost = f"costs {figure(assumed.cost)} that nobody gives back" if assumed.cost else "costs nothing"
    said = [cost if assumed.cost is not None else "its cost is not said (--cost)"]
    said += [f"brings its sum in {assumed.months} months" if assumed.months else "its length is not said (--months)"]
    return f"{suing(comparison)}: {', '.join(said)}."
