"""How each case went: when each invoice was paid, how far up the ladder it took, what came in and what did not. Pure.

One case a value; `followup.statistics` and `followup.credit` look at many.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casefile.case.model import Case
from casefile.case.reminders import came_back
from casefile.claim.exact import money
from casefile.claim.model import Claim, InvoiceClaim
from casefile.claim.state import Posting
from casefile.followup.action import Dossier
from casefile.followup.ladder import rungs
from casefile.money import Money, total

NO_STEP = ""
"""The step that a case reached in which none was needed."""


@dataclass(frozen=True, slots=True)
class Paid:
    """One invoice: when the last of its principal came, None while something is open or nothing ever came of it.
    `is_objected`: the debtor had something to say against it, which is a reason of its own to wait."""

    dossier: Dossier
    number: str
    issued: date
    due: date
    amount: Money
    outstanding: Money
    on: date | None
    is_objected: bool

    @property
    def days(self) -> int | None:
        """Days from the due date to the last payment, below 0 where it came before; None while it is not paid."""
        return None if self.on is None else (self.on - self.due).days

    @property
    def late(self) -> int:
        """How many days late it was paid, or is while it is open."""
        last = self.on or (self.dossier.claim.as_of if self.outstanding else self.due)
        return max((last - self.due).days, 0)


@dataclass(frozen=True)
class Outcome:
    """One case on the claim's day."""

    dossier: Dossier

    @property
    def case(self) -> Case:
        """The case."""
        return self.dossier.case

    @property
    def claim(self) -> Claim:
        """What is owed in it."""
        return self.dossier.claim

    @cached_property
    def invoices(self) -> tuple[Paid, ...]:
        """Each of its invoices, oldest due first."""
        found = (_paid(self.dossier, one) for one in self.claim.invoices)
        return tuple(sorted(found, key=lambda one: (one.due, one.number)))

    @property
    def ended(self) -> date | None:
        """The day it was closed, or the last sum came where nothing is owed any more; None while it goes on."""
        closed = self.case.file.closed
        if closed and closed.on <= self.claim.as_of:
            return closed.on
        is_done = bool(self.claim.invoices) and not self.claim.total and not self.claim.corrections
        return max((one.on or one.due for one in self.invoices), default=None) if is_done else None

    @property
    def how(self) -> str:
        """How it ended: as `closed` says, paid or settled where nothing is owed any more; empty while it goes on."""
        closed = self.case.file.closed
        if closed and closed.on <= self.claim.as_of:
            return closed.outcome
        return "" if self.ended is None else "settled" if self.claim.settlement else "paid"

    @property
    def step(self) -> str:
        """The highest step of the ladder that went out and arrived; NO_STEP where none did."""
        names = [rung.step for rung in rungs(self.case)]
        gone = {step for step, _ in self.steps}
        return next((name for name in reversed(names) if name in gone), NO_STEP)

    @cached_property
    def steps(self) -> tuple[tuple[str, date], ...]:
        """Every step of the ladder that went out and arrived, oldest first."""
        names = {rung.step for rung in rungs(self.case)}
        heads = (each.head for each in self.case.contacts if not came_back(each, self.claim.as_of))
        ours = (each for each in heads if each.direction == "out" and each.date <= self.claim.as_of)
        return tuple(sorted(((each.step, each.date) for each in ours if each.step in names), key=lambda step: step[1]))

    @property
    def invoiced(self) -> Money:
        """What was invoiced, with tax, before credit notes."""
        return total([one.total for one in self.claim.invoices], self.claim.currency)

    @property
    def claimed(self) -> Money:
        """What was invoiced, less what credit notes and an early payment took off it."""
        off = [one.credited + one.discounted for one in self.claim.invoices]
        return self.invoiced - total(off, self.claim.currency)

    @property
    def received(self) -> Money:
        """All that came and stayed, whatever it was for."""
        return self.claim.paid

    @property
    def spent(self) -> Money:
        """What was spent on getting paid."""
        days = (cost for cost in self.case.file.costs if cost.date <= self.claim.as_of)
        return total([money(cost.amount, self.claim.currency) for cost in days], self.claim.currency)

    @property
    def cause(self) -> str:
        """Why it came to this, as the review says; empty where there is none."""
        review = self.case.file.review
        return review.cause if review else ""


def outcome(dossier: Dossier) -> Outcome:
    """How one case went."""
    return Outcome(dossier)


def _paid(dossier: Dossier, one: InvoiceClaim) -> Paid:
    on = _paid_on(dossier, one)
    return Paid(
        dossier, one.number, one.invoice.issued, one.due, one.total - one.credited, one.outstanding,
        on, _is_objected(dossier.case, one, on),
    )  # fmt: skip


def _paid_on(dossier: Dossier, one: InvoiceClaim) -> date | None:
    """The day of the last sum on the principal. What a settlement that is kept was about is paid when that is
    completed, unless it was paid before."""
    claim, settled = dossier.claim, dossier.claim.settlement
    if one.outstanding or one.retained:
        return None
    if settled and settled.is_in_force and one.invoice.issued <= settled.settlement.agreed:
        if any(each.number == one.number and each.outstanding for each in settled.before.invoices):
            return max(_payments(dossier), default=None) if settled.progress.state == "completed" else None
        claim = settled.before
    return max((each.day for each in claim.postings if _is_on(each, one.number)), default=None)


def _is_on(posting: Posting, number: str) -> bool:
    return posting.number == number and posting.what == "principal" and posting.amount.amount > 0


def _payments(dossier: Dossier) -> Iterator[date]:
    for payment in dossier.case.payments:
        if payment.date <= dossier.claim.as_of and not payment.reversed and payment.kind != "refund":
            yield payment.date


def _is_objected(case: Case, one: InvoiceClaim, paid: date | None) -> bool:
    """Whether something was objected to before it was paid, other than for want of money, and not turned down."""
    disputes = [case.file.dispute, *(line.dispute for line in one.invoice.lines)]
    return any(
        each.reason != "cash-flow"
        and not (each.resolved and each.resolved.outcome in ("rejected", "withdrawn"))
        and not (each.raised and paid and paid < each.raised)
        for each in disputes
        if each
    )
