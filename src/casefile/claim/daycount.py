"""How days are counted. Each way is a row: the days between two days, the days of the year, and where periods split."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counting:
    """`days(first, after)`: days from the first up to, not including, the day after the last."""

    days: Callable[[date, date], int]
    year: Callable[[date], int]
    cuts: Callable[[date, date], Iterable[date]]

    def splits(self, day: date) -> bool:
        """Whether a new period begins on `day` for the sake of the count alone."""
        return day in self.cuts(day - DAY, day)


def _actual(first: date, after: date) -> int:
    return (after - first).days


def _thirty(first: date, after: date) -> int:
    """30E/360 (2006 ISDA Definitions, section 4.16(g)) from the day before the first, the due date, to the last day."""
    return _months(after - DAY) - _months(first - DAY)


def _months(day: date) -> int:
    """Days up to the end of `day` when every month has 30: the 31st counts for nothing."""
    return 360 * day.year + 30 * day.month + min(day.day, 30)


def _new_years(first: date, last: date) -> Iterable[date]:
    return (date(year, 1, 1) for year in range(first.year + 1, last.year + 1))


DAY_COUNTS: Mapping[str, Counting] = {
    "actual/365": Counting(_actual, lambda _: 365, lambda _first, _last: ()),
    "actual/actual": Counting(_actual, lambda day: 366 if isleap(day.year) else 365, _new_years),
    "30/360": Counting(_thirty, lambda _: 360, lambda _first, _last: ()),
}
