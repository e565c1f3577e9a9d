"""The formal demand, by us or through counsel: the agreement, what is owed and accrues, by when, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.model import Case
from casefile.claim.exact import money
from casefile.documents.demands import PROTOCOL, form
from casefile.documents.interest import Interest, interest, may_be_named
from casefile.documents.items import Item, items, sums
from casefile.documents.letter import (
    Agreement, Correspondents, agreement, correspondents, counsel_known, is_closed, something_issued,
)  # fmt: skip
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objections
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.proof import Annex, Refs, annexes, refs
from casefile.errors import Problem
from casefile.followup.ladder import reminded
from casefile.money import Money, zero


@dataclass(frozen=True, slots=True)
class Work:
    """What an invoice was for, in the words of its lines, with the invoice and the proof of it."""

    number: str
    issued: date
    due: date
    descriptions: tuple[str, ...]
    invoice: Refs
    proof: Refs


@dataclass(frozen=True, slots=True)
class Refused:
    """An offer of the debtor's that we did not take. `short` is how much of the claim it would have left unpaid."""

    date: date
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
    date: date
    noticed: date | None
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Demand:
    """What the demand's template may name. `form` is demand, before-claim or protocol."""

    form: str
    who: Correspondents
    agreement: Agreement
    work: tuple[Work, ...]
    items: tuple[Item, ...]
    sums: Item
    principal: Money
    interest: Interest | None
    interest_amount: Money
    compensation: Money
    fees: Money
    costs: Money
    credit: Money
    total: Money
    per_day: Money
    to_interest: Money
    order_law: str
    contested: Money
    undisputed: Money
    retained: Money
    objections: tuple[Objection, ...]
    sent: tuple[date, ...]
    refused: tuple[Refused, ...]
    broken: Broken | None
    guarantors: tuple[Guarantor, ...]
    assigned: Assigned | None
    pay: HowToPay
    pay_by: date
    days_to_pay: int
    exhibits: tuple[Annex, ...]

    @property
    def is_contested(self) -> bool:
        """Whether some of the claim is contested."""
        return bool(self.contested)


def content(matters: Matters, options: Options) -> Content:
    """The demand's values and its payment code."""
    matter = matters[0]
    case, claim = matter.case, matter.claim
    chosen = form(case)
    days = max(chosen.days, case.contract.claim_period_days or 0)
    rows = items((matter,), with_contested=True)
    numbers = tuple(one.number for one in claim.invoices if one.outstanding)
    pay, assets = how_to_pay(case.creditor, claim.total, numbers or (case.id,), options.language)
    values = Demand(
        form=chosen.name,
        who=correspondents(matters, options),
        agreement=agreement(case),
        work=tuple(_work(matter)),
        items=rows,
        sums=sums(rows, case.currency),
        principal=claim.principal,
        interest=interest(matter, options.language),
        interest_amount=claim.interest,
        compensation=claim.compensation,
        fees=claim.fees,
        costs=claim.costs,
        credit=claim.credit,
        total=claim.total,
        per_day=claim.per_day,
        to_interest=sum((one.interest_paid for one in claim.invoices), zero(case.currency)),
        order_law=claim.regime.allocation.law,
        contested=claim.contested,
        undisputed=claim.undisputed,
        retained=claim.retained,
        objections=objections(matter),
        sent=tuple(sorted({contact.head.date for contact in reminded(case, numbers, options.as_of)})),
        refused=tuple(_refused(matter)),
        broken=_broken(matter),
        guarantors=tuple(_guarantors(case)),
        assigned=_assigned(case),
        pay=pay,
        pay_by=options.as_of + timedelta(days=days),
        days_to_pay=days,
        exhibits=annexes(case, _cited(matter)),
    )
    warnings = (_enclosures(case),) if chosen is PROTOCOL else ()
    return Content(values, assets, warnings)


def _work(matter: Matter) -> Iterator[Work]:
    for one in matter.claim.invoices:
        if one.outstanding:
            invoice = next(each for each in matter.case.invoices if each.number == one.number)
            proof = (each for line in invoice.lines for each in line.evidence)
            lines = tuple(line.description for line in invoice.lines)
            yield Work(one.number, invoice.issued, one.due, lines, refs(invoice.evidence), refs(proof))


def _refused(matter: Matter) -> Iterator[Refused]:
    case, claim = matter.case, matter.claim
    for offer in case.offers:
        if offer.by == "debtor" and offer.status == "rejected" and offer.date <= claim.as_of:
            amount = money(offer.amount, case.currency)
            short = claim.principal - amount
            yield Refused(
                offer.date, offer.kind, amount, offer.due, short if short.amount > 0 else None, refs(offer.evidence)
            )


def _broken(matter: Matter) -> Broken | None:
    settled = matter.claim.settlement
    if settled is None or settled.progress.defaulted is None:
        return None
    missed = next(one for one in settled.progress.instalments if one.defaulted)
    return Broken(
        settled.settlement.agreed, settled.progress.amount, settled.progress.paid, missed.due, missed.amount,
        settled.settlement.default.revives == "full", refs(matter.case.settlement.evidence if matter.case.settlement else ()),
    )  # fmt: skip


def _guarantors(case: Case) -> Iterator[Guarantor]:
    for one in case.co_debtors:
        cap = money(one.terms.cap, case.currency) if one.terms.cap is not None else None
        yield Guarantor(one.party.name, one.terms.liability, cap, refs(one.terms.evidence))


def _assigned(case: Case) -> Assigned | None:
    sold = case.assignor
    if sold is None:
        return None
    return Assigned(sold.party.name, sold.terms.date, sold.terms.noticed, refs(sold.terms.evidence))


def _cited(matter: Matter) -> Iterator[str]:
    """The exhibits that the letter refers to."""
    case = matter.case
    yield from case.contract.evidence
    groups = [ref for work in _work(matter) for ref in (*work.invoice, *work.proof)]
    groups += [ref for o in objections(matter) for ref in (*o.exhibits, *o.conceded_exhibits)]
    groups += [ref for offer in _refused(matter) for ref in offer.exhibits]
    groups += [ref for one in _guarantors(case) for ref in one.exhibits]
    sold, broken = _assigned(case), _broken(matter)
    groups += [*(sold.exhibits if sold else ()), *(broken.exhibits if broken else ())]
    yield from (ref.id for ref in groups)


def _enclosures(case: Case) -> Problem:
    return Problem(
        "the Pre-Action Protocol for Debt Claims wants its Information Sheet, Reply Form and Financial Statement enclosed",
        case.file.at.source,
        "print its Annexes 1 and 2 and send them with the letter and the statement",
        "enclosures",
        "warning",
    )


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a formal demand."""
    found = [*counsel_known(matters, options), *something_issued(matters, options), *may_be_named(matters)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a formal demand is about one case", matter.case.file.at.source, hint, "several-cases"))
    if not found:
        found += [*_something_overdue(matters[0], options)]
    return tuple(found)


def _something_overdue(matter: Matter, options: Options) -> Iterator[Problem]:
    place = matter.case.file.at.source
    if not matter.claim.total.amount > 0:
        yield Problem(f"nothing is open on {options.as_of}", place, "there is nothing to demand", "nothing-open")
    elif not any(row.is_late for row in items((matter,), with_contested=True)):
        yield Problem(f"nothing is overdue on {options.as_of}", place, "wait for the due date", "nothing-overdue")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever something is overdue, and the case is not closed."""
    if any(is_closed(matter.case, options.as_of) for matter in matters) or needs(matters, options):
        return ()
    return ("",)


KIND = Kind("demand", "debtor", True, needs, content, steps)
