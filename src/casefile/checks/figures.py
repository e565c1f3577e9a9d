"""Do the figures and the days agree: what the claim leaves open, reminders after the due date, filing in time."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.checks.matter import Matter, weakness
from casefile.claim.limitation import CONFIRM
from casefile.errors import Problem, Source

NEAR = 6
"""Months before the last day in which it is a weakness."""


def doubts(matter: Matter) -> Iterator[Problem]:
    """What came up while the claim was computed: totals that are not the sum of their lines, money that came before its
    invoice, offers accepted without a settlement, facts that interest would need. Whoever defends a figure in court has
    to answer for each of these."""
    yield from matter.claim.weaknesses


def limitation(matter: Matter) -> Iterator[Problem]:
    """A claim that is barred by time is lost once the debtor says so, and against a consumer it may not even be asked
    for. Nothing else in a case is as final, so counsel has to look at the day before it comes."""
    for one in matter.claim.invoices:
        for barring in one.limitation:
            if not barring.ends_within(matter.as_of, NEAR):
                continue
            what = f"what was kept back of {one.number}" if barring.is_retention else one.number
            when = "is time-barred: the last day was" if barring.is_barred else "can be sued for only until"
            message = f"{what} {when} {barring.last} ({barring.name}, {barring.paragraph}; {CONFIRM})"
            hint = "ask counsel at once; `casefile owed CASE --explain` says how the day is reckoned"
            yield weakness("limitation", message, one.invoice.at.of("due"), hint)


def nothing_invoiced(matter: Matter) -> Iterator[Problem]:
    """Without an invoice nothing is owed: no reminder can be written, no interest runs, and there is nothing to hand to
    an attorney. What was agreed and not billed is no claim yet."""
    if not matter.case.bills:
        hint = "write it as invoices/NUMBER.yaml; casefile schema invoice says how"
        yield weakness("no-invoice", "there is no invoice yet", matter.case.file.at.source, hint)


def reminded_too_early(matter: Matter) -> Iterator[Problem]:
    """A reminder before the due date reminds of nothing that is owed: it does not put in default, and it lets the
    debtor paint the creditor as careless."""
    late_steps = {rung.step for rung in matter.case.workspace.ladder if rung.days_late > 0}
    late_steps |= {"first", "second", "final", "demand"}
    due = {invoice.number: invoice.due for invoice in matter.case.bills if invoice.due}
    for contact in matter.sent:
        named = [due[number] for number in contact.head.invoices if number in due] or list(due.values())
        if contact.head.step in late_steps and named and contact.head.date <= min(named):
            message = f"step {contact.head.step} went out on {contact.head.date}, not after the due date {min(named)}"
            hint = "compare both dates with the originals"
            yield weakness("too-early", message, Source(contact.file), hint)


def costs_beside_compensation(matter: Matter) -> Iterator[Problem]:
    """The fixed compensation is for the cost of recovery, and most laws give other costs of it only so far as they
    exceed it (Directive 2011/7/EU, art. 6(3)). Whoever claims both has to know what is owed beside it."""
    claim, rule = matter.claim, matter.claim.regime.compensation
    if rule and rule.notes and claim.compensation and claim.costs:
        message = f"costs of {claim.costs} are claimed beside the fixed compensation ({rule.law})"
        hint = "ask counsel what is owed beside it; the demand and the statement cite the law"
        yield weakness("costs-compensation", message, matter.case.file.at.of("costs"), hint)


def insolvent_debtor(matter: Matter) -> Iterator[Problem]:
    """In an insolvency a claim that is not filed in time is paid last, or not at all. It is the debtor's, whichever of
    their cases says it: what is open in the others has to be filed, too, and interest may stop in all of them."""
    insolvency, own = matter.insolvency, matter.case.file.insolvency
    if insolvency is None or insolvency.opened > matter.as_of:
        return
    if not own and matter.claim.total.amount <= 0:
        return
    filed = [event.date for event in matter.case.file.events if event.what == "insolvency"]
    when, hint = "", "file the claim with the administrator; reminders are no use any more"
    if filed and filed[0] <= matter.as_of:
        when, hint = (
            f", the claim was filed on {filed[0]}",
            "watch for objections to it; letters go to the administrator",
        )
    elif insolvency.file_by:
        past = " and that day is past" if insolvency.file_by < matter.as_of else ""
        when = f", the claim has to be filed by {insolvency.file_by}{past}"
    if own:
        yield weakness("insolvency", f"the debtor is insolvent{when}", own.at.source, hint)
        return
    message = f"the debtor is insolvent, as {insolvency.at.file} says, and this case does not{when}"
    hint = "write insolvency: here too, as interest and papers go by it; then file what is open here with the rest"
    yield weakness("insolvency", message, matter.case.file.at.source, hint)
