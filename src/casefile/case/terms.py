"""case.yaml: about what, on which terms, what the debtor says against it, and what has happened to the claim."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from casefile.case.fields import CaseId, Currency, Every, Exhibits, Language, Law, Reason
from casefile.case.party import NOTHING, Party, Representative
from casefile.records import Count, Day, Positive, Record, Table, Text


def _named_or_written(value: object) -> str:
    return "named" if isinstance(value, str) else "written"


PartyOrId = Annotated[
    Annotated[Text, Tag("named")] | Annotated[Party, Tag("written")], Discriminator(_named_or_written)
]
"""A party's id in debtors/, or a party written out."""


class CoDebtor(Record):
    """Somebody else who owes: jointly, as guarantor (up to `cap`), or as partner."""

    party: PartyOrId
    liability: Literal["joint", "guarantor", "partner"]
    cap: Positive | None = None
    evidence: Exhibits = ()


class Assignment(Record):
    """Whom the claim was bought from, and when the debtor was told."""

    party: PartyOrId
    date: Day
    noticed: Day | None = None
    evidence: Exhibits = ()


class Attorney(Representative):
    """Our counsel."""

    reference: Text = ""


class Oral(Record):
    """How an oral agreement came about."""

    by: Text = ""
    with_: Text = Field(default="", alias="with")
    where: Text = ""
    words: Text = ""


class Clause(Record):
    """A passage of the contract that the claim relies on; `page` of the contract's exhibit."""

    ref: Text
    page: Count | None = None
    text: Text = ""


class Fee(Record):
    """What should have been billed regularly, net, from the day `from`."""

    every: Every
    amount: Positive
    from_: Day = Field(alias="from")
    until: Day | None = None
    clause: Text = ""


class Forum(Record):
    """Who decides: a court or arbitrators, and where."""

    kind: Literal["court", "arbitration"] = "court"
    place: Text = ""


class Contract(Record):
    """What was agreed."""

    title: Text = ""
    type: Literal["services", "works", "sale", "transport", "rent", "licence", "other"] | None = None
    form: Literal["written", "emails", "oral"] | None = None
    made: Oral | None = None
    date: Day | None = None
    law: Law | None = None
    forum: Forum | None = None
    claim_period_days: Count | None = None
    evidence: Exhibits = ()
    clauses: Table[Clause] = Field(default_factory=dict)
    fees: tuple[Fee, ...] = ()


class Interest(Record):
    """Which interest is claimed; `rate` in percent, only and always with regime contract."""

    regime: Text
    rate: Positive | None = None
    per: Literal["year", "month", "day"] = "year"
    cap: Positive | None = None
    days: Literal["actual/365", "actual/actual", "30/360"] = "actual/365"
    compounding: Literal["none", "yearly"] = "none"
    from_: Day | None = Field(default=None, alias="from")
    act: Text = ""
    conversion: Table[Text] = Field(default_factory=dict)


class Cost(Record):
    """Money spent on getting paid."""

    date: Day
    amount: Positive
    what: Text
    evidence: Exhibits = ()


class Resolved(Record):
    """How an objection ended; `amount` is what was conceded, gross."""

    on: Day
    outcome: Literal["upheld", "rejected", "compromised"]
    amount: Positive = NOTHING
    evidence: Exhibits = ()


class Dispute(Record):
    """What the debtor says against the whole claim, and our answer."""

    raised: Day | None = None
    reason: Reason
    statement: Text = ""
    response: Text = ""
    evidence: Exhibits = ()
    resolved: Resolved | None = None


class Hold(Record):
    """No reminders until this day, inclusive; without a day, until it is taken out."""

    reason: Text
    until: Day | None = None


class Event(Record):
    """What stops or restarts limitation, or else matters to it."""

    date: Day
    what: Literal["acknowledgement", "suit", "standstill", "mediation", "insolvency"]
    amount: Positive | None = None
    invoices: tuple[Text, ...] = ()
    until: Day | None = None
    evidence: Exhibits = ()


class Insolvency(Record):
    """The debtor's insolvency; claims are to be filed by `file_by`."""

    opened: Day
    court: Text = ""
    reference: Text = ""
    file_by: Day | None = None
    administrator: Text = ""
    evidence: Exhibits = ()


class Closed(Record):
    """How the case ended."""

    on: Day
    outcome: Literal["paid", "settled", "written-off", "handed-over", "sued"]


class Review(Record):
    """What we learn from it."""

    cause: Text = ""
    lessons: tuple[Text, ...] = ()


class CaseFile(Record):
    """case.yaml."""

    id: CaseId
    title: Text
    currency: Currency
    debtor: PartyOrId
    creditor: Party | None = None
    language: Language | None = None
    opened: Day | None = None
    co_debtors: tuple[CoDebtor, ...] = ()
    assigned_from: Assignment | None = None
    attorney: Attorney | None = None
    contract: Contract | None = None
    interest: Interest | None = None
    costs: tuple[Cost, ...] = ()
    dispute: Dispute | None = None
    hold: Hold | None = None
    events: tuple[Event, ...] = ()
    insolvency: Insolvency | None = None
    closed: Closed | None = None
    review: Review | None = None
    retain_until: Day | None = None
