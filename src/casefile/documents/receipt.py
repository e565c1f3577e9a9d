"""The receipt: what came since our last letter, what it was set against, and what remains open, or that nothing does.

A receipt for the principal alone may let it be presumed that the interest is paid (for example KC art. 466): this one
names what was paid, and reserves the rest. A payment meant to settle everything is taken as a part payment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.claim.compensation import Unconverted
from casefile.claim.model import Settled
from casefile.documents.asked import asked, may_be_asked
from casefile.documents.instalments import Instalment
from casefile.documents.interest import Interest, interest, may_be_named, order_law
from casefile.documents.items import in_force
from casefile.documents.letter import Correspondents, correspondents, one_debtor, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.position import Position, position
from casefile.documents.purpose import purposes
from casefile.documents.received import Covered, Received, acknowledged, came, covered, received, unacknowledged
from casefile.errors import Problem, Source
from casefile.money import Money, total


@dataclass(frozen=True, slots=True)
class Kept:
    """The settlement that the payment was made under. `next` is the first payment that is open, `is_late` whether its
    day has passed; `is_all` says that nothing else is owed."""

    agreed: date
    sum: Money
    paid: Money
    remaining: Money
    next: Instalment | None
    count: int
    is_late: bool
    is_all: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receipt's template may name.

    `numbers` are all invoices of the claim. `order_law` is empty where the payments covered no interest and no costs.
    `uninvoiced`: something was billed too little and is not invoiced yet. `is_paid`: nothing that was asked for is
    open; `is_discharged`: and nothing of it is reserved.
    """

    who: Correspondents
    payments: tuple[Received, ...]
    received: Money
    covered: tuple[Covered, ...]
    order_law: str
    numbers: tuple[str, ...]
    settlement: Kept | None
    owed: Position
    interest: Interest | None
    unconverted: tuple[Unconverted, ...]
    uninvoiced: bool
    is_paid: bool
    is_discharged: bool
    pay: HowToPay

    @property
    def only(self) -> Received | None:
        """The payment, when there is just one."""
        return self.payments[0] if len(self.payments) == 1 else None


def content(matters: Matters, options: Options) -> Content:
    """The receipt's values."""
    matter = matters[0]
    case, claim, found = matter.case, matter.claim, acknowledged(matter)
    rows, owed = tuple(covered(matter, found)), position(claim)
    is_paid = owed.total.amount <= 0
    beside_principal = any(row.costs or row.interest for row in rows)
    open_numbers = tuple(one.number for one in claim.invoices if one.outstanding)
    pay, _ = how_to_pay(
        case.creditor, owed.total, purposes(open_numbers, (case.id,), options.language), options.language, case.debtor
    )
    settled = in_force(claim.settlement)
    values = Receipt(
        who=correspondents(matters, options),
        payments=tuple(received(payment, matter) for payment in found),
        received=total([received(payment, matter).amount for payment in found], case.currency),
        covered=rows,
        order_law=order_law(claim) if beside_principal else "",
        numbers=tuple(one.number for one in claim.invoices),
        settlement=_kept(settled, owed, options.as_of) if settled else None,
        owed=owed,
        interest=interest(matter, options.language),
        unconverted=claim.unconverted,
        uninvoiced=bool(claim.corrections),
        is_paid=is_paid,
        is_discharged=is_paid and not (owed.awarded or owed.retained or claim.unconverted),
        pay=pay,
    )
    return Content(values)


def _kept(settled: Settled, owed: Position, as_of: date) -> Kept:
    progress = settled.progress
    rows = enumerate(progress.instalments, 1)
    number, first = next(((n, one) for n, one in rows if one.paid != one.amount), (0, None))
    coming = Instalment(number, first.due, first.amount - first.paid) if first else None
    return Kept(
        settled.settlement.agreed, progress.amount, progress.paid, progress.remaining, coming,
        len(progress.instalments), bool(first and first.last_day < as_of), owed.total == progress.remaining,
    )  # fmt: skip


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a receipt."""
    found = [*one_debtor(matters), *something_issued(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a receipt is about one case", matter.case.file.at.source, hint, "several-cases"))
    if asked(matters[0].claim).amount > 0:
        found += [*may_be_asked(matters, options)]
    found += [*_nothing_came(matters[0], options)]
    return tuple(found or may_be_named(matters))


def _nothing_came(matter: Matter, options: Options) -> Iterator[Problem]:
    if not came(matter):
        place = Source(f"{matter.case.file.at.file.removesuffix('case.yaml')}payments.yaml")
        hint = f"casefile pay {matter.case.id} AMOUNT records one; what was set off, withheld or taken back is none"
        yield Problem(f"no payment has come by {options.as_of}", place, hint, "no-payment")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever a payment came that no letter of ours has followed."""
    if needs(matters, options) or not unacknowledged(matters[0]):
        return ()
    return ("",)


KIND = Kind("receipt", "debtor", True, needs, content, steps, values=Receipt)
