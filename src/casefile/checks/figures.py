"""Do the figures and the days agree: totals as printed, payments and reminders after what they answer."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.checks.matter import Matter, weakness
from casefile.claim.arithmetic import bill
from casefile.errors import Problem, Source


def stated_total(matter: Matter) -> Iterator[Problem]:
    """The total printed on the invoice is what the debtor was asked for. If the lines add up to something else, the
    claim is for another sum than the invoice, and the other side will say that neither can be relied on."""
    for invoice in matter.case.invoices:
        payable = bill(invoice, matter.case.currency).payable
        if invoice.stated_total is not None and invoice.stated_total != payable.rounded().amount:
            message = f"{invoice.number} says {invoice.stated_total}, its lines come to {payable}"
            hint = "compare the lines with the invoice as sent; the computed total counts"
            yield weakness("stated-total", message, invoice.at.of("stated_total"), hint)


def reminded_too_early(matter: Matter) -> Iterator[Problem]:
    """A reminder before the due date reminds of nothing that is owed: it does not put in default, and it lets the
    debtor paint the creditor as careless."""
    late_steps = {rung.step for rung in matter.case.workspace.ladder if rung.after_due > 0}
    late_steps |= {"first", "second", "final", "demand"}
    due = {invoice.number: invoice.due for invoice in matter.case.bills if invoice.due}
    for contact in matter.sent:
        named = [due[number] for number in contact.head.invoices if number in due] or list(due.values())
        if contact.head.step in late_steps and named and contact.head.date <= min(named):
            message = f"step {contact.head.step} went out on {contact.head.date}, not after the due date {min(named)}"
            hint = "compare both dates with the originals"
            yield weakness("too-early", message, Source(contact.file), hint)


def paid_before_billed(matter: Matter) -> Iterator[Problem]:
    """A payment dated before its invoice was issued is either an advance, which belongs on the invoice as prepaid, or
    has a wrong date; as it stands it counts from the day of issue."""
    issued = {invoice.number: invoice.issued for invoice in matter.case.bills}
    for payment in matter.case.payments:
        start = issued.get(payment.invoice) if payment.invoice else min(issued.values(), default=None)
        if start and payment.date < start:
            message = f"paid on {payment.date}, before the invoice was issued on {start}"
            hint = "mend the date, or write an advance as prepaid: on the invoice"
            yield weakness("paid-early", message, payment.at.of("date"), hint)


def limitation_of_filing(matter: Matter) -> Iterator[Problem]:
    """In an insolvency a claim that is not filed in time is paid last, or not at all."""
    insolvency = matter.case.file.insolvency
    if insolvency and insolvency.opened <= matter.as_of:
        left = (insolvency.file_by - matter.as_of).days if insolvency.file_by else None
        when = "" if left is None else f", the claim has to be filed by {insolvency.file_by}"
        late = " and that day is past" if left is not None and left < 0 else ""
        hint = "file the claim with the administrator; reminders are no use any more"
        yield weakness("insolvency", f"the debtor is insolvent{when}{late}", insolvency.at.source, hint)
