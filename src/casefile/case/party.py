"""Who takes part: parties, their accounts and contacts, and the workspace that a creditor works in."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field

from casefile.case.fields import Channel, Country, Iban, Language
from casefile.records import Count, Day, Flag, Positive, Record, Signed, Table, Text, Whole

PartyKind = Literal["business", "consumer", "public"]


class Address(Record):
    """A postal address; `country` by ISO 3166 alpha-2."""

    lines: tuple[Text, ...] = ()
    postcode: Text = ""
    city: Text = ""
    region: Text = ""
    country: Country | None = None


class Bank(Record):
    """An account to pay to."""

    iban: Iban | None = None
    bic: Text = ""
    name: Text = ""
    account: Text = ""
    correspondent_account: Text = ""


class Person(Record):
    """A person at a party; `invalid` when the address no longer works."""

    name: Text
    role: Text = ""
    email: Text = ""
    phone: Text = ""
    invalid: Flag = False


class Representative(Record):
    """Who a represented party's letters go to."""

    name: Text
    firm: Text = ""
    email: Text = ""
    address: Address | None = None


class Credit(Record):
    """The credit given to a party: the limit, when it was last looked at, and every how many months it should be."""

    limit: Positive | None = None
    reviewed: Day | None = None
    every: Count | None = None


class Party(Record):
    """A creditor, a debtor or another party to the case."""

    name: Text
    address: Address | None = None
    kind: PartyKind = "business"
    natural: Flag = False
    email: Text = ""
    phone: Text = ""
    tax_ids: Table[Text] = Field(default_factory=dict)
    bank: Bank | None = None
    pay_url: Text = ""
    contacts: tuple[Person, ...] = ()
    represented_by: Representative | None = None
    language: Language | None = None
    ladder: Text = ""
    credit: Credit | None = None


class Signatory(Record):
    """Who signs our letters."""

    name: Text
    role: Text = ""


class Step(Record):
    """One step of the reminder ladder: so many days after the due date (negative: before)."""

    step: Text
    after_due: Signed
    channel: Channel
    document: Text
    pay_within: Count | None = None


class Smtp(Record):
    """Where mail is handed in; the password comes from the keyring or the environment, never from here."""

    host: Text
    port: Whole = 587
    user: Text = ""
    security: Literal["starttls", "tls"] = "starttls"
    sender: Text = Field(default="", alias="from")


class BankCsv(Record):
    """Which column of a bank's CSV export holds what, and how its dates and amounts are written."""

    columns: Table[Text]
    delimiter: Text = ","
    date_format: Text = "YYYY-MM-DD"
    decimal: Text = "."
    encoding: Text = "utf-8"


class WorkspaceFile(Record):
    """casefile.yaml: us, our letterhead, the defaults, the ladder."""

    creditor: Party
    signatory: Signatory | None = None
    language: Language = "en"
    letterhead: Text = ""
    logo: Text = ""
    min_days_between: Count = 5
    ladder: tuple[Step, ...] = ()
    ladders: Table[tuple[Step, ...]] = Field(default_factory=dict)
    smtp: Smtp | None = None
    bank_csv: BankCsv | None = None


NOTHING = Decimal(0)
