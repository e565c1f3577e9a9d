"""What invoices and credit notes say, by language. Knows no figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What an invoice says in its language. `months` as they stand in a date, which `day` puts together.

    `places` turns the signs of a number into the language's; `abroad` is the country's line of a German address.
    """

    language: str
    invoice: str
    credit_note: str
    columns: tuple[str, ...]
    references: tuple[str, str, str, str, str]
    discount: str
    per: str
    net: str
    tax: str
    rounding: str
    total: str
    deposit: str
    to_pay: str
    included: str
    day: str
    months: tuple[str, ...]
    places: Mapping[int, int]
    abroad: str


ENGLISH = Words(
    "en",
    "Invoice",
    "Credit note",
    ("", "Description", "Quantity", "Price", "Amount"),
    ("Number", "Date", "Payable by", "Your order", "Credits invoice"),
    discount="Discount",
    per="per",
    net="Net",
    tax="VAT {rate} % of {base}",
    rounding="Rounding",
    total="Total",
    deposit="Deposit paid",
    to_pay="To be paid",
    included="incl. VAT",
    day="{day} {month} {year}",
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    places={},
    abroad="GERMANY",
)
GERMAN = Words(
    "de",
    "Rechnung",
    "Gutschrift",
    ("", "Leistung", "Menge", "Einzelpreis", "Betrag"),
    ("Nummer", "Datum", "Zahlbar bis", "Ihre Bestellung", "Zu Rechnung"),
    discount="Nachlass",
    per="je",
    net="Netto",
    tax="USt {rate} % auf {base}",
    rounding="Rundung",
    total="Summe",
    deposit="Angezahlt",
    to_pay="Zu zahlen",
    included="enthaltene USt",
    day="{day}. {month} {year}",
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    places={ord(","): ord("."), ord("."): ord(",")},
    abroad="",
)
