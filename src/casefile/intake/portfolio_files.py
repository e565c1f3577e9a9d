"""The files that a list of open invoices becomes: of a customer, a case, an invoice, a credit note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from casefile.case.exports import OpenItems
from casefile.case.names import safe_name
from casefile.case.yamltext import Value, mapping
from casefile.intake.open_item import Credit, OpenItem
from casefile.intake.portfolio import Added

TITLES: Mapping[str, str] = {
    "en": "Open invoices: {name}",
    "fr": "Factures ouvertes : {name}",
    "pl": "Niezapłacone faktury: {name}",
    "ru": "Неоплаченные счета: {name}",
    "de": "Offene Rechnungen: {name}",
}
"""What a case that is made is called, in the workspace's language."""


def party_file(added: Added) -> bytes:
    """The customer's file."""
    return mapping(added.party or {}).encode()


def case_file(added: Added, settings: OpenItems, language: str, as_of: date, held: str = "") -> bytes:
    """The case.yaml of a case that is made; `held` says why nothing goes out."""
    values: dict[str, Value] = {
        "id": added.case_id,
        "title": TITLES[language].format(name=added.debtor),
        "currency": added.currency,
        "opened": as_of,
        "debtor": added.debtor_id,
        "hold": {"reason": held} if held else {},
        "interest": {"regime": settings.regime} if settings.regime else {},
    }
    return mapping(values).encode()


def invoice_file(item: OpenItem, settings: OpenItems) -> bytes:
    """The invoice as the list has it, in one line. Where less is open than was invoiced, the rest was paid on days that
    the list does not tell: it stands as paid before, and bears no interest."""
    line: dict[str, Value] = {
        "id": "1",
        "description": item.description or item.number,
        "unit_price": item.total.amount,
    }
    values: dict[str, Value] = {
        "number": item.number,
        "issued": item.issued,
        "due": item.due,
        "due_basis": settings.due_basis if settings.due_basis != "contract" else "",
        "received": item.received or "",
        "order_number": item.order_number,
        "prices": "gross",
        "prepaid": item.paid.amount if item.paid else "",
        "lines": ({**line, "tax": item.tax} if item.tax else line,),
    }
    return mapping(values).encode()


def credit_file(credit: Credit, item: OpenItem) -> bytes:
    """A credit note of the list, for the invoice that it names; taxed as that is."""
    line: dict[str, Value] = {
        "id": "1",
        "description": credit.text or credit.number,
        "unit_price": credit.amount.amount,
    }
    values: dict[str, Value] = {
        "number": credit.number,
        "issued": credit.issued or "",
        "kind": "credit-note",
        "credits": item.number,
        "prices": "gross",
        "lines": ({**line, "tax": item.tax} if item.tax else line,),
    }
    return mapping(values).encode()


def held_file(case_yaml: bytes, reason: str) -> bytes:
    """The case.yaml of a case that there is, on hold; nothing else of it is changed."""
    return case_yaml.rstrip(b"\n") + b"\n" + mapping({"hold": {"reason": reason}}).encode()


def invoice_name(item: OpenItem | Credit) -> str:
    """The name of its file in invoices/."""
    return f"{safe_name(item.number.replace('/', '-').replace('.', '-'))}.yaml"
