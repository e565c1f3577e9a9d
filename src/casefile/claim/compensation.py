"""The fixed sum for what is paid late: which tier, and in the case's currency, at an exchange rate the case gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casefile.claim.basis import Basis
from casefile.claim.exact import money, rounded
from casefile.claim.regime import Compensation
from casefile.claim.workdays import working_day_before
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class NoRate:
    """That there is no exchange rate between two currencies; `on` is the day whose rate the law wants (None: any).

    `amount` is what would have been converted, where that much is known.
    """

    origin: str
    target: str
    on: date | None
    amount: Money | None = None

    def __str__(self) -> str:
        day = f" of {self.on}" if self.on else ""
        return f"no rate{day} from {self.origin} to {self.target} in interest.conversion"


@dataclass(frozen=True, slots=True)
class Granted:
    """What was granted for so much unpaid: `sum` by law, `amount` in the case's currency, at these exchange rates."""

    unpaid: Money
    sum: Money
    amount: Money
    rate: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Unconverted:
    """The compensation for an invoice that is owed, and could not be put into the case's currency."""

    number: str
    missing: NoRate

    @property
    def amount(self) -> Money | None:
        """The compensation in its own currency; None where its tier depends on the exchange rate, too."""
        return self.missing.amount

    def __str__(self) -> str:
        return f"compensation for {self.number}: {self.missing}"


def compensation(basis: Basis, unpaid: Money, due: date, day: date) -> Granted | NoRate | None:
    """What the regime gives on `day` for so much unpaid that was due on `due`; None where it gives nothing.

    NoRate when an amount has to be converted and the case gives no exchange rate for it.
    """
    rule = basis.regime.compensation
    if rule is None or basis.case.debtor.kind not in rule.debtors:
        return None
    edges = rule.edges or rule.currency
    measured = _measured(basis, rule, unpaid, edges, due)
    if measured is None:
        return NoRate(edges, basis.currency, wanted_day(basis, due))
    amount = next((tier.amount for tier in rule.tiers if tier.covers(measured, day)), Decimal(0))
    granted = money(amount, rule.currency)
    if not granted:
        return None
    if rule.currency == basis.currency:
        return Granted(unpaid, granted, granted, {})
    given = _rate(basis, rule.currency, due)
    if given is None:
        return NoRate(rule.currency, basis.currency, wanted_day(basis, due), granted)
    rates = chosen(basis, rule.currency, due) or {}
    return Granted(unpaid, granted, rounded(Fraction(amount) * given, basis.currency), rates)


def wanted_day(basis: Basis, due: date) -> date | None:
    """The day whose exchange rate the law wants for what was due on `due`; None where it names none.

    month-before-due: the last working day of the month before (ustawa z 8.03.2013, Dz.U. 2013 poz. 403, art. 10(1a)).
    """
    rule, moves = basis.regime.compensation, basis.regime.start and basis.regime.start.moves
    if rule is None or rule.converted == "any-day" or basis.currency == rule.currency:
        return None
    return working_day_before(due.replace(day=1), moves.country if moves else "")


def chosen(basis: Basis, currency: str, due: date) -> Mapping[str, str] | None:
    """The exchange rates to use: those of the day the law wants; else the only ones there are for the currency."""
    given = basis.interest.conversion if basis.interest else ()
    fitting = [table for table in given if currency in table]
    wanted = wanted_day(basis, due)
    named = [table for table in fitting if wanted and table.get("on") == wanted.isoformat()]
    if named or len(fitting) == 1 or wanted is None:
        return next(iter(named or fitting), None)
    return None


def _measured(basis: Basis, rule: Compensation, unpaid: Money, edges: str, due: date) -> Decimal | Fraction | None:
    """What is unpaid, in the currency of the tiers' edges; where there is one tier for all, no rate is needed."""
    if edges == basis.currency or len(rule.tiers) == 1:
        return unpaid.amount
    given = _rate(basis, edges, due)
    return Fraction(unpaid.amount) / given if given else None


def _rate(basis: Basis, currency: str, due: date) -> Fraction | None:
    """How much of the case's currency one unit of the other is worth."""
    table = chosen(basis, currency, due)
    return Fraction(table[currency]) if table else None
