"""The review of a case: how long it took, what was done, what came in, why, and what to change. For us alone.

How it went is the follow-up's, the clauses are those that the terms propose. Why it came to this is for a person to
say: where nobody has, it asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from casefile.case.reminders import came_back
from casefile.claim.exact import decimal
from casefile.documents.letter import something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.parties import Named, named
from casefile.documents.past import past
from casefile.documents.promises import Promised, promises
from casefile.documents.review_sums import Apart, Sums, sums
from casefile.documents.terms import advance, days_to_pay, suggested
from casefile.documents.terms_interest import proposed
from casefile.errors import Problem
from casefile.followup.action import Dossier
from casefile.followup.outcomes import Paid, outcome
from casefile.money import Money
from casefile.records import Record, Table, Text
from casefile.render import locale
from casefile.render.wording import wording


class Words(Record):
    """One language's words of the review (`<language>/words/review.yaml`)."""

    endings: Table[Text]
    """How a case ended, by `closed.outcome`."""
    steps: Table[Text]
    """The steps of the usual ladder, and those beside it; others have the names that the workspace gave them."""
    channels: Table[Text]
    """The ways a step went."""
    causes: Table[Text]
    """The causes that the terms know; others are printed as they were written."""
    clauses: Table[Text]
    """What is proposed for the next contract."""
    reasons: Table[Text]
    """Why a clause is proposed."""


@dataclass(frozen=True, slots=True)
class InvoicePaid:
    """One invoice: `paid` is the day of the last payment on it, empty while it is open; `days` lie between the due date
    and that day, below 0 where it came before."""

    number: str
    due: date
    paid: date | None
    days: int | None
    amount: Money


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step that went out, how many `days` after the first due date, and whether it came back."""

    day: date
    days: int
    name: str
    channel: str
    returned: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A clause for the next contract, and what suggests it."""

    clause: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What was agreed, and what became of it: on-track, late, default or completed."""

    agreed: date
    amount: Money
    state: str


@dataclass(frozen=True, slots=True)
class Review:
    """What the review's template may name. `ended` is empty while the case goes on, `ending` says how it ended; `days`
    run from the `first_due` date to then.

    The figures from `credited` to `open` add up to what was `invoiced`, each counted once: `credited` and `discounted`
    are what credit notes and early payment took off; `received` is what came on the invoices, `percent` how much that
    is of the rest; `conceded` what the settlement gives way to objections, `given_up` what else of the invoices it
    gives up; `kept` what is kept back and not due yet; `open` what is owed, or was when it was `written_off`. Interest
    and costs are `apart`; `overpaid` is owed back; `spent` our own cost. `cause` and `lessons` are those of the case.
    `advance` is in percent, where one is proposed.
    """

    case_id: str
    title: str
    creditor: Named
    debtor: Named
    as_of: date
    ended: date | None
    ending: str
    first_due: date
    days: int
    invoices: tuple[InvoicePaid, ...]
    steps: tuple[StepTaken, ...]
    promises: tuple[Promised, ...]
    settlement: Settled | None
    invoiced: Money
    credited: Money
    discounted: Money
    received: Money
    percent: Decimal | None
    conceded: Money
    given_up: Money
    kept: Money
    open: Money
    apart: Apart
    overpaid: Money
    written_off: bool
    spent: Money
    cause: str
    lessons: tuple[str, ...]
    changes: tuple[Change, ...]
    advance: int | None
    days_to_pay: int


def words(language: str) -> Words:
    """A language's words. CaseError for a language without them."""
    return wording(locale.base(language), "review", Words)


def content(matters: Matters, options: Options) -> Content:
    """The review's values."""
    matter = matters[0]
    case, claim, own = matter.case, matter.claim, words(options.language)
    went, facts, found = outcome(Dossier(case, claim)), past(matter), sums(matter)
    first = min(one.due for one in went.invoices)
    clauses = suggested(case, facts, proposed(case, options.language, options.regimes))
    review = case.file.review
    cause = review.cause if review else ""
    values = Review(
        case_id=case.id,
        title=case.title,
        creditor=named(case.creditor, options.language),
        debtor=named(case.debtor, options.language),
        as_of=options.as_of,
        ended=went.ended,
        ending=own.endings.get(went.how, went.how),
        first_due=first,
        days=((went.ended or claim.as_of) - first).days,
        invoices=tuple(_invoice(one) for one in went.invoices),
        steps=tuple(_steps(matter, own, first)),
        promises=promises(matter),
        settlement=_settled(matter),
        invoiced=found.invoiced,
        credited=found.credited,
        discounted=found.discounted,
        received=found.received,
        percent=_percent(found),
        conceded=found.conceded,
        given_up=found.given_up,
        kept=found.kept,
        open=found.open,
        apart=found.apart,
        overpaid=found.overpaid,
        written_off=went.how == "written-off",
        spent=went.spent,
        cause=own.causes.get(cause, cause),
        lessons=review.lessons if review else (),
        changes=tuple(Change(own.clauses[c.clause], tuple(own.reasons[r] for r in c.reasons)) for c in clauses),
        advance=advance(facts) if any(each.clause == "advance" for each in clauses) else None,
        days_to_pay=days_to_pay(facts),
    )
    return Content(values)


def _invoice(one: Paid) -> InvoicePaid:
    return InvoicePaid(one.number, one.due, one.on, one.days, one.amount)


def _steps(matter: Matter, own: Words, first: date) -> Iterator[StepTaken]:
    """Every step that went out, also those beside the ladder, oldest first."""
    for contact in matter.case.contacts:
        head = contact.head
        if head.direction == "out" and head.step and head.date <= matter.claim.as_of:
            name, way = own.steps.get(head.step, head.step), own.channels[head.channel]
            yield StepTaken(head.date, (head.date - first).days, name, way, came_back(contact, matter.claim.as_of))


def _settled(matter: Matter) -> Settled | None:
    settled = matter.claim.settlement
    if settled is None:
        return None
    return Settled(settled.settlement.agreed, settled.progress.amount, settled.progress.state)


def _percent(found: Sums) -> Decimal | None:
    claimed = found.claimed.amount
    return decimal(Fraction(found.received.amount) / Fraction(claimed) * 100, 0) if claimed else None


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a review."""
    found = [*something_issued(matters, options)]
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a review is of one case", matter.case.file.at.source, hint, "several-cases"))
    return tuple(found)


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """Once the case is closed."""
    closed = matters[0].case.file.closed
    if needs(matters, options) or closed is None or closed.on > options.as_of:
        return ()
    return ("",)


KIND = Kind("review", "us", False, needs, content, steps, values=Review, is_dated=False)
