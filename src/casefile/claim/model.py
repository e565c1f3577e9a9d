"""The claim: what is owed on a day, as frozen values; every figure is money of the case's currency.

Built by `claim.owed`; computes nothing but sums of its own figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casefile.case.dealings import Correction, Settlement
from casefile.case.invoice import Invoice
from casefile.claim.accrual import Period
from casefile.claim.arithmetic import Bill
from casefile.claim.compensation import Unconverted
from casefile.claim.course import Charge
from casefile.claim.ledger import Entry
from casefile.claim.limitation import Barring
from casefile.claim.reasons import Reason
from casefile.claim.regime import Regime
from casefile.claim.settlement import Progress
from casefile.claim.start import Started
from casefile.claim.state import Posting
from casefile.errors import Problem
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class InvoiceClaim:
    """One issued invoice. outstanding, interest, compensation and fees are what is still open of it.

    `total` is what the invoice comes to, `credited` what credit notes took off it (as if never owed), `retained` what
    is kept back and not released yet, `discounted` an early-payment discount that was earned. `contested` is how much
    of what is outstanding the debtor contests, `lines_contested` how much of each line, gross.
    `last_day` is the last day to pay it, `due` or the next working day where the law says so. `days_overdue` counts
    from there; of what is settled from the oldest instalment that is late.
    `charges` are the late fee and the compensation as they arose. `limitation` says until
    when what is open can be sued for, what was kept back apart.
    """

    invoice: Invoice
    bill: Bill
    due: date
    last_day: date
    days_overdue: int
    total: Money
    credited: Money
    retained: Money
    discounted: Money
    outstanding: Money
    contested: Money
    lines_contested: Mapping[str, Money]
    interest: Money
    interest_paid: Money
    compensation: Money
    fees: Money
    charges: tuple[Charge, ...]
    started: Started
    periods: tuple[Period, ...]
    limitation: tuple[Barring, ...] = ()

    @property
    def number(self) -> str:
        """The invoice's number."""
        return self.invoice.number

    @property
    def undisputed(self) -> Money:
        """What is outstanding and not contested."""
        return self.outstanding - self.contested


@dataclass(frozen=True, slots=True)
class Missing:
    """A correction that is not invoiced yet: the gross difference; shown, not owed."""

    correction: Correction
    gross: Money


@dataclass(frozen=True, slots=True)
class Settled:
    """A settlement on the as-of date. `before`: the claim on the day it was agreed; `without`: had there been none.

    `periods` are the rows of interest on unpaid instalments, each with the instalment's number.
    """

    settlement: Settlement
    progress: Progress
    interest: Money
    periods: tuple[tuple[int, Period], ...]
    before: Claim
    without: Claim

    @property
    def given_up(self) -> Money:
        """How much less the agreed sum is than what was owed on the day of the agreement; below 0: how much more."""
        return self.before.total - self.progress.amount

    @property
    def is_in_force(self) -> bool:
        """Whether it is what is owed: not when a default has brought the whole claim back."""
        return self.progress.state != "default" or self.settlement.default.revives != "full"


@dataclass(frozen=True, slots=True)
class Claim:
    """What is owed on the as-of date. principal, interest, compensation, fees and costs are what is open of each.

    `total` is their sum less `credit`; `paid` all money received, less refunds; `credited` all credit notes. `open`
    lists in words what could not be computed and is not in the total; `unconverted` what of that is owed, in parts.
    `reasons` says for each figure by which rule and
    paragraph it came about.
    """

    case: str
    as_of: date
    currency: str
    regime: Regime
    principal: Money
    interest: Money
    compensation: Money
    fees: Money
    costs: Money
    credit: Money
    per_day: Money
    paid: Money
    credited: Money
    open: tuple[str, ...]
    unconverted: tuple[Unconverted, ...]
    invoices: tuple[InvoiceClaim, ...]
    ledger: tuple[Entry, ...]
    postings: tuple[Posting, ...]
    settlement: Settled | None
    corrections: tuple[Missing, ...]
    weaknesses: tuple[Problem, ...]
    reasons: Mapping[str, Reason]

    @property
    def total(self) -> Money:
        """Everything open, less credit."""
        return self.principal + self.interest + self.compensation + self.fees + self.costs - self.credit

    @property
    def days_late(self) -> int:
        """For how many days the oldest of what is open has been due; under a settlement its instalments are what is."""
        return max((one.days_overdue for one in self.invoices), default=0)

    @property
    def contested(self) -> Money:
        """How much of the principal is contested."""
        return sum((one.contested for one in self.invoices), self.principal - self.principal)

    @property
    def undisputed(self) -> Money:
        """The principal that is not contested."""
        return self.principal - self.contested

    @property
    def retained(self) -> Money:
        """What is kept back by agreement and not owed yet."""
        return sum((one.retained for one in self.invoices), self.principal - self.principal)

    def invoice(self, number: str) -> InvoiceClaim:
        """One invoice's claim. KeyError when it isn't issued on the as-of date."""
        for one in self.invoices:
            if one.number == number:
                return one
        raise KeyError(number)
