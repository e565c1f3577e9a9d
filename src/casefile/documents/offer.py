"""The offer: what we propose, with one choice or several side by side, beside what is owed on the day.

The letter that makes a marked offer is the one document that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casefile.case.dealings import Offer
from casefile.case.fields import Privilege
from casefile.case.model import Case
from casefile.case.protection import exposed, protects
from casefile.documents.asked import asked, may_be_asked
from casefile.documents.choices import Choice, choice, faults, offered
from casefile.documents.interest import Interest, interest, may_be_named
from casefile.documents.letter import (
    Agreement,
    Correspondents,
    agreement,
    correspondents,
    is_closed,
    something_issued,
)
from casefile.documents.matter import Content, Kind, Matters, Options
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.position import Position, position
from casefile.documents.purpose import purposes
from casefile.errors import Problem
from casefile.followup.formal import law

SIDE_BY_SIDE = 4  # as many choices as a page is wide


@dataclass(frozen=True, slots=True)
class OfferLetter:
    """What the offer's template may name. `label` is without-prejudice or save-as-to-costs where the offer is marked so
    and the law (`protected`) heeds it, else empty. `pay` is for the first payment of the first choice; `pays_once` says
    that there is no other."""

    who: Correspondents
    agreement: Agreement
    numbers: tuple[str, ...]
    label: str
    protected: bool
    choices: tuple[Choice, ...]
    side_by_side: bool
    owed: Position
    interest: Interest | None
    pay: HowToPay
    pays_once: bool

    @property
    def only(self) -> Choice | None:
        """The choice, when there is just one."""
        return self.choices[0] if len(self.choices) == 1 else None

    @property
    def has_payments(self) -> bool:
        """Whether anything would be paid."""
        return any(each.instalments for each in self.choices)


def content(matters: Matters, options: Options) -> Content:
    """The offer's values, and the payment code where there is one payment to make."""
    matter = matters[0]
    case, offers = matter.case, offered(matter, options)
    choices = tuple(choice(offer, asked(matter.claim)) for offer in offers)
    first, numbers = choices[0].first, tuple(one.number for one in matter.claim.invoices if one.outstanding)
    pays_once = len(choices) == 1 and choices[0].only is not None
    amount = first.amount if first else choices[0].amount
    pay, assets = how_to_pay(
        case.creditor, amount, purposes(numbers, (case.id,), options.language), options.language, case.debtor
    )
    privilege, protected = offers[0].privilege, protects(law(case))
    values = OfferLetter(
        who=correspondents(matters, options),
        agreement=agreement(case, options.language),
        numbers=numbers,
        label=privilege if protected and privilege != "open" else "",
        protected=protected,
        choices=choices,
        side_by_side=len(choices) <= SIDE_BY_SIDE,
        owed=position(matter.claim),
        interest=interest(matter, options.language),
        pay=pay,
        pays_once=pays_once,
    )
    return Content(values, assets if pays_once else {}, tuple(_exposed(case, offers, privilege)))


def _exposed(case: Case, offers: tuple[Offer, ...], privilege: Privilege) -> Iterator[Problem]:
    """That a court may see what is marked, where the label does not count."""
    weakness = exposed(case, privilege)
    if weakness:
        yield replace(weakness, source=offers[0].at.of("privilege"), level="warning")


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for an offer."""
    found = [*something_issued(matters, options), *may_be_asked(matters, options), *may_be_named(matters)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("an offer is about one case", matter.case.file.at.source, hint, "several-cases"))
    matter = matters[0]
    found += faults(matter, options)
    if not found and asked(matter.claim).amount <= 0:
        place = matter.case.file.at.source
        found.append(Problem(f"nothing is open on {options.as_of}", place, "there is nothing to offer", "nothing-open"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever an offer of ours stands, and the case is not closed."""
    if any(is_closed(matter.case, options.as_of) for matter in matters) or needs(matters, options):
        return ()
    return ("",)


KIND = Kind("offer", "debtor", True, needs, content, steps, values=OfferLetter, takes_offers=True)
