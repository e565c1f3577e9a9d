"""Days and counts as the terminal says them: in plain English, for whoever follows up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from casefile.money import Money

_TO = {"file-claim": "to the insolvency administrator"}
"""To whom a step's document goes, where that is neither the debtor nor told by the way it goes."""


def on(day: date, as_of: date) -> str:
    """A day, `15 April`; with its year where that is another than the as-of date's."""
    year = "" if day.year == as_of.year else f" {day.year}"
    return f"{day.day} {day:%B}{year}"


def form(number: int, forms: Sequence[str]) -> str:
    """The form that goes with a number, of one and of any other."""
    return forms[0] if number == 1 else forms[1]


def counted(number: int, thing: str) -> str:
    """`1 day`, `8 days`."""
    return f"{number} {form(number, (thing, f'{thing}s'))}"


def listed(words: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def spelt(amount: Money) -> str:
    """`1,250.00 GBP`."""
    return f"{Decimal(str(amount)):,} {amount.currency}"


def paper(document: str, step: str) -> str:
    """What is made for a step, and for whom where it is not for the debtor; "" where nothing is."""
    return " ".join(filter(None, (document, _TO.get(step))))
