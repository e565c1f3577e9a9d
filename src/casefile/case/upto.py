"""A case as it is shown up to a day: what of its evidence is later, and the case without it.

The day is the case's own (`Case.upto`); who may see what is the wall's. Knows no figure: those go by their own day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from casefile.case.model import Case, Contact
from casefile.case.naming import renamed
from casefile.case.proof import Exhibit


def upto(case: Case, day: date) -> Case:
    """The case, to be shown up to this day. It stays whole: the wall and what is kept back are reckoned with all of
    it."""
    return replace(case, upto=day)


def later(case: Case) -> frozenset[str]:
    """The exhibits, by id, and the contacts, by file, that are later than the day the case is shown up to; none where
    it is shown up to no day. What has no day is not later."""
    if case.upto is None:
        return frozenset()
    rows = {exhibit.id: exhibit for exhibit in case.exhibits}
    days = {name: day_of(exhibit, rows) for name, exhibit in rows.items()}
    days |= {contact.file: contact.head.date for contact in case.contacts}
    return frozenset(name for name, day in days.items() if day and day > case.upto)


def earlier(case: Case) -> Case:
    """The case with nothing that is later than the day it is shown up to, on both sides of the wall: for us and our
    own counsel."""
    late = later(case)
    if not late:
        return case
    contacts = tuple(received_by(each, case.upto) for each in case.contacts if each.file not in late)
    kept = tuple(exhibit for exhibit in case.exhibits if exhibit.id not in late)
    names = {exhibit.id: "" if exhibit.id in late else exhibit.id for exhibit in case.exhibits}
    return replace(renamed(replace(case, exhibits=(), contacts=contacts), names), exhibits=kept)


def received_by(contact: Contact, day: date | None) -> Contact:
    """A contact up to a day: that it came or came back is not told before it did."""
    head = contact.head
    if day is None or head.received is None or head.received.on <= day:
        return contact
    return replace(contact, head=head.model_copy(update={"received": None}))


def day_of(exhibit: Exhibit, rows: Mapping[str, Exhibit], path: tuple[str, ...] = ()) -> date | None:
    """The day an exhibit is from: its own, or else that of what it came with, translates or stands in for. What came
    with a message was there when the message was, whatever day it bears. `rows` are the register's, by id."""
    if exhibit.id in path:
        return None

    def of(*names: str | None) -> Iterator[date]:
        for name in names:
            day = day_of(rows[name], rows, (*path, exhibit.id)) if name and name in rows else None
            yield from (day,) if day else ()

    came = of(exhibit.parent)
    if exhibit.date:
        return min((exhibit.date, *came))
    return next(iter((*came, *of(exhibit.redacts, exhibit.translation_of))), None)
