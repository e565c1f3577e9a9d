"""How much of an invoice the debtor contests on a day, gross, line by line. Knows no payments."""

from __future__ import annotations

from datetime import date

from casefile.case.invoice import Invoice, LineDispute
from casefile.case.model import Case
from casefile.case.terms import Dispute
from casefile.claim.arithmetic import Bill
from casefile.claim.exact import money
from casefile.money import Money, total


def lines_contested(invoice: Invoice, computed: Bill, as_of: date) -> dict[str, Money]:
    """The contested part of each line that is contested on the day: the amount named, else the whole line, gross."""
    found: dict[str, Money] = {}
    for line in invoice.lines:
        if line.dispute and is_open(line.dispute, as_of):
            gross = computed.line(line.id).gross
            named = line.dispute.amount
            found[line.id] = gross if named is None else money(named, gross.currency)
    return found


def contested(case: Case, lines: dict[str, Money], outstanding: Money, as_of: date) -> Money:
    """How much of what is outstanding is contested: all of it while the whole claim is."""
    if case.file.dispute and is_open(case.file.dispute, as_of):
        return outstanding
    return min(total(list(lines.values()), outstanding.currency), outstanding)


def is_open(dispute: LineDispute | Dispute, as_of: date) -> bool:
    """Whether it was raised (undated counts) and isn't resolved on the day."""
    raised = dispute.raised is None or dispute.raised <= as_of
    return raised and (dispute.resolved is None or dispute.resolved.on > as_of)
