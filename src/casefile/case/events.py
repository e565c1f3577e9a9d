"""case.yaml: what happens to a claim on its way: costs, a hold, what stops limitation, insolvency, the end."""

from __future__ import annotations

from typing import Literal

from casefile.case.fields import Exhibits
from casefile.records import Day, Positive, Record, Text


class Cost(Record):
    """Money spent on getting paid."""

    date: Day
    """The day it was spent."""
    amount: Positive
    """What it cost."""
    what: Text
    """What it was for."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""


class Hold(Record):
    """No reminders until this day, inclusive; without a day, until it is taken out."""

    reason: Text
    """Why nothing goes out."""
    until: Day | None = None
    """The last day of the hold; without it, until the key is deleted."""


class Event(Record):
    """What stops or restarts limitation, by the governing law."""

    date: Day
    """The day it happened."""
    what: Literal["acknowledgement", "suit", "standstill", "mediation", "insolvency"]
    """acknowledgement suit standstill mediation insolvency."""
    amount: Positive | None = None
    """How much it concerns; without it, the whole. What concerns a part moves nothing for the rest."""
    invoices: tuple[Text, ...] = ()
    """The numbers of the invoices it concerns; without them, all."""
    until: Day | None = None
    """The day it ends, such as that of a standstill; without it, a suit or mediation goes on."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""


class Insolvency(Record):
    """The debtor's insolvency; claims are to be filed by `file_by`."""

    opened: Day
    """The day proceedings were opened."""
    court: Text = ""
    """The insolvency court."""
    reference: Text = ""
    """The court's file number."""
    file_by: Day | None = None
    """The last day to file the claim."""
    administrator: Text = ""
    """Who administers the estate."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""


class Closed(Record):
    """How the case ended."""

    on: Day
    """The day the case ended."""
    outcome: Literal["paid", "settled", "written-off", "handed-over", "sued"]
    """paid settled written-off handed-over sued."""


class Review(Record):
    """What we learn from it."""

    cause: Text = ""
    """Why it came to this."""
    lessons: tuple[Text, ...] = ()
    """What we do differently from now on."""
