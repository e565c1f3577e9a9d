"""The ways out compared, on one page for our eyes only. The comparison is the claim's; here it becomes plain values.

What it recommends is what the figures say and nothing else: where nobody has said a chance or a cost, it says that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from casefile.claim.compare import compare
from casefile.claim.exact import decimal
from casefile.claim.present import FOREVER
from casefile.claim.ways import CERTAIN, Assumed, Comparison, Way
from casefile.documents.asked import may_be_asked
from casefile.documents.barred import barred_debts
from casefile.documents.items import items
from casefile.documents.letter import agreement, is_closed, something_issued
from casefile.documents.matter import Content, Kind, Matters, Options
from casefile.documents.parties import Named, named
from casefile.documents.proposals import Proposal, proposals
from casefile.errors import Problem
from casefile.money import Money
from casefile.render.locale import base

Break = Literal["", "needs", "equals", "more", "discount", "chance", "until", "any-day", "never"]


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way out. `kind` is offer, settlement, full, discount, instalments, wait, sue, or, with what was billed too
    little, pays, part, pursue, write-off; `measure` what there is of it: percent, parts, days or months.

    `worth` is today's, None where `missing` (chance, cost, months) says what nobody has said. `breaks` says where it is
    worth as much as the way that all are measured by (`is_measure`): equals a discount of so many percent (more: than
    is owed), at a discount or a chance of so many `percent`, until the `day`, on any-day, or never.
    """

    id: str
    kind: str
    offered: Proposal | None
    measure: Decimal | None
    nominal: Money | None
    last: date | None
    worth: Money | None
    missing: tuple[str, ...]
    is_measure: bool
    breaks: Break
    percent: Decimal | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Found:
    """What the figures say: `best` is worth most of the ways whose worth is known, but for payment in full today, no
    choice of ours; `measure` is what all are measured by; what the `unsaid` are worth isn't known."""

    best: WayOut
    measure: WayOut
    unsaid: tuple[WayOut, ...]


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What the template of the ways out may name. `rate` is in percent a year; `regime` is by which interest runs on;
    `lapsed` are offers that are marked open and have run out. `forum` and `place` are what the contract agrees: to sue
    is to go to arbitration where `forum` is arbitration."""

    case_id: str
    title: str
    creditor: Named
    debtor: Named
    as_of: date
    total: Money
    retained: Money
    ways: tuple[WayOut, ...]
    found: Found | None
    underbilled: Money
    corrections: tuple[WayOut, ...]
    rate: Decimal
    regime: str
    until: date | None
    lapsed: tuple[Proposal, ...]
    forum: str
    place: str


def content(matters: Matters, options: Options) -> Content:
    """The values of the comparison, by what is usually assumed: nothing of a suit, instalments monthly."""
    matter = matters[0]
    case, offers = matter.case, {one.id: one for one in proposals(matter)}
    made = compare(case, options.as_of, options.regimes, Assumed())
    ways = tuple(_way(made, way, way.id == made.against, offers.get(way.id)) for way in made.ways)
    agreed = agreement(case, options.language)
    others = tuple(_way(made, way, way.id == made.corrections_against, None) for way in made.corrections)
    values = WaysOut(
        case_id=case.id,
        title=case.title,
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        as_of=made.as_of,
        total=made.total,
        retained=made.retained,
        ways=ways,
        found=_found(ways),
        underbilled=made.underbilled,
        corrections=others,
        rate=made.assumed.rate,
        regime=matter.claim.regime.names.get(base(options.language), made.regime) if matter.claim.regime.rate else "",
        until=min((way.until for way in made.ways if way.until), default=None),
        lapsed=tuple(offers[offer.id] for offer in made.lapsed),
        forum=agreed.forum,
        place=agreed.place,
    )
    return Content(values)


def _way(made: Comparison, way: Way, is_measure: bool, offered: Proposal | None) -> WayOut:
    breaks, percent, day = _breaks(made, way, is_measure)
    return WayOut(
        id=way.id,
        kind=way.kind,
        offered=offered,
        measure=None if way.measure is None else Decimal(way.measure),
        nominal=way.nominal,
        last=way.last,
        worth=way.worth,
        missing=way.missing,
        is_measure=is_measure,
        breaks=breaks,
        percent=percent,
        day=day,
    )


def _breaks(made: Comparison, way: Way, is_measure: bool) -> tuple[Break, Decimal | None, date | None]:
    value = way.even.value if way.even else None
    if way.even is None or value is None:
        return ("needs" if way.missing else ""), None, None
    if isinstance(value, date):
        is_never, is_always = value < made.as_of, value == FOREVER
        word: Break = "never" if is_never else "any-day" if is_always else "until"
        return word, None, None if is_never or is_always else value
    percent = decimal(value, 1)
    if way.even.kind == "discount" and is_measure:
        return ("equals", percent, None) if value >= 0 else ("more", None, None)
    if (way.even.kind == "discount" and value < 0) or (way.even.kind == "chance" and value > CERTAIN):
        return "never", None, None
    return ("discount" if way.even.kind == "discount" else "chance"), percent, None


def _found(ways: Sequence[WayOut]) -> Found | None:
    known = [way for way in ways if way.worth is not None and way.kind != "full"]
    measure = next((way for way in ways if way.is_measure), None)
    if measure is None or not known:
        return None
    best = max(known, key=lambda way: (way.worth.amount if way.worth else Decimal(0), way.is_measure))
    return Found(best, measure, tuple(way for way in ways if way.worth is None))


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a comparison."""
    found = [*something_issued(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("ways out are compared for one case", matter.case.file.at.source, hint, "several-cases"))
    claim, place = matters[0].claim, matters[0].case.file.at.source
    if not found and not claim.total.amount > 0 and not claim.corrections:
        message = f"nothing is owed on {options.as_of}: there is nothing to compare"
        found.append(Problem(message, place, "give an earlier --as-of", "nothing-open"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """While something is overdue in a case that is not closed, and neither insolvency nor time has taken the choice
    away."""
    if needs(matters, options) or any(may_be_asked(matters, options)) or any(barred_debts(matters[0])):
        return ()
    if is_closed(matters[0].case, options.as_of):
        return ()
    return ("",) if any(row.is_late for row in items(matters, with_contested=True)) else ()


KIND = Kind("options", "us", False, needs, content, steps, values=WaysOut, is_dated=False)
