"""What was billed wrongly for a month: the difference with its tax. Knows nothing of how it is put right."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from casefile.case.dealings import Correction
from casefile.claim.exact import rounded
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Difference:
    """What should have been billed less what was: below 0 where too much was billed."""

    net: Money
    tax: Money
    gross: Money


def difference(correction: Correction, currency: str) -> Difference:
    """The difference of one month; the tax is what the gross sum, rounded half up, has more than the net."""
    net = Fraction(correction.agreed - correction.billed)
    gross = rounded(net * (100 + Fraction(correction.tax)) / 100, currency)
    return Difference(rounded(net, currency), gross - rounded(net, currency), gross)
