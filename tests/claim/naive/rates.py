"""The reference series, read from their files; the rate of a day. Raises Unknown where a rate is not known."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import casefile.claim
from tests.claim.naive.facts import Agreed
from tests.claim.naive.laws import BY_DECREE, Law

FOLDER = Path(casefile.claim.__path__[0]) / "rates"
OWN = "the test's own"
# What a workspace's own file says: made up, not the figures of any year.
OWN_TEXT = "valid_from,percent,source,checked,known_until\n" + "".join(
    f"{year}-{month}-01,{4 + (year * 7 + int(month)) % 5}.{(year * 13 + int(month) * 3) % 90 + 10},own,yes,"
    f"{'2026-12-31' if (year, month) == (2026, '07') else ''}\n"
    for year in range(2015, 2027)
    for month in ("01", "07")
)


class UnknownRateError(Exception):
    """The rate of that day is not known."""


@dataclass(frozen=True)
class Series:
    """Rows from the latest to the earliest, and the last day for which they are known."""

    rows: tuple[tuple[date, Decimal], ...]
    known_until: date

    def at(self, day: date) -> Decimal:
        """Percent on a day."""
        if day > self.known_until:
            raise UnknownRateError(day)
        for start, percent in self.rows:
            if start <= day:
                return percent
        raise UnknownRateError(day)


@cache
def series(name: str) -> Series:
    """A series by name."""
    text = OWN_TEXT if name == OWN else (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    lines = list(csv.DictReader(text.splitlines()))
    rows = [(date.fromisoformat(line["valid_from"]), Decimal(line["percent"])) for line in lines]
    ends = [date.fromisoformat(line["known_until"]) for line in lines if line["known_until"]]
    return Series(tuple(sorted(rows, reverse=True)), max(ends))


def half_year(day: date) -> date:
    """Its first day."""
    return date(day.year, 7 if day.month >= 7 else 1, 1)


def reading_day(law: Law, day: date, first: date) -> date:
    """The day on which the rate of a day is looked up."""
    if law.read == "half-year":
        return half_year(day)
    if law.read == "half-year-once":
        return half_year(first)
    if law.read == "eve-once":
        return half_year(first) - timedelta(days=1)
    return day


def highest(day: date) -> Fraction:
    """What may be agreed in Poland: KC art. 481 § 2¹."""
    return 2 * (Fraction(series("nbp-reference").at(day)) + Fraction("5.5"))


@cache
def rate(law: Law, agreed: Agreed | None, debtor: str, day: date, first: date) -> Fraction:
    """Percent a year on a day, if interest started on `first`."""
    if law.read == "agreed":
        assert agreed
        yearly = Fraction(agreed.rate) * {"year": 1, "month": 12, "day": 365}[agreed.per]
        return min(yearly, highest(day)) if agreed.polish and day >= date(2016, 1, 1) else yearly
    read = reading_day(law, day, first)
    for start, end, percent in BY_DECREE.get(law.name, ()):
        if start <= read <= end:
            return Fraction(percent)
    percents = law.consumer_percents if debtor == "consumer" and law.consumer_percents else law.percents
    found = [percent for start, percent in percents if start <= read]
    if not found:
        raise UnknownRateError(read)
    return Fraction(found[-1]) + (Fraction(series(law.series).at(read)) if law.series else 0)
