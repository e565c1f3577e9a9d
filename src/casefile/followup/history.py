"""What happened in a case: every dated fact, with where it is written. Pure; says nothing in words.

A fact is plain values under the name of what happened; the words are the chronology's. Each part of a case is a
function in SOURCES. What several sources know (an invoice and its exhibit) is one fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from casefile.case.fields import Privilege
from casefile.case.invoice import Invoice, Line
from casefile.case.model import Case
from casefile.case.privilege import kept_as, shown
from casefile.case.proof import ACCEPTED, DELIVERED
from casefile.case.terms import Resolved
from casefile.errors import Source
from casefile.followup.counterpart import counterpart
from casefile.money import Money
from casefile.records import Place


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact. `what` names what happened; `by` is us, debtor or empty; the rest as far as that kind has it.

    `who` names the person or the firm on the other end of a contact, where it isn't just the party itself, or on our
    side whom the claim was assigned by, before that day; `acts_for` the party they write for, where they are not that
    party.
    `number` is an invoice or an offer, `line` one of the invoice's lines; `text` words of the case itself; `more` a
    second name or word; `other` a second date. `source` is the place in the case's files.
    """

    day: date
    what: str
    source: Source
    by: str = ""
    number: str = ""
    amount: Money | None = None
    text: str = ""
    more: str = ""
    other: date | None = None
    exhibits: tuple[str, ...] = ()
    privilege: Privilege = "open"
    who: str = ""
    acts_for: str = ""
    line: str = ""

    @property
    def rank(self) -> int:
        """Its place among the facts of one day: a report that mail came back follows the mail."""
        is_report = self.by == "debtor" and self.more == "bounced"
        return len(_TURN) if is_report else _TURN.get(self.what, len(_TURN))


def history(case: Case, as_of: date) -> tuple[Fact, ...]:
    """Every fact dated up to the as-of date, oldest first."""
    found = [fact for source in SOURCES for fact in source(case)]
    cited = {(fact.day, name) for fact in found for name in fact.exhibits}
    found += [fact for fact in _exhibits(case) if (fact.day, fact.exhibits[0]) not in cited]
    known = (_by_holder(case, fact) for fact in found if fact.day <= as_of)
    return tuple(sorted(known, key=lambda fact: (fact.day, fact.rank, fact.number, fact.line, fact.source)))


def _by_holder(case: Case, fact: Fact) -> Fact:
    """A fact of our side, with the name of whom the claim was assigned by where it was still theirs."""
    is_theirs = fact.by == "us" and not fact.who and case.holder(fact.day) is not case.creditor
    return replace(fact, who=case.holder(fact.day).name) if is_theirs else fact


def _contract(case: Case) -> Iterator[Fact]:
    contract = case.file.contract
    if contract and contract.date:
        made = contract.made.words if contract.made else ""
        yield Fact(
            contract.date, "agreed", contract.at.of("date"), text=contract.title, more=made or contract.form or "",
            number="words" if made else "", exhibits=contract.evidence,
        )  # fmt: skip
    if case.assignor:
        sold, at = case.assignor.terms, case.assignor.terms.at
        name = case.assignor.party.name
        yield Fact(sold.date, "assigned", at.of("date"), text=name, exhibits=sold.evidence)
        if sold.noticed:
            yield Fact(sold.noticed, "assignment-noticed", at.of("noticed"), text=name, exhibits=sold.evidence)


def _invoices(case: Case) -> Iterator[Fact]:
    from casefile.claim.arithmetic import bill

    for invoice in case.invoices:
        at, amount = invoice.at, bill(invoice, case.currency).payable
        what = "credited" if invoice.is_credit_note else "invoiced"
        yield Fact(
            invoice.issued, what, at.of("issued"), "us", invoice.number, amount, more=invoice.credits,
            other=invoice.due, exhibits=invoice.evidence,
        )  # fmt: skip
        if invoice.received and invoice.received != invoice.issued:
            yield Fact(invoice.received, "invoice-received", at.of("received"), "debtor", invoice.number)
        if invoice.due:
            yield Fact(invoice.due, "due", at.of("due"), "", invoice.number, amount)
        yield from _lines(case, invoice)


def _lines(case: Case, invoice: Invoice) -> Iterator[Fact]:
    for line in invoice.lines:
        if line.delivered:
            yield Fact(
                line.delivered,
                "delivered",
                line.at.of("delivered"),
                "us",
                invoice.number,
                text=line.description,
                exhibits=_performed(case, invoice, line, line.delivered),
                line=line.id,
            )
        dispute = line.dispute
        if dispute and dispute.raised:
            amount = None if dispute.amount is None else Money(dispute.amount, case.currency)
            yield Fact(
                dispute.raised, "objected", dispute.at.of("raised"), "debtor", invoice.number, amount,
                dispute.statement, line.description, exhibits=_heard(case, dispute.raised), line=line.id,
            )  # fmt: skip
        if dispute and dispute.resolved:
            fact = _resolved(case, dispute.resolved, invoice.number, line.description)
            yield replace(fact, line=line.id)


def _heard(case: Case, day: date) -> tuple[str, ...]:
    """The exhibits of what came from the debtor on a day, in the open: an objection stands in them."""
    came = (each for each in case.contacts if each.head.direction == "in" and each.head.date == day)
    return tuple(name for each in came if kept_as(case, each) == "open" for name in each.head.evidence)


def _performed(case: Case, invoice: Invoice, line: Line, day: date) -> tuple[str, ...]:
    """The exhibits that show that a line was performed: of a kind that shows it and drawn up then or later, as a time
    sheet is, or of that day. What is older was not about it yet; an order shows only what was to be done."""
    target = f"{invoice.number}#{line.id}"
    named = (*line.evidence, *(each.id for each in case.exhibits if target in each.proves))
    rows = (row for name in dict.fromkeys(named) if (row := case.exhibit(name)))
    later = (row for row in rows if row.date is None or row.date >= day)
    return tuple(row.id for row in later if row.kind in (*DELIVERED, *ACCEPTED) or row.date == day)


def _resolved(case: Case, resolved: Resolved, number: str, description: str) -> Fact:
    amount = Money(resolved.amount, case.currency) if resolved.amount else None
    return Fact(
        resolved.on, f"objection-{resolved.outcome}", resolved.at.of("on"), "", number, amount, more=description,
        exhibits=resolved.evidence,
    )  # fmt: skip


def _dispute(case: Case) -> Iterator[Fact]:
    dispute = case.file.dispute
    if dispute and dispute.raised:
        yield Fact(
            dispute.raised, "objected", dispute.at.of("raised"), "debtor", text=dispute.statement,
            exhibits=_heard(case, dispute.raised),
        )  # fmt: skip
    if dispute and dispute.resolved:
        yield _resolved(case, dispute.resolved, "", "")


def _payments(case: Case) -> Iterator[Fact]:
    for payment in case.payments:
        by = "us" if payment.kind == "refund" else "debtor"
        yield Fact(
            payment.date, payment.kind, payment.at.of("date"), by, payment.invoice, _money(case, payment.amount),
            payment.reference, payment.payer, exhibits=payment.evidence,
        )  # fmt: skip
        back = payment.reversed
        if back:
            yield Fact(
                back.on, "returned", back.at.of("on"), "", payment.invoice, _money(case, payment.amount), back.reason,
                other=payment.date, exhibits=payment.evidence,
            )  # fmt: skip


def _money(case: Case, amount: Decimal | None) -> Money | None:
    return None if amount is None else Money(amount, case.currency)


def _offers(case: Case) -> Iterator[Fact]:
    for offer in case.offers:
        yield Fact(
            offer.date, f"offer-{offer.kind}", offer.at.of("date"), offer.by, offer.id, _money(case, offer.amount),
            more=offer.status, other=offer.due, exhibits=offer.evidence, privilege=offer.privilege,
        )  # fmt: skip


def _settlement(case: Case) -> Iterator[Fact]:
    settlement = case.settlement
    if settlement:
        yield Fact(
            settlement.agreed, "settled", settlement.at.of("agreed"), "", "", _money(case, settlement.amount),
            exhibits=settlement.evidence,
        )  # fmt: skip


def _costs(case: Case) -> Iterator[Fact]:
    for cost in case.file.costs:
        yield Fact(
            cost.date,
            "cost",
            cost.at.of("date"),
            "us",
            "",
            _money(case, cost.amount),
            cost.what,
            exhibits=cost.evidence,
        )


def _events(case: Case) -> Iterator[Fact]:
    for event in case.file.events:
        by = "debtor" if event.what == "acknowledgement" else ""
        yield Fact(
            event.date, event.what, event.at.of("date"), by, ", ".join(event.invoices), _money(case, event.amount),
            other=event.until, exhibits=event.evidence,
        )  # fmt: skip
    ruin = case.file.insolvency
    if ruin:
        yield Fact(
            ruin.opened, "insolvency-opened", ruin.at.of("opened"), "", ruin.reference, None, ruin.court,
            ruin.administrator, ruin.file_by, ruin.evidence,
        )  # fmt: skip
    if case.file.closed:
        closed = case.file.closed
        yield Fact(closed.on, f"closed-{closed.outcome}", closed.at.of("on"), "us", privilege="internal")


def _contacts(case: Case) -> Iterator[Fact]:
    seen = shown(case) if case.contacts else frozenset()
    for contact in case.contacts:
        head = contact.head
        by, at = "us" if head.direction == "out" else "debtor", _place(head.at, contact.file)
        privilege, other = kept_as(case, contact, seen), counterpart(case, head)
        yield Fact(
            head.date, f"contact-{head.channel}", at, by, head.step, None, head.subject, head.outcome or "",
            exhibits=head.evidence, privilege=privilege, who=other.name, acts_for=other.acts_for,
        )  # fmt: skip
        if head.received:
            arrived = "contact-returned" if head.received.came_back else "contact-received"
            yield Fact(
                head.received.on, arrived, at, "debtor", head.step, None, head.subject, head.received.how,
                head.date, head.received.evidence, privilege,
            )  # fmt: skip
        if head.promise:
            yield Fact(
                head.date, "promised", at, "debtor", "", _money(case, head.promise.amount), other=head.promise.on,
                exhibits=head.evidence, privilege=privilege,
            )  # fmt: skip


def _place(at: Place, file: str) -> Source:
    """Where a contact stands: a dropped-in mail has no front matter of its own."""
    return at.source if at.file else Source(file)


def _exhibits(case: Case) -> Iterator[Fact]:
    for exhibit in case.exhibits:
        if exhibit.date:
            yield Fact(
                exhibit.date, "exhibit", exhibit.at.of("date"), "", "", None, exhibit.title, exhibit.kind,
                exhibits=(exhibit.id,), privilege=exhibit.privilege,
            )  # fmt: skip


SOURCES: tuple[Callable[[Case], Iterator[Fact]], ...] = (
    _contract, _invoices, _dispute, _payments, _offers, _settlement, _costs, _events, _contacts,
)  # fmt: skip

_TURN = {
    what: turn
    for turn, what in enumerate(
        ("agreed", "assigned", "exhibit", "delivered", "invoiced", "due", "payment", "contact-email", "contact-post",
         "contact-registered", "contact-call", "contact-meeting", "contact-chat", "contact-attorney", "objected")
    )
}  # fmt: skip
