"""Is there proof: of the contract, of each line, of arrival, of the answers to what is contested."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from casefile.case import privilege
from casefile.case.agreement import records
from casefile.case.dealings import Offer, Payment, Settlement
from casefile.case.invoice import Invoice, Line, LineDispute
from casefile.case.model import Contact
from casefile.case.proof import ACCEPTED, DELIVERED, ContactHead, Exhibit, Received, accepts
from casefile.case.terms import Contract, Dispute
from casefile.checks.matter import Matter, weakness
from casefile.checks.terms import quotes
from casefile.errors import Problem, Source
from casefile.records import Record

_ON_ACCEPTANCE = {"DE": "BGB § 641(1)", "RU": "ГК РФ, ст. 711(1)"}
_CALLED: Mapping[type, str] = {
    Contract: "the contract",
    Invoice: "the invoice",
    Payment: "the payment",
    Settlement: "the settlement",
    Received: "that it arrived",
}
_POSTED = re.compile(  # what post offices call the slip that they give for a letter
    r"(certificate|proof|receipt) of posting|einlieferungsbe|preuve de dépôt|récépissé de dépôt"
    r"|(potwierdzeni|dowód)\w* nadania|квитанци\w* об (отправ|приёме|приеме)|опис\w* вложения",
    re.IGNORECASE,
)
_ARRIVED = re.compile(  # and one that they bring back
    r"signed|deliver|rückschein|zustell|zugestellt|ausliefer|réception|distribu|odbi|doręcz|вручен|получен",
    re.IGNORECASE,
)
_AGREED = ("authority", "contract", "order", "change-order")


def no_contract(matter: Matter) -> Iterator[Problem]:
    """A claim out of a contract begins with the contract. Without a signed copy, or for an oral agreement its words and
    witnesses, the debtor can simply deny that anything was agreed, and the burden of proof lies with the creditor."""
    file, contract = matter.case.file, matter.case.contract
    source = contract.at.source if file.contract else file.at.source
    if file.contract is None:
        yield weakness("no-contract", "nothing says what was agreed", source, "write down contract: with its exhibit")
    elif contract.form == "oral" and not (contract.made and contract.made.words):
        hint = "write made: who agreed with whom, where, and in which words"
        yield weakness("no-contract", "the agreement was oral, and its words are not written down", source, hint)
    elif contract.form != "oral" and not contract.evidence:
        hint = "take the signed copy or the e-mails in with casefile add --kind contract, and name them in evidence:"
        yield weakness("no-contract", "no exhibit shows the contract", source, hint)


def line_without_proof(matter: Matter) -> Iterator[Problem]:
    """Each line has to be shown as ordered, delivered or accepted; an invoice proves only that it was written. A line
    without proof is the first that a court dismisses, and the first that an opponent looks for."""
    for invoice, line in matter.lines:
        if not matter.proving(invoice, line):
            message = f"nothing proves line {line.id} of {invoice.number} ({line.description})"
            hint = "name an order, time sheet, delivery note or acceptance in its evidence:"
            yield weakness("line-without-proof", message, line.at.source, hint)


def proof_withheld(matter: Matter) -> Iterator[Problem]:
    """What is kept back proves nothing to others: no paper names it, and the other side and the court see a line, a
    payment, a delivery or a settlement without proof. A stand-in (`redacts:`) will do, or another exhibit. Letters
    without prejudice may be shown to prove that an agreement was reached (Tomlin v Standard Telephones and Cables
    [1969] 1 WLR 1378); whether to is for counsel."""
    for invoice, line in matter.lines:
        ids = [exhibit.id for exhibit in matter.proving(invoice, line)]
        yield from _withheld(matter, ids, f"line {line.id} of {invoice.number}", line.at.source)
    for record in _told(matter):
        if not isinstance(record, (Line, Offer, ContactHead)):
            what = _CALLED.get(type(record), "what is said here")
            yield from _withheld(matter, getattr(record, "evidence", ()), what, record.at.of("evidence"))


def _told(matter: Matter) -> Iterator[Record]:
    """The records of what the open side of the case tells."""
    case = matter.case
    shown = tuple(each for each in case.contacts if matter.kept_as(each) == "open")
    return records(replace(case, contacts=shown))


def _withheld(matter: Matter, names: Sequence[str], what: str, source: Source) -> Iterator[Problem]:
    """A weakness where each of the exhibits named is there, and kept back without a stand-in."""
    seen = frozenset(exhibit.id for exhibit in matter.shown)
    known = [name for name in dict.fromkeys(names) if matter.case.exhibit(name)]
    if known and not any(privilege.standing_for(matter.case, name, seen) for name in known):
        kept = f"{', '.join(known)} {'is' if len(known) == 1 else 'are'} kept back"
        message = f"nothing that others may see shows {what}: {kept}"
        hint = "name another exhibit, take in a copy with redacts:, or mark it privilege: open if others may see it"
        yield weakness("proof-withheld", message, source, hint)


def not_performed(matter: Matter) -> Iterator[Problem]:
    """An order shows what was to be done, not that it was: who withholds payment says first that nothing came, or not
    what was ordered. A line with a contract or an order alone needs a delivery note, a time sheet or an acceptance; a
    letter about the whole invoice does not say it of the line."""
    for invoice, line in matter.lines:
        proof = matter.proving(invoice, line)
        is_done = any(exhibit.kind in (*DELIVERED, *ACCEPTED) for exhibit in proof)
        own = [each for each in proof if each.id in line.evidence or f"{invoice.number}#{line.id}" in each.proves]
        if proof and not is_done and line.unit_price > 0 and all(each.kind in _AGREED for each in own or proof):
            message = f"line {line.id} of {invoice.number} is shown as ordered, and nothing shows that it was done"
            hint = "name a delivery note, time sheet or acceptance in its evidence:"
            yield weakness("not-performed", message, line.at.source, hint)


def not_accepted(matter: Matter) -> Iterator[Problem]:
    """Under some laws works are paid for when the customer has accepted them, not when they are delivered (BGB
    § 641(1); ГК РФ, ст. 711(1)): without an acceptance nothing is due yet, and the burden of showing that there are no
    defects stays with us. What is older than the delivery, as leave to print is, accepts nothing yet. A clause by which
    they count as accepted will do, too."""
    contract, events = matter.case.contract, matter.case.file.events
    law = _ON_ACCEPTANCE.get((contract.law or "")[:2], "") if contract.type == "works" else ""
    if not law or quotes(contract, "acceptance") or any(event.what == "acknowledgement" for event in events):
        return
    for invoice, line in matter.lines:
        proof = matter.proving(invoice, line)
        if not any(accepts(exhibit, line.delivered) for exhibit in proof):
            early = ", ".join(exhibit.id for exhibit in proof if exhibit.kind in ACCEPTED)
            older = f"; {early} is older than the delivery" if early else ""
            what = f"line {line.id} of {invoice.number}{older}"
            message = f"works are paid for once they are accepted ({law}), and nothing shows that for {what}"
            hint = "take in the acceptance, or quote the clause by which they count as accepted; else ask for it now"
            yield weakness("not-accepted", message, line.at.source, hint)


def unanswered(matter: Matter) -> Iterator[Problem]:
    """What the debtor objects to and nobody answers tends to count as admitted, and it is what the other side's first
    letter will be about. An answer, even a short one, belongs in the file while memories are fresh."""
    disputes: list[tuple[Dispute | LineDispute, str]] = [
        (line.dispute, f"line {line.id} of {invoice.number}") for invoice, line in matter.lines if line.dispute
    ]
    if matter.case.file.dispute:
        disputes.append((matter.case.file.dispute, "the claim"))
    for dispute, what in disputes:
        if not dispute.response and not dispute.resolved:
            hint = "write response: what we say to it, and the evidence for it"
            yield weakness("unanswered", f"the debtor contests {what}, and we have no answer", dispute.at.source, hint)


def no_arrival(matter: Matter) -> Iterator[Problem]:
    """Default, interest and limitation may all hang on the day the debtor had the invoice, and a demand that cannot be
    shown to have arrived has to be sent again. A receipt, a reply that mentions it, or a tracking number is enough."""
    proven = {number for contact in matter.case.contacts if _shows_arrival(contact) for number in contact.head.invoices}
    paid = {payment.invoice for payment in matter.case.payments}
    for one in matter.claim.invoices:
        invoice = one.invoice
        if one.days_overdue > 0 and not invoice.received and invoice.number not in proven | paid:
            hint = "write received: the day, or log the contact that shows it"
            message = f"nothing shows that {invoice.number} reached the debtor"
            yield weakness("no-arrival", message, invoice.at.source, hint)
    for contact in matter.sent:
        if contact.head.step == "demand" and not (contact.head.received or contact.head.proof):
            hint = "write received: or proof: (the tracking number) at the top of it"
            yield weakness("no-arrival", "nothing shows that the demand arrived", Source(contact.file), hint)


def posting_for_arrival(matter: Matter) -> Iterator[Problem]:
    """A proof of posting shows that a letter was sent, not that it arrived: a certificate of posting, or whatever is
    older than the day of arrival. English law presumes arrival by post where an Act has the document served by post
    (Interpretation Act 1978, s 7), and of papers served under the Civil Procedure Rules (CPR 6.26); elsewhere the
    contract has to say so. Ask for the carrier's record of delivery, or find a reply that mentions the letter."""
    for contact in matter.case.contacts:
        received = contact.head.received
        if received is None or received.came_back:
            continue
        rows = [row for name in received.evidence if (row := matter.case.exhibit(name))]
        if rows and all(_shows_posting(row, received.on) for row in rows):
            names = ", ".join(row.id for row in rows)
            message = f"{names} shows that a letter of {contact.head.date} was sent, not that it arrived"
            hint = "get the carrier's record of delivery; until then name the exhibit in evidence: and drop received:"
            yield weakness("posting-for-arrival", message, received.at.of("evidence"), hint)


def _shows_posting(exhibit: Exhibit, came: date) -> bool:
    """Whether a proof of sending shows no more than that: by its day, or by what its title calls it."""
    if exhibit.kind != "proof-of-sending":
        return False
    is_older = exhibit.date is not None and exhibit.date < came
    return is_older or (bool(_POSTED.search(exhibit.title)) and not _ARRIVED.search(exhibit.title))


def _shows_arrival(contact: Contact) -> bool:
    head = contact.head
    if head.received and head.received.came_back:
        return False
    return bool(head.received or head.proof or head.direction == "in" or head.outcome in ("promised", "acknowledged"))
