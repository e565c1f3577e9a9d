"""Who takes part: parties, their accounts and contacts, and the workspace that a creditor works in."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from casefile.case.accounts import russian_faults
from casefile.case.exports import BankCsv, OpenItems
from casefile.case.fields import Channel, Country, Iban, Language, Routing
from casefile.records import Count, Day, Flag, Positive, Record, Signed, Table, Text, Whole

PartyKind = Literal["business", "consumer", "public"]


NOTHING = Decimal(0)


class Address(Record):
    """A postal address; `country` by ISO 3166 alpha-2."""

    lines: tuple[Text, ...] = ()
    """Street and number, or a post office box; one item a line."""
    postcode: Text = ""
    """The postal code, as it is written."""
    city: Text = ""
    """The town."""
    region: Text = ""
    """State or province, where the address needs one."""
    country: Country | None = None
    """ISO 3166 alpha-2, such as DE."""


class Bank(Record):
    """An account to pay to."""

    iban: Iban | None = None
    """With or without spaces; its check digits are tested."""
    bic: Text = ""
    """The bank's SWIFT code, for payers abroad; in Russia its nine-digit BIC."""
    name: Text = ""
    """The bank's name."""
    account: Text = ""
    """The account number where there is no IBAN."""
    routing: Routing | None = None
    """The bank's routing number in the United States (ABA): nine digits, in quotes; its check digit is tested."""
    correspondent_account: Text = ""
    """The bank's own account at the central bank (Russia: корр. счёт)."""

    @model_validator(mode="after")
    def _keys_are_right(self) -> Bank:
        if faults := russian_faults(self.bic, self.account, self.correspondent_account):
            raise PydanticCustomError("scalar", "{faults}", {"faults": "; ".join(faults)})
        return self


class Person(Record):
    """A person at a party; `invalid` when the address no longer works."""

    name: Text
    """First name and surname."""
    role: Text = ""
    """What they do there, such as Accounts payable."""
    email: Text = ""
    """Also says which mails are theirs."""
    phone: Text = ""
    """With the country's code."""
    invalid: Flag = False
    """true: the address or number no longer works."""
    salutation: Text = ""
    """How letters to them begin, such as Sehr geehrte Frau Wolff; without it, in a form that fits anybody."""


class Representative(Record):
    """Who a represented party's letters go to."""

    name: Text
    """The person, such as the attorney."""
    firm: Text = ""
    """The firm they work in."""
    email: Text = ""
    """Where mail to them goes."""
    address: Address | None = None
    """Where letters to them go."""
    salutation: Text = ""
    """How letters to them begin; without it, in a form that fits anybody."""


class Credit(Record):
    """The credit given to a party: the limit, when it was last looked at, and every how many months it should be."""

    limit: Positive | None = None
    """The most that they may owe at a time."""
    reviewed: Day | None = None
    """The day the limit was last looked at."""
    every: Count | None = None
    """Every how many months it is to be looked at."""


class FollowUp(Record):
    """How a debtor is followed up where that differs from the workspace's way."""

    min_days_between: Count | None = None
    """Days to leave between two contacts with them."""
    channel: Channel | None = None
    """How what would go by e-mail goes to them, such as post."""
    from_amount: Positive | None = None
    """The least that they are reminded of in a case, in its currency."""
    without: tuple[Text, ...] = ()
    """Steps of the ladder that are left out with them."""


class Party(Record):
    """A creditor, a debtor or another party to the case."""

    name: Text
    """The legal name, as the register or the contract has it."""
    address: Address | None = None
    """Where letters go."""
    kind: PartyKind = "business"
    """business (default), consumer or public; decides which interest the law allows."""
    natural: Flag = False
    """true: a person or sole trader, who is in no company register."""
    email: Text = ""
    """Where mail goes; also says which mails are theirs."""
    phone: Text = ""
    """With the country's code."""
    salutation: Text = ""
    """How letters to a person begin, such as Sehr geehrte Frau Wolff; without it, in a form that fits anybody."""
    tax_ids: Table[Text] = Field(default_factory=dict)
    """Tax and register numbers by free keys: vat, siren, nip, krs, inn, kpp, ogrn, company_no …"""
    bank: Bank | None = None
    """The account to pay to; printed on every letter of the creditor."""
    pay_url: Text = ""
    """A page on which to pay; printed as link and QR code."""
    contacts: tuple[Person, ...] = ()
    """Persons at the party."""
    represented_by: Representative | None = None
    """Who acts for them: letters then go there."""
    language: Language | None = None
    """Of letters to this party: en fr pl ru de."""
    ladder: Text = ""
    """The name of the ladder in casefile.yaml's ladders to follow with this debtor."""
    follow_up: FollowUp | None = None
    """How they are followed up, where that differs from the ladder's way."""
    credit: Credit | None = None
    """The credit that we give them."""
    order_numbers: Flag = False
    """true: they pay no invoice that does not name the number of their order."""

    @property
    def is_person(self) -> bool:
        """Whether it is an individual or a sole trader."""
        return self.natural or self.kind == "consumer"


class Signatory(Record):
    """Who signs our letters."""

    name: Text
    """Stands under our letters."""
    role: Text = ""
    """Stands beneath the name."""


Tone = Literal["upcoming", "first", "second", "final"]


class Step(Record):
    """One step of the reminder ladder: so many days after the due date (negative: before), or after delivery."""

    step: Text
    """The step's name, such as first; log and render take it."""
    after_due: Signed | None = None
    """Days after the due date; negative: before it."""
    after_delivery: Count | None = None
    """Days after the last delivery, in place of after_due: for a check-in."""
    channel: Channel
    """How it goes: email post registered call meeting chat attorney."""
    document: Text
    """Which document: reminder, demand, call-sheet, packet."""
    pay_within: Count | None = None
    """Days that the letter gives to pay."""
    tone: Tone | None = None
    """Which of the four reminders a step of another name is: upcoming first second final."""

    @model_validator(mode="after")
    def _begins_once(self) -> Step:
        if (self.after_due is None) == (self.after_delivery is None):
            raise PydanticCustomError("scalar", "a step is so many days after_due or after_delivery: write one of them")
        return self

    @property
    def days_late(self) -> int:
        """How many days an invoice is late when it comes; less than 0 where it comes before."""
        return self.after_due or 0

    @property
    def is_announcement(self) -> bool:
        """Whether it comes before the due date, and has no sense from that day on."""
        return self.days_late < 0


class Smtp(Record):
    """Where mail is handed in; the password comes from the keyring or the environment, never from here."""

    host: Text
    """The mail server's name."""
    port: Whole = 587
    """587 (default) for starttls, 465 for tls."""
    user: Text = ""
    """The name to log in with."""
    security: Literal["starttls", "tls"] = "starttls"
    """starttls (default) or tls."""
    sender: Text = Field(default="", alias="from")
    """The address that mails are from."""


class WorkspaceFile(Record):
    """casefile.yaml: us, our letterhead, the defaults, the ladder."""

    creditor: Party
    """Who we are; a case may name another creditor."""
    signatory: Signatory | None = None
    """Who signs letters."""
    language: Language = "en"
    """Of letters, unless the debtor or the case says otherwise: en fr pl ru de."""
    letterhead: Text = ""
    """A Word file in the workspace, on which letters are written."""
    logo: Text = ""
    """A picture in the workspace (SVG, PNG, JPEG) for the top of letters."""
    min_days_between: Count = 5
    """Days to leave between two contacts with a debtor; default 5."""
    from_amount: Positive = NOTHING
    """The least that a debtor is reminded of in a case, in its currency; default 0."""
    ladder: tuple[Step, ...] = ()
    """The reminder ladder; a sensible one applies without it."""
    ladders: Table[tuple[Step, ...]] = Field(default_factory=dict)
    """More ladders by name, for debtors with `ladder: NAME`."""
    smtp: Smtp | None = None
    """Where mail is handed in."""
    bank_csv: BankCsv | None = None
    """How the bank's CSV export is written."""
    open_items: OpenItems | None = None
    """How lists of open invoices are written, and what is made of them."""
