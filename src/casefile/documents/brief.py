"""The brief: two pages for our own counsel, with what nobody else may read. Facts and tokens; advice is counsel's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.wall import opened
from casefile.claim.exact import money
from casefile.documents.background import Assigned, Broken, Guarantor, assigned, broken, guarantors
from casefile.documents.chief import Chief, chief
from casefile.documents.counsel import is_for_counsel
from casefile.documents.estate import Estate, estate
from casefile.documents.heard import Heard, heard
from casefile.documents.interest import Interest, interest
from casefile.documents.items import in_force
from casefile.documents.letter import Agreement, agreement, something_issued
from casefile.documents.limits import Limit, limits
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objections
from casefile.documents.parties import Named, named
from casefile.documents.payment import grouped
from casefile.documents.people import Known, everybody
from casefile.documents.position import Position, position
from casefile.documents.promises import Promised, promises
from casefile.documents.proof import Refs, refs
from casefile.documents.proposals import Proposal, proposals
from casefile.documents.weak import Originals, Weak, originals, weak
from casefile.documents.witnesses import Witness, witnesses
from casefile.errors import Problem
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the debtor acknowledged; `amount` is None for the whole. `in_settlement`: by settling."""

    day: date
    amount: Money | None
    invoices: tuple[str, ...]
    in_settlement: bool
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that came; `payer` as the case names them, empty where it does not."""

    day: date
    amount: Money
    payer: str
    method: str
    returned: bool
    exhibits: Refs


@dataclass(frozen=True, slots=True)
class Spent:
    """A cost of getting paid; `what` is empty for a bank's fee on a payment that was returned."""

    day: date
    what: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Brief:
    """What the brief's template may name.

    `counsel` and `firm` are empty where none is named. `asks` are words for what we ask: file (in the insolvency),
    enforce (a broken settlement), watch (one that is kept), sue or arbitrate; and besides one of them contested, others
    (who are liable), limitation, costs. `names` are all for the conflict check. `limit` is that of the debt barred
    first; `more_limits` counts the others. `spoken` is what the debtor's side said last; `offers` are all, those that
    no court may see among them.
    """

    case_id: str
    title: str
    counsel: str
    firm: str
    reference: str
    asks: tuple[str, ...]
    creditor: Named
    debtor: Named
    is_consumer: bool
    assigned: Assigned | None
    guarantors: tuple[Guarantor, ...]
    names: tuple[Known, ...]
    agreement: Agreement
    claim: Position
    interest: Interest | None
    limit: Limit | None
    more_limits: int
    estate: Estate | None
    broken: Broken | None
    acknowledged: tuple[Acknowledged, ...]
    promises: tuple[Promised, ...]
    objections: tuple[Objection, ...]
    spoken: tuple[Heard, ...]
    exhibits: tuple[Chief, ...]
    weak: tuple[Weak, ...]
    originals: tuple[Originals, ...]
    witnesses: tuple[Witness, ...]
    payments: tuple[Paid, ...]
    account: str
    bank: str
    costs: tuple[Spent, ...]
    offers: tuple[Proposal, ...]
    as_of: date


MOST_PAYMENTS = 5
MOST_SPOKEN = 2


def content(matters: Matters, options: Options) -> Content:
    """The brief's values."""
    matter, language = matters[0], options.language
    case, counsel = matter.case, matter.case.file.attorney
    bank, barred = case.debtor.bank, limits(matter, language)
    seen = Matter(opened(case), matter.claim, case)
    values = Brief(
        case_id=case.id,
        title=case.title,
        counsel=counsel.name if counsel else "",
        firm=counsel.firm if counsel else "",
        reference=counsel.reference if counsel else "",
        asks=tuple(_asks(matter)),
        creditor=named(case.creditor, language),
        debtor=named(case.debtor, language),
        is_consumer=case.debtor.kind == "consumer",
        assigned=assigned(case),
        guarantors=tuple(guarantors(case)),
        names=everybody(matter),
        agreement=agreement(case, language),
        claim=position(matter.claim),
        interest=interest(matter, language),
        limit=next(iter(barred), None),
        more_limits=max(len(barred) - 1, 0),
        estate=estate(matter),
        broken=broken(matter),
        acknowledged=tuple(sorted(_acknowledged(matter), key=lambda one: one.day)),
        promises=promises(matter),
        objections=objections(matter),
        spoken=heard(matter)[:MOST_SPOKEN],
        exhibits=chief(seen),
        weak=weak(matter),
        originals=originals(matter),
        witnesses=witnesses(matter),
        payments=tuple(_payments(matter))[-MOST_PAYMENTS:],
        account=(grouped(bank.iban) if bank.iban else bank.account) if bank else "",
        bank=bank.name if bank else "",
        costs=tuple(sorted(_costs(matter), key=lambda one: one.day)),
        offers=proposals(matter),
        as_of=options.as_of,
    )
    return Content(values)


def _asks(matter: Matter) -> Iterator[str]:
    contract, claim = matter.case.contract, matter.claim
    if estate(matter):
        yield "file"
    elif broken(matter):
        yield "enforce"
    elif in_force(claim.settlement):
        yield "watch"
    else:
        yield "arbitrate" if contract.forum and contract.forum.kind == "arbitration" else "sue"
    if claim.contested:
        yield "contested"
    if matter.case.co_debtors:
        yield "others"
    yield "limitation"
    yield "costs"


def _acknowledged(matter: Matter) -> Iterator[Acknowledged]:
    case, day = matter.case, matter.claim.as_of
    for event in case.file.events:
        if event.what == "acknowledgement" and event.date <= day:
            amount = None if event.amount is None else money(event.amount, case.currency)
            yield Acknowledged(event.date, amount, event.invoices, False, refs(event.evidence))
    terms = case.settlement
    if terms and terms.acknowledges and terms.agreed <= day:
        yield Acknowledged(terms.agreed, money(terms.amount, case.currency), (), True, refs(terms.evidence))


def _payments(matter: Matter) -> Iterator[Paid]:
    """What came as money, oldest first: whose account it came from is what counsel asks when it comes to enforcing."""
    day = matter.claim.as_of
    for one in sorted(matter.case.payments, key=lambda each: each.date):
        if one.kind == "payment" and one.date <= day:
            returned = one.reversed is not None and one.reversed.on <= day
            amount = money(one.amount, matter.case.currency)
            yield Paid(one.date, amount, one.payer, one.method, returned, refs(one.evidence))


def _costs(matter: Matter) -> Iterator[Spent]:
    for cost in matter.case.file.costs:
        if cost.date <= matter.claim.as_of:
            yield Spent(cost.date, cost.what, money(cost.amount, matter.case.currency))
    for payment in matter.case.payments:
        back = payment.reversed
        if back and back.fee and back.on <= matter.claim.as_of:
            yield Spent(back.on, "", money(back.fee, matter.case.currency))


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a brief."""
    found = [*something_issued(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a brief is about one case", matter.case.file.at.source, hint, "several-cases"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """When the case is for counsel."""
    return ("",) if not needs(matters, options) and is_for_counsel(matters, options) else ()


KIND = Kind("brief", "counsel", False, needs, content, steps, values=Brief, is_dated=False)
