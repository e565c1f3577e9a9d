"""A letter of the day as the message that goes out, and what is written down of it before it does."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, datetime

from casefile.case.placeholders import placeholders
from casefile.case.workspace import Workspace
from casefile.delivery.message import sealed
from casefile.documents.envelope import Mailbox, envelope, sendable
from casefile.errors import CaseError, Problem
from casefile.making import Order, order, post
from casefile.outgoing.letters import Letter
from casefile.outgoing.outbox import Entry


@dataclass(frozen=True, slots=True)
class Post:
    """A letter as the message that waits to be sent."""

    letter: Letter
    entry: Entry
    content: bytes


def drawn(letter: Letter, report: list[Problem]) -> Order:
    """The letter on its way; warnings go to `report`. CaseError, as for any document, and for a name that nobody has
    written yet: such a letter does not go out."""
    lead, *others = letter.desks
    if found := [problem for desk in letter.desks for problem in placeholders(desk.case, "error")]:
        raise CaseError(found)
    return order(lead, letter.wanted, report.append, others)


def prepared(letter: Letter, made: Order, moment: datetime) -> Post:
    """The letter as the message that goes out. CaseError where an address is missing."""
    lead = letter.desks[0]
    said = post(made)
    if said.sender is None or said.to is None:
        side, place = ("sender", lead.workspace.file.at.source) if said.sender is None else ("recipient", None)
        place = place or lead.case.debtor.at.source
        raise CaseError(Problem(f"no address is known for the {side}", place, "write its email", "email"))
    to = said.to
    sender = Mailbox(said.sender.name, _own_sender(lead.workspace) or said.sender.address)
    said = replace(said, sender=sender, reply_to=said.sender if sender != said.sender else None)
    key = _key(letter, made, lead.as_of, to.address)
    message_id = f"{key}@{sender.address.rpartition('@')[2]}"
    name = f"{letter.wanted.stem(lead.case)}.eml"
    entry = Entry(
        key, message_id, "ready", lead.as_of, sender.address, to.address,
        made.kind.name, made.sheet.title, name, letter.step, letter.about,
        debtor=letter.debtor, pay_by=_pay_by(made),
        steps=letter.steps, asks=letter.asks,
    )  # fmt: skip
    return Post(letter, entry, sealed(said, message_id, moment))


def _pay_by(made: Order) -> date | None:
    """The day that the letter asks to be paid by, where it names one."""
    found = getattr(made.kind.content(made.matters, made.options).values, "pay_by", None)
    return found if isinstance(found, date) else None


def address(letter: Letter) -> str:
    """Where a letter goes; "" where no address is known."""
    made = drawn(letter, [])
    to = envelope(made.kind, made.matters, made.options).to
    return to.address if to else ""


def _own_sender(workspace: Workspace) -> str:
    """The address that the mail server takes mail from, where casefile.yaml names one. CaseError when it is none."""
    smtp = workspace.file.smtp
    if smtp is None or not smtp.sender:
        return ""
    address = sendable(smtp.sender)
    if not address:
        message = f"'{smtp.sender}' is no address that mail can be sent from"
        raise CaseError(Problem(message, smtp.at.of("from"), "write an e-mail address", "email"))
    return address


def _key(letter: Letter, made: Order, on: date, to: str) -> str:
    """The same for the same letter on the same day, whatever its bytes are: it must not go out twice."""
    options = made.options
    said = (on.isoformat(), to, made.kind.name, options.language, options.step, options.by, *options.offers)
    about = sorted((case, sorted(numbers)) for case, numbers in letter.about.items())
    return hashlib.sha256(repr((said, about)).encode()).hexdigest()[:24]
