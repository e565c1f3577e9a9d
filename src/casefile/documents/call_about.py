"""What a call is about, case by case, and what was said in all of them as the call-sheet tells it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from casefile.case.model import Case
from casefile.case.party import Step
from casefile.documents.background import Broken, broken
from casefile.documents.callees import Callee, callees
from casefile.documents.heard import Heard, heard
from casefile.documents.interest import Interest, interest
from casefile.documents.items import Item, items, sums
from casefile.documents.matter import Matter, Matters
from casefile.documents.objections import Objection, objections
from casefile.documents.position import Position, position
from casefile.documents.promises import Promised, promises
from casefile.documents.proposals import Proposal, proposals
from casefile.followup.standing import next_step
from casefile.money import Money

DOCUMENT = "call-sheet"
MOST_HEARD = 3
Shown = TypeVar("Shown", Heard, Promised, Objection, Proposal)


@dataclass(frozen=True, slots=True)
class Sent:
    """The last thing that we wrote to them; `received` the day they had it, where that is known."""

    day: date
    channel: str
    step: str
    subject: str
    received: date | None


@dataclass(frozen=True, slots=True)
class About:
    """One case that the call is about: its rows, what is owed in all, its settlement where that is in default.
    `command` records the call, without what came of it; `promise` is that part of it, for what we ask."""

    case_id: str
    title: str
    items: tuple[Item, ...]
    claim: Position
    interest: Interest | None
    broken: Broken | None
    command: str
    promise: str


def about(matter: Matter, pay_by: date, language: str) -> About:
    """The case as the sheet shows it; what is asked for is promised for the day."""
    case, rows = matter.case, items((matter,), with_contested=True)
    return About(
        case_id=case.id,
        title=case.title,
        items=rows,
        claim=position(matter.claim),
        interest=interest(matter, language),
        broken=broken(matter),
        command=_command(case, callees(case), rows, called_for(matter)),
        promise=f"--promise {pay_by}:{asked_for(rows, case.currency)}",
    )


def said(matters: Matters) -> tuple[Heard, ...]:
    """The last that they said in any of the cases; a call that was noted in several is told once."""
    found: dict[tuple[date, str, str], Heard] = {}
    for matter in matters:
        for each in heard(matter):
            found.setdefault((each.day, each.channel, each.text), _led(each, matter, matters))
    return tuple(sorted(found.values(), key=lambda each: each.day, reverse=True)[:MOST_HEARD])


def promised(matters: Matters) -> tuple[Promised, ...]:
    """Every promise in any of the cases, oldest first."""
    found = (_led(each, matter, matters) for matter in matters for each in promises(matter))
    return tuple(sorted(found, key=lambda each: each.day))


def objected(matters: Matters) -> tuple[Objection, ...]:
    """Those that stand; where there are several cases, one against a whole claim has its case for a line."""
    found = ((matter, each) for matter in matters for each in objections(matter) if each.is_open)
    return tuple(replace(_led(each, matter, matters), line=_line(each, matter, matters)) for matter, each in found)


def _line(each: Objection, matter: Matter, matters: Matters) -> str:
    return matter.case.id if len(matters) > 1 and not each.number else each.line


def offered(matters: Matters) -> tuple[Proposal, ...]:
    """Those that stand; where there are several cases, the id of each has its case behind it."""
    found = ((matter, each) for matter in matters for each in proposals(matter) if each.is_standing)
    return tuple(replace(_led(each, matter, matters), id=_name(each, matter, matters)) for matter, each in found)


def _name(each: Proposal, matter: Matter, matters: Matters) -> str:
    return f"{each.id} ({matter.case.id})" if len(matters) > 1 else each.id


def _led(each: Shown, matter: Matter, matters: Matters) -> Shown:
    """As it is shown: exhibits are numbered case by case, so that only those of the first case are named."""
    return each if matter is matters[0] else replace(each, exhibits=())


def written(matter: Matter) -> Sent | None:
    """The last that went out in writing and was not returned."""
    heads = [contact.head for contact in matter.case.contacts if contact.head.date <= matter.claim.as_of]
    ours = [h for h in heads if h.direction == "out" and h.channel in ("email", "post", "registered", "chat")]
    back = [h for h in ours if h.received and h.received.came_back and h.received.on <= matter.claim.as_of]
    last = max((h for h in ours if h.outcome != "bounced" and h not in back), key=lambda h: h.date, default=None)
    if last is None:
        return None
    got = last.received if last.received and not last.received.came_back else None
    return Sent(last.date, last.channel, last.step, last.subject, got.on if got else None)


def asked_for(rows: tuple[Item, ...], currency: str) -> Money:
    """What is overdue and not contested; with nothing overdue what is open, with all contested all of it."""
    late = tuple(row for row in rows if row.is_late) or rows
    foot = sums(late, currency)
    return foot.to_pay if foot.to_pay.amount > 0 else foot.outstanding


def called_for(matter: Matter) -> Step | None:
    """The ladder's call, if it is what comes next."""
    coming = next_step(matter.case, matter.claim)
    return coming.rung if coming and coming.rung.document == DOCUMENT else None


def _command(case: Case, people: tuple[Callee, ...], rows: tuple[Item, ...], step: Step | None) -> str:
    """The command line that records the call; the shell reads every name as it stands."""
    parts = ["casefile", "log", case.id, "call", *(["--step", step.step] if step else [])]
    for row in rows:
        parts += ["--invoice", row.number] if row.kind == "invoice" else []
    return shlex.join([*parts, "--to", people[0].name])
