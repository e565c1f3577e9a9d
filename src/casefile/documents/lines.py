"""An invoice laid open line by line: what it comes to, why, on which clause, and what proves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casefile.case.invoice import Invoice, Line
from casefile.case.model import Case
from casefile.claim.arithmetic import Bill, Part, TaxRow, bill
from casefile.claim.exact import money
from casefile.claim.model import InvoiceClaim
from casefile.documents.balance import Balance, balance
from casefile.documents.matter import Matter
from casefile.documents.objections import Objection, objections
from casefile.documents.proof import AGREED, DELIVERED, Refs, acceptances, clause_refs, of_kinds, of_line, refs
from casefile.documents.words import counted_unit
from casefile.money import Money, minor_units


@dataclass(frozen=True, slots=True)
class LineValues:
    """One line: quantity × price / base less discount, the price printed with `price_digits` decimals.

    `proof` are all its exhibits, sorted into what was agreed, delivered and accepted, and the rest.
    """

    id: str
    description: str
    quantity: Decimal
    unit: str
    units: str
    price: Decimal
    price_digits: int
    base_quantity: Decimal
    discount: Money
    rate: Decimal
    net: Money
    tax: Money
    gross: Money
    why: str
    delivered: date | None
    period_from: date | None
    period_to: date | None
    clause: str
    clause_text: str
    clause_at: Refs
    proof: Refs
    agreed: Refs
    performed: Refs
    accepted: Refs
    other: Refs
    objection: Objection | None

    @property
    def per_several(self) -> bool:
        """Whether the price is for more than one unit."""
        return self.base_quantity != 1

    @property
    def is_reckoned(self) -> bool:
        """Whether its price is more than one figure: a quantity, a unit, or a discount."""
        return self.quantity != 1 or bool(self.unit or self.discount) or self.per_several


@dataclass(frozen=True, slots=True)
class Extra:
    """An allowance (`is_off`) or a charge on the whole invoice."""

    reason: str
    is_off: bool
    rate: Decimal
    net: Money
    tax: Money
    gross: Money


@dataclass(frozen=True, slots=True)
class InvoiceValues:
    """One invoice or credit note, computed. `stated` is the total printed on it, None where the case does not say;
    `balance` how it came down to what is outstanding today, None for a credit note."""

    number: str
    issued: date
    due: date | None
    received: date | None
    order_number: str
    credits: str
    exhibits: Refs
    gross_prices: bool
    lines: tuple[LineValues, ...]
    extras: tuple[Extra, ...]
    taxes: tuple[TaxRow, ...]
    net: Money
    tax: Money
    gross: Money
    prepaid: Money
    rounding: Money
    payable: Money
    stated: Money | None
    tax_note: str
    balance: Balance | None

    @property
    def agrees(self) -> bool:
        """Whether the printed total is the computed one."""
        return self.stated == self.payable

    @property
    def proven(self) -> int:
        """How many lines have proof."""
        return sum(bool(line.proof) for line in self.lines)

    @property
    def performed(self) -> int:
        """How many lines are shown as delivered or accepted, and not as agreed alone."""
        return sum(bool(line.performed or line.accepted) for line in self.lines)


def invoices(matter: Matter, language: str) -> tuple[InvoiceValues, ...]:
    """The case's issued invoices, each followed by the credit notes against it."""
    case, day = matter.case, matter.claim.as_of
    found: list[InvoiceValues] = []
    for one in matter.claim.invoices:
        invoice = next(each for each in case.invoices if each.number == one.number)
        found.append(_values(matter, invoice, one.bill, one, language))
        notes = [note for note in case.credit_notes if note.credits == one.number and note.issued <= day]
        found += [_values(matter, note, bill(note, case.currency), None, language) for note in notes]
    return tuple(found)


def _values(matter: Matter, invoice: Invoice, computed: Bill, one: InvoiceClaim | None, language: str) -> InvoiceValues:
    case = matter.case
    against = {(o.number, o.line): o for o in objections(matter)}
    parts = [part for part in computed.parts if part.line]
    by_id = {line.id: line for line in invoice.lines}
    return InvoiceValues(
        number=invoice.number,
        issued=invoice.issued,
        due=invoice.due,
        received=invoice.received,
        order_number=invoice.order_number,
        credits=invoice.credits,
        exhibits=refs(invoice.evidence),
        gross_prices=invoice.prices == "gross",
        lines=tuple(
            _line(case, invoice, by_id[part.line.id], part, against.get((invoice.number, part.line.id)), language)
            for part in parts
            if part.line
        ),
        extras=tuple(_extra(part) for part in computed.parts if part.adjustment),
        taxes=computed.taxes,
        net=computed.net,
        tax=computed.tax,
        gross=computed.gross,
        prepaid=computed.prepaid,
        rounding=computed.rounding,
        payable=computed.payable,
        stated=money(invoice.stated_total, case.currency) if invoice.stated_total is not None else None,
        tax_note=invoice.tax_note,
        balance=balance(matter.claim, one) if one else None,
    )


def _extra(part: Part) -> Extra:
    is_off = part.gross.amount < 0
    net, tax, gross = (-part.net, -part.tax, -part.gross) if is_off else (part.net, part.tax, part.gross)
    return Extra(part.adjustment.reason if part.adjustment else "", is_off, part.rate, net, tax, gross)


def _line(
    case: Case, invoice: Invoice, line: Line, part: Part, objection: Objection | None, language: str
) -> LineValues:
    proof = of_line(case, invoice, line)
    agreed, performed = (of_kinds(case, proof, kinds) for kinds in (AGREED, DELIVERED))
    accepted = acceptances(case, line, proof)
    sorted_out = {ref.id for group in (agreed, performed, accepted) for ref in group}
    clause = case.contract.clauses.get(line.clause)
    return LineValues(
        id=line.id,
        description=line.description,
        quantity=line.quantity,
        unit=line.unit,
        units=counted_unit(line.unit, line.quantity, language),
        price=line.unit_price,
        price_digits=max(minor_units(case.currency), -int(line.unit_price.normalize().as_tuple().exponent)),
        base_quantity=line.base_quantity,
        discount=money(line.discount, case.currency),
        rate=part.rate,
        net=part.net,
        tax=part.tax,
        gross=part.gross,
        why=line.why,
        delivered=line.delivered,
        period_from=line.period.from_ if line.period else None,
        period_to=line.period.to if line.period else None,
        clause=clause.ref if clause else "",
        clause_text=clause.text if clause else "",
        clause_at=clause_refs(case, line.clause),
        proof=refs(proof),
        agreed=agreed,
        performed=performed,
        accepted=accepted,
        other=refs(each for each in proof if each not in sorted_out),
        objection=objection,
    )
