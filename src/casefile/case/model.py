"""The case as one frozen value: the records of its files, with the parties resolved.

Built by `case.folder`; knows no file system beyond the folder's path, computes nothing that is owed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casefile.case.dealings import Correction, Offer, Payment, Settlement
from casefile.case.fields import Language
from casefile.case.invoice import Invoice
from casefile.case.party import Party, WorkspaceFile
from casefile.case.proof import ContactHead, Exhibit
from casefile.case.terms import Assignment, CaseFile, CoDebtor, Contract


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact with the debtor: its head, its text, and the file it was read from (relative to the workspace).

    `sha256` is that of the mail, where it is one; `about` the Message-IDs of the mails that it says came back.
    """

    head: ContactHead
    text: str
    file: str
    sha256: str = ""
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Liable:
    """A co-debtor with the party resolved."""

    party: Party
    terms: CoDebtor


@dataclass(frozen=True, slots=True)
class Assignor:
    """Who the claim came from, with the party resolved."""

    party: Party
    terms: Assignment


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case. `path` is the folder on disk; every record's `at` says where it is written, from the workspace.

    `upto` is the last day of what others are shown of it, where a packet is made as of a day."""

    path: Path
    workspace: WorkspaceFile
    file: CaseFile
    creditor: Party
    debtor: Party
    debtor_id: str
    invoices: tuple[Invoice, ...] = ()
    payments: tuple[Payment, ...] = ()
    offers: tuple[Offer, ...] = ()
    settlement: Settlement | None = None
    corrections: tuple[Correction, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    contacts: tuple[Contact, ...] = ()
    co_debtors: tuple[Liable, ...] = ()
    assignor: Assignor | None = None
    upto: date | None = None

    @property
    def id(self) -> str:
        """The folder's name."""
        return self.file.id

    @property
    def title(self) -> str:
        """What the case is about."""
        return self.file.title

    @property
    def currency(self) -> str:
        """ISO 4217; one a case."""
        return self.file.currency

    @property
    def contract(self) -> Contract:
        """What was agreed; an empty contract where nothing is written down."""
        return self.file.contract or Contract()

    @property
    def language(self) -> Language:
        """The language of letters: the case's, else the debtor's, else the workspace's."""
        return self.file.language or self.debtor.language or self.workspace.language

    def holder(self, day: date) -> Party:
        """Whose claim it was on a day: the creditor's, and before it was assigned that of whom it came from."""
        return self.assignor.party if self.assignor and day < self.assignor.terms.date else self.creditor

    @property
    def bills(self) -> tuple[Invoice, ...]:
        """The invoices without the credit notes, oldest due first."""
        kept = (invoice for invoice in self.invoices if not invoice.is_credit_note)
        return tuple(sorted(kept, key=lambda invoice: (invoice.due or invoice.issued, invoice.issued, invoice.number)))

    @property
    def credit_notes(self) -> tuple[Invoice, ...]:
        """The credit notes, oldest first."""
        return tuple(sorted((i for i in self.invoices if i.is_credit_note), key=lambda i: (i.issued, i.number)))

    def exhibit(self, exhibit_id: str) -> Exhibit | None:
        """The register's row for an id, if there is one."""
        return next((exhibit for exhibit in self.exhibits if exhibit.id == exhibit_id), None)
