"""What to do on a day over all cases: the steps and turns that have come, most pressing first; what comes later; what
waits, and why. A pure function of the cases, their claims and the day.

A debtor hears from us once in so many days, whatever their invoices and cases ask for. On such a day everything goes
that is due: the reminders in one letter, each invoice with its own step and the letter in the tone of the highest; one
call about all that calls are due for; formal letters one a case. So nothing is kept waiting by something else, and who
has done a part of the day is asked for the rest of it; what would have been in a letter that went out on the day, and
was not, is new, and waits for the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple

from casefile.case.fields import Channel
from casefile.case.party import Step
from casefile.case.proof import ContactHead
from casefile.case.reminders import came_back
from casefile.followup.action import Action, Dossier
from casefile.followup.channels import channel
from casefile.followup.counsel import COUNSEL, handed
from casefile.followup.debtors import by_debtor
from casefile.followup.ladder import REMINDER, TRIFLE, days_between, rungs
from casefile.followup.paused import is_paused
from casefile.followup.phrases import counted, on
from casefile.followup.priority import means_of, priority
from casefile.followup.reviews import review
from casefile.followup.rungs import Coming, Held, followed, reason
from casefile.followup.shared import shared
from casefile.followup.stops import accepted, holds, on_hold, stop
from casefile.followup.together import after, belonged, lettered
from casefile.followup.turns import DOCUMENTS, Turn, barred_from, turns
from casefile.followup.unread import beside
from casefile.followup.why import Why, because, then

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case in which something is open and nothing is to be done, why, and the last day of that where it is known."""

    dossier: Dossier
    why: Why
    until: date | None


@dataclass(frozen=True, slots=True)
class Day:
    """What the day asks for: `actions` to be done, most pressing first; `planned` for later days, soonest first; the
    cases that are `waiting`."""

    as_of: date
    actions: tuple[Action, ...]
    planned: tuple[Action, ...]
    waiting: tuple[Waiting, ...]


def day(dossiers: Sequence[Dossier], as_of: date) -> Day:
    """What to do on the as-of date about all of these cases."""
    dossiers = shared(dossiers)
    means = means_of(dossiers)
    done: list[Action] = []
    planned: list[Action] = []
    for theirs in by_debtor(dossiers):
        drafts = [each for dossier in theirs for each in _drafts(dossier)]
        chosen, later = _chosen(drafts, as_of, theirs, means)
        done += beside(chosen, theirs)
        planned += later
    ranked = sorted((replace(each, priority=priority(each, as_of, means)) for each in done), key=_rank)
    busy = {each.dossier.case.id for each in (*done, *planned)}
    waiting = tuple(each for dossier in dossiers if (each := _waiting(dossier, busy)))
    looks = sorted(_reviews(dossiers, as_of), key=_soonest)
    ranked += [each for each in looks if each.due <= as_of]
    planned += [each for each in looks if each.due > as_of]
    return Day(as_of, tuple(ranked), tuple(sorted(planned, key=_soonest)), waiting)


CREDIT = "credit"
"""The step, and the command in place of a document, of a look at a debtor's credit."""


def _reviews(dossiers: Sequence[Dossier], as_of: date) -> Iterator[Action]:
    """The credits to be looked at: last of the day, for nothing is lost by a day."""
    for theirs in by_debtor(dossiers):
        found = review(theirs, as_of)
        if found:
            why = because("credit", why=found.why)
            yield Action(found.dossier, found.due, CREDIT, "", CREDIT, why, is_contact=False)


class _Draft(NamedTuple):
    """An action on the first day on which its case asks for it, and its reason as it is on a day."""

    action: Action
    reason: Callable[[date], Why]

    def on(self, day: date, more: Why | None = None) -> Action:
        """The action on a day that is not over."""
        found = replace(self.action, due=max(self.action.due, day))
        return replace(found, reason=then(self.reason(max(found.due, found.dossier.claim.as_of)), more))


def _drafts(dossier: Dossier) -> Iterator[_Draft]:
    case, claim = dossier.case, dossier.claim
    barred = barred_from(claim)
    is_held = holds(case, claim.as_of) or accepted(case, claim.as_of) is not None
    for turn in turns(case, claim):
        if not (turn.is_contact and (is_held or is_paused(case, claim, turn.invoices))):
            yield _of_turn(dossier, turn, barred)
    grouped: dict[tuple[str, date], list[Coming]] = {}
    for each in followed(case, claim):
        if isinstance(each, Coming):
            grouped.setdefault((each.rung.step, _together(each, claim.as_of)), []).append(each)
    for together in grouped.values():
        yield _of_rung(dossier, together, barred)


def _together(coming: Coming, as_of: date) -> date:
    """The day by which steps are put together: counsel gets at once all that they are to have."""
    return max(coming.due, as_of) if coming.rung.channel == COUNSEL else coming.due


def _of_turn(dossier: Dossier, turn: Turn, barred: date | None) -> _Draft:
    case = dossier.case
    if turn.is_contact and handed(case, dossier.claim.as_of):
        why = then(turn.why, because("counsel_tell"))
        turn = replace(turn, channel=COUNSEL, document="brief", why=why, is_contact=False)
    way: Channel | Literal[""] = turn.channel
    otherwise: Why | None = None
    if turn.channel:
        way, otherwise = channel(case, turn.channel)
    why = then(turn.why, otherwise)
    action = Action(
        dossier, turn.due, turn.step, way, turn.document, why, turn.invoices, turn.by, barred, turn.is_contact,
        rung=len(rungs(case)),
    )  # fmt: skip
    return _Draft(action, lambda _: why)


def _of_rung(dossier: Dossier, together: list[Coming], barred: date | None) -> _Draft:
    case, first = dossier.case, together[0]
    steps = [step.step for step in rungs(case)]
    oldest = max(together, key=lambda each: each.invoice.days_overdue)
    failed = tuple(contact for each in together for contact in each.failed)
    way, otherwise = channel(case, first.rung.channel, failed)

    def why(day: date) -> Why:
        return then(reason(oldest, dossier.claim.as_of, day), otherwise, _trifle(dossier, first.rung))

    action = Action(
        dossier, min(each.due for each in together), first.rung.step, way, first.rung.document, _NONE,
        tuple(each.invoice.number for each in together), None, barred, way != COUNSEL,
        first.rung.is_announcement, bool(failed), steps.index(first.rung.step),
    )  # fmt: skip
    return _Draft(action, why)


def _trifle(dossier: Dossier, rung: Step) -> Why | None:
    """What to do instead, where a reminder costs more than it can bring."""
    owed = dossier.claim.total
    is_little = rung.document == REMINDER and owed.amount < TRIFLE
    return because("trifle", amount=owed) if is_little else None


_NONE = Why("")
"""The reason of what is told by another one, or by none."""


def _free(dossiers: Sequence[Dossier]) -> date:
    """The first day on which the debtor of these cases may hear from us again. The steps of the day itself hold back
    nothing of its plan: what is due on one day goes on that day, one after the other."""
    found = [date.min]
    for dossier in dossiers:
        case, as_of = dossier.case, dossier.claim.as_of
        past = (head.date for head in _sent(dossier) if head.date < as_of or (head.date == as_of and not head.step))
        found += [day + timedelta(days=days_between(case)) for day in past]
    return max(found)


def _sent(dossier: Dossier) -> Iterator[ContactHead]:
    """What went to the debtor and arrived."""
    heads = (each.head for each in dossier.case.contacts if not came_back(each, dossier.claim.as_of))
    return (head for head in heads if head.direction == "out" and head.channel != COUNSEL)


def _gone(dossier: Dossier) -> Iterator[Action]:
    """The steps that went to the debtor on the day itself, as the actions that they were."""
    case, as_of = dossier.case, dossier.claim.as_of
    places = {step.step: (at, step.document) for at, step in enumerate(rungs(case))}
    for head in _sent(dossier):
        if head.date == as_of and head.step:
            place, document = places.get(head.step, (len(places), DOCUMENTS.get(head.step, "")))
            yield Action(dossier, as_of, head.step, head.channel, document, _NONE, rung=place)


def _chosen(
    drafts: list[_Draft], as_of: date, theirs: Sequence[Dossier], means: Mapping[str, Decimal]
) -> tuple[list[Action], list[Action]]:
    """Of what one debtor's cases ask for: what is done on the day, and what comes later."""
    free, gone = _free(theirs), [each for dossier in theirs for each in _gone(dossier)]
    days = [_day(each.action, free, gone) for each in drafts]
    ready = [(draft, draft.on(day)) for draft, day in zip(drafts, days, strict=True) if day <= as_of]
    later = [draft.on(day) for draft, day in zip(drafts, days, strict=True) if day > as_of]
    first = [each for _, each in ready if each.is_contact and each.is_beside]
    going = []
    for draft, each in ready:
        turn = _before(each, first) if each.is_contact else None
        if turn:
            wait = as_of + timedelta(days=max(1, days_between(turn.dossier.case)))
            later.append(draft.on(wait, after(turn)))
        elif each.is_contact:
            going.append(each)
    going.sort(key=lambda each: (-each.rung, -priority(each, as_of, means), each.dossier.case.id))
    return [*(each for _, each in ready if not each.is_contact), *lettered(going)], later


def _day(action: Action, free: date, gone: Sequence[Action]) -> date:
    """The first day for an action: what would have been in a letter of today waits as if it was written yesterday."""
    if not action.is_contact:
        return action.due
    letter = next((each for each in gone if belonged(action, each)), None)
    wait = letter.due + timedelta(days=days_between(letter.dossier.case)) if letter else date.min
    return max(action.due, free, wait)


def _before(action: Action, first: list[Action]) -> Action | None:
    """What has to be done before a step of the ladder: something beside it about the same money."""
    if action.is_beside:
        return None
    same = (each for each in first if each.dossier is action.dossier)
    return next((each for each in same if not each.invoices or set(each.invoices) & set(action.invoices)), None)


def _waiting(dossier: Dossier, busy: set[str]) -> Waiting | None:
    case, claim = dossier.case, dossier.claim
    if case.id in busy or not claim.total:
        return None
    stopped = stop(case, claim)
    if stopped and stopped.state == "closed":
        return None
    if stopped:
        kept = (on_hold(case, claim) if stopped.state == "default" else None) or stopped
        return Waiting(dossier, kept.why, kept.until)
    held = [each for each in followed(case, claim) if isinstance(each, Held)]
    reasons: dict[Why, list[Held]] = {}
    for each in held:
        reasons.setdefault(each.why, []).append(each)
    if len(reasons) == 1:
        return Waiting(dossier, held[0].why, held[0].until)
    if not held:
        return Waiting(dossier, because("only_costs"), None)
    told = (_of([each.invoice.number for each in some], why) for why, some in reasons.items())
    return Waiting(dossier, then(*told), min((each.until for each in held if each.until), default=None))


def _of(numbers: Sequence[str], why: Why) -> Why:
    return because("of", invoices=tuple(numbers), why=why)


def _rank(action: Action) -> tuple[int, date, str, str]:
    return -action.priority, action.due, action.dossier.case.id, action.step


def _soonest(action: Action) -> tuple[date, int, str, str]:
    return action.due, -action.rung, action.dossier.case.id, action.step


def late(action: Action, as_of: date) -> str:
    """How long an action has been due: `today`, `since 8 May`."""
    days = (as_of - action.due).days
    return "today" if not days else f"since {on(action.due, as_of)} ({counted(days, 'day')})"
