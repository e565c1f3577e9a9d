"""The formal demand, by us or through counsel: the agreement, what is owed and accrues, by when, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.case.model import Case
from casefile.case.postal import post_goes_to
from casefile.claim.compensation import Unconverted
from casefile.claim.sources import bearing
from casefile.documents import background
from casefile.documents.accruals import Account, account
from casefile.documents.asked import asked, awarded, may_be_asked
from casefile.documents.charges import Charges, charged
from casefile.documents.demands import collects_debts, freelance_act, issues_proceedings, unconfirmed
from casefile.documents.interest import Interest, interest, may_be_named, order_law
from casefile.documents.items import Item, items, sums
from casefile.documents.letter import (
    Agreement,
    Correspondents,
    agreement,
    correspondents,
    counsel_known,
    is_closed,
    something_issued,
)
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objections
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.proof import Annex, annexes
from casefile.documents.purpose import purposes
from casefile.documents.reach import Reach, reach
from casefile.errors import Problem
from casefile.followup.formal import PROTOCOL, Form, days_given, form
from casefile.followup.ladder import reminded
from casefile.money import Money


@dataclass(frozen=True, slots=True)
class Demand:
    """What the demand's template may name. `form` is the name of the law's own form: before-claim and protocol
    (England and Wales), mise-en-demeure, wezwanie, pretenziya, mahnung, final-notice (United States), else demand.
    `proceedings` says that claims are issued there rather than brought before a court. `total` is without what a court
    has to award first, and so is `interest_amount`. `accounts` are the periods of interest, an invoice each.
    `freelance_act`: New York's Freelance Isn't Free Act may apply; `by_debt_collector`: counsel writes to a consumer
    in the United States."""

    form: str
    who: Correspondents
    agreement: Agreement
    many_invoices: bool
    work: tuple[background.Work, ...]
    items: tuple[Item, ...]
    sums: Item
    principal: Money
    interest: Interest | None
    interest_amount: Money
    compensation: Money
    unconverted: tuple[Unconverted, ...]
    fees: Money
    costs: Money
    credit: Money
    total: Money
    per_day: Money
    charged: Charges
    order_law: str
    contested: Money
    undisputed: Money
    retained: Money
    objections: tuple[Objection, ...]
    sent: tuple[date, ...]
    demanded: tuple[background.Demanded, ...]
    refused: tuple[background.Refused, ...]
    broken: background.Broken | None
    guarantors: tuple[background.Guarantor, ...]
    assigned: background.Assigned | None
    pay: HowToPay
    reach: Reach
    pay_by: date
    days_to_pay: int
    proceedings: bool
    accounts: tuple[Account, ...]
    freelance_act: bool
    by_debt_collector: bool
    exhibits: tuple[Annex, ...]

    @property
    def is_contested(self) -> bool:
        """Whether some of the claim is contested."""
        return bool(self.contested)


def content(matters: Matters, options: Options) -> Content:
    """The demand's values and its payment code."""
    matter = matters[0]
    case, claim = matter.case, matter.claim
    numbers = tuple(one.number for one in claim.invoices if one.outstanding)
    pay, assets = how_to_pay(
        case.creditor, asked(claim), purposes(numbers, (case.id,), options.language), options.language, case.debtor
    )
    sent = tuple(sorted({contact.head.date for contact in reminded(case, numbers, options.as_of)}))
    chosen = form(case)
    protocol = [_enclosures(case)] if chosen is PROTOCOL else []
    addresses = () if options.enclosed else _unaddressed(case)
    return Content(
        _values(matters, options, chosen, pay, sent),
        assets,
        (*protocol, *addresses, *unconfirmed(case, claim, options.by)),
    )


def _values(matters: Matters, options: Options, chosen: Form, pay: HowToPay, sent: tuple[date, ...]) -> Demand:
    """The demand's values: in the `chosen` form, with how to `pay`, and the days on which reminders were `sent`."""
    matter = matters[0]
    case, claim = matter.case, matter.claim
    days = days_given(case)
    rows = items((matter,), with_contested=True)
    return Demand(
        form=chosen.name,
        who=correspondents(matters, options),
        agreement=agreement(case, options.language),
        many_invoices=len(rows) > background.MOST_INVOICES,
        work=tuple(background.work(matter)),
        items=rows,
        sums=sums(rows, case.currency),
        principal=claim.principal,
        interest=interest(matter, options.language),
        interest_amount=claim.interest - awarded(claim),
        compensation=claim.compensation,
        unconverted=claim.unconverted,
        fees=claim.fees,
        costs=claim.costs,
        credit=claim.credit,
        total=asked(claim),
        per_day=claim.per_day,
        charged=charged((matter,), rows),
        order_law=order_law(claim),
        contested=claim.contested,
        undisputed=claim.undisputed,
        retained=claim.retained,
        objections=objections(matter),
        sent=sent,
        demanded=tuple(background.demanded(matter, options.locations)),
        refused=tuple(background.refused(matter)),
        broken=background.broken(matter),
        guarantors=tuple(background.guarantors(case)),
        assigned=background.assigned(case),
        pay=pay,
        reach=reach(case),
        pay_by=options.as_of + timedelta(days=days),
        days_to_pay=days,
        proceedings=issues_proceedings(case),
        accounts=tuple(account(one, None) for one in bearing(claim) if one.periods),
        freelance_act=freelance_act(case, claim),
        by_debt_collector=collects_debts(case, options.by),
        exhibits=annexes(case, background.cited(matter, options.locations), options.locations),
    )


def _unaddressed(case: Case) -> Iterator[Problem]:
    """A demand goes by post and wants an answer: it has to say where to, and where from."""
    for party in (post_goes_to(case.debtor), case.creditor):
        if party.address is None:
            message = f"the demand shows no address of {party.name}"
            yield Problem(message, party.at.source, "write address: {lines, postcode, city}", "address", "warning")


def _enclosures(case: Case) -> Problem:
    return Problem(
        "the Pre-Action Protocol for Debt Claims wants Information Sheet, Reply Form and Financial Statement enclosed",
        case.file.at.source,
        "print its Annexes 1 and 2 and send them with the letter and the statement",
        "enclosures",
        "warning",
    )


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a formal demand."""
    found = [*counsel_known(matters, options), *something_issued(matters, options), *may_be_named(matters)]
    found += [*may_be_asked(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a formal demand is about one case", matter.case.file.at.source, hint, "several-cases"))
    if not found:
        found += [*_something_overdue(matters[0], options)]
    return tuple(found)


def _something_overdue(matter: Matter, options: Options) -> Iterator[Problem]:
    place = matter.case.file.at.source
    if not asked(matter.claim).amount > 0:
        yield Problem(f"nothing is open on {options.as_of}", place, "there is nothing to demand", "nothing-open")
    elif not any(row.is_late for row in items((matter,), with_contested=True)):
        yield Problem(f"nothing is overdue on {options.as_of}", place, "wait for the due date", "nothing-overdue")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever something is overdue, and the case is not closed."""
    if any(is_closed(matter.case, options.as_of) for matter in matters) or needs(matters, options):
        return ()
    return ("",)


KIND = Kind("demand", "debtor", True, needs, content, steps, values=Demand, by_counsel=True)
