"""The call-sheet: what a call or a meeting is for, the facts on one page, what they may say and what we answer.

For us alone, from the whole case: what was offered without prejudice may be said again to whom it was said. One call is
about all the debtor's cases in which it is due, in whatever currencies; the first one leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casefile.claim.schedule import later
from casefile.claim.settlement import regular
from casefile.documents.asked import may_be_asked
from casefile.documents.background import broken
from casefile.documents.barred import barred_debts
from casefile.documents.call_about import (
    DOCUMENT,
    About,
    Sent,
    about,
    asked_for,
    called_for,
    objected,
    offered,
    promised,
    said,
    written,
)
from casefile.documents.callees import Callee, callees
from casefile.documents.heard import Heard, heard, unreached
from casefile.documents.items import Item, items, numbers
from casefile.documents.letter import one_debtor, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection
from casefile.documents.parties import Named, named
from casefile.documents.payment import ROOM, grouped
from casefile.documents.position import Position, position
from casefile.documents.promises import Promised, has_unanswered
from casefile.documents.proposals import Proposal
from casefile.documents.purpose import fitting, purposes
from casefile.errors import Problem
from casefile.followup.ladder import rungs
from casefile.followup.standing import next_step, standing
from casefile.money import Money, total

USUAL_DAYS = 7
PARTS = 3

Goal = Literal["instalment", "promise", "reach", "objections", "undisputed", "pay", "upcoming"]


@dataclass(frozen=True, slots=True)
class Third:
    """One of three equal monthly parts of what we ask for, of each currency, if time is what they need."""

    day: date
    amounts: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """The step of the ladder that follows if nothing comes of the call; `is_due`: its day has come already."""

    document: str
    channel: str
    day: date
    is_due: bool


@dataclass(frozen=True, slots=True)
class CallSheet:
    """What the call-sheet's template may name.

    `goal` is instalment (one is missed), promise (one is broken), reach (nobody ever answered), objections (all is
    contested), undisputed (some is not), pay or upcoming (nothing is due yet). `asks` is what to ask for today, a sum a
    currency: what is overdue and not contested, else what is open. `totals` is all that is owed, `undisputed` what of
    it is not contested where some is, each a sum a currency. `unreached` counts the attempts since they last spoke.
    `country` is where they are, ISO 3166. What was said, promised and offered is of all `cases`; the id of an offer
    has its case behind it where there are several, and only the first case's exhibits are named.
    """

    creditor: Named
    debtor: Named
    is_consumer: bool
    is_person: bool
    country: str
    goal: Goal
    asks: tuple[Money, ...]
    pay_by: date
    account: str
    reference: str
    parts: tuple[Third, ...]
    callees: tuple[Callee, ...]
    cases: tuple[About, ...]
    totals: tuple[Money, ...]
    undisputed: tuple[Money, ...]
    sent: Sent | None
    heard: tuple[Heard, ...]
    unreached: int
    promises: tuple[Promised, ...]
    objections: tuple[Objection, ...]
    offers: tuple[Proposal, ...]
    coming: Coming | None
    as_of: date


def content(matters: Matters, options: Options) -> Content:
    """The call-sheet's values."""
    language, case = options.language, matters[0].case
    bank, address, people = case.creditor.bank, case.debtor.address, callees(case)
    rows = items(matters, with_contested=True)
    steps = [step for matter in matters if (step := called_for(matter))]
    given = [step.pay_within for step in steps if step.pay_within is not None]
    pay_by = options.as_of + timedelta(days=given[0] if given else USUAL_DAYS)
    asks = tuple(asked_for(items(some, with_contested=True), some[0].case.currency) for some in _by_currency(matters))
    values = CallSheet(
        creditor=named(case.creditor, language),
        debtor=named(case.debtor, language),
        is_consumer=case.debtor.kind == "consumer",
        is_person=case.debtor.is_person,
        country=(address.country or "") if address else "",
        goal=_goal(matters, rows),
        asks=asks,
        pay_by=pay_by,
        account=(grouped(bank.iban) if bank.iban else bank.account) if bank else "",
        reference=fitting(
            purposes(numbers(rows, matters), tuple(matter.case.id for matter in matters), options.language), ROOM
        ),
        parts=tuple(_parts(asks, options.as_of)),
        callees=people,
        cases=tuple(about(matter, pay_by, language) for matter in matters),
        totals=_added(matters, lambda each: each.total),
        undisputed=_added([each for each in matters if each.claim.contested], lambda each: each.undisputed),
        sent=max(filter(None, map(written, matters)), key=lambda each: each.day, default=None),
        heard=said(matters),
        unreached=max(map(unreached, matters)),
        promises=promised(matters),
        objections=objected(matters),
        offers=offered(matters),
        coming=min(filter(None, map(_coming, matters)), key=lambda each: each.day, default=None),
        as_of=options.as_of,
    )
    return Content(values)


def _by_currency(matters: Matters) -> tuple[Matters, ...]:
    """The cases of each currency in which something is open, in the order in which the currencies come."""
    found = [each for each in matters if items((each,), with_contested=True)]
    currencies = dict.fromkeys(each.case.currency for each in found)
    return tuple(tuple(each for each in found if each.case.currency == currency) for currency in currencies)


def _added(matters: Sequence[Matter], figure: Callable[[Position], Money]) -> tuple[Money, ...]:
    """A figure added up by currency; none that is nothing."""
    sums = (
        total([figure(position(each.claim)) for each in some], some[0].case.currency)
        for some in _by_currency(tuple(matters))
    )
    return tuple(each for each in sums if each)


def _parts(asks: tuple[Money, ...], as_of: date) -> Iterator[Third]:
    dues = [regular(each, later(as_of, "month", 1), "month", PARTS) for each in asks]
    for same in zip(*dues, strict=True):
        yield Third(same[0].day, tuple(each.amount for each in same))


def _goal(matters: Matters, rows: tuple[Item, ...]) -> Goal:
    late = [row for row in rows if row.is_late]
    tests: tuple[tuple[Goal, bool], ...] = (
        ("promise", any(map(has_unanswered, matters))),
        ("instalment", any(map(broken, matters)) or any(row.kind != "invoice" for row in late)),
        ("upcoming", not late),
        ("reach", max(map(unreached, matters)) > 1 and not any(map(heard, matters))),
        ("objections", not any(row.to_pay.amount > 0 for row in late)),
        ("undisputed", any(row.contested for row in late)),
    )
    return next((goal for goal, holds in tests if holds), "pay")


def _coming(matter: Matter) -> Coming | None:
    """What comes next on the ladder, after the call if that is what comes next."""
    coming = next_step(matter.case, matter.claim)
    if coming is None:
        return None
    rung, due, steps = coming.rung, coming.due, rungs(matter.case)
    if rung.document == DOCUMENT:
        after = steps[steps.index(rung) + 1 :]
        if not after:
            return None
        due, rung = due + timedelta(days=after[0].days_late - rung.days_late), after[0]
    return Coming(rung.document, rung.channel, due, due <= matter.claim.as_of)


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a call."""
    found = [
        *one_debtor(matters, in_one_currency=False),
        *may_be_asked(matters, options),
        *something_issued(matters, options),
    ]
    for matter in matters:
        found += barred_debts(matter)
    return tuple(found or _something_open(matters, options))


def _something_open(matters: Matters, options: Options) -> Iterator[Problem]:
    if not items(matters, with_contested=True):
        place = matters[0].case.file.at.source
        yield Problem(f"nothing is open on {options.as_of}", place, "there is nothing to call about", "nothing-open")


def steps(matters: Matters, options: Options) -> tuple[str, ...]:
    """When the day of the ladder's call has come, or a promise was broken and nobody has asked about it since."""
    matter = matters[0]
    if needs(matters, options) or standing(matter.case, matter.claim) in ("closed", "on hold", "promised"):
        return ()
    coming = next_step(matter.case, matter.claim)
    is_next = coming is not None and coming.rung.document == DOCUMENT and coming.due <= options.as_of
    return ("",) if is_next or has_unanswered(matter) else ()


KIND = Kind(DOCUMENT, "us", False, needs, content, steps, values=CallSheet, is_dated=False)
