"""The call-sheet: what a call or a meeting is for, the facts on one page, what they may say and what we answer.

For us alone, from the whole case: what was offered without prejudice may be said again to whom it was said.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casefile.case.model import Case
from casefile.case.party import Step
from casefile.claim.schedule import later
from casefile.claim.settlement import regular
from casefile.documents.asked import may_be_asked
from casefile.documents.background import Broken, broken
from casefile.documents.barred import barred_debts
from casefile.documents.callees import Callee, callees
from casefile.documents.heard import Heard, heard, unreached
from casefile.documents.interest import Interest, interest
from casefile.documents.items import Item, items, numbers, sums
from casefile.documents.letter import one_debtor, something_issued
from casefile.documents.matter import Content, Kind, Matter, Matters, Options
from casefile.documents.objections import Objection, objections
from casefile.documents.parties import Named, named
from casefile.documents.payment import ROOM, grouped
from casefile.documents.position import Position, position
from casefile.documents.promises import Promised, has_unanswered, promises
from casefile.documents.proposals import Proposal, proposals
from casefile.documents.purpose import fitting, purposes
from casefile.errors import Problem
from casefile.followup.ladder import rungs
from casefile.followup.standing import next_step, standing
from casefile.money import Money

DOCUMENT = "call-sheet"
USUAL_DAYS = 7
PARTS = 3
MOST_HEARD = 3

Goal = Literal["instalment", "promise", "reach", "objections", "undisputed", "pay", "upcoming"]


@dataclass(frozen=True, slots=True)
class Sent:
    """The last thing that we wrote to them; `received` the day they had it, where that is known."""

    day: date
    channel: str
    step: str
    subject: str
    received: date | None


@dataclass(frozen=True, slots=True)
class Third:
    """One of three equal monthly parts of what we ask for, if time is what they need."""

    day: date
    amount: Money


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
    contested), undisputed (some is not), pay or upcoming (nothing is due yet). `ask` is what to ask for today: what is
    overdue and not contested, else what is open. `unreached` counts the attempts since they last spoke. `country` is
    where they are, ISO 3166. `command` records the call, without what came of it; `promise` is that
    part of it, for what we ask.
    """

    case_id: str
    title: str
    creditor: Named
    debtor: Named
    is_consumer: bool
    is_person: bool
    country: str
    goal: Goal
    ask: Money
    pay_by: date
    account: str
    reference: str
    parts: tuple[Third, ...]
    callees: tuple[Callee, ...]
    items: tuple[Item, ...]
    sums: Item
    claim: Position
    interest: Interest | None
    sent: Sent | None
    heard: tuple[Heard, ...]
    unreached: int
    promises: tuple[Promised, ...]
    objections: tuple[Objection, ...]
    offers: tuple[Proposal, ...]
    broken: Broken | None
    coming: Coming | None
    command: str
    promise: str
    as_of: date


def content(matters: Matters, options: Options) -> Content:
    """The call-sheet's values."""
    matter, language = matters[0], options.language
    case, rows, bank = matter.case, items((matter,), with_contested=True), matter.case.creditor.bank
    ask, step = _ask(rows, case.currency), _step(matter)
    days = step.pay_within if step and step.pay_within is not None else USUAL_DAYS
    address, people = case.debtor.address, callees(case)
    values = CallSheet(
        case_id=case.id,
        title=case.title,
        creditor=named(case.creditor, language),
        debtor=named(case.debtor, language),
        is_consumer=case.debtor.kind == "consumer",
        is_person=case.debtor.is_person,
        country=(address.country or "") if address else "",
        goal=_goal(matter, rows),
        ask=ask,
        pay_by=options.as_of + timedelta(days=days),
        account=(grouped(bank.iban) if bank.iban else bank.account) if bank else "",
        reference=fitting(purposes(numbers(rows, (matter,)), (matter.case.id,), options.language), ROOM),
        parts=tuple(_parts(ask, options.as_of)),
        callees=people,
        items=rows,
        sums=sums(rows, case.currency),
        claim=position(matter.claim),
        interest=interest(matter, language),
        sent=_sent(matter),
        heard=heard(matter)[:MOST_HEARD],
        unreached=unreached(matter),
        promises=promises(matter),
        objections=tuple(each for each in objections(matter) if each.is_open),
        offers=tuple(one for one in proposals(matter) if one.is_standing),
        broken=broken(matter),
        coming=_coming(matter),
        command=_command(case, people, rows, step),
        promise=f"--promise {options.as_of + timedelta(days=days)}:{ask}",
        as_of=options.as_of,
    )
    return Content(values)


def _ask(rows: tuple[Item, ...], currency: str) -> Money:
    """What is overdue and not contested; with nothing overdue what is open, with all contested all of it."""
    late = tuple(row for row in rows if row.is_late) or rows
    foot = sums(late, currency)
    return foot.to_pay if foot.to_pay.amount > 0 else foot.outstanding


def _parts(ask: Money, as_of: date) -> Iterator[Third]:
    for one in regular(ask, later(as_of, "month", 1), "month", PARTS):
        yield Third(one.day, one.amount)


def _goal(matter: Matter, rows: tuple[Item, ...]) -> Goal:
    late = [row for row in rows if row.is_late]
    tests: tuple[tuple[Goal, bool], ...] = (
        ("promise", has_unanswered(matter)),
        ("instalment", broken(matter) is not None or any(row.kind != "invoice" for row in late)),
        ("upcoming", not late),
        ("reach", unreached(matter) > 1 and not heard(matter)),
        ("objections", not any(row.to_pay.amount > 0 for row in late)),
        ("undisputed", any(row.contested for row in late)),
    )
    return next((goal for goal, holds in tests if holds), "pay")


def _sent(matter: Matter) -> Sent | None:
    """The last that went out in writing and was not returned."""
    heads = [contact.head for contact in matter.case.contacts if contact.head.date <= matter.claim.as_of]
    ours = [h for h in heads if h.direction == "out" and h.channel in ("email", "post", "registered", "chat")]
    back = [h for h in ours if h.received and h.received.came_back and h.received.on <= matter.claim.as_of]
    last = max((h for h in ours if h.outcome != "bounced" and h not in back), key=lambda h: h.date, default=None)
    if last is None:
        return None
    got = last.received if last.received and not last.received.came_back else None
    return Sent(last.date, last.channel, last.step, last.subject, got.on if got else None)


def _step(matter: Matter) -> Step | None:
    """The ladder's call, if it is what comes next."""
    coming = next_step(matter.case, matter.claim)
    return coming.rung if coming and coming.rung.document == DOCUMENT else None


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


def _command(case: Case, people: tuple[Callee, ...], rows: tuple[Item, ...], step: Step | None) -> str:
    """The command line that records the call; the shell reads every name as it stands."""
    parts = ["casefile", "log", case.id, "call", *(["--step", step.step] if step else [])]
    for row in rows:
        parts += ["--invoice", row.number] if row.kind == "invoice" else []
    return shlex.join([*parts, "--to", people[0].name])


def needs(matters: Matters, options: Options) -> tuple[Problem, ...]:
    """What is missing for a call."""
    found = [*one_debtor(matters), *may_be_asked(matters, options), *something_issued(matters, options)]
    for matter in matters:
        found += barred_debts(matter)
    for matter in matters[1:]:
        hint = "make one for each case"
        found.append(Problem("a call-sheet is about one case", matter.case.file.at.source, hint, "several-cases"))
    return tuple(found or _something_open(matters[0], options))


def _something_open(matter: Matter, options: Options) -> Iterator[Problem]:
    if not items((matter,), with_contested=True):
        place = matter.case.file.at.source
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
