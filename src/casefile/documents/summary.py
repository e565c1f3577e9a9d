"""The claim on one page, for an attorney and a court: who owes what for what, where it stands, what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.documents.background import (
    Assigned,
    Broken,
    Demanded,
    Guarantor,
    Work,
    assigned,
    broken,
    demanded,
    guarantors,
    work,
)
from casefile.documents.chief import Chief, chief
from casefile.documents.counsel import is_for_counsel
from casefile.documents.estate import Estate, estate
from casefile.documents.heard import Heard, heard
from casefile.documents.interest import Interest, interest, may_be_named
from casefile.documents.items import Item, in_force, items, sums
from casefile.documents.letter import Agreement, agreement, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options, Sides
from casefile.documents.objections import Objection, objections
from casefile.documents.parties import Named, named
from casefile.documents.position import Position, position
from casefile.errors import Problem

MOST_ITEMS = 6
MOST_OBJECTIONS = 4


@dataclass(frozen=True, slots=True)
class Summary:
    """What the summary's template may name. `items` is empty for more than a page holds (`more_items` of them);
    `objections` are those still open, `more_objections` how many more there are; `lapsed` those for which something was
    taken off in a settlement that is in default. `paid_last` is the day of the last payment, `demand` the last formal
    demand, `reply` what came from the debtor last, `sides` what the packet's profile calls the two."""

    case_id: str
    title: str
    creditor: Named
    debtor: Named
    assigned: Assigned | None
    guarantors: tuple[Guarantor, ...]
    agreement: Agreement
    work: tuple[Work, ...]
    items: tuple[Item, ...]
    more_items: int
    sums: Item
    claim: Position
    interest: Interest | None
    paid_last: date | None
    objections: tuple[Objection, ...]
    more_objections: int
    lapsed: tuple[Objection, ...]
    broken: Broken | None
    settled: date | None
    estate: Estate | None
    demand: Demanded | None
    reply: Heard | None
    exhibits: tuple[Chief, ...]
    as_of: date
    sides: Sides


def content(matters: Matters, options: Options) -> Content:
    """The summary's values."""
    matter = matters[0]
    case, rows = matter.case, items((matter,), with_contested=True)
    raised = objections(matter)
    against = tuple(each for each in raised if each.is_open)
    settled = in_force(matter.claim.settlement)
    values = Summary(
        case_id=case.id,
        title=case.title,
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        assigned=assigned(case),
        guarantors=tuple(guarantors(case)),
        agreement=agreement(case, options.language),
        work=tuple(work(matter)),
        items=rows if len(rows) <= MOST_ITEMS else (),
        more_items=len(rows) if len(rows) > MOST_ITEMS else 0,
        sums=sums(rows, case.currency),
        claim=position(matter.claim),
        interest=interest(matter, options.language),
        paid_last=_paid_last(matter),
        objections=against[:MOST_OBJECTIONS],
        more_objections=max(len(against) - MOST_OBJECTIONS, 0),
        lapsed=tuple(each for each in raised if each.lapsed and each.conceded),
        broken=broken(matter),
        settled=settled.settlement.agreed if settled else None,
        estate=estate(matter),
        demand=next(reversed(tuple(demanded(matter, options.locations))), None),
        reply=next(iter(heard(matter, options.locations)), None),
        exhibits=chief(matter),
        as_of=options.as_of,
        sides=options.sides,
    )
    return Content(values)


def _paid_last(matter: Matter) -> date | None:
    came = (one.date for one in matter.case.payments if one.kind != "refund" and one.date <= matter.claim.as_of)
    return max(came, default=None)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a summary."""
    found = [*something_issued(matters, options), *may_be_named(matters)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a summary is about one case", matter.case.file.at.source, hint, "several-cases"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """In every packet; else when the case is for counsel."""
    if needs(matters, options):
        return ()
    return ("",) if options.enclosed or is_for_counsel(matters, options) else ()


KIND = Kind("summary", "attorney", False, needs, content, steps, values=Summary, is_dated=False)
