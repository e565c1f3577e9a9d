"""case.yaml: about what, on which terms, what the debtor says against it, and what has happened to the claim."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from casefile.case.dealings import Signatures
from casefile.case.events import Closed, Cost, Event, Hold, Insolvency, Review
from casefile.case.fields import CaseId, Conversions, Currency, Every, Exhibits, Language, Law, Reason
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
    """The party: an id in debtors/, or written out."""
    liability: Literal["joint", "guarantor", "partner"]
    """joint, guarantor or partner."""
    cap: Positive | None = None
    """The most that they owe."""
    evidence: Exhibits = ()
    """The exhibit that shows it, such as the guarantee."""


class Assignment(Record):
    """Whom the claim was bought from, and when the debtor was told."""

    party: PartyOrId
    """Who had the claim before: an id in debtors/, or written out."""
    date: Day
    """The day of the assignment."""
    noticed: Day | None = None
    """The day the debtor was told."""
    evidence: Exhibits = ()
    """The exhibit that shows the assignment."""


class Attorney(Representative):
    """Our counsel."""

    reference: Text = ""
    """The attorney's file number."""


class Oral(Record):
    """How an oral agreement came about."""

    by: Text = ""
    """Who agreed for us."""
    with_: Text = Field(default="", alias="with")
    """With whom."""
    where: Text = ""
    """Where, or by which means."""
    words: Text = ""
    """What was said, as exactly as it is remembered."""


class Clause(Record):
    """A passage of the contract that the claim relies on; `page` of the exhibit that it stands in."""

    ref: Text
    """Where it stands, such as § 5.1."""
    page: Count | None = None
    """The page of the exhibit."""
    text: Text = ""
    """Its words."""
    evidence: Exhibits = ()
    """The exhibit it stands in, where that is not the contract's first: a later order, an e-mail."""


class Fee(Record):
    """What should have been billed regularly, net, from the day `from`."""

    every: Every
    """week, month or quarter."""
    amount: Positive
    """Net, for each period."""
    from_: Day = Field(alias="from")
    """The first day it is due for."""
    until: Day | None = None
    """The last day it is due for."""
    clause: Text = ""
    """A key of contract.clauses."""


class Duty(Record):
    """What we had to do under the contract beside what is billed, and that it was done."""

    what: Text
    """What was to be done, such as a test report or insurance."""
    due: Day | None = None
    """The last day for it."""
    met: Day | None = None
    """The day it was done."""
    clause: Text = ""
    """A key of contract.clauses."""
    evidence: Exhibits = ()
    """The exhibit that shows it was done."""


class Forum(Record):
    """Who decides: a court or arbitrators, and where."""

    kind: Literal["court", "arbitration"] = "court"
    """court (default) or arbitration."""
    place: Text = ""
    """Where it sits."""


class Contract(Record):
    """What was agreed."""

    title: Text = ""
    """What it is called."""
    type: Literal["services", "works", "sale", "transport", "rent", "licence", "other"] | None = None
    """services works sale transport rent licence other."""
    form: Literal["written", "emails", "oral"] | None = None
    """written, emails or oral."""
    made: Oral | None = None
    """How an oral agreement came about."""
    date: Day | None = None
    """The day it was made."""
    law: Law | None = None
    """The law that governs it: a country, or one with its part, such as DE or GB-ENG."""
    forum: Forum | None = None
    """Who decides disputes."""
    claim_period_days: Count | None = None
    """Days that the contract gives to answer a formal demand."""
    evidence: Exhibits = ()
    """The exhibit that is the contract."""
    clauses: Table[Clause] = Field(default_factory=dict)
    """The passages that the claim relies on, by a short name of your choice."""
    fees: tuple[Fee, ...] = ()
    """What should have been billed regularly."""
    signed: Signatures | None = None
    """Who signed it or accepted it in writing, and on what authority."""
    duties: tuple[Duty, ...] = ()
    """What we had to do under it beside what is billed."""


class Interest(Record):
    """Which interest is claimed; `rate` in percent, only and always with regime contract."""

    regime: Text
    """Which law gives it; `none` for no interest, `contract` for an agreed rate."""
    rate: Positive | None = None
    """Percent; only and always with regime contract."""
    per: Literal["year", "month", "day"] = "year"
    """What the rate is for: year (default), month or day."""
    cap: Positive | None = None
    """The most interest, in percent of the principal."""
    days: Literal["actual/365", "actual/actual", "30/360"] = "actual/365"
    """How days are counted, with regime contract: actual/365 (default), actual/actual, 30/360."""
    compounding: Literal["none", "yearly"] = "none"
    """none (default) or yearly, with regime contract."""
    from_: Day | None = Field(default=None, alias="from")
    """The first day that bears interest, where it is not the day the law gives."""
    act: Text = ""
    """The national act that a letter names; needed with eu."""
    conversion: Conversions = ()
    """Exchange rates by currency, with `on` (the day) and `source`; or a list of such, one for each day."""


class Resolved(Record):
    """How an objection ended; `amount` is what was conceded, gross."""

    on: Day
    """The day it ended."""
    outcome: Literal["upheld", "rejected", "compromised", "withdrawn"]
    """upheld (it was right), rejected (by us), withdrawn (by the debtor) or compromised."""
    amount: Positive = NOTHING
    """What was conceded, gross."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""


class Dispute(Record):
    """What the debtor says against the whole claim, and our answer."""

    raised: Day | None = None
    """The day the debtor first said it."""
    reason: Reason
    """not-delivered quality overcharged not-ordered duplicate cash-flow unclear other."""
    statement: Text = ""
    """What the debtor says."""
    response: Text = ""
    """Our answer."""
    evidence: Exhibits = ()
    """The exhibits for our answer."""
    resolved: Resolved | None = None
    """How the objection ended."""


class CaseFile(Record):
    """case.yaml."""

    id: CaseId
    """The folder's name."""
    title: Text
    """What the case is about; stands at the head of documents."""
    currency: Currency
    """ISO 4217, such as EUR; one a case."""
    debtor: PartyOrId
    """Who owes: a party's id in debtors/, or a party written out."""
    creditor: Party | None = None
    """Who is owed, where it is not the workspace's creditor."""
    language: Language | None = None
    """Of letters, where it is not the debtor's: en fr pl ru de."""
    opened: Day | None = None
    """The day the case was opened."""
    co_debtors: tuple[CoDebtor, ...] = ()
    """Who else owes."""
    assigned_from: Assignment | None = None
    """Whom the claim was bought from."""
    attorney: Attorney | None = None
    """Our counsel."""
    contract: Contract | None = None
    """What was agreed."""
    interest: Interest | None = None
    """Which interest is claimed; without it none is."""
    costs: tuple[Cost, ...] = ()
    """What was spent on getting paid."""
    dispute: Dispute | None = None
    """What the debtor says against the whole claim."""
    hold: Hold | None = None
    """Stops reminders while it holds."""
    events: tuple[Event, ...] = ()
    """What stops or restarts limitation."""
    insolvency: Insolvency | None = None
    """The debtor's insolvency."""
    closed: Closed | None = None
    """How the case ended."""
    review: Review | None = None
    """What we learn from it."""
    retain_until: Day | None = None
    """The last day the case folder is to be kept."""
