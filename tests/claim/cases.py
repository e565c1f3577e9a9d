"""Cases for the tests of what is owed, out of the YAML that a person would write, without a folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from casefile import reading
from casefile.case.dealings import Correction, Offer, Payment, Settlement
from casefile.case.invoice import Invoice
from casefile.case.model import Case, Contact
from casefile.case.party import Party, WorkspaceFile
from casefile.case.proof import ContactHead
from casefile.case.terms import CaseFile
from casefile.claim import regimes
from casefile.claim.figures import figures
from casefile.claim.model import Claim
from casefile.claim.owed import owed
from casefile.claim.regimes import Regimes

DE = "interest: {regime: de}"
NORTHWIND = """
number: INV-1043
issued: 2026-03-31
due: 2026-04-14
lines:
  - {id: "1", description: Front end, quantity: 42, unit: h, unit_price: 65.00, tax: 19,
     dispute: {amount: 400.00, reason: overcharged, raised: 2026-04-20}}
"""


def invoice(
    number: str = "A", issued: str = "2026-01-01", due: str = "2026-01-15", net: str = "1000.00", more: str = ""
) -> str:
    """One line without tax; `more` are further keys."""
    line = f"lines: [{{id: '1', description: Work, unit_price: {net}}}]"
    return f"number: {number}\nissued: {issued}\ndue: {due}\n{line}\n{more}"


def note(reduces: str, issued: str, net: str, number: str = "CN") -> str:
    """A credit note."""
    line = f"lines: [{{id: '1', description: Less, unit_price: {net}}}]"
    return f"number: {number}\nkind: credit-note\ncredits: {reduces}\nissued: {issued}\n{line}\n"


def case(
    *invoices: str,
    file: str = "",
    payments: str = "",
    settlement: str = "",
    offers: str = "",
    corrections: str = "",
    contacts: tuple[str, ...] = (),
    debtor: str = "business",
    currency: str = "EUR",
) -> Case:
    """A case of these files' texts."""
    ours = Party.model_validate({"name": "Studio"})
    theirs = Party.model_validate({"name": "Northwind", "kind": debtor})
    head = f"id: a\ntitle: A case\ncurrency: {currency}\ndebtor: northwind\n{file}"
    return Case(
        Path("a"),
        WorkspaceFile(creditor=ours),
        reading.read(head.encode(), "case.yaml", CaseFile),
        ours,
        theirs,
        "northwind",
        tuple(reading.read(text.encode(), "invoices/x.yaml", Invoice) for text in invoices),
        reading.read_list(payments.encode(), "payments.yaml", Payment),
        reading.read_list(offers.encode(), "offers.yaml", Offer),
        reading.read(settlement.encode(), "settlement.yaml", Settlement) if settlement else None,
        reading.read_list(corrections.encode(), "corrections.yaml", Correction),
        (),
        tuple(Contact(reading.read(text.encode(), "c.md", ContactHead), "", "c.md") for text in contacts),
    )


def claim(as_of: str, *invoices: str, use: Regimes | None = None, **files: Any) -> Claim:
    """What is owed on a day."""
    return owed(case(*invoices, **files), date.fromisoformat(as_of), use or regimes.bundled())


def json(as_of: str, *invoices: str, **files: Any) -> dict[str, Any]:
    """The same as the JSON of `owed`."""
    return figures(claim(as_of, *invoices, **files))
