"""What went wrong with a settlement, as facts: an instalment that did not come by its day, and the default.

Derived from the claim, as nobody writes it down. Says nothing while the settlement is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from casefile.claim.model import Claim
from casefile.claim.settlement import Matched
from casefile.followup.history import Fact
from casefile.money import Money

DAY = timedelta(days=1)


def missed(claim: Claim) -> Iterator[Fact]:
    """The instalments that are late or too late, each on its due date with what was lacking then, and the first day of
    default, with what it revived: full or remaining."""
    settled = claim.settlement
    if settled is None:
        return
    at = settled.settlement.at
    for one in settled.progress.instalments:
        lacking = _lacking(one)
        if one.state in ("late", "default") and one.due < claim.as_of and lacking:
            yield Fact(one.due, "instalment-missed", at.of("schedule"), "debtor", amount=lacking)
    if settled.progress.defaulted:
        revives = settled.settlement.default.revives
        yield Fact(settled.progress.defaulted, "settlement-default", at.of("default"), more=revives)


def _lacking(one: Matched) -> Money:
    """What of it was unpaid when its day had passed."""
    return [rest for day, rest in one.unpaid if day <= one.due + DAY][-1]
