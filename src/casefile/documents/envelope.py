"""Whose mailbox a document goes from, and to whose: the sender's, and that of whoever the letter is addressed to.

A represented party is written to through its representative only. Knows addresses, not how a message is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.case.mailable import mail_goes_to
from casefile.case.mailable import sendable as sendable
from casefile.case.model import Case
from casefile.case.party import Party, Person, Representative
from casefile.documents.matter import Kind, Matters, Options
from casefile.errors import Problem, Source


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox: whom a mail program shows, and the address in characters that every mail server takes."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom to whom; None where no address is known, with a warning that says where to write it."""

    sender: Mailbox | None
    to: Mailbox | None
    warnings: tuple[Problem, ...]


def envelope(chosen: Kind, matters: Matters, options: Options) -> Envelope:
    """The mailboxes of a document that is sent."""
    case = matters[0].case
    ours, theirs = _sender(case, options), _recipient(case, chosen)
    sender, to = ours.mailbox(), theirs.mailbox()
    warnings = (*ours.warnings("sender", sender), *theirs.warnings("recipient", to))
    return Envelope(sender, to, warnings)


@dataclass(frozen=True, slots=True)
class _Side:
    """A name with the address as the case has it, and where that is written or could be."""

    name: str
    email: str
    place: Source
    key: str

    def mailbox(self) -> Mailbox | None:
        address = sendable(self.email)
        return Mailbox(self.name, address) if address else None

    def warnings(self, what: str, found: Mailbox | None) -> Iterator[Problem]:
        if found is None:
            wrong = f"'{self.email}' is no address that mail can be sent to" if self.email else "no e-mail is known"
            message = f"the message has no {what}: {wrong} for {self.name}"
            yield Problem(message, self.place, f"write {self.key}", "email", level="warning")


def _sender(case: Case, options: Options) -> _Side:
    counsel = case.file.attorney
    if options.by == "attorney" and counsel:
        return _Side(counsel.firm or counsel.name, counsel.email, counsel.at.source, "email: under attorney")
    ours = case.creditor
    return _Side(ours.name, ours.email, ours.at.source, "email: under the creditor")


def _recipient(case: Case, chosen: Kind) -> _Side:
    counsel = case.file.attorney
    if chosen.is_for_debtor:
        return _debtor(case.debtor)
    if counsel is None:
        return _Side("our attorney", "", case.file.at.source, "attorney: {name: …, email: …}")
    return _Side(counsel.name, counsel.email, counsel.at.source, "email: under attorney")


def _debtor(party: Party) -> _Side:
    whose = mail_goes_to(party)
    return _Side(whose.name, whose.email, whose.at.source, _WHERE.get(type(whose), "email: under the debtor"))


_WHERE = {Representative: "email: under represented_by", Person: "email: under contacts"}
