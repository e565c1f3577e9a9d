"""The JSON Schemas of the case folder's files, out of the models, for editors."""

from __future__ import annotations

from typing import Any

from casefile import reading
from casefile.case.dealings import Correction, Offer, Payment, Settlement
from casefile.case.invoice import Invoice
from casefile.case.party import Party, WorkspaceFile
from casefile.case.proof import ContactHead, Exhibit
from casefile.case.terms import CaseFile
from casefile.records import Record

SCHEMAS: dict[str, tuple[type[Record], bool]] = {
    "casefile": (WorkspaceFile, False),
    "debtor": (Party, False),
    "case": (CaseFile, False),
    "invoice": (Invoice, False),
    "payments": (Payment, True),
    "offers": (Offer, True),
    "settlement": (Settlement, False),
    "corrections": (Correction, True),
    "evidence": (Exhibit, True),
    "correspondence": (ContactHead, False),
}
"""A schema's name: the record of its file, and whether the file is a list of them."""


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one kind of file. KeyError for a name that SCHEMAS hasn't."""
    model, is_list = SCHEMAS[name]
    return reading.schema(model, is_list=is_list)
