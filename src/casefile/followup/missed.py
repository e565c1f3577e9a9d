"""What became of what was promised, as facts: an instalment that did not come by its day, the default, a promise that
was kept or broken.

Derived from the claim, as nobody writes it down. Says nothing while a settlement is kept. With the history it is all
that happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casefile.case.model import Case
from casefile.claim.model import Claim
from casefile.claim.settlement import Matched
from casefile.followup.history import Fact, history
from casefile.followup.pledges import pledges
from casefile.money import Money

DAY = timedelta(days=1)


def happened(case: Case, as_of: date, claim: Claim | None) -> tuple[Fact, ...]:
    """Every fact dated up to the as-of date, oldest first; with the claim of that day also what nobody writes down."""
    found = (*history(case, as_of), *((*missed(claim), *promised(case, claim)) if claim else ()))
    return tuple(sorted(found, key=lambda fact: (fact.day, fact.rank)))


def missed(claim: Claim) -> Iterator[Fact]:
    """The instalments that are late or too late, each on its last day to pay with what was lacking then, and the first
    day of default, with what it revived: full or remaining."""
    settled = claim.settlement
    if settled is None:
        return
    at = settled.settlement.at
    for one in settled.progress.instalments:
        lacking = _lacking(one)
        if one.state in ("late", "default") and one.last_day < claim.as_of and lacking:
            yield Fact(one.last_day, "instalment-missed", at.of("schedule"), "debtor", amount=lacking)
    if settled.progress.defaulted:
        revives = settled.settlement.default.revives
        yield Fact(settled.progress.defaulted, "settlement-default", at.of("default"), more=revives)


def _lacking(one: Matched) -> Money:
    """What of it was unpaid when its day had passed."""
    return [rest for day, rest in one.unpaid if day <= one.last_day + DAY][-1]


def promised(case: Case, claim: Claim) -> Iterator[Fact]:
    """What became of each promise whose day has passed, or that was kept: kept or broken, with what was promised; or
    kept in part, with what came. One after which something else was promised or said has no outcome of its own."""
    for one in pledges(case, claim):
        if one.state == "open" or (one.is_past and one.state != "kept"):
            continue
        day = one.last or min(one.promise.on, claim.as_of) if one.state == "kept" else one.promise.on
        amount = one.paid if one.state == "partly" else one.amount
        yield Fact(
            day, f"promise-{one.state}", one.head.at.source, "debtor", amount=amount, other=one.head.date,
            privilege=one.head.kept_as,
        )  # fmt: skip
