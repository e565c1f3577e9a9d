"""Do the figures and the days agree: what the claim leaves open, reminders after the due date, filing in time."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.checks.matter import Matter, weakness
from casefile.errors import Problem, Source


def doubts(matter: Matter) -> Iterator[Problem]:
    """What came up while the claim was computed: totals that are not the sum of their lines, money that came before its
    invoice, offers accepted without a settlement, facts that interest would need. Whoever defends a figure in court has
    to answer for each of these."""
    yield from matter.claim.weaknesses


def nothing_invoiced(matter: Matter) -> Iterator[Problem]:
    """Without an invoice nothing is owed: no reminder can be written, no interest runs, and there is nothing to hand to
    an attorney. What was agreed and not billed is no claim yet."""
    if not matter.case.bills:
        hint = "write it as invoices/NUMBER.yaml; casefile schema invoice says how"
        yield weakness("no-invoice", "there is no invoice yet", matter.case.file.at.source, hint)


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


def insolvent_debtor(matter: Matter) -> Iterator[Problem]:
    """In an insolvency a claim that is not filed in time is paid last, or not at all."""
    insolvency = matter.case.file.insolvency
    if insolvency and insolvency.opened <= matter.as_of:
        left = (insolvency.file_by - matter.as_of).days if insolvency.file_by else None
        when = "" if left is None else f", the claim has to be filed by {insolvency.file_by}"
        late = " and that day is past" if left is not None and left < 0 else ""
        hint = "file the claim with the administrator; reminders are no use any more"
        yield weakness("insolvency", f"the debtor is insolvent{when}{late}", insolvency.at.source, hint)
