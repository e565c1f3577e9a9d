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
    by: Text = ""
    method: Text = ""
    name: Text = ""


class Translator(Record):
    """Who translated, and whether sworn."""

    name: Text
    sworn: Flag = False


class Exhibit(Record):
    """One row of the register. `id` is the exhibit's name for ever."""

    id: ExhibitId
    file: EvidencePath
    title: Text
    sha256: Sha256 | None = None
    size: Whole | None = None
    date: Day | None = None
    kind: ExhibitKind = "other"
    proves: tuple[Text, ...] = ()
    parent: ExhibitId | None = None
    language: Text = ""
    translation_of: ExhibitId | None = None
    translator: Translator | None = None
    redacts: ExhibitId | None = None
    original: Text = ""
    source: Text = ""
    acquired: Acquired | None = None
    privilege: Privilege = "open"
    late: Flag = False


class Promise(Record):
    """What the debtor said they would pay, and when."""

    on: Day
    amount: Positive | None = None


class Received(Record):
    """That the other side had it, and how we know."""

    on: Day
    how: Text = ""
    evidence: Exhibits = ()


Outcome = Literal[
    "no-answer", "reached", "promised", "disputed", "refused", "paid", "bounced", "acknowledged",
]  # fmt: skip


class ContactHead(Record):
    """The front matter of a contact. Calls and meetings are internal unless marked open."""

    date: Day
    direction: Literal["out", "in"]
    channel: Channel
    step: Text = ""
    from_: Text = Field(default="", alias="from")
    to: Text = ""
    subject: Text = ""
    invoices: tuple[Text, ...] = ()
    outcome: Outcome | None = None
    promise: Promise | None = None
    received: Received | None = None
    proof: Text = ""
    privilege: Privilege | None = None
    evidence: Exhibits = ()

    @property
    def kept_as(self) -> Privilege:
        """The privilege that applies: calls and meetings are internal unless marked otherwise."""
        return self.privilege or ("internal" if self.channel in ("call", "meeting") else "open")
