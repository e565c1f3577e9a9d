"""The payments of a schedule as documents list them: offered, or agreed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casefile.claim.settlement import Due
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Instalment:
    """One payment of a schedule."""

    number: int
    due: date
    amount: Money


def numbered(dues: Iterable[Due]) -> tuple[Instalment, ...]:
    """The payments with their numbers, from 1."""
    return tuple(Instalment(number, one.day, one.amount) for number, one in enumerate(dues, 1))
