"""Where one debtor is reached of whom several cases write it differently. Pure.

The debtor's file goes before what a case writes out; then the case with the latest contact that got there, then that
with the latest invoice. Never the case's id: what it is called says nothing of the debtor.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from casefile.case.fields import Channel
from casefile.case.mailable import mail_goes_to, sendable
from casefile.case.model import Case
from casefile.case.party import Address
from casefile.case.postal import goes_to, is_postal
from casefile.case.reminders import came_back

_WITH_MAIL = ("email", "contacts", "salutation", "represented_by")
"""What belongs together: another's address with our own greeting would be a letter to nobody."""


def latest(cases: Iterable[Case], as_of: date) -> Case | None:
    """The case that knows best on a day where the debtor is reached; None of none."""
    return max(cases, key=lambda each: _rank(each, as_of), default=None)


def _rank(case: Case, as_of: date) -> tuple[object, ...]:
    heads = (each.head for each in case.contacts if not came_back(each) and each.head.date <= as_of)
    heard = max((head.date for head in heads), default=date.min)
    billed = max((each.issued for each in case.invoices if each.issued <= as_of), default=date.min)
    return bool(case.debtor_id), heard, billed, address(case, "email"), address(case, "post")


def address(case: Case, way: Channel | str) -> str:
    """The address of a case for mail, or for a letter by any other way, on one line; "" where it has none that can be
    used."""
    if way == "email":
        return sendable(mail_goes_to(case.debtor).email)
    found = goes_to(case.debtor)
    return _on_one_line(found) if found and is_postal(found) else ""


def _on_one_line(place: Address) -> str:
    return ", ".join(filter(None, (*place.lines, f"{place.postcode} {place.city}".strip(), place.country or "")))


def reaching(cases: Iterable[Case], way: Channel | str, as_of: date) -> Case | None:
    """The case to whose address one letter about all of these goes; None where none has one."""
    return latest((each for each in cases if address(each, way)), as_of)


def reached_as(case: Case, other: Case | None) -> Case:
    """A case whose debtor is written to where another case writes to them; itself where that is the same."""
    if other is None or other is case:
        return case
    theirs = {key: getattr(other.debtor, key) for key in _WITH_MAIL}
    if other.debtor.address:
        theirs["address"] = other.debtor.address
    return replace(case, debtor=case.debtor.model_copy(update=theirs))
