"""What is to be done, and every last day, as a calendar that other programs show (iCalendar, RFC 5545).

Pure: the same day gives the same bytes. An event keeps its UID as long as it is the same thing to do, so a calendar
that takes the file in again moves it and doubles nothing: of two with one UID the one with the later DTSTAMP, the day
asked for, counts (RFC 5546, 2.1.5). A SEQUENCE would count revisions, and a CANCEL name what is done: both ask for a
memory of what was written before, which nobody has here. Who subscribes to the file needs neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from casefile.case.model import Case
from casefile.followup.action import Action, Dossier
from casefile.followup.actions import CREDIT, Day
from casefile.followup.debtors import debtor_key
from casefile.followup.letters import about, asked, invoices, key, lead, together
from casefile.followup.phrases import paper, spelt
from casefile.followup.turns import barred_from
from casefile.followup.why import Why
from casefile.followup.wording import plain
from casefile.money import total

if TYPE_CHECKING:
    from icalendar import Component

_COMMANDS = {"packet": "casefile packet {case}", CREDIT: "casefile credit {case}", "": "casefile timeline {case}"}
"""How it is done, where that is not a document to render."""
_DAY = timedelta(days=1)
_WARNED = timedelta(days=30)
"""How long before a last day the calendar reminds of it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day in the calendar: what makes it the same event the next time (`key`), its words, and whether a right is
    lost after it."""

    key: tuple[str, ...]
    day: date
    title: str
    text: str
    is_last: bool = False


def calendar(today: Day) -> bytes:
    """The calendar of a day: what is due (on that day, however long it has been), what is planned, until when cases
    wait, and the last days to file and to sue."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", "-//casefile//follow-up//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "casefile")
    for event in sorted(events(today), key=lambda each: (each.day, each.key)):
        made.add_component(_component(event, today.as_of))
    return bytes(made.to_ical())


def events(today: Day) -> Iterator[Event]:
    """Every event of a day, in no order."""
    said = plain(today.as_of).told
    for some in together(today.actions, key):
        yield _do(some, today.as_of, said)
    for some in together(today.planned, key):
        yield _do(some, some[0].due, said)
    for each in today.waiting:
        if each.until:
            title = f"{_about(each.dossier.case)}: look again"
            yield Event((each.dossier.case.id, "until"), each.until + _DAY, title, said(each.why))
    yield from _last_days(today)


def _do(some: Sequence[Action], on: date, said: Callable[[Why], str]) -> Event:
    """What is done at once: one event, however many invoices and cases it is about."""
    first, numbers = lead(some), invoices(some)
    case = first.dossier.case
    command = _COMMANDS.get(first.document, "casefile render {case} {document}").format(
        case=case.id, document=first.document
    )
    about_all = f" about {about(numbers)}" if numbers else ""
    reasons = "; ".join(dict.fromkeys(said(each.reason) for each in some))
    owed = spelt(total([*asked(some).values()], case.currency))
    way = f"({first.channel})" if first.channel else "review"
    title = f"{_about(case)}: {paper(first.document, first.step) or first.step} {way}{about_all}"
    return Event(min(map(_named, some)), on, title, f"{reasons}. Owed: {owed}. {command}")


def _named(action: Action) -> tuple[str, ...]:
    """What makes an action the same one on another day."""
    case = action.dossier.case
    return (debtor_key(case), action.step) if action.document == CREDIT else (case.id, action.step, *action.invoices)


def _last_days(today: Day) -> Iterator[Event]:
    seen: dict[str, Dossier] = {}
    told = [each.dossier for each in (*today.actions, *today.planned)] + [each.dossier for each in today.waiting]
    for dossier in told:
        seen.setdefault(dossier.case.id, dossier)
    for dossier in seen.values():
        case, barred, ruin = dossier.case, barred_from(dossier.claim), dossier.case.file.insolvency
        if barred:
            text = "As far as we know the debt is barred by time after this day; counsel has to confirm it."
            yield Event((case.id, "barred"), barred, f"{_about(case)}: last day to sue", text, is_last=True)
        if ruin and ruin.file_by and ruin.opened <= today.as_of:
            text = f"Insolvency of {case.debtor.name}: the claim is filed by this day."
            yield Event((case.id, "file-by"), ruin.file_by, f"{_about(case)}: last day to file", text, is_last=True)


def _about(case: Case) -> str:
    return f"{case.debtor.name} ({case.id})"


def _component(event: Event, as_of: date) -> Component:
    from icalendar import Alarm
    from icalendar import Event as Made

    made = Made()
    digest = hashlib.sha256("\0".join(event.key).encode()).hexdigest()[:32]
    made.add("uid", f"{digest}@casefile.invalid")
    made.add("dtstamp", datetime.combine(as_of, time(), UTC))
    made.add("dtstart", event.day)
    made.add("dtend", event.day + _DAY)
    made.add("summary", event.title)
    made.add("description", event.text)
    made.add("transp", "TRANSPARENT")
    if event.is_last:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.title)
        alarm.add("trigger", -_WARNED)
        made.add_component(alarm)
    return made
