"""What the course of a case asks for beside the ladder: a promise broken, an instalment missed, an objection to answer,
a claim to file, a debt about to be barred, a delivery to ask about. A table of functions, each pure.

Each is asked for until a contact with its step is logged, or it has no sense any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from casefile.case.events import Event, Insolvency
from casefile.case.fields import Channel
from casefile.case.invoice import Line
from casefile.case.model import Case
from casefile.case.reminders import came_back
from casefile.claim.contested import is_open
from casefile.claim.model import Claim
from casefile.claim.schedule import later
from casefile.claim.settlement import Matched, Progress
from casefile.followup.counsel import COUNSEL, handed
from casefile.followup.formal import days_given
from casefile.followup.ladder import days_between, is_trifle, ladder, rungs
from casefile.followup.pledges import STEP as PROMISE
from casefile.followup.pledges import is_unanswered, pledges
from casefile.followup.said import said
from casefile.followup.stops import accepted, filing, is_at_end, too_little
from casefile.followup.surplus import surplus
from casefile.followup.why import Why, also, because
from casefile.money import Money

DAY = timedelta(days=1)
BARRED_WITHIN = 3
"""Months before a debt is barred in which the attorney is to have it."""
RECENT = 30
"""Days for which a delivery is recent: after them the question comes too late to be one of courtesy."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be done, from which day on and why. `is_contact`: the debtor hears from us; `by` is the last day for
    it, where there is one; what goes to nobody has no channel."""

    step: str
    channel: Channel | Literal[""]
    document: str
    due: date
    why: Why
    invoices: tuple[str, ...] = ()
    by: date | None = None
    is_contact: bool = True


NOTICE = 7
"""Days that a notice of default gives."""
STEPS = (PROMISE, "default", "answer", "file-claim", "limitation")
"""The steps beside the ladder, as `log --step` takes them."""
DOCUMENTS = {PROMISE: "call-sheet", "default": "default-notice", "answer": "dispute-reply", "file-claim": "statement"}
"""What goes out by the steps beside the ladder that the debtor, or the administrator, hears of."""
LOOK = "look"
"""What is to be done by ourselves: no contact, so that there is nothing to log."""
_FORMAL = ("demand", "packet")
_BY_WORD_OF_MOUTH_OR_COUNSEL = ("call", "meeting", "attorney")


def turns(case: Case, claim: Claim) -> Iterator[Turn]:
    """Everything beside the ladder that has come or will come, on the claim's day."""
    for source in _SOURCES:
        yield from source(case, claim)


def _logged(case: Case, claim: Claim, step: str) -> date:
    """The last day on which a step went out and arrived; the earliest date there is when it never did."""
    heads = (each.head for each in case.contacts if each.head.direction == "out" and not came_back(each, claim.as_of))
    return max((head.date for head in heads if head.step == step and head.date <= claim.as_of), default=date.min)


def _is_over(case: Case, claim: Claim) -> bool:
    """Whether nothing is asked of the debtor any more: closed, insolvent, nothing owed."""
    return is_at_end(case, claim.as_of) or not claim.total


def _promise(case: Case, claim: Claim) -> Iterator[Turn]:
    """A promise that was not kept: they are asked about it, by telephone."""
    if _is_over(case, claim) or claim.settlement or too_little(case, claim):
        return
    broken = [each for each in pledges(case, claim) if not each.is_past and is_unanswered(case, claim, each)]
    for pledge in broken[-1:]:
        day, amount = pledge.promise.on, pledge.amount
        what = because("promised_amount", amount=amount, day=day) if amount else because("promised_all", day=day)
        came = because("came", amount=pledge.paid) if pledge.paid else because("nothing_came")
        yield Turn(PROMISE, "call", DOCUMENTS[PROMISE], day + DAY, also(what, came), pledge.head.invoices)


def _instalment(case: Case, claim: Claim) -> Iterator[Turn]:
    """An instalment that was not paid by its day, and once more when its days of grace are over. What is short by a
    trifle is looked at: a notice of default is a heavy answer to a bank's charges."""
    settled = claim.settlement
    if settled is None or _is_over(case, claim):
        return
    missed = [one for one in settled.progress.instalments if one.state in ("late", "default") and one.paid < one.amount]
    broken = settled.progress.defaulted
    since = broken or max((one.last_day + DAY for one in missed), default=None)
    if since is None or _logged(case, claim, "default") >= since:
        return
    if short := _short_by(case, settled.progress):
        amount, day = short
        yield Turn(LOOK, "", "", since, because("short", amount=amount, day=day), is_contact=False)
        return
    if broken:
        rest, day = max(_lacks(settled.progress))
        yield Turn("default", "registered", DOCUMENTS["default"], broken, because("never_came", amount=rest, day=day))
    else:
        one = missed[0]
        rest = one.amount - one.paid
        why = because("grace", amount=rest, day=one.due, until=one.grace)
        yield Turn("default", "email", DOCUMENTS["default"], since, why)


def _short_by(case: Case, progress: Progress) -> tuple[Money, date] | None:
    """The most that an instalment was short of, and its day, where none was short by more than a trifle; of one that is
    in default what was missing on the day it came to that."""
    behind = [one for one in progress.instalments if one.state in ("late", "default")]
    if not all(is_trifle(case, _lack(one)) and _lack(one) < one.amount for one in behind):
        return None
    return max(_lacks(progress), default=None)


def _lacks(progress: Progress) -> list[tuple[Money, date]]:
    """What each instalment that is behind was short of, and its day."""
    return [(_lack(one), one.due) for one in progress.instalments if one.state in ("late", "default")]


def _lack(one: Matched) -> Money:
    """What is missing of an instalment; of one in default what was missing on the day it came to that."""
    return [rest for day, rest in one.unpaid if day <= (one.defaulted or day)][-1]


def _after_default(case: Case, claim: Claim) -> Iterator[Turn]:
    """A settlement in default of which notice was given: the formal end of the ladder follows."""
    settled = claim.settlement
    broken = settled.progress.defaulted if settled else None
    last = _logged(case, claim, "default")
    if broken is None or last < broken or _is_over(case, claim):
        return
    given, before = NOTICE, "default_noticed"
    is_with_counsel = bool(handed(case, claim.as_of))
    for rung in (step for step in rungs(case) if step.document in _FORMAL):
        if is_with_counsel and rung.channel != COUNSEL:
            continue
        sent = _logged(case, claim, rung.step)
        if sent < broken:
            due = last + timedelta(days=max(days_between(case), given))
            why = also(because(before, day=last), because("still_open", amount=claim.total))
            yield Turn(rung.step, rung.channel, rung.document, due, why, is_contact=rung.channel != "attorney")
            return
        last, given, before = sent, days_given(case), "demanded"


def _objection(case: Case, claim: Claim) -> Iterator[Turn]:
    """An objection that nobody has answered in writing."""
    if _is_over(case, claim) or (claim.settlement and claim.settlement.is_in_force):
        return
    disputes = [(case.file.dispute, "")] + [
        (line.dispute, invoice.number) for invoice in case.bills for line in invoice.lines
    ]
    raised = [(each.raised, number) for each, number in disputes if each and each.raised and is_open(each, claim.as_of)]
    sent = (each.head for each in case.contacts if each.head.direction == "out" and not came_back(each, claim.as_of))
    answers = [
        head.date
        for head in sent
        if head.step == "answer" or (not head.step and head.channel not in _BY_WORD_OF_MOUTH_OR_COUNSEL)
    ]
    waiting = [(day, number) for day, number in raised if not any(day <= sent <= claim.as_of for sent in answers)]
    if waiting:
        first = min(day for day, _ in waiting)
        numbers = tuple(sorted({number for _, number in waiting if number}))
        yield Turn("answer", "email", DOCUMENTS["answer"], first, because("objected", day=first), numbers)


def _filing(case: Case, claim: Claim) -> Iterator[Turn]:
    """In an insolvency the claim is filed, by its last day."""
    ruin, closed, filed = case.file.insolvency, case.file.closed, filing(case, claim.as_of)
    if closed and closed.on <= claim.as_of:
        return
    if filed:
        yield from _filed(case, claim, filed)
        return
    if ruin is None or ruin.opened > claim.as_of or _logged(case, claim, "file-claim") >= ruin.opened:
        return
    own = (each for each in case.file.events if each.what == "insolvency" and each.at.file in ("", case.file.at.file))
    if any(ruin.opened <= each.date <= claim.as_of for each in own):
        return
    why = _to_file(ruin, claim.as_of)
    if (place := ruin.at.file) not in ("", case.file.at.file):
        why = also(why, because("said_in", file=place))
    yield Turn("file-claim", "post", DOCUMENTS["file-claim"], ruin.opened, why, by=ruin.file_by, is_contact=False)


def _filed(case: Case, claim: Claim, filed: Event) -> Iterator[Turn]:
    """A claim was filed: nothing more is asked for where it was this one, and the same where it was another case's."""
    place = filed.at.file
    if place in ("", case.file.at.file) or _logged(case, claim, "file-claim") >= filed.date:
        return
    why = also(because("file_too", day=filed.date), because("said_in", file=place))
    yield Turn("file-claim", "post", DOCUMENTS["file-claim"], filed.date, why, is_contact=False)


def _to_file(ruin: Insolvency, as_of: date) -> Why:
    """That a claim is to be filed, with whom and until when, as far as that is known."""
    day, name, until = ruin.opened, ruin.administrator, ruin.file_by
    if until is None:
        what = because("file_with", day=day, name=name) if name else because("file", day=day)
        return also(what, because("day_unknown"))
    what = (
        because("file_with_by", day=day, name=name, until=until) if name else because("file_by", day=day, until=until)
    )
    return also(what, because("day_passed") if until < as_of else None)


def _limitation(case: Case, claim: Claim) -> Iterator[Turn]:
    """A debt that will be barred soon goes to the attorney, whatever the ladder says."""
    if _is_over(case, claim) or handed(case, claim.as_of):
        return
    last = barred_from(claim)
    if last is None:
        return
    due = later(last, "month", -BARRED_WITHIN)
    if due > claim.as_of:
        return
    why = because("limitation", day=last)
    yield Turn("limitation", "attorney", "packet", due, why, by=last, is_contact=False)


def barred_from(claim: Claim) -> date | None:
    """The earliest last day on which something that is open can still be sued for."""
    days = (each.last for one in claim.invoices if one.outstanding for each in one.limitation if not each.is_barred)
    return min((day for day in days if day), default=None)


def _check_in(case: Case, claim: Claim) -> Iterator[Turn]:
    """After a delivery, before the due date: is everything as expected? Only where the ladder asks for it."""
    step = next((each for each in ladder(case) if each.after_delivery is not None), None)
    if step is None or step.after_delivery is None or is_at_end(case, claim.as_of) or handed(case, claim.as_of):
        return
    for invoice in case.bills:
        delivered = max((day for line in invoice.lines if (day := delivered_on(line))), default=None)
        if delivered is None or invoice.due is None or not delivered <= claim.as_of < invoice.due:
            continue
        asked = any(
            head.step == step.step and (not head.invoices or invoice.number in head.invoices)
            for head in (each.head for each in case.contacts)
        )
        if asked or (claim.as_of - delivered).days > RECENT:
            continue
        due = delivered + timedelta(days=step.after_delivery)
        why = because("delivered", day=delivered, count=(max(due, claim.as_of) - delivered).days)
        yield Turn(step.step, step.channel, step.document, due, why, (invoice.number,))


def _look(case: Case, claim: Claim) -> Iterator[Turn]:
    """What the debtor said and nobody has looked into: that it is paid, or not owed as billed."""
    if _is_over(case, claim) or claim.settlement:
        return
    for each in said(case, claim):
        open_ = (one.number for one in claim.invoices if one.outstanding)
        numbers = tuple(number for number in open_ if each.covers(number))
        if numbers:
            why = because("look", said=each.what, day=each.until)
            yield Turn(LOOK, "", "", each.head.date, why, numbers, is_contact=False)


def _surplus(case: Case, claim: Claim) -> Iterator[Turn]:
    """Money of the debtor's that covers nothing: somebody says what becomes of it."""
    amount = surplus(case, claim)
    if amount and not is_at_end(case, claim.as_of):
        key = "credit_left" if claim.principal else "credit_back"
        yield Turn(LOOK, "", "", claim.as_of, because(key, amount=amount), is_contact=False)


def _settle(case: Case, claim: Claim) -> Iterator[Turn]:
    """An offer that was accepted: what was agreed is to be written down."""
    offer = None if _is_over(case, claim) else accepted(case, claim.as_of)
    if offer:
        yield Turn(LOOK, "", "", claim.as_of, because("accepted", offer=offer.id), is_contact=False)


def delivered_on(line: Line) -> date | None:
    """The day on which a line was delivered, or the last one of the time it is for; None where neither is known."""
    return line.delivered or (line.period.to if line.period else None)


_SOURCES: tuple[Callable[[Case, Claim], Iterator[Turn]], ...] = (
    _filing, _limitation, _instalment, _after_default, _promise, _objection, _check_in, _look, _surplus, _settle,
)  # fmt: skip
