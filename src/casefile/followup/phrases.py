"""Days and counts as reasons say them: in plain English, for whoever follows up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from casefile.money import Money


def on(day: date, as_of: date) -> str:
    """A day, `15 April`; with its year where that is another than the as-of date's."""
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


def counted(number: int, thing: str) -> str:
    """`1 day`, `8 days`."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def spelt(amount: Money) -> str:
    """`1,250.00 GBP`."""
    return f"{Decimal(str(amount)):,} {amount.currency}"
