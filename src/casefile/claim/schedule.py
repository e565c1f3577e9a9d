"""Regular dates: so many weeks, months or quarters after a first day. Month ends clamp (31 January, 28 February)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def later(first: date, every: str, count: int) -> date:
    """The day `count` weeks, months, quarters or years after `first`, counted from the first day itself."""
    if every == "week":
        return first + timedelta(weeks=count)
    months = first.year * 12 + first.month - 1 + _MONTHS[every] * count
    year, month = divmod(months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
