"""What the debtor objects to and what we answer: against lines and against the whole claim, open or resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.invoice import LineDispute
from casefile.case.terms import Dispute, Resolved
from casefile.claim.contested import is_open
from casefile.claim.exact import money
from casefile.claim.model import InvoiceClaim, Settled
from casefile.documents.matter import Matter
from casefile.documents.proof import Refs, refs
from casefile.money import Money

_EXHIBIT = re.compile(r"\bE\d+\b")


@dataclass(frozen=True, slots=True)
class Objection:
    """One objection. `number` and `line` are empty when it is against the whole claim; `amount` is the contested part,
    gross, while it is open. `outcome` is empty while it is open, else upheld, rejected (by us), withdrawn (by the
    debtor) or compromised. `in_settlement`: what was conceded is part of the settlement; `lapsed` is the day on which
    that lapsed with it."""

    number: str
    line: str
    description: str
    amount: Money | None
    reason: str
    statement: str
    response: str
    raised: date | None
    exhibits: Refs
    outcome: str
    resolved: date | None
    conceded: Money | None
    conceded_exhibits: Refs
    in_settlement: bool = False
    lapsed: date | None = None

    @property
    def unnamed(self) -> Refs:
        """The exhibits that the response does not name itself."""
        named = set(_EXHIBIT.findall(self.response))
        return tuple(ref for ref in self.exhibits if ref.id not in named)

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return not self.outcome


@dataclass(frozen=True, slots=True)
class Raised:
    """A dispute as the case holds it, and what it is about; `number` and `line` as in Objection."""

    dispute: LineDispute | Dispute
    number: str
    line: str
    description: str
    amount: Money | None


def objections(matter: Matter) -> tuple[Objection, ...]:
    """Every objection raised by the claim's day: against the whole claim first, then line by line."""
    return tuple(objection(matter, each) for each in raised(matter))


def raised(matter: Matter) -> Iterator[Raised]:
    """The disputes that the objections are read from, in the same order."""
    yield from _whole(matter)
    for one in matter.claim.invoices:
        yield from _lines(matter, one)


def _whole(matter: Matter) -> Iterator[Raised]:
    dispute, claim = matter.case.file.dispute, matter.claim
    if dispute and _is_raised(dispute, claim.as_of):
        yield Raised(dispute, "", "", "", claim.contested if is_open(dispute, claim.as_of) else None)


def _lines(matter: Matter, one: InvoiceClaim) -> Iterator[Raised]:
    # the claim's own records were read before the wall; what is shown comes from the case on this side of it
    invoice = next(each for each in matter.case.invoices if each.number == one.number)
    for line in invoice.lines:
        if line.dispute and _is_raised(line.dispute, matter.claim.as_of):
            yield Raised(line.dispute, one.number, line.id, line.description, one.lines_contested.get(line.id))


def _is_raised(dispute: LineDispute | Dispute, as_of: date) -> bool:
    return dispute.raised is None or dispute.raised <= as_of


def objection(matter: Matter, raised: Raised) -> Objection:
    """A dispute as a template names it."""
    dispute = raised.dispute
    done = dispute.resolved if dispute.resolved and not is_open(dispute, matter.claim.as_of) else None
    within = _settled_with(matter, raised, done) if done else None
    return Objection(
        number=raised.number,
        line=raised.line,
        description=raised.description,
        amount=raised.amount,
        reason=dispute.reason,
        statement=dispute.statement,
        response=dispute.response,
        raised=dispute.raised,
        exhibits=refs(dispute.evidence),
        outcome=done.outcome if done else "",
        resolved=done.on if done else None,
        conceded=money(done.amount, matter.case.currency) if done and done.amount else None,
        conceded_exhibits=refs(done.evidence) if done else (),
        in_settlement=within is not None,
        lapsed=within.progress.defaulted if within and not within.is_in_force else None,
    )


def _settled_with(matter: Matter, raised: Raised, done: Resolved) -> Settled | None:
    """The settlement that what was conceded is part of: agreed on the same day, or naming the line."""
    settled = matter.claim.settlement
    if settled is None or done.outcome in ("rejected", "withdrawn"):
        return None
    named = {(change.invoice, change.line) for change in settled.settlement.adjustments}
    is_part = done.on == settled.settlement.agreed or (raised.number, raised.line) in named
    return settled if is_part else None
