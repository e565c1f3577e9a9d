"""What lies behind a demand: the work, earlier demands, refused offers, a broken settlement, others who owe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casefile.case.model import Case
from casefile.claim.exact import money
from casefile.documents.matter import Matter
from casefile.documents.objections import objections
from casefile.documents.proof import Refs, letter_refs, refs
from casefile.followup.ladder import ladder
from casefile.money import Money
from casefile.render.sheet import Location

MOST_INVOICES = 6  # a letter with more of them describes none, but refers to the breakdown
MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Work:
    """What an invoice was for, in the words of its first lines and how many `more` there are, with its proof."""

    number: str
    issued: date
    due: date
    descriptions: tuple[str, ...]
    more: int
    invoice: Refs
    proof: Refs


@dataclass(frozen=True, slots=True)
class Refused:
    """An offer of the debtor's that we did not take. `short` is how much of the claim it would have left unpaid."""

    day: date
    kind: str
    amount: Money
    last: date | None
    short: Money | None
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Broken:
    """The settlement whose default brought the claim back."""

    agreed: date
    amount: Money
    paid: Money
    missed: date
    instalment: Money
    in_full: bool
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Guarantor:
    """Somebody else who owes."""

    name: str
    liability: str
    cap: Money | None
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Assigned:
    """Whom the claim was taken over from."""

    name: str
    day: date
    noticed: date | None
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Demanded:
    """A demand that was sent before. `received` is the day it reached the debtor, or came back (`returned`)."""

    day: date
    exhibits: Refs
    received: date | None
    returned: bool
    received_at: Refs


def demanded(matter: Matter, locations: Mapping[str, Location] | None = None) -> Iterator[Demanded]:
    """The demands sent about what is still open, oldest first; `locations` are a packet's that prints letters."""
    steps = {"demand", *(step.step for step in ladder(matter.case) if step.document == "demand")}
    numbers = {one.number for one in matter.claim.invoices if one.outstanding}
    for contact in sorted(matter.case.contacts, key=lambda each: each.head.date):
        head = contact.head
        concerns = not head.invoices or bool(numbers & set(head.invoices))
        sent = head.direction == "out" and head.outcome != "bounced" and head.date < matter.claim.as_of
        if sent and concerns and head.step in steps:
            got = head.received if head.received and head.received.on <= matter.claim.as_of else None
            back = got is not None and got.came_back
            at = refs(got.evidence) if got else ()
            yield Demanded(head.date, letter_refs(contact, locations), got.on if got else None, back, at)


def work(matter: Matter) -> Iterator[Work]:
    billed = [one for one in matter.claim.invoices if one.outstanding]
    if len(billed) <= MOST_INVOICES:
        for one in billed:
            invoice = next(each for each in matter.case.invoices if each.number == one.number)
            proof = (each for line in invoice.lines for each in line.evidence)
            lines = tuple(line.description for line in invoice.lines)
            more = max(len(lines) - MOST_LINES, 0)
            shown = refs(proof) if not more else ()
            yield Work(one.number, invoice.issued, one.due, lines[:MOST_LINES], more, refs(invoice.evidence), shown)


def refused(matter: Matter) -> Iterator[Refused]:
    """The debtor's offers that were turned down; a settlement takes the place of those made before it."""
    case, claim = matter.case, matter.claim
    agreed = claim.settlement.settlement.agreed if claim.settlement else date.min
    for offer in case.offers:
        is_over = offer.by == "debtor" and offer.status == "rejected" and offer.date <= claim.as_of
        if is_over and offer.date > agreed:
            amount = money(offer.amount, case.currency)
            short = claim.principal - amount
            yield Refused(
                offer.date, offer.kind, amount, offer.due, short if short.amount > 0 else None, refs(offer.evidence)
            )


def broken(matter: Matter) -> Broken | None:
    settled = matter.claim.settlement
    if settled is None or settled.progress.defaulted is None:
        return None
    missed = next(one for one in settled.progress.instalments if one.defaulted)
    return Broken(
        agreed=settled.settlement.agreed,
        amount=settled.progress.amount,
        paid=settled.progress.paid,
        missed=missed.due,
        instalment=missed.amount,
        in_full=settled.settlement.default.revives == "full",
        exhibits=refs(matter.case.settlement.evidence if matter.case.settlement else ()),
    )


def guarantors(case: Case) -> Iterator[Guarantor]:
    for one in case.co_debtors:
        cap = money(one.terms.cap, case.currency) if one.terms.cap is not None else None
        yield Guarantor(one.party.name, one.terms.liability, cap, refs(one.terms.evidence))


def assigned(case: Case) -> Assigned | None:
    sold = case.assignor
    if sold is None:
        return None
    return Assigned(sold.party.name, sold.terms.date, sold.terms.noticed, refs(sold.terms.evidence))


def cited(matter: Matter, locations: Mapping[str, Location] | None = None) -> Iterator[str]:
    """The exhibits that the letter refers to; `locations` are those of a packet that prints letters."""
    case = matter.case
    yield from case.contract.evidence
    groups = [ref for work in work(matter) for ref in (*work.invoice, *work.proof)]
    groups += [ref for o in objections(matter) for ref in (*o.exhibits, *o.conceded_exhibits)]
    groups += [ref for sent in demanded(matter, locations) for ref in (*sent.exhibits, *sent.received_at)]
    groups += [ref for offer in refused(matter) for ref in offer.exhibits]
    groups += [ref for each in guarantors(case) for ref in each.exhibits]
    for one in (assigned(case), broken(matter)):
        groups += one.exhibits if one else ()
    yield from (ref.id for ref in groups)
