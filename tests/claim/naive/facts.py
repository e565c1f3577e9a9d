"""What happened, as plain values: days, whole minor units of one currency, and names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Bill:
    """An invoice of one line or two; `nets` in minor units, `tax` and the percentages as text."""

    number: str
    issued: date
    due: date
    nets: tuple[int, ...]
    tax: str = "0"
    agreed: bool = True
    received: date | None = None
    delivered: tuple[date | None, ...] = ()
    early: tuple[str, int] | None = None
    fee: int = 0
    fee_percent: str = ""


@dataclass(frozen=True)
class Note:
    """A credit note over a gross amount."""

    reduces: str
    issued: date
    gross: int


@dataclass(frozen=True)
class Paid:
    """Money that came, perhaps for one invoice, perhaps towards principal, interest or costs."""

    day: date
    amount: int
    name: str = ""
    towards: str = ""


@dataclass(frozen=True)
class Letter:
    """A contact: `outcome` as in the log, `arrived` when it is known, `about` the numbers it names (none: all)."""

    day: date
    step: str
    channel: str = "email"
    direction: str = "out"
    outcome: str = ""
    arrived: date | None = None
    about: str = ""


@dataclass(frozen=True)
class Agreed:
    """What a contract says about interest, and whether Polish law governs it."""

    rate: str
    per: str = "year"
    count: str = "actual/365"
    cap: str = ""
    compounding: bool = False
    polish: bool = False


@dataclass(frozen=True)
class Story:
    """A whole case, and the day on which it is looked at."""

    law: str
    as_of: date
    bills: tuple[Bill, ...]
    notes: tuple[Note, ...] = ()
    payments: tuple[Paid, ...] = ()
    costs: tuple[tuple[date, int], ...] = ()
    letters: tuple[Letter, ...] = ()
    agreed: Agreed | None = None
    since: date | None = None
    insolvent: date | None = None
    conversions: tuple[tuple[date, str], ...] = ()
    currency: str = "EUR"
    debtor: str = "business"
