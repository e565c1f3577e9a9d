"""The default notice: which instalments of a settlement were missed, what that brings back and when, what to pay now.

In two states: while the days of grace still run, and after them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casefile.claim.model import Claim, Settled
from casefile.claim.settlement import Matched
from casefile.documents.asked import asked, may_be_asked
from casefile.documents.interest import Interest, interest, may_be_named
from casefile.documents.letter import Correspondents, correspondents, is_closed, one_debtor
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.payment import HowToPay, how_to_pay
from casefile.documents.position import Position, position
from casefile.documents.purpose import purposes
from casefile.documents.settlement import agreed_later, unsettled
from casefile.errors import Problem
from casefile.followup.ladder import ladder
from casefile.money import Money, total

DAY = timedelta(days=1)
USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Missed:
    """An instalment that was not paid in full by its day. `until` is its last day of grace."""

    number: int
    due: date
    until: date
    amount: Money
    paid: Money
    open: Money


@dataclass(frozen=True, slots=True)
class DefaultNotice:
    """What the default notice's template may name.

    Of the agreed `sum` so much is `paid`, so much `remaining`; `late` is what is open of the instalments `missed`, and
    `interest_kept` what they bear by the agreement. `is_default`: the days of grace have passed; `defaulted` is the
    first day of the default, past or to come. `revives` is full or remaining; `revived` what is owed after the default,
    by today's figures. `to_pay` is asked for by `pay_by`.
    """

    who: Correspondents
    agreed: date
    sum: Money
    paid: Money
    remaining: Money
    count: int
    missed: tuple[Missed, ...]
    is_default: bool
    grace_days: int
    defaulted: date
    revives: str
    revived: Position
    interest: Interest | None
    late: Money
    interest_kept: Money
    to_pay: Money
    pay_by: date
    pay: HowToPay

    @property
    def is_lump_sum(self) -> bool:
        """Whether the agreed sum was due on one day."""
        return self.count == 1


def content(matters: Matters, options: Options) -> Content:
    """The notice's values and its payment code."""
    matter = matters[0]
    case, settled = matter.case, _settled(matter)
    progress, terms = settled.progress, settled.settlement.default
    missed = tuple(_missed(settled))
    late, broken = total([one.open for one in missed], case.currency), progress.defaulted
    claim = _revived(matter.claim, settled)
    to_pay = asked(matter.claim) if broken else late + settled.interest
    numbers = tuple(one.number for one in settled.before.invoices if one.outstanding)
    pay, assets = how_to_pay(
        case.creditor, to_pay, purposes(numbers, (case.id,), options.language), options.language, case.debtor
    )
    last = min(one.until for one in missed)
    values = DefaultNotice(
        who=correspondents(matters, options),
        agreed=settled.settlement.agreed,
        sum=progress.amount,
        paid=progress.paid,
        remaining=progress.remaining,
        count=len(progress.instalments),
        missed=missed,
        is_default=broken is not None,
        grace_days=terms.grace_days,
        defaulted=broken or last + DAY,
        revives=terms.revives,
        revived=position(claim),
        interest=interest(matter, options.language),
        late=late,
        interest_kept=settled.interest,
        to_pay=to_pay,
        pay_by=options.as_of + _term(matter) if broken else last,
        pay=pay,
    )
    return Content(values, assets)


def _settled(matter: Matter) -> Settled:
    if matter.claim.settlement is None:
        raise LookupError(matter.case.id)
    return matter.claim.settlement


def _missed(settled: Settled) -> Iterator[Missed]:
    """The instalments that are late or were not paid in time."""
    for number, one in enumerate(settled.progress.instalments, 1):
        if _is_missed(one):
            yield Missed(number, one.due, one.grace, one.amount, one.paid, one.amount - one.paid)


def _is_missed(one: Matched) -> bool:
    return one.state in ("late", "default")


def _revived(claim: Claim, settled: Settled) -> Claim:
    """What is owed after a default, by today's figures: the whole claim, or the remainder of the agreed sum."""
    return settled.without if settled.settlement.default.revives == "full" else claim


def _term(matter: Matter) -> timedelta:
    """The time to pay: the ladder's, where it has a step with this letter."""
    given = (step.pay_within for step in ladder(matter.case) if step.document == KIND.name)
    return next((days for days in given if days is not None), USUAL_DAYS) * DAY


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a default notice."""
    found = [*one_debtor(matters), *may_be_asked(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a default notice is about one case", matter.case.file.at.source, hint, "several-cases"))
    found += _not_missed(matters[0], options)
    return tuple(found or may_be_named(matters))


def _not_missed(matter: Matter, options: Options) -> Iterator[Problem]:
    """Why there is nothing to give notice of."""
    agreed, settled = matter.case.settlement, matter.claim.settlement
    if agreed is None:
        yield unsettled(matter.case)
    elif agreed.agreed > options.as_of:
        yield agreed_later(agreed, options)
    elif settled is None:
        yield Problem(
            f"no invoice of this case was issued by {options.as_of}", agreed.at.of("agreed"), rule="no-invoice"
        )
    elif not any(_is_missed(one) for one in settled.progress.instalments):
        yield _on_track(settled, options)
    elif not asked(matter.claim).amount > 0:
        yield Problem(
            f"nothing is open on {options.as_of}", agreed.at.source, "there is nothing to ask", "nothing-open"
        )


def _on_track(settled: Settled, options: Options) -> Problem:
    place = settled.settlement.at.of("schedule" if settled.settlement.schedule else "due")
    coming = next((one for one in settled.progress.instalments if one.paid != one.amount), None)
    hint = f"the next one is due on {coming.due}" if coming else "all of it was paid"
    return Problem(f"no instalment is late on {options.as_of}", place, hint, "not-late")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Wherever an instalment is late or was missed, and the case is not closed."""
    if any(is_closed(matter.case, options.as_of) for matter in matters) or needs(matters, options):
        return ()
    return ("",)


KIND = Kind("default-notice", "debtor", True, needs, content, steps, values=DefaultNotice)
