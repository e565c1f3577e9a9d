"""What an invoice comes to: lines, tax by rate, allowances and charges, what is payable, and each line's gross share.

Follows EN 16931: a line is rounded to the minor unit, tax is computed for each rate on the sum of its lines, allowances
and charges. Knows one invoice, nothing of payments or interest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from casefile.case.invoice import Adjustment, Invoice, Line
from casefile.claim.exact import money, rounded
from casefile.money import Money, minor_units, total


@dataclass(frozen=True, slots=True)
class Part:
    """One line, allowance (negative) or charge: its net, its share of the rate's tax, and both together."""

    line: Line | None
    adjustment: Adjustment | None
    rate: Decimal
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One tax rate: the taxable sum and the tax on it (EN 16931, BG-23)."""

    rate: Decimal
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class Bill:
    """An invoice, computed. `payable` is gross less what was prepaid, with the printed rounding (BT-115)."""

    parts: tuple[Part, ...]
    taxes: tuple[TaxRow, ...]
    net: Money
    tax: Money
    gross: Money
    prepaid: Money
    rounding: Money
    payable: Money

    def line(self, line_id: str) -> Part:
        """The part of one line. KeyError when the invoice has no such line."""
        for part in self.parts:
            if part.line and part.line.id == line_id:
                return part
        raise KeyError(line_id)


def bill(invoice: Invoice, currency: str) -> Bill:
    """What the invoice comes to. The parts' net, tax and gross add up to the totals to the minor unit."""
    entries = _entries(invoice, currency)
    rates = sorted({rate for _, _, rate, _ in entries}, reverse=True)
    parts: dict[int, Part] = {}
    taxes = []
    for rate in rates:
        chosen = [(number, entry) for number, entry in enumerate(entries) if entry[2] == rate]
        row, shares = _taxed(rate, [entry[3] for _, entry in chosen], invoice.prices == "gross", currency)
        taxes.append(row)
        for (number, (line, adjustment, _, amount)), share in zip(chosen, shares, strict=True):
            net, gross = (amount - share, amount) if invoice.prices == "gross" else (amount, amount + share)
            parts[number] = Part(line, adjustment, rate, net, share, gross)
    return _sum(invoice, tuple(parts[number] for number in sorted(parts)), tuple(taxes), currency)


def line_amount(line: Line, currency: str) -> Money:
    """Quantity × unit price / base quantity − discount, rounded half up; net or gross as the invoice's prices are."""
    price = Fraction(line.quantity) * Fraction(line.unit_price) / Fraction(line.base_quantity)
    return rounded(price - Fraction(line.discount), currency)


_Entry = tuple[Line | None, Adjustment | None, Decimal, Money]


def _entries(invoice: Invoice, currency: str) -> list[_Entry]:
    lines: list[_Entry] = [(line, None, line.tax.normalize(), line_amount(line, currency)) for line in invoice.lines]
    off: list[_Entry] = [(None, a, a.tax.normalize(), -money(a.amount, currency)) for a in invoice.allowances]
    on: list[_Entry] = [(None, a, a.tax.normalize(), money(a.amount, currency)) for a in invoice.charges]
    return lines + off + on


def _taxed(rate: Decimal, amounts: list[Money], is_gross: bool, currency: str) -> tuple[TaxRow, tuple[Money, ...]]:
    """The row of one rate, and each amount's share of its tax."""
    factor = Fraction(rate) / (100 + Fraction(rate) if is_gross else 100)
    whole = total(amounts, currency)
    tax = rounded(Fraction(whole.amount) * factor, currency)
    net, gross = (whole - tax, whole) if is_gross else (whole, whole + tax)
    exact = [Fraction(amount.amount) * factor for amount in amounts]
    return TaxRow(rate, net, tax, gross), shared_out(exact, tax)


def shared_out(exact: Sequence[Fraction], whole: Money) -> tuple[Money, ...]:
    """`exact` shares in minor units that add up to `whole`.

    Each share is rounded half up by itself; where these don't add up, single units go to those that rounding moved
    furthest the other way, the first of equals. So no share is a whole unit away from its exact value.
    """
    shares = [rounded(share, whole.currency) for share in exact]
    unit = Decimal(1).scaleb(-minor_units(whole.currency))
    missing = int((whole - total(shares, whole.currency)).amount / unit)
    step = Money(unit if missing > 0 else -unit, whole.currency)
    sign = 1 if missing > 0 else -1
    order = sorted(range(len(exact)), key=lambda n: sign * (Fraction(shares[n].amount) - exact[n]))
    for number in order[: abs(missing)]:
        shares[number] = shares[number] + step
    return tuple(shares)


def _sum(invoice: Invoice, parts: tuple[Part, ...], taxes: tuple[TaxRow, ...], currency: str) -> Bill:
    net = total([row.net for row in taxes], currency)
    tax = total([row.tax for row in taxes], currency)
    prepaid, rounding = money(invoice.prepaid, currency), money(invoice.rounding, currency)
    payable = net + tax - prepaid + rounding
    return Bill(parts, taxes, net, tax, net + tax, prepaid, rounding, payable)
