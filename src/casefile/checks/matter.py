"""What a rule looks at: the case, what is owed of it, and how its exhibits stand. Computes nothing itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casefile.case.agreement import records
from casefile.case.custody import Kept
from casefile.case.invoice import Invoice, Line
from casefile.case.model import Case, Contact
from casefile.case.proof import Exhibit
from casefile.claim.model import Claim
from casefile.errors import Problem, Source


@dataclass(frozen=True, slots=True)
class Matter:
    """One case on one day."""

    case: Case
    claim: Claim
    kept: tuple[Kept, ...] = ()

    @property
    def as_of(self) -> date:
        """The day it is looked at."""
        return self.claim.as_of

    @property
    def sent(self) -> tuple[Contact, ...]:
        """What went out to the debtor up to that day; not what we wrote to our attorney."""
        return tuple(
            contact
            for contact in self.case.contacts
            if contact.head.direction == "out"
            and contact.head.channel != "attorney"
            and contact.head.date <= self.as_of
        )

    @property
    def lines(self) -> Iterator[tuple[Invoice, Line]]:
        """Every line of every invoice, credit notes apart."""
        return ((invoice, line) for invoice in self.case.bills for line in invoice.lines)

    def proving(self, invoice: Invoice, line: Line) -> tuple[Exhibit, ...]:
        """The exhibits that prove the line itself; the invoice as sent proves only that it was sent."""
        targets = {invoice.number, f"{invoice.number}#{line.id}"}
        linked = {exhibit.id for exhibit in self.case.exhibits if targets & set(exhibit.proves)} | set(line.evidence)
        return tuple(e for e in self.case.exhibits if e.id in linked and e.kind != "invoice")

    def referred(self) -> set[str]:
        """The ids of all exhibits that anything in the case refers to."""
        found = {name for record in records(self.case) for name in getattr(record, "evidence", ())}
        for exhibit in self.case.exhibits:
            found |= {exhibit.id} if exhibit.proves else set()
            found |= {other for other in (exhibit.parent, exhibit.translation_of, exhibit.redacts) if other}
        return found


def weakness(rule: str, message: str, source: Source, hint: str) -> Problem:
    """A problem of the level that stops no work."""
    return Problem(message, source, hint, rule, "weakness")
