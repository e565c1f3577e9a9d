"""How the lists are written that other programs give out: which column holds what, dates, figures, encoding."""

from __future__ import annotations

from typing import Literal

from casefile.case.fields import Currency
from casefile.records import Record, Table, Text


class BankCsv(Record):
    """Which column of a bank's CSV export holds what, and how its dates and amounts are written."""

    columns: Table[Text]
    """Our word (date, amount, reference, payer) and the export's heading for it."""
    delimiter: Text = ","
    """Between two columns; default a comma."""
    date_format: Text = "YYYY-MM-DD"
    """How the export writes dates, in Y, M and D."""
    decimal: Text = "."
    """The decimal sign of amounts: . or ,"""
    encoding: Text = "utf-8"
    """Of the file, such as utf-8 or cp1252."""


class Columns(Record):
    """The headings of a list of open invoices. Needed are number, debtor, issued, due, and open, total
    or debit."""

    number: Text = ""
    """Of the invoice's number."""
    debtor: Text = ""
    """Of the customer's name."""
    issued: Text = ""
    """Of the invoice's date."""
    due: Text = ""
    """Of the last day for payment."""
    open: Text = ""
    """Of what is still open, gross."""
    total: Text = ""
    """Of what was invoiced, gross."""
    debit: Text = ""
    """Of what is owed to you, where debit and credit have columns of their own."""
    credit: Text = ""
    """Of what you owe, beside debit."""
    side: Text = ""
    """Of S or H, D or C: whether the amount is owed to you."""
    kind: Text = ""
    """Of invoice, credit note or payment."""
    credits: Text = ""
    """Of the invoice that a credit is for."""
    currency: Text = ""
    """Of the currency, ISO 4217."""
    customer: Text = ""
    """Of your number for the customer."""
    order_number: Text = ""
    """Of the customer's order number."""
    description: Text = ""
    """Of what was delivered."""
    tax: Text = ""
    """Of the tax, in percent."""
    received: Text = ""
    """Of when the customer had the invoice."""
    email: Text = ""
    """Of the customer's e-mail address."""
    phone: Text = ""
    """Of their telephone."""
    street: Text = ""
    """Of street and number."""
    postcode: Text = ""
    """Of postal code."""
    city: Text = ""
    """Of town."""
    country: Text = ""
    """Of country, ISO 3166 alpha-2."""
    vat: Text = ""
    """Of their VAT number."""


class OpenItems(Record):
    """Which column of a list of open invoices holds what, how it is written, and what is made of its rows. What is left
    out is told by the list itself, or asked for where it can be read in two ways."""

    columns: Columns | None = None
    """Our words and the list's headings; without them the usual headings are known."""
    delimiter: Text = ""
    """Between two columns of a CSV file, such as ;"""
    date_format: Text = ""
    """How the list writes dates, in Y, M and D, such as DD.MM.YYYY."""
    decimal: Literal[".", ",", ""] = ""
    """The decimal sign of amounts: . or ,"""
    encoding: Text = "utf-8"
    """Of a CSV file, such as utf-8 (default) or cp1252."""
    currency: Currency | None = None
    """ISO 4217, of lists that have no column for it."""
    regime: Text = ""
    """The interest claimed in the cases that are made, such as de; without it none."""
    due_basis: Literal["contract", "invoice", "statute"] = "invoice"
    """Why the due dates count: agreed (contract), on the invoices only (invoice, default), or by statute."""
    one_case: Literal["debtor", "invoice"] = "debtor"
    """A case a debtor and currency (default), or one an invoice."""
