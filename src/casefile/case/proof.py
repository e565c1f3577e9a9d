"""evidence.yaml and correspondence/: the register of exhibits and the contacts with the debtor."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from casefile.case.fields import Channel, ExhibitId, Exhibits, Privilege
from casefile.records import Day, Flag, Positive, Record, Text, Whole

ExhibitKind = Literal[
    "authority", "contract", "order", "change-order", "invoice", "delivery", "timesheet", "acceptance",
    "correspondence", "proof-of-sending", "payment", "notice", "register", "other",
]  # fmt: skip
# What an exhibit of each kind shows of a performance.
DELIVERED: tuple[ExhibitKind, ...] = ("delivery", "timesheet")
ACCEPTED: tuple[ExhibitKind, ...] = ("acceptance",)


def _sha256(text: str) -> str:
    if len(text) != 64 or set(text) - set("0123456789abcdef"):
        raise PydanticCustomError("scalar", "this is no SHA-256: 64 hexadecimal digits; run casefile verify --record")
    return text


def _evidence_path(text: str) -> str:
    parts = text.split("/")
    if parts[0] != "evidence" or len(parts) < 2 or any(part in ("", ".", "..") for part in parts) or "\\" in text:
        raise PydanticCustomError("scalar", "an exhibit's file lies in evidence/: write evidence/NAME")
    return text


Sha256 = Annotated[Text, AfterValidator(_sha256)]
EvidencePath = Annotated[Text, AfterValidator(_evidence_path)]


class Acquired(Record):
    """Custody: when, by whom and how a file came to us, and what it was called."""

    on: Day
    """The day it came to us."""
    by: Text = ""
    """Who took it in."""
    method: Text = ""
    """How it came, such as e-mail attachment or scan."""
    name: Text = ""
    """What the file was called when it came."""


class Translator(Record):
    """Who translated, and whether sworn."""

    name: Text
    """Who translated."""
    sworn: Flag = False
    """true: a sworn translator."""


class Exhibit(Record):
    """One row of the register. `id` is the exhibit's name for ever."""

    id: ExhibitId
    """E and digits; its name for ever, never reused."""
    file: EvidencePath
    """evidence/NAME, byte for byte as received."""
    title: Text
    """What it is, as lists and letters name it."""
    sha256: Sha256 | None = None
    """Of the file, recorded when it was taken in and tested ever after."""
    size: Whole | None = None
    """Of the file, in bytes."""
    date: Day | None = None
    """The date of the thing itself, not of its scan."""
    kind: ExhibitKind = "other"
    """Decides the packet's section."""
    proves: tuple[Text, ...] = ()
    """What it proves: INVOICE or INVOICE#LINE."""
    parent: ExhibitId | None = None
    """The exhibit it is an attachment of: the message it came with."""
    language: Text = ""
    """Of the text in it."""
    translation_of: ExhibitId | None = None
    """The exhibit that this is the translation of."""
    translator: Translator | None = None
    """Who translated it."""
    redacts: ExhibitId | None = None
    """The exhibit that this stands in for in everything that leaves the house."""
    original: Text = ""
    """What the original is and where it lies, such as paper, our office."""
    source: Text = ""
    """Whom it came from."""
    acquired: Acquired | None = None
    """How it came to us."""
    privilege: Privilege = "open"
    """Who may see it: open (default), or kept out of packets."""
    late: Flag = False
    """true: added after a packet went out."""


class Promise(Record):
    """What the debtor said they would pay, and when."""

    on: Day
    """The day they said they would pay."""
    amount: Positive | None = None
    """How much; without it, everything."""


_CAME_BACK = ("returned", "not collected", "undeliver")


class Received(Record):
    """That the other side had it, or that it came back, and how we know."""

    on: Day
    """The day the other side had it, or it came back."""
    how: Text = ""
    """How we know, such as signed receipt; why it came back, such as not collected."""
    returned: Flag = False
    """true: it came back, and they did not have it."""
    evidence: Exhibits = ()
    """The exhibit that shows it."""

    @property
    def came_back(self) -> bool:
        """Whether it came back. Without the key an English `how` that begins so says it: `returned: not collected`."""
        return self.returned or self.how.strip().lower().startswith(_CAME_BACK)


Outcome = Literal[
    "no-answer", "reached", "promised", "disputed", "refused", "paid", "bounced", "acknowledged",
]  # fmt: skip


class ContactHead(Record):
    """The front matter of a contact. Calls and meetings are internal unless marked open."""

    date: Day
    """The day of the contact."""
    direction: Literal["out", "in"]
    """out: from us; in: to us."""
    channel: Channel
    """email post registered call meeting chat attorney."""
    step: Text = ""
    """The ladder's step that it was."""
    from_: Text = Field(default="", alias="from")
    """Who wrote or called."""
    to: Text = ""
    """Who was written to or reached."""
    subject: Text = ""
    """What it was about."""
    invoices: tuple[Text, ...] = ()
    """The numbers of the invoices it was about; without them, all."""
    outcome: Outcome | None = None
    """What came of it."""
    promise: Promise | None = None
    """What the debtor said they would pay."""
    received: Received | None = None
    """That the other side had it, or that it came back."""
    proof: Text = ""
    """Tracking number, Message-ID …"""
    privilege: Privilege | None = None
    """Who may see it; calls and meetings are internal unless marked open."""
    evidence: Exhibits = ()
    """The letter as sent, the scan of the reply."""

    @property
    def kept_as(self) -> Privilege:
        """The privilege that applies: calls and meetings are internal unless marked otherwise."""
        return self.privilege or ("internal" if self.channel in ("call", "meeting") else "open")


def accepts(exhibit: Exhibit, delivered: Day | None) -> bool:
    """Whether an exhibit shows that something was accepted: it is of that kind, and not older than the delivery."""
    is_older = exhibit.date is not None and delivered is not None and exhibit.date < delivered
    return exhibit.kind in ACCEPTED and not is_older
